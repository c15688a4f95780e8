// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Archives and compressed files → the files inside, as a stream: no file is ever held in memory. Names
// that are not UTF-8 need the names of all others to be read, so the archive is gone through once for
// the names alone where there is such a name.

internal import Extraction
internal import FoundationEssentials
internal import ReaderProcess

/// Reads zip, 7z, rar, tar, LHA, CAB, ISO 9660, cpio, xar, and files behind gzip, bzip2, xz, lzma, zstd,
/// lz4, lzip and compress.
enum ContainerReader {
  /// The version of what is read out of a file; changes when the same bytes give other files.
  static let version = "1 (libarchive \(LibArchive.version))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    var reading = ContainerReading(input)
    var findings = try reading.read(to: &output)
    let report = ExtractionReport(
      mediaType: input.mediaType, extractor: WorkerFormat.container.rawValue,
      extractorVersion: version)
    try findings.finish(report, to: &output)
  }

  /// Seconds since 1970 as RFC 3339; nil where no calendar of files means them.
  static func date(_ seconds: Int64?) -> String? {
    guard let seconds, (0..<32_503_680_000).contains(seconds) else { return nil }
    return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
