// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where an object is in its storage root: the registered extension
// 0004-hashed-n-tuple-storage-layout (https://ocfl.github.io/extensions/).

internal import FoundationEssentials

/// The mapping of identifiers to folders of a storage root.
package struct StorageLayout: Sendable, Equatable {
  /// The registered name of the mapping.
  package static let name = "0004-hashed-n-tuple-storage-layout"

  /// The algorithm applied to the identifier.
  package var digestAlgorithm: DigestAlgorithm
  /// Digits in the name of each folder on the way.
  package var tupleSize: Int
  /// Folders on the way.
  package var numberOfTuples: Int
  /// Whether the digits on the way are left out of the name of the object's folder.
  package var shortObjectRoot: Bool

  /// The extension's default: sha256, three folders of three digits.
  package static let standard = StorageLayout(
    digestAlgorithm: .sha256, tupleSize: 3, numberOfTuples: 3, shortObjectRoot: false)

  /// The folders from the storage root to the object, the last being the object's own.
  package func folders(for id: String) -> [String] {
    let digest = digestAlgorithm.digest(of: Array(id.utf8))
    var rest = digest[...]
    var folders: [String] = []
    for _ in 0..<numberOfTuples {
      folders.append(String(rest.prefix(tupleSize)))
      rest = rest.dropFirst(tupleSize)
    }
    return folders + [shortObjectRoot ? String(rest) : digest]
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
    Self.encoded(
      Layout(
        extension: Self.name,
        description: "Objects are in \(numberOfTuples) levels of folders, named by "
          + "\(tupleSize) digits each of the \(digestAlgorithm.rawValue) of the object's "
          + "identifier, in a folder named by the whole digest."))
  }

  /// The bytes of `extensions/0004-hashed-n-tuple-storage-layout/config.json`.
  var configurationFile: [UInt8] {
    Self.encoded(
      Configuration(
        extensionName: Self.name, digestAlgorithm: digestAlgorithm.rawValue, tupleSize: tupleSize,
        numberOfTuples: numberOfTuples, shortObjectRoot: shortObjectRoot))
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

  /// Reads the configuration; nil where it is not one that this program can follow.
  init?(configurationFile bytes: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Configuration.self, from: Data(bytes)),
      read.extensionName == Self.name,
      let algorithm = DigestAlgorithm(rawValue: read.digestAlgorithm ?? "sha256")
    else { return nil }
    let size = read.tupleSize ?? 3
    let count = read.numberOfTuples ?? 3
    guard (0...32).contains(size), (0...32).contains(count), (size == 0) == (count == 0),
      size * count <= algorithm.digits
    else { return nil }
    let short = read.shortObjectRoot ?? false
    if short && size * count == algorithm.digits { return nil }
    self.init(
      digestAlgorithm: algorithm, tupleSize: size, numberOfTuples: count, shortObjectRoot: short)
  }
}
