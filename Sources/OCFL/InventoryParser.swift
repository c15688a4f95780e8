// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads `inventory.json`, written by Inventory.swift or by any other OCFL program, and names each
// departure from the specification (§ 3.5) by its code.

/// Reads one inventory and collects what is wrong with it.
struct InventoryParser {
  /// What is wrong, in the order found.
  private(set) var findings: [Finding] = []
  private let path: String

  /// Reads an inventory.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: where it is, for the findings.
  /// - Returns: the inventory, nil where it is too broken to be one, and the findings. An inventory
  ///   may come with errors among its findings.
  static func parse(_ bytes: [UInt8], path: String) -> (Inventory?, [Finding]) {
    var parser = InventoryParser(path: path)
    let inventory = parser.inventory(bytes)
    return (inventory, parser.findings)
  }

  private init(path: String) { self.path = path }

  private mutating func report(_ code: String, _ sentence: String) {
    findings.append(Finding(code, path, sentence))
  }

  private static let keys: Set<String> = [
    "id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity",
  ]

  private mutating func inventory(_ bytes: [UInt8]) -> Inventory? {
    guard let tree = JSONTree(bytes) else {
      report("E033", "the inventory is not a JSON document")
      return nil
    }
    guard let root = tree.object else {
      report("E033", "the inventory is not a JSON object")
      return nil
    }
    for key in root.keys.sorted() where !Self.keys.contains(key) {
      report("E102", "the key \(key) is not in the specification")
    }
    var inventory = Inventory(newObject: identifier(root["id"]))
    inventory.specification = specification(root["type"])
    let algorithm = algorithm(root["digestAlgorithm"])
    inventory.digestAlgorithm = algorithm ?? .sha512
    inventory.contentDirectory = contentDirectory(root["contentDirectory"])
    if let manifest = manifest(root["manifest"], algorithm) { inventory.manifest = manifest }
    let numbers = versions(root["versions"], into: &inventory)
    head(root["head"], numbers, into: &inventory)
    checkUse(of: inventory)
    fixity(root["fixity"], into: &inventory)
    return inventory.id.isEmpty || algorithm == nil || inventory.newest == nil ? nil : inventory
  }

  private mutating func identifier(_ value: JSONTree?) -> String {
    guard let id = value?.string else {
      report("E036", value == nil ? "the key id is missing" : "the value of id is no string")
      return ""
    }
    if id.isEmpty { report("E037", "the id is empty") }
    if !id.isEmpty && !Syntax.isURI(id) { report("W005", "the id \(id) is no URI") }
    return id
  }

  private mutating func specification(_ value: JSONTree?) -> Specification {
    guard let value else {
      report("E036", "the key type is missing")
      return .version11
    }
    if let known = Specification.allCases.first(where: { $0.inventoryType == value.string }) {
      return known
    }
    report("E038", "the type \(value.string ?? "") names no version of OCFL known here")
    return .version11
  }

  private mutating func algorithm(_ value: JSONTree?) -> DigestAlgorithm? {
    guard let value else {
      report("E036", "the key digestAlgorithm is missing")
      return nil
    }
    guard let algorithm = value.string.flatMap(DigestAlgorithm.init), algorithm.addressesContent
    else {
      report("E025", "the digest algorithm \(value.string ?? "") is neither sha512 nor sha256")
      return nil
    }
    if algorithm != .sha512 { report("W004", "the digest algorithm is not sha512") }
    return algorithm
  }

  private mutating func contentDirectory(_ value: JSONTree?) -> String? {
    guard let value else { return nil }
    guard let name = value.string, !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else {
      report("E017", "contentDirectory is not the name of one folder")
      return nil
    }
    if name == "." || name == ".." {
      report("E018", "contentDirectory is \(name)")
      return nil
    }
    return name
  }

  // MARK: Manifest and fixity

  private mutating func manifest(
    _ value: JSONTree?, _ algorithm: DigestAlgorithm?
  ) -> [String: [String]]? {
    guard let value else {
      report("E041", "the block manifest is missing")
      return nil
    }
    guard let object = value.object else {
      report("E106", "the manifest is no JSON object")
      return nil
    }
    let manifest = digestBlock(object, algorithm, block: "manifest", shape: "E092", twice: "E096")
    contentPaths(manifest.values.flatMap(\.self), block: "manifest")
    return manifest
  }

  /// Reads an object of digest → array of paths.
  private mutating func digestBlock(
    _ object: [String: JSONTree], _ algorithm: DigestAlgorithm?, block: String, shape: String,
    twice: String
  ) -> [String: [String]] {
    var result: [String: [String]] = [:]
    var seen: Set<String> = []
    for (digest, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let paths = value.strings else {
        report(shape, "\(block): the value of \(digest.prefix(16)) is no array of paths")
        continue
      }
      if !seen.insert(digest.lowercased()).inserted {
        report(twice, "\(block): the digest \(digest.prefix(16)) stands there twice")
      }
      if let algorithm, !Syntax.isHexadecimal(digest, digits: algorithm.digits) {
        let code = ["sha1": "E029", "sha256": "E030"][algorithm.rawValue] ?? "E031"
        report(code, "\(block): \(digest.prefix(16)) is no \(algorithm.rawValue) digest")
      }
      result[digest] = paths
    }
    return result
  }

