// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a PDF says of itself in XMP, which its reader tells from a process of its own.

internal import FileStorage
internal import SystemPackage

extension PDFOpening {
  /// Takes what XMP says: it beats what stands beside it.
  ///
  /// Where its reader came to no end, the opening has a remark that says so.
  mutating func takeMetadata(_ xmp: [UInt8], _ run: ExtractionRun) async {
    do throws(ExtractionFailure) {
      let document = try await Self.metadata(xmp, run)
      language = document.language
      information.take(document)
    } catch {
      remark = "what the document says of itself in XMP was not read: \(error.sentence)"
    }
  }

  private static func metadata(
    _ xmp: [UInt8], _ run: ExtractionRun
  ) async throws(ExtractionFailure) -> ExtractedDocument {
    let file: FilePath
    do throws(FileStorageError) {
      file = try run.folder.newFile()
      try WholeFile.write(xmp, to: file, sync: false)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    defer { try? Folder.removeFile(file) }
    let (read, ended) = try await WorkerRun(format: .xmp, limits: run.limits)
      .document(of: ExtractionInput(path: file, name: ""), .xml, in: run.folder)
    guard let document = read?.document else {
      throw ended ?? read?.report.failure
        ?? ExtractionFailure(.readerFailed, "the reader of this format gave nothing")
    }
    return document
  }
}
