// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The versions of an inventory, and the state of each (§ 3.5.3).

extension InventoryParser {
  /// Reads the versions into the inventory; their numbers, rising.
  mutating func versions(
    _ value: JSONTree?, into inventory: inout Inventory
  ) -> [VersionNumber] {
    guard let value else {
      report("E043", "the block versions is missing")
      return []
    }
    guard let object = value.object else {
      report("E045", "the block versions is no JSON object")
      return []
    }
    if object.isEmpty { report("E008", "there is no version") }
    var numbers: [VersionNumber] = []
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let number = VersionNumber(name: name) else {
        report(nameCode(name), "\(name) is no name of a version")
        continue
      }
      numbers.append(number)
      inventory.versions[name] = version(value, name, inventory)
    }
    numbers.sort { $0.number < $1.number }
    checkSequence(numbers)
    return numbers
  }

  /// The code for a key of the versions that names none: from 1.1 on, what is wrong has its own.
  private func nameCode(_ name: String) -> String {
    if specification < .version11 { return "E046" }
    return name.hasPrefix("v") ? "E105" : "E104"
  }

  private mutating func checkSequence(_ numbers: [VersionNumber]) {
    if numbers.isEmpty { return }
    if numbers[0].number != 1 { report("E009", "the versions do not begin with 1") }
    if zip(numbers, numbers.dropFirst()).contains(where: { $0.number + 1 != $1.number }) {
      report("E010", "the versions do not run on without a gap")
    }
    if Set(numbers.map(\.padding)).count > 1 {
      let givesUp = numbers[0].padding > 0 && numbers.contains { $0.padding == 0 }
      if givesUp { report("E011", "zero-padded version names must begin with v0") }
      report("E012", "the names of the versions differ in their zero-padding")
      report("E013", "later versions are not named as the first, \(numbers[0].name)")
    }
    if numbers.contains(where: { $0.padding > 0 }) {
      report("W001", "the names of the versions are zero-padded")
    }
  }

  private mutating func version(
    _ value: JSONTree, _ name: String, _ inventory: Inventory
  ) -> Inventory.Version? {
    guard let object = value.object else {
      report("E047", "version \(name) is no JSON object")
      return nil
    }
    let known: Set<String> = ["created", "state", "message", "user"]
    for key in object.keys.sorted() where !known.contains(key) {
      report("E102", "version \(name): the key \(key) is not in the specification")
    }
    if let message = object["message"], message.string == nil {
      report("E094", "version \(name): the message is no string")
    }
    if object["message"] == nil || object["user"] == nil {
      report("W007", "version \(name) has no message, or no user")
    }
    return Inventory.Version(
      created: created(object["created"], name), message: object["message"]?.string,
      user: user(object["user"], name), state: state(object["state"], name, inventory))
  }

  private mutating func created(_ value: JSONTree?, _ name: String) -> String {
    guard let value else {
      report("E048", "version \(name): the key created is missing")
      return ""
    }
    guard let created = value.string, Syntax.isDateTime(created) else {
      report("E049", "version \(name): created is no RFC 3339 time with seconds and time zone")
      return value.string ?? ""
    }
    return created
  }

  private mutating func user(_ value: JSONTree?, _ name: String) -> Inventory.User? {
    guard let value else { return nil }
    guard let user = value.object, let person = user["name"]?.string, !person.isEmpty else {
      report("E054", "version \(name): the user has no name")
      return nil
    }
    guard let address = user["address"] else {
      report("W008", "version \(name): the user has no address")
      return Inventory.User(name: person)
    }
    if !Syntax.isURI(address.string ?? "") {
      report("W009", "version \(name): the address of the user is no URI")
    }
    return Inventory.User(name: person, address: address.string)
  }

  private mutating func state(
    _ value: JSONTree?, _ name: String, _ inventory: Inventory
  ) -> [String: [String]] {
    guard let value else {
      report("E048", "version \(name): the key state is missing")
      return [:]
    }
    guard let object = value.object else {
      report("E050", "version \(name): the state is no JSON object")
      return [:]
    }
    var state: [String: [String]] = [:]
    for digest in value.repeatedKeys {
      report("E033", "version \(name): the digest \(digest.prefix(16)) stands there twice")
    }
    for (digest, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let paths = value.strings else {
        report("E051", "version \(name): the value of \(digest.prefix(16)) is no array of paths")
        continue
      }
      if inventory.manifest[digest] == nil {
        report("E050", "version \(name): the digest \(digest.prefix(16)) is not in the manifest")
      }
      state[digest] = paths
    }
    logicalPaths(state.values.flatMap(\.self), name)
    return state
  }

  private mutating func logicalPaths(_ paths: [String], _ name: String) {
    for path in paths.sorted() {
      switch LogicalPath.fault(path) {
      case .slash: report("E053", "version \(name): \(path) begins or ends with a slash")
      case .empty, .dots: report("E052", "version \(name): \(path) has a part ., .. or none")
      case .taken, nil: break
      }
    }
    if let path = LogicalPath.conflict(in: paths) {
      report("E095", "version \(name): \(path) stands there twice, or as a folder of another")
    }
  }
}
