// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The parts of one original on disk, a line of JSON each: ten thousand leaflets in a zip are never in
// memory together.

internal import FileStorage
internal import FoundationEssentials
package import SystemPackage

/// All parts of an original, one line of JSON each, in the order of the original.
///
/// The file is there as long as this value is.
package struct PartsFile: Sendable {
  /// Where the lines are.
  package let path: FilePath
  /// How many there are.
  package let count: Int
  /// How many of them gave no text.
  package let failures: Int
  private let folder: ExtractionFolder

  /// Takes a file of lines in a folder that goes with it.
  init(path: FilePath, count: Int, failures: Int, folder: ExtractionFolder) {
    self.path = path
    self.count = count
    self.failures = failures
    self.folder = folder
  }

  /// Reads one line; nil where it is none.
  package static func part(_ line: [UInt8]) -> ExtractedPart? {
    try? JSONDecoder().decode(ExtractedPart.self, from: Data(line))
  }
}

extension PartsFile: Hashable {
  /// Whether the lines are the same.
  package static func == (left: PartsFile, right: PartsFile) -> Bool {
    guard left.count == right.count else { return false }
    return (try? FileReader.contents(of: left.path)) == (try? FileReader.contents(of: right.path))
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

/// Writes parts, and gives each a name of its own.
actor PartsWriter {
  private let folder: ExtractionFolder
  private var file: (path: FilePath, writer: FileWriter)?
  private var names: Set<String> = []
  private var count = 0
  private var failures = 0
  private var fault: FileStorageError?

  /// Longest name of a part, in bytes of UTF-8, before its number.
  private static let longestName = 1024

  /// Writes into a folder, once there is something to write.
  init(in folder: ExtractionFolder) { self.folder = folder }

  /// Writes a part under a name of its own; what cannot be written is told by `finish`.
  func write(_ part: ExtractedPart) {
    do throws(FileStorageError) { try append(part) } catch { fault = fault ?? error }
  }

  /// Ends the file; nil where nothing was written.
  ///
  /// - Throws: `FileStorageError` where a part could not be written.
  func finish() throws(FileStorageError) -> PartsFile? {
    if let fault { throw fault }
    guard let file else { return nil }
    try file.writer.finish(sync: false)
    return PartsFile(path: file.path, count: count, failures: failures, folder: folder)
  }

  private func append(_ part: ExtractedPart) throws(FileStorageError) {
    if file == nil {
      let path = try folder.newFile()
      file = (path, try FileWriter(path))
    }
    var part = part
    part.name = uniqueName(part.chain)
    count += 1
    if part.document == nil { failures += 1 }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try file?.writer.write(((try? encoder.encode(part)).map(Array.init) ?? []) + [0x0A])
  }

  private func uniqueName(_ chain: [String]) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in chain.joined(separator: "/").unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      scalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    var name = String(scalars)
    if name.isEmpty || name.utf8.count > Self.longestName {
      name = String(name.prefix(200)) + "~\(count + 1)"
    }
    var candidate = name
    var number = 2
    while !names.insert(candidate).inserted {
      candidate = "\(name)~\(number)"
      number += 1
    }
    return candidate
  }
}
