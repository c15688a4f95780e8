// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The parent's side of the preparation: runs the worker over some pages of a picture and takes what it
// sends. Nothing of it is believed beyond its form.

internal import FileStorage
internal import SystemPackage

/// Some pages of a picture, prepared.
struct PicturePages: Sendable {
  /// The pages, with what the worker says of them.
  var pages: [(page: PreparedPage, map: GrayPage)] = []
  /// What could not be prepared.
  var gaps: [ExtractionGap] = []
  /// Why the worker ended before its time; nil where it did not.
  var failure: ExtractionFailure?

  /// How many pages the file has; nil where that is not known.
  var count: Int? { pages.first?.page.pages }

  /// Prepares pages of a picture.
  ///
  /// - Throws: `ExtractionFailure` with `.fileNotReadable` where the disk refuses.
  init(
    of input: ExtractionInput, _ mediaType: MediaType, wish: PictureWish,
    limits: ExtractionLimits, folder: ExtractionFolder
  ) async throws(ExtractionFailure) {
    do throws(FileStorageError) {
      let frames = try folder.newFile()
      failure = await WorkerRun(format: .picture, limits: limits, picture: wish)
        .run(input, mediaType, frames: frames)
      // A worker that could not even be started leaves no file.
      guard try Folder.status(frames) != nil else { return }
      try follow(frames, limits)
      try? Folder.removeFile(frames)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private mutating func follow(
    _ path: FilePath, _ limits: ExtractionLimits
  ) throws(FileStorageError) {
    var frames = try FrameReader(path, longest: limits.picturePixels + (1 << 20))
    var begun: PreparedPage?
    var bytes: [UInt8] = []
    while let frame = try frames.next() {
      switch frame {
      case .picture(let page):
        begun = page
        bytes = []
      case .bytes(let more) where begun != nil: bytes += more
      case .memberEnd:
        if let page = begun, page.isSound, let map = GrayPage(bytes) { pages.append((page, map)) }
        begun = nil
      case .gap(let gap): gaps.append(gap)
      default: break
      }
    }
  }
}

extension PreparedPage {
  /// Whether its numbers can be reckoned with.
  var isSound: Bool {
    let sizes = [
      transform.width, transform.height, transform.preparedWidth, transform.preparedHeight, pages,
    ]
    return sizes.allSatisfy { (1...1 << 24).contains($0) } && (0..<pages).contains(index)
      && (0.01...100).contains(transform.scale) && abs(transform.degrees) <= 90
      && (0...100_000).contains(resolution) && transform.sheet?.isSound ?? true
  }
}

extension StraightenedSheet {
  /// Whether its numbers can be reckoned with.
  fileprivate var isSound: Bool {
    (1...1 << 24).contains(width) && (1...1 << 24).contains(height) && projection.isSound
  }
}
