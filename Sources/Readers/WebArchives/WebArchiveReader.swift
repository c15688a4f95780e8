// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// WARC (ISO 28500): records one after the other, each with a head, most with a whole answer of HTTP in
// it. Each page that was fetched is one file inside.

internal import Extraction
internal import ReaderProcess

/// Reads a web archive.
enum WebArchiveReader {
  /// The version of what is read out of a file; changes when the same bytes give other files.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    var findings = ContainerFindings()
    switch open() {
    case .success(let bytes):
      var reading = WebArchiveReading(input.limits, bytes)
      findings = try reading.read(to: &output)
    case .failure(let fault): try findings.gap(fault, of: input.name, to: &output)
    }
    let report = ExtractionReport(
      mediaType: input.mediaType, extractor: WorkerFormat.webArchive.rawValue,
      extractorVersion: version)
    try findings.finish(report, to: &output)
  }

  private static func open() -> Result<ArchiveBytes, ArchiveFault> {
    Result { () throws(ArchiveFault) in
      let archive = try LibArchive(.stream)
      _ = try archive.next()
      return ArchiveBytes(archive)
    }
  }
}

/// A zip around web archives: WACZ.
enum WebArchivePackage {
  /// Whether a zip with these names is one.
  static func isOne(names: [[UInt8]]) -> Bool {
    let texts = names.map { String(decoding: $0, as: UTF8.self) }
    return texts.contains("datapackage.json") && texts.contains { $0.hasPrefix("archive/") }
  }

  /// Whether a file in it is wanted: all that was archived, and nothing that only lists it.
  static func isWanted(_ path: String) -> Bool {
    let lists = ["indexes/", "pages/", "logs/", "datapackage", "fuzzy.json"]
    return !lists.contains { path.hasPrefix($0) }
  }
}
