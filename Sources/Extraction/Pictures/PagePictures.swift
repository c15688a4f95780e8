// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pictures of pages for people to look at, made when somebody looks. Pages of PDF are cut to the crop
// box as the places of their words are counted from there; pictures are turned as a viewer turns them.

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
  private var running: [PictureCache.Key: Task<Result<[UInt8], ExtractionFailure>, Never>] = [:]

  /// What a picture may cost: a reader waits for it.
  private static let standardLimits: ExtractionLimits = {
    var limits = ExtractionLimits()
    limits.processorSeconds = 20
    limits.wallSeconds = 40
    limits.outputBytes = 32 << 20
    limits.unpackedBytes = 512 << 20
    return limits
  }()

  /// Media types that browsers show, and that hold nothing but a picture.
  private static let harmless: Set<String> = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif",
  ]

  /// Makes pictures with a cache.
  package init(cache: PictureCache) {
    self.cache = cache
    limits = Self.standardLimits
  }

  /// Whether a page of a document of this kind can be shown at all.
  package static func canShow(_ mediaType: MediaType) -> Bool {
    mediaType == .pdf || PictureReader.reads(mediaType)
  }

  /// Shows a page.
  ///
  /// A picture that cannot be drawn here is handed through as it is where browsers show its kind.
  ///
  /// - Parameters:
  ///   - original: what has the page.
  ///   - page: from 1.
  ///   - size: how large; pictures are not enlarged.
  /// - Returns: the picture.
  /// - Throws: `ExtractionFailure` with `.noPage`, `.formatNotSupported`, `.sizeLimit`, and as
  ///   programs and files fail.
  package func picture(
    of original: ShownOriginal, page: Int, size: PictureSize
  ) async throws(ExtractionFailure) -> ShownPage {
    guard page > 0 else { throw .noPage(page) }
    guard Self.canShow(original.mediaType) else {
      throw ExtractionFailure(
        .formatNotSupported,
        "there is no picture of files of the type \(original.mediaType); open the original instead")
    }
    do throws(ExtractionFailure) {
      let bytes = try await drawn(original, page, size)
      return ShownPage(bytes: bytes, mediaType: ShownPage.mediaType(of: bytes) ?? .unknown)
    } catch {
      let isHarmless = Self.harmless.contains(original.mediaType.rawValue)
      guard isHarmless, page == 1, error.reason != .noPage, error.reason != .sizeLimit
      else { throw error }
      return ShownPage(bytes: try whole(original.path), mediaType: original.mediaType)
    }
  }

  /// Draws a page, or waits for whoever draws it already.
  private func drawn(
    _ source: ShownOriginal, _ page: Int, _ size: PictureSize
  ) async throws(ExtractionFailure) -> [UInt8] {
    let key = PictureCache.Key(digest: source.digest, page: page, size: size)
    let drawing = PageDrawing(limits: limits)
    guard key.name != nil else {
      return try await drawing.draw(source, page: page, side: size.longestSide)
    }
    if let task = running[key] { return try await task.value.get() }
    let cache = cache
    let task = Task { () -> Result<[UInt8], ExtractionFailure> in
      if let bytes = await cache.contents(key) { return .success(bytes) }
      do throws(ExtractionFailure) {
        let bytes = try await drawing.draw(source, page: page, side: size.longestSide)
        await cache.keep(bytes, key)
        return .success(bytes)
      } catch {
        return .failure(error)
      }
    }
    running[key] = task
    let result = await task.value
    running[key] = nil
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
