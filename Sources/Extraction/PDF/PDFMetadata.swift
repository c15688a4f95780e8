// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a PDF says of itself in XMP, which its reader tells from a process of its own.

internal import FileStorage

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
    let read: ReadDocument?
    let ended: ExtractionFailure?
    do throws(FileStorageError) {
      let (file, frames) = (try run.folder.newFile(), try run.folder.newFile())
      defer { for path in [file, frames] { try? Folder.removeFile(path) } }
      try WholeFile.write(xmp, to: file, sync: false)
      ended = await WorkerRun(format: .xmp, limits: run.limits)
        .run(ExtractionInput(path: file, name: ""), .xml, frames: frames)
      read = try FrameReader.document(in: frames, run.limits)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    guard let document = read?.document else {
      throw ended ?? read?.report.failure
        ?? ExtractionFailure(.readerFailed, "the reader of this format gave nothing")
    }
    return document
  }
}
