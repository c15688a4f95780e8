// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pictures of pages for people to look at, made when somebody looks. Pages of PDF are drawn by
// pdftoppm, cut to the crop box as the places of its words are counted from there; pictures that
// browsers show are handed through as they are.

internal import FileStorage
package import SystemPackage

/// How large a picture of a page is.
package enum PictureSize: String, Sendable, Hashable, CaseIterable, Codable {
  /// For lists.
  case thumbnail
  /// For reading.
  case page

  /// The longer side in pixels.
  package var longestSide: Int {
    switch self {
    case .thumbnail: 320
    case .page: 1600
    }
  }
}

/// An original that has pages to look at.
package struct ShownOriginal: Sendable, Hashable {
  /// Where its bytes are.
  package var path: FilePath
  /// What they are, by content.
  package var mediaType: MediaType
  /// Their digest, as hexadecimal digits in lower case: the same digest is the same picture.
  package var digest: String

  /// Makes a source.
  package init(path: FilePath, mediaType: MediaType, digest: String) {
    self.path = path
    self.mediaType = mediaType
    self.digest = digest
  }
}

/// A picture of a page.
package struct ShownPage: Sendable, Hashable {
  /// The file.
  package var bytes: [UInt8]
  /// What kind of file: one that browsers show.
  package var mediaType: MediaType
}

/// Makes pictures of pages, and keeps them in a cache.
///
/// A page that several people want at once is drawn once. O(picture); one program runs for each page
/// that is drawn, in turn with those of extraction.
package actor PagePictures {
  /// Changes when the same page gives another picture.
  static let version = 1

  private let cache: PictureCache
  private let limits: ExtractionLimits
  private var drawing: [PictureCache.Key: Task<Result<[UInt8], ExtractionFailure>, Never>] = [:]

  /// What a picture may cost: a reader waits for it.
  private static let standardLimits: ExtractionLimits = {
    var limits = ExtractionLimits()
    limits.processorSeconds = 20
    limits.wallSeconds = 40
    limits.outputBytes = 32 << 20
    return limits
  }()

  /// Media types that browsers show, and that hold nothing but a picture.
  private static let shown: Set<String> = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif",
  ]

  /// Makes pictures with a cache.
  package init(cache: PictureCache) {
    self.cache = cache
    limits = Self.standardLimits
  }

  /// Whether a page of a document of this kind can be shown at all.
  package static func canShow(_ mediaType: MediaType) -> Bool {
    mediaType == .pdf || shown.contains(mediaType.rawValue)
  }

  /// Shows a page.
  ///
  /// - Parameters:
  ///   - source: the original.
  ///   - page: from 1; pictures have one page.
  ///   - size: how large; a picture that is handed through has the size that it has.
  /// - Returns: the picture.
  /// - Throws: `ExtractionFailure` with `.noPage`, `.formatNotSupported`, `.sizeLimit`, and as
  ///   programs and files fail.
  package func picture(
    of source: ShownOriginal, page: Int, size: PictureSize
  ) async throws(ExtractionFailure) -> ShownPage {
    guard page > 0 else { throw .noPage(page) }
    if source.mediaType == .pdf {
      return ShownPage(bytes: try await drawn(source, page, size), mediaType: Self.png)
    }
    guard Self.shown.contains(source.mediaType.rawValue) else {
      throw ExtractionFailure(
        .formatNotSupported,
        "there is no picture of files of the type \(source.mediaType); open the original instead")
    }
    guard page == 1 else { throw .noPage(page) }
    return ShownPage(bytes: try whole(source.path), mediaType: source.mediaType)
  }

  private static let png = MediaType(rawValue: "image/png")

  /// Draws a page, or waits for whoever draws it already.
  private func drawn(
    _ source: ShownOriginal, _ page: Int, _ size: PictureSize
  ) async throws(ExtractionFailure) -> [UInt8] {
    let key = PictureCache.Key(digest: source.digest, page: page, size: size)
    guard key.name != nil else {
      return try await PDFDrawing(limits: limits)
        .draw(source.path, page: page, side: size.longestSide)
    }
    if let running = drawing[key] { return try await running.value.get() }
    let (cache, limits) = (cache, limits)
    let task = Task { () -> Result<[UInt8], ExtractionFailure> in
      if let bytes = await cache.contents(key) { return .success(bytes) }
      do throws(ExtractionFailure) {
        let drawing = PDFDrawing(limits: limits)
        let bytes = try await drawing.draw(source.path, page: page, side: size.longestSide)
        await cache.keep(bytes, key)
        return .success(bytes)
      } catch {
        return .failure(error)
      }
    }
    drawing[key] = task
    let result = await task.value
    drawing[key] = nil
    return try result.get()
  }

  private func whole(_ path: FilePath) throws(ExtractionFailure) -> [UInt8] {
    do throws(FileStorageError) {
      let file = try FileReader(path)
      if try file.status().size <= limits.outputBytes { return try file.rest() }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    throw ExtractionFailure(
      .sizeLimit,
      "the picture is larger than \(limits.outputBytes >> 20) MB; open the original instead")
  }
}

/// Draws pages of PDF.
private struct PDFDrawing {
  let limits: ExtractionLimits

  /// A page as PNG.
  func draw(_ file: FilePath, page: Int, side: Int) async throws(ExtractionFailure) -> [UInt8] {
    let tool = ExtractionTool.pdftoppm
    let number = String(page)
    let outcome = try await ChildProcess(tool: tool, limits: limits).run(
      [
        "-q", "-png", "-cropbox", "-f", number, "-l", number, "-scale-to", String(side),
        PDFReader.input,
      ], over: file)
    if outcome.output.starts(with: [0x89, 0x50, 0x4E, 0x47]), outcome.isSuccess {
      return outcome.output
    }
    if outcome.isSuccess || outcome.status == 99 { throw .noPage(page) }
    throw PDFReader.refusal(outcome, tool, limits)
  }
}

extension ExtractionFailure {
  /// A page that a document does not have.
  static func noPage(_ page: Int) -> ExtractionFailure {
    ExtractionFailure(.noPage, "the document has no page \(page); pages are counted from 1")
  }
}
