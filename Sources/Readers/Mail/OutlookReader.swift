// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// MSG, the files of Outlook: a mail as a compound file → one document with its headers and its text,
// a member for each file in it, and a document for each mail in it.

internal import Extraction
internal import ReaderProcess

/// Reads MSG files.
enum OutlookReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1 (html \(HTMLReader.version))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let file: CompoundFile
    do throws(ExtractionFailure) { file = try open(try input.contents()) } catch {
      var report = emptyReport
      report.failure = error
      return try output.document(ReadDocument(path: [], document: nil, report: report))
    }
    try OutlookMail(file, folder: 0, input).send(path: [], to: &output)
  }

  /// A report that says nothing yet.
  static var emptyReport: ExtractionReport {
    ExtractionReport(
      mediaType: .outlookMail, extractor: WorkerFormat.outlook.rawValue, extractorVersion: version)
  }

  private static func open(_ bytes: [UInt8]) throws(ExtractionFailure) -> CompoundFile {
    do throws(CompoundFileError) { return try CompoundFile(bytes) } catch {
      throw ExtractionFailure(.damaged, "\(error)")
    }
  }
}
