// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The front door of the room: which kind of file it is, and which reader it goes to.

internal import FileStorage
internal import SystemPackage

/// Reads documents: original bytes in, text by page out, and a report of how.
///
/// Bytes from outside never trap and never throw: what cannot be read is a failure in the report.
package struct Extractor: Sendable {
  private let limits: ExtractionLimits

  /// Makes an extractor.
  package init(limits: ExtractionLimits = ExtractionLimits()) { self.limits = limits }

  /// Tells what kind of file it is by looking at its first bytes, at most a megabyte of them.
  ///
  /// JSON lines are worth asking for first: `JSONLinesReader` reads them without holding them.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  package func mediaType(of input: ExtractionInput) throws(ExtractionFailure) -> MediaType {
    try sniff(input).mediaType
  }

  /// Reads a file.
  ///
  /// PDF is read by programs in child processes; cancelling the task ends them, and the failure
  /// is then `.interrupted`. Holds the whole text in memory.
  package func extract(_ input: ExtractionInput) async -> ExtractionResult {
    do throws(ExtractionFailure) {
      let (mediaType, size) = try sniff(input)
      return await read(input, mediaType, size)
    } catch {
      return failed(error, .unknown)
    }
  }

  private func sniff(
    _ input: ExtractionInput
  ) throws(ExtractionFailure) -> (mediaType: MediaType, size: Int) {
    do throws(FileStorageError) {
      let file = try FileReader(input.path)
      let size = try file.status().size
      var head = [UInt8](repeating: 0, count: min(size, ContentSniffer.headBytes))
      let count = try file.read(into: &head)
      head.removeSubrange(count...)
      let type = ContentSniffer.mediaType(
        of: head, isWhole: count == size, name: input.name)
      return (type, size)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private func read(
    _ input: ExtractionInput, _ mediaType: MediaType, _ size: Int
  ) async -> ExtractionResult {
    switch mediaType {
    case .empty:
      return failed(
        ExtractionFailure(.emptyFile, "the file is empty; find a copy with content and add that"),
        mediaType)
    case .pdf:
      return await PDFReader(limits: limits).read(input)
    case .jsonLines:
      return readRecords(input)
    default:
      if let format = KnownFormat.named(mediaType) { return failed(format.failure, mediaType) }
      return readWhole(input, mediaType, size)
    }
  }

  /// Reads a file that is decoded as one text.
  private func readWhole(
    _ input: ExtractionInput, _ mediaType: MediaType, _ size: Int
  ) -> ExtractionResult {
    guard size <= limits.fileBytes else {
      let sentence = "the file is larger than \(limits.fileBytes >> 20) MB; split it"
      return failed(ExtractionFailure(.sizeLimit, sentence), mediaType)
    }
    let bytes: [UInt8]
    do throws(FileStorageError) { bytes = try FileReader.contents(of: input.path) } catch {
      return failed(ExtractionFailure(.fileNotReadable, "\(error)"), mediaType)
    }
    let isHTML = mediaType == .html || mediaType == .xhtml
    var report = ExtractionReport(
      mediaType: mediaType, extractor: isHTML ? "html" : "text",
      extractorVersion: isHTML ? HTMLReader.version : TextReader.version)
    let documents =
      isHTML
      ? HTMLReader.read(bytes, input, limits, &report) : TextReader.read(bytes, input, &report)
    return ExtractionResult(documents: documents, report: report)
  }

  /// Reads all records of a JSON-lines file into memory.
  private func readRecords(_ input: ExtractionInput) -> ExtractionResult {
    var report = JSONLinesReader.emptyReport
    var documents: [ExtractedDocument] = []
    do throws(ExtractionFailure) {
      var reader = try JSONLinesReader(input.path, limits: limits)
      while let chunk = try reader.nextChunk() {
        let (read, broken) = chunk.parse()
        documents += read
        report.brokenRecords += broken
      }
    } catch {
      report.failure = error
      return ExtractionResult(documents: [], report: report)
    }
    for index in documents.indices {
      documents[index].language = documents[index].language ?? input.declaredLanguage
    }
    if documents.isEmpty { report.failure = .noValidRecord }
    return ExtractionResult(documents: documents, report: report)
  }

  private func failed(_ failure: ExtractionFailure, _ mediaType: MediaType) -> ExtractionResult {
    var report = ExtractionReport(mediaType: mediaType, extractor: "none", extractorVersion: "1")
    report.failure = failure
    return ExtractionResult(documents: [], report: report)
  }
}

extension ExtractionFailure {
  /// A container without a good record.
  package static let noValidRecord = ExtractionFailure(
    .noValidRecord, "none of the lines is a record with text in a field text, content or body")
}
