// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pages as files that browsers show: PNG of pages of PDF, by pdftoppm; JPEG of pages of pictures, by the
// worker that decodes them for recognition.

internal import FileStorage
internal import SystemPackage

/// Draws pages.
struct PageDrawing: Sendable {
  /// What a picture may cost.
  let limits: ExtractionLimits

  /// Draws a page of an original.
  ///
  /// - Parameters:
  ///   - original: what has the page.
  ///   - page: from 1.
  ///   - side: the longer side in pixels; pictures are not enlarged.
  /// - Returns: a PNG or a JPEG.
  /// - Throws: `ExtractionFailure`.
  func draw(
    _ original: ShownOriginal, page: Int, side: Int
  ) async throws(ExtractionFailure) -> [UInt8] {
    original.mediaType == .pdf
      ? try await drawPDF(original.path, page: page, side: side)
      : try await drawPicture(original, page: page, side: side)
  }

  private func drawPDF(
    _ file: FilePath, page: Int, side: Int
  ) async throws(ExtractionFailure) -> [UInt8] {
    let tool = ExtractionTool.pdftoppm
    let outcome = try await ChildProcess(tool: tool, limits: limits).run(
      [
        "-q", "-png", "-cropbox", "-f", "\(page)", "-l", "\(page)", "-scale-to", "\(side)",
        PDFReader.input,
      ], over: file)
    if outcome.isSuccess, ShownPage.mediaType(of: outcome.output) != nil { return outcome.output }
    if outcome.isSuccess || outcome.status == 99 { throw .noPage(page) }
    throw PDFReader.refusal(outcome, tool, limits)
  }

  private func drawPicture(
    _ original: ShownOriginal, page: Int, side: Int
  ) async throws(ExtractionFailure) -> [UInt8] {
    let folder = ExtractionFolder(in: ExtractionFolder.standardParent)
    let input = ExtractionInput(path: original.path, name: "")
    let source = try await PictureSource.decodable(
      input, original.mediaType, limits: limits, folder: folder)
    let wish = PictureWish(first: page - 1, count: 1, isTurned: source.isTurned, side: side)
    let sent: (bytes: [UInt8]?, gap: ExtractionFailure?)
    let failure: ExtractionFailure?
    do throws(FileStorageError) {
      let frames = try folder.newFile()
      failure = await WorkerRun(format: .picture, limits: limits, picture: wish)
        .run(source.input, source.mediaType, frames: frames)
      sent = try picture(in: frames)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    if let bytes = sent.bytes { return bytes }
    throw failure ?? sent.gap ?? .noPage(page)
  }

  /// The picture that a worker sent, or why it could not.
  private func picture(
    in frames: FilePath
  ) throws(FileStorageError) -> (bytes: [UInt8]?, gap: ExtractionFailure?) {
    var reader = try FrameReader(frames, longest: limits.outputBytes)
    var bytes: [UInt8] = []
    var gap: ExtractionFailure?
    while let frame = try reader.next() {
      switch frame {
      case .bytes(let more): bytes += more
      case .memberEnd: return (ShownPage.mediaType(of: bytes) == nil ? nil : bytes, gap)
      case .gap(let found): gap = ExtractionFailure(found.reason, found.sentence)
      default: break
      }
    }
    return (nil, gap)
  }
}

extension ShownPage {
  /// What kind of picture a file is, of those that are drawn here.
  static func mediaType(of file: [UInt8]) -> MediaType? {
    if file.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return MediaType(rawValue: "image/png") }
    if file.starts(with: [0xFF, 0xD8, 0xFF]) { return MediaType(rawValue: "image/jpeg") }
    return nil
  }
}

extension ExtractionFailure {
  /// A page that a document does not have.
  static func noPage(_ page: Int) -> ExtractionFailure {
    ExtractionFailure(.noPage, "the document has no page \(page); pages are counted from 1")
  }
}
