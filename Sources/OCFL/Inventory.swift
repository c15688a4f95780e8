// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The inventory of an object: what versions there are, which files they have, and where the bytes
// are. Written here, read by InventoryParser.swift.

internal import FoundationEssentials

/// The inventory of an object, as `inventory.json` holds it.
///
/// A *state* maps each digest to the logical paths (the names a reader knows) of one version; the
/// *manifest* maps each digest to the content paths (the files on the disk) of all versions.
package struct Inventory: Sendable, Equatable {
  /// Who made a version.
  package struct User: Sendable, Equatable, Codable {
    /// A name for people.
    package var name: String
    /// A URI, such as `mailto:…`.
    package var address: String?

    /// Names a user.
    package init(name: String, address: String? = nil) {
      self.name = name
      self.address = address
    }
  }

  /// One version of the object.
  package struct Version: Sendable, Equatable, Codable {
    /// When, by RFC 3339 with a time zone.
    package var created: String
    /// Why, in plain words.
    package var message: String?
    /// By whom.
    package var user: User?
    /// Digest → logical paths.
    package var state: [String: [String]]
  }

  /// The identifier of the object, unique in its storage root.
  package var id: String
  /// The version of the specification that `type` names.
  package var specification: Specification
  /// The algorithm of manifest and state, sha512 or sha256.
  package var digestAlgorithm: DigestAlgorithm
  /// The newest version.
  package var head: VersionNumber
  /// The name of the folder of content in each version folder, nil for `content`.
  package var contentDirectory: String?
  /// Digest → content paths, from the object's folder.
  package var manifest: [String: [String]]
  /// Version name → version.
  package var versions: [String: Version]
  /// Algorithm → further digest → content paths; empty where there is no such block.
  package var fixity: [String: [String: [String]]]

  /// The name of the folder of content in each version folder.
  package var contentFolder: String { contentDirectory ?? "content" }

  /// The versions from the first to the newest.
  package var history: [(number: VersionNumber, version: Version)] {
    versions.compactMap { (name, version) in
      VersionNumber(name: name).map { (number: $0, version: version) }
    }.sorted { $0.number.number < $1.number.number }
  }

  /// The newest version.
  package var newest: Version? { versions[head.name] }

  /// An object that has no version yet.
  init(newObject id: String) {
    self.id = id
    specification = .version11
    digestAlgorithm = .sha512
    head = VersionNumber(0)
    contentDirectory = nil
    manifest = [:]
    versions = [:]
    fixity = [:]
  }
}

extension Inventory {
  private struct Written: Encodable {
    var id: String
    var type: String
    var digestAlgorithm: String
    var head: String
    var contentDirectory: String?
    var manifest: [String: [String]]
    var versions: [String: Version]
    var fixity: [String: [String: [String]]]?
  }

  /// The bytes of `inventory.json`: keys sorted, two spaces of indent, a newline at the end.
  ///
  /// The same inventory always gives the same bytes.
  package func encoded() -> [UInt8] {
    let written = Written(
      id: id, type: specification.inventoryType, digestAlgorithm: digestAlgorithm.rawValue,
      head: head.name, contentDirectory: contentDirectory, manifest: manifest, versions: versions,
      fixity: fixity.isEmpty ? nil : fixity)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Cannot fail: strings, arrays and objects only, no floating-point numbers.
    guard let json = try? encoder.encode(written) else {
      preconditionFailure("an inventory of strings can always be written as JSON")
    }
    return [UInt8](json) + [0x0A]
  }

  /// The bytes of the sidecar of an inventory, in the form that `sha512sum -c` reads.
  static func sidecar(_ inventory: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
    [UInt8]("\(algorithm.digest(of: inventory))  inventory.json\n".utf8)
  }

  /// Logical path → digest in one version.
  func files(of version: Version) -> [PathBytes: String] {
    var files: [PathBytes: String] = [:]
    for (digest, paths) in version.state {
      for path in paths { files[PathBytes(path)] = digest }
    }
    return files
  }
}