  private mutating func contentPaths(_ paths: [String], block: String) {
    for path in paths.sorted() {
      switch LogicalPath.fault(path) {
      case .slash: report("E100", "\(block): the path \(path) begins or ends with a slash")
      case .empty, .dots: report("E099", "\(block): the path \(path) has a part ., .. or none")
      case .taken, nil: break
      }
    }
    if let path = LogicalPath.conflict(in: paths) {
      report("E101", "\(block): the path \(path) stands there twice, or as a folder of another")
    }
  }

  private mutating func fixity(_ value: JSONTree?, into inventory: inout Inventory) {
    guard let value else { return }
    guard let object = value.object else {
      report("E111", "the fixity block is no JSON object")
      return
    }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let block = value.object else {
        report("E057", "fixity: the value of \(name) is no JSON object")
        continue
      }
      let digests = digestBlock(
        block, DigestAlgorithm(rawValue: name), block: "fixity \(name)", shape: "E057",
        twice: "E097")
      contentPaths(digests.values.flatMap(\.self), block: "fixity \(name)")
      inventory.fixity[name] = digests
    }
  }

  // MARK: Versions

  private mutating func versions(
    _ value: JSONTree?, into inventory: inout Inventory
  ) -> [VersionNumber] {
    guard let value else {
      report("E043", "the block versions is missing")
      return []
    }
    guard let object = value.object else {
      report("E044", "the block versions is no JSON object")
      return []
    }
    if object.isEmpty { report("E008", "there is no version") }
    var numbers: [VersionNumber] = []
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      guard let number = VersionNumber(name: name) else {
        report("E046", "\(name) is no name of a version")
        continue
      }
      numbers.append(number)
      inventory.versions[name] = version(value, name, inventory)
    }
    numbers.sort { $0.number < $1.number }
    checkSequence(numbers)
    return numbers
  }

  private mutating func checkSequence(_ numbers: [VersionNumber]) {
    if numbers.isEmpty { return }
    if numbers.map(\.number) != Array(1...numbers.count) {
      report("E010", "the versions do not run from 1 without a gap")
    }
    if Set(numbers.map(\.padding)).count > 1 {
      let isPadded = numbers[0].padding > 0
      if isPadded { report("E011", "zero-padded version names must begin with v0") }
      report("E012", "the names of the versions differ in their zero-padding")
      report("E013", "later versions are not named as the first, \(numbers[0].name)")
    }
    if numbers.contains(where: { $0.padding > 0 }) {
      report("W001", "the names of the versions are zero-padded")
    }
  }

  private mutating func head(
    _ value: JSONTree?, _ numbers: [VersionNumber], into inventory: inout Inventory
  ) {
    guard let value else {
      report("E036", "the key head is missing")
      return
    }
    guard let name = value.string, let head = VersionNumber(name: name) else {
      report("E040", "the value of head is no name of a version")
      return
    }
    inventory.head = head
    if head != numbers.last {
      let newest = numbers.last?.name ?? "none"
      report("E040", "head is \(name), but the newest version is \(newest)")
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

  /// Each digest of the manifest must be used by a version; each content path must name a version.
  private mutating func checkUse(of inventory: Inventory) {
    let used = Set(inventory.versions.values.flatMap(\.state.keys))
    for (digest, paths) in inventory.manifest.sorted(by: { $0.key < $1.key }) {
      if inventory.specification >= .version11 && !used.contains(digest) {
        report("E107", "manifest: no version uses the digest \(digest.prefix(16))")
      }
      for path in paths where LogicalPath.fault(path) == nil {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
        let version = String(parts[0]) ?? ""
        if parts.count < 3 || inventory.versions[version] == nil
          || !parts[1].elementsEqual(inventory.contentFolder.utf8)
        {
          report("E042", "manifest: \(path) is not in the content folder of a version")
        }
      }
    }
  }
}

/// Small grammars that OCFL borrows.
enum Syntax {
  /// Whether a text is a URI (RFC 3986): a scheme, a colon, something, no blanks.
  static func isURI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, isLetter(first) else { return false }
    let rest = text.utf8[text.utf8.index(after: colon)...]
    let signs: [UInt8] = [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")]
    return scheme.allSatisfy { isLetter($0) || isDigit($0) || signs.contains($0) }
      && !rest.isEmpty && rest.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// Whether a text is hexadecimal digits only, as many as said.
  static func isHexadecimal(_ text: String, digits: Int) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  /// Whether a text is a date and time by RFC 3339, with seconds and a time zone.
  static func isDateTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let form = Array("dddd-dd-ddTdd:dd:dd".utf8)
    guard bytes.count > form.count else { return false }
    for (byte, expected) in zip(bytes, form) {
      let fits = expected == UInt8(ascii: "d") ? isDigit(byte) : (byte & 0xDF) == (expected & 0xDF)
      if !fits { return false }
    }
    let month = number(bytes[5..<7])
    let day = number(bytes[8..<10])
    guard (1...12).contains(month), (1...31).contains(day), number(bytes[11..<13]) < 24,
      number(bytes[14..<16]) < 60, number(bytes[17..<19]) < 61
    else { return false }
    var rest = bytes[form.count...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      if digits.isEmpty { return false }
      rest = rest[digits.endIndex...]
    }
    if rest.count == 1 { return rest.first.map { $0 | 0x20 } == UInt8(ascii: "z") }
    return isOffset(Array(rest))
  }

  private static func isOffset(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes[3] == UInt8(ascii: ":")
    else { return false }
    let digits = [bytes[1], bytes[2], bytes[4], bytes[5]]
    return digits.allSatisfy(isDigit) && number(bytes[1..<3]) < 24 && number(bytes[4..<6]) < 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
