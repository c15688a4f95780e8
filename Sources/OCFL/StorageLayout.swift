// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where an object is in its storage root, by two of the registered extensions
// (https://ocfl.github.io/extensions/): new storage roots use 0003, in which the name of an object's
// folder can be read; 0004, with digests alone, is read and written where a storage root names it.

internal import FoundationEssentials

/// The mapping of identifiers to folders of a storage root.
package struct StorageLayout: Sendable, Equatable {
  /// What the object's own folder is named by.
  package enum Naming: Sendable, Equatable {
    /// 0003-hash-and-id-n-tuple-storage-layout: the identifier, percent-encoded.
    case identifier
    /// 0004-hashed-n-tuple-storage-layout: the digest, or what is left of it on the way.
    case digest(short: Bool)
  }

  /// The algorithm applied to the identifier.
  package var digestAlgorithm: DigestAlgorithm
  /// Digits in the name of each folder on the way.
  package var tupleSize: Int
  /// Folders on the way.
  package var numberOfTuples: Int
  /// What the object's own folder is named by.
  package var naming: Naming

  /// The default of both extensions in the first form: sha256, three folders of three digits.
  package static let standard = StorageLayout(
    digestAlgorithm: .sha256, tupleSize: 3, numberOfTuples: 3, naming: .identifier)

  /// What new storage roots have: two folders of two digits, 65,536 for all objects together.
  ///
  /// With three of three nearly every object has folders of its own on the way, up to a million
  /// objects and more, and making them is a good part of the time that an object takes.
  package static let ofNewRoots = StorageLayout(
    digestAlgorithm: .sha256, tupleSize: 2, numberOfTuples: 2, naming: .identifier)

  /// The registered name of the extension.
  package var name: String {
    naming == .identifier ? Self.identifierName : Self.digestName
  }

  static let identifierName = "0003-hash-and-id-n-tuple-storage-layout"
  static let digestName = "0004-hashed-n-tuple-storage-layout"

  /// The longest encoded identifier that names a folder without the digest, in characters.
  private static let longestName = 100

  /// The folders from the storage root to the object, the last being the object's own.
  package func folders(for id: String) -> [String] {
    let digest = digestAlgorithm.digest(of: Array(id.utf8))
    var rest = digest[...]
    var folders: [String] = []
    for _ in 0..<numberOfTuples {
      folders.append(String(rest.prefix(tupleSize)))
      rest = rest.dropFirst(tupleSize)
    }
    switch naming {
    case .identifier: return folders + [Self.folderName(id, digest)]
    case .digest(let short): return folders + [short ? String(rest) : digest]
    }
  }

  /// The identifier with all but letters, digits, `-` and `_` as `%` and two lower-case digits.
  private static func folderName(_ id: String, _ digest: String) -> String {
    var name = ""
    for byte in id.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F:
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += LogicalPath.escaped(byte).lowercased()
      }
    }
    return name.utf8.count > longestName ? "\(name.prefix(longestName))-\(digest)" : name
  }
}

extension StorageLayout {
  private struct Configuration: Codable {
    var extensionName: String
    var digestAlgorithm: String?
    var tupleSize: Int?
    var numberOfTuples: Int?
    var shortObjectRoot: Bool?
  }

  private struct Layout: Codable {
    var `extension`: String
    var description: String
  }

  /// The bytes of `ocfl_layout.json`.
  var layoutFile: [UInt8] {
    let last = naming == .identifier ? "identifier, percent-encoded" : "digest"
    let description =
      "Objects are below \(numberOfTuples) levels of folders, named by \(tupleSize) digits each of "
      + "the \(digestAlgorithm.rawValue) of the identifier; the last folder is named by the \(last)."
    return Self.encoded(Layout(extension: name, description: description))
  }

  /// The bytes of `extensions/<name>/config.json`.
  var configurationFile: [UInt8] {
    var short: Bool?
    if case .digest(let isShort) = naming { short = isShort }
    return Self.encoded(
      Configuration(
        extensionName: name, digestAlgorithm: digestAlgorithm.rawValue, tupleSize: tupleSize,
        numberOfTuples: numberOfTuples, shortObjectRoot: short))
  }

  private static func encoded(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Cannot fail: strings, whole numbers and truth values only.
    guard let json = try? encoder.encode(value) else {
      preconditionFailure("a layout can always be written as JSON")
    }
    return [UInt8](json) + [0x0A]
  }

  /// The extension that `ocfl_layout.json` names; nil where it names none.
  static func extensionName(layoutFile bytes: [UInt8]) -> String? {
    JSONTree(bytes)?.object?["extension"]?.string
  }

  /// The layout of an extension with all its defaults; nil where it is not known here.
  init?(extensionName: String) {
    switch extensionName {
    case Self.identifierName: self = .standard
    case Self.digestName:
      self = .standard
      naming = .digest(short: false)
    default: return nil
    }
  }

  /// Reads the configuration of an extension; nil where it is not one that this program can follow.
  init?(extensionName: String, configurationFile bytes: [UInt8]) {
    guard let standard = StorageLayout(extensionName: extensionName),
      let read = try? JSONDecoder().decode(Configuration.self, from: Data(bytes)),
      read.extensionName == extensionName,
      let algorithm = DigestAlgorithm(rawValue: read.digestAlgorithm ?? "sha256")
    else { return nil }
    self = standard
    digestAlgorithm = algorithm
    tupleSize = read.tupleSize ?? 3
    numberOfTuples = read.numberOfTuples ?? 3
    guard (0...32).contains(tupleSize), (0...32).contains(numberOfTuples),
      (tupleSize == 0) == (numberOfTuples == 0), tupleSize * numberOfTuples <= algorithm.digits
    else { return nil }
    guard case .digest = naming, read.shortObjectRoot == true else { return }
    if tupleSize * numberOfTuples == algorithm.digits { return nil }
    naming = .digest(short: true)
  }
}
