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
  /// How many documents there are: those with text, and those that gave none; containers inside, which
  /// are neither, have a line too.
  package let count: Int
  /// How many of them gave no text.
  package let failures: Int
  /// How many of them have gaps or gave no text.
  package let incomplete: Int
  private let folder: ExtractionFolder

  /// Takes a file of lines in a folder that goes with it.
  init(path: FilePath, _ counts: PartCounts, folder: ExtractionFolder) {
    self.path = path
    count = counts.readable + counts.failures
    failures = counts.failures
    incomplete = counts.incomplete
    self.folder = folder
  }

  /// Reads one line; nil where it is none.
  package static func part(_ line: [UInt8]) -> ExtractedPart? {
    try? JSONDecoder().decode(ExtractedPart.self, from: Data(line))
  }
}

/// How many parts there are.
struct PartCounts: Sendable {
  /// All of them, containers included.
  var all = 0
  /// Those with text.
  var readable = 0
  /// Those that gave no text and have nothing inside.
  var failures = 0
  /// Those with gaps, or that gave no text.
  var incomplete = 0

  /// Counts a part.
  mutating func count(_ part: ExtractedPart) {
    all += 1
    if part.document != nil { readable += 1 }
    if part.report.failure != nil { failures += 1 }
    if part.report.failure != nil || !part.report.gaps.isEmpty { incomplete += 1 }
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
  private var counts = PartCounts()
  private var fault: FileStorageError?
  /// Whether the reading of a part was interrupted.
  private(set) var wasInterrupted = false

  /// Longest name of a part, in bytes of UTF-8, before its number.
  private static let longestName = 1024

  /// Writes into a folder, once there is something to write.
  init(in folder: ExtractionFolder) { self.folder = folder }

  /// Writes a part under a name of its own; what cannot be written is told by `finish`.
  func write(_ part: ExtractedPart) {
    if part.report.isInterrupted { wasInterrupted = true }
    do throws(FileStorageError) { try append(part) } catch { fault = fault ?? error }
  }

  /// Ends the file; nil where nothing was written.
  ///
  /// - Throws: `FileStorageError` where a part could not be written.
  func finish() throws(FileStorageError) -> PartsFile? {
    if let fault { throw fault }
    guard let file else { return nil }
    try file.writer.finish(sync: false)
    return PartsFile(path: file.path, counts, folder: folder)
  }

  private func append(_ part: ExtractedPart) throws(FileStorageError) {
    if file == nil {
      let path = try folder.newFile()
      file = (path, try FileWriter(path))
    }
    var part = part
    part.name = uniqueName(part.chain)
    counts.count(part)
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
      name = String(name.prefix(200)) + "~\(counts.all)"
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
