// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The blocks of an inventory that map digests to content paths: manifest (§ 3.5.2) and fixity
// (§ 3.5.4).

extension InventoryParser {
  /// Reads the manifest; nil where there is none.
  mutating func manifest(
    _ value: JSONTree?, _ algorithm: DigestAlgorithm?
  ) -> [String: [String]]? {
    guard let value else {
      report("E041", "the block manifest is missing")
      return nil
    }
    guard value.object != nil else {
      report(specification >= .version11 ? "E106" : "E041", "the manifest is no JSON object")
      return nil
    }
    let codes = BlockCodes(shape: "E092", twice: "E096")
    let manifest = digestBlock(value, algorithm, block: "manifest", codes)
    if let algorithm { checkDigests(of: manifest, algorithm) }
    contentPaths(manifest.values.flatMap(\.self), block: "manifest")
    return manifest
  }

  /// Reads the fixity block into the inventory.
  mutating func fixity(_ value: JSONTree?, into inventory: inout Inventory) {
    guard let value else { return }
    guard let object = value.object else {
      let code = specification >= .version11 ? "E111" : "E056"
      return report(code, "the fixity block is no JSON object")
    }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      if !FixityAlgorithms.names.contains(name) {
        report("E056", "fixity: \(name) is neither an algorithm of OCFL nor of an extension")
      }
      guard value.object != nil else {
        report("E057", "fixity: the value of \(name) is no JSON object")
        continue
      }
      let codes = BlockCodes(shape: "E057", twice: "E097")
      let algorithm = DigestAlgorithm(rawValue: name)
      let digests = digestBlock(value, algorithm, block: "fixity \(name)", codes)
      for digest in digests.keys.sorted() {
        if let algorithm, !Syntax.isHexadecimal(digest, digits: algorithm.digits) {
          report(algorithm.encodingCode, "fixity: \(digest.prefix(16)) is no \(name) digest")
        }
      }
      contentPaths(digests.values.flatMap(\.self), block: "fixity \(name)")
      inventory.fixity[name] = digests
    }
  }

  /// The codes under which a block's faults are reported.
  private struct BlockCodes {
    /// A value that is no array of paths.
    var shape: String
    /// A digest that stands there twice.
    var twice: String
  }

  /// Reads an object of digest → array of paths.
  private mutating func digestBlock(
    _ value: JSONTree, _ algorithm: DigestAlgorithm?, block: String, _ codes: BlockCodes
  ) -> [String: [String]] {
    var result: [String: [String]] = [:]
    var seen: Set<String> = []
    for digest in value.repeatedKeys {
      report(codes.twice, "\(block): the digest \(digest.prefix(16)) stands there twice")
    }
    for (digest, value) in (value.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let paths = value.strings else {
        report(codes.shape, "\(block): the value of \(digest.prefix(16)) is no array of paths")
        continue
      }
      if !seen.insert(digest.lowercased()).inserted {
        report(codes.twice, "\(block): the digest \(digest.prefix(16)) stands there twice")
      }
      result[digest] = paths
    }
    return result
  }

  /// The keys of the manifest must be digests of the algorithm that the inventory names.
  private mutating func checkDigests(of manifest: [String: [String]], _ algorithm: DigestAlgorithm)
  {
    let other: DigestAlgorithm = algorithm == .sha512 ? .sha256 : .sha512
    for digest in manifest.keys.sorted()
    where !Syntax.isHexadecimal(digest, digits: algorithm.digits) {
      if Syntax.isHexadecimal(digest, digits: other.digits) {
        report(
          "E039",
          "manifest: \(digest.prefix(16)) is a \(other.rawValue) digest, not \(algorithm.rawValue)")
      } else {
        report(
          algorithm.encodingCode,
          "manifest: \(digest.prefix(16)) is no \(algorithm.rawValue) digest")
      }
    }
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

  /// Each digest of the manifest must be used by a version; each content path must name a version.
  mutating func checkUse(of inventory: Inventory) {
    let used = Set(inventory.versions.values.flatMap(\.state.keys))
    let numbers = Set(inventory.history.map(\.number.number))
    for (digest, paths) in inventory.manifest.sorted(by: { $0.key < $1.key }) {
      if specification >= .version11 && !used.contains(digest) {
        report("E107", "manifest: no version uses the digest \(digest.prefix(16))")
      }
      for path in paths where LogicalPath.fault(path) == nil {
        if let fault = fault(ofPlace: path, inventory, numbers) {
          report(fault.code, "manifest: \(path) \(fault.clause)")
        }
      }
    }
  }

  /// What is wrong with where a content path leads; nil for a file of a content folder.
  private func fault(
    ofPlace path: String, _ inventory: Inventory, _ numbers: Set<Int>
  ) -> (code: String, clause: String)? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
    let folder = String(parts[0]) ?? ""
    if inventory.versions[folder] == nil {
      if let number = VersionNumber(name: folder), numbers.contains(number.number) {
        return ("E014", "names a version folder otherwise than the versions do")
      }
      if parts.count == 1, let first = folder.utf8.split(separator: UInt8(ascii: "\\")).first,
        first.count < folder.utf8.count, inventory.versions[String(first) ?? ""] != nil
      {
        return ("E035", "has another separator than /")
      }
      return ("E042", "is not in the folder of a version")
    }
    if parts.count == 3, parts[1].elementsEqual(inventory.contentFolder.utf8) { return nil }
    if parts.count == 3, inventory.contentDirectory == nil {
      return ("E021", "is not in the folder content, and no contentDirectory is named")
    }
    return ("E042", "is not in the content folder of a version")
  }
}

extension DigestAlgorithm {
  /// The code for a digest that is not hexadecimal digits, as many as the algorithm has.
  fileprivate var encodingCode: String {
    switch self {
    case .sha1: "E029"
    case .sha256: "E030"
    case .sha512: "E031"
    case .blake2b512, .blake2b384, .blake2b256, .blake2b160: "E032"
    case .md5: "E057"
    }
  }
}
