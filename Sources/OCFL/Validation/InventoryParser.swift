// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads `inventory.json`, written by Inventory.swift or by any other OCFL program, and names each
// departure from the specification (§ 3.5) by its code. Here: the keys of the inventory itself;
// its blocks are read in InventoryParser+Blocks.swift and InventoryParser+Versions.swift.

/// Reads one inventory and collects what is wrong with it.
struct InventoryParser {
  /// What is wrong, in the order found.
  private(set) var findings: [Finding] = []
  private let path: String
  /// The version of the specification that the inventory follows: some codes are new in 1.1.
  private(set) var specification = Specification.version11

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

  /// Notes a finding.
  mutating func report(_ code: String, _ sentence: String) {
    findings.append(Finding(code, path, sentence))
  }

  private static let keys: Set<String> = [
    "id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity",
  ]

  private mutating func inventory(_ bytes: [UInt8]) -> Inventory? {
    guard let tree = JSONTree(bytes) else {
      report("E033", "the inventory is not a JSON document in UTF-8")
      return nil
    }
    guard let root = tree.object else {
      report("E033", "the inventory is not a JSON object")
      return nil
    }
    specification = readSpecification(root["type"])
    for key in tree.repeatedKeys { report("E033", "the key \(key) stands there twice") }
    for key in root.keys.sorted() where !Self.keys.contains(key) {
      report("E102", "the key \(key) is not in the specification")
    }
    var inventory = Inventory(newObject: identifier(root["id"]))
    inventory.specification = specification
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
    guard let value else {
      report("E036", "the key id is missing")
      return ""
    }
    guard let id = value.string else {
      report("E037", "the value of id is no string")
      return ""
    }
    if id.isEmpty { report("E037", "the id is empty") }
    if !id.isEmpty && !Syntax.isURI(id) { report("W005", "the id \(id) is no URI") }
    return id
  }

  private mutating func readSpecification(_ value: JSONTree?) -> Specification {
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
    let isDirectChild = specification >= .version11 ? "E108" : "E017"
    guard let name = value.string, !name.isEmpty else {
      report(isDirectChild, "contentDirectory is not the name of a folder")
      return nil
    }
    if name.utf8.contains(UInt8(ascii: "/")) {
      report("E017", "contentDirectory is \(name), with a slash in it")
      if specification >= .version11 {
        report("E108", "contentDirectory is no folder of the version folder itself")
      }
      return nil
    }
    if name == "." || name == ".." {
      report("E018", "contentDirectory is \(name), which is no folder of its own")
      return nil
    }
    return name
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
}
