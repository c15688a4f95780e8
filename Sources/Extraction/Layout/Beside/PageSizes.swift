// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How many pages a picture or a PDF has and how large they are, without decoding any, and where a
// place in a file of layout lies on them.

internal import FileStorage
internal import SystemPackage

/// A page as a viewer shows it.
struct PageSize: Sendable, Hashable {
  /// Width in units, at least 1.
  var width: Int
  /// Height in units, at least 1.
  var height: Int
  /// Units to the inch; 0 where nobody knows.
  var resolution = 0
  /// How the stored pixels are turned for it; most programs of recognition know nothing of that.
  var orientation = PictureOrientation(value: 1)
}

/// The pages of a picture or a PDF.
struct PageSizes: Sendable {
  /// In order.
  let pages: [PageSize]

  /// Whether a file of layout can belong to a file of this media type.
  static func reads(_ mediaType: MediaType) -> Bool {
    mediaType == .pdf || PictureReader.reads(mediaType)
  }

  /// Measures the pages of a file.
  ///
  /// - Throws: `ExtractionFailure` with `.formatNotSupported` for a file of any other kind, or where it
  ///   cannot be read.
  static func of(
    _ input: ExtractionInput, _ mediaType: MediaType, limits: ExtractionLimits,
    folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> PageSizes {
    if mediaType == .pdf { return try await pdf(input, limits, folder) }
    guard PictureReader.reads(mediaType) else {
      throw ExtractionFailure(
        .formatNotSupported, "the file is neither a picture nor a PDF")
    }
    return try await picture(input, mediaType, limits, folder)
  }

  private static func pdf(
    _ input: ExtractionInput, _ limits: ExtractionLimits, _ folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> PageSizes {
    var pages: [PageSize] = []
    while true {
      let range = pages.count + 1...pages.count + PDFTextRun.stretch
      let frames = try await PDFFrames.read(
        input.path, PDFWish(pages: range, hasWords: false), limits, in: folder)
      let count = try frames.told().pageCount
      let some = frames.geometries.compactMap { $0.map(PageSize.init) }
      pages += some
      if pages.count >= count || some.count < range.count { break }
    }
    return PageSizes(pages: pages)
  }

  private static func picture(
    _ input: ExtractionInput, _ mediaType: MediaType, _ limits: ExtractionLimits,
    _ folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> PageSizes {
    let source = try await PictureSource.decodable(
      input, mediaType, limits: limits, folder: folder)
    let wish = PictureWish(
      count: limits.picturePages, isTurned: source.isTurned, isMeasured: true)
    let (pages, failure): ([PageSize], ExtractionFailure?)
    do throws(FileStorageError) {
      let frames = try folder.newFile()
      let ended = await WorkerRun(format: .picture, limits: limits, picture: wish)
        .run(source.input, source.mediaType, frames: frames)
      let found = try follow(frames)
      (pages, failure) = (found.pages, ended ?? found.failure)
      try Folder.removeFile(frames)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    if let failure { throw failure }
    return PageSizes(pages: pages)
  }

  private static func follow(
    _ path: FilePath
  ) throws(FileStorageError) -> (pages: [PageSize], failure: ExtractionFailure?) {
    var frames = try FrameReader(path, longest: 1 << 20)
    var pages: [PageSize] = []
    while let frame = try frames.next() {
      switch frame {
      case .picture(let page) where page.isSound: pages.append(PageSize(page))
      case .gap(let gap): return (pages, ExtractionFailure(gap.reason, gap.sentence))
      default: break
      }
    }
    return (pages, nil)
  }
}

extension PageSize {
  /// A page of a PDF.
  init(_ geometry: PDFPageGeometry) {
    self.init(
      width: geometry.width, height: geometry.height, resolution: PDFPageGeometry.resolution)
  }

  /// A page of a picture.
  fileprivate init(_ page: PreparedPage) {
    self.init(
      width: page.transform.width, height: page.transform.height, resolution: page.resolution,
      orientation: PictureOrientation(value: page.orientation ?? 1))
  }
}

extension PageSizes {
  /// Why pages of a file of layout cannot be these, as the end of a sentence that begins with its name;
  /// nil where they can.
  func misfit(_ shapes: [LayoutShape]) -> String? {
    guard shapes.count == pages.count else {
      return "has \(Self.count(shapes.count)), and the other \(pages.count)"
    }
    for (index, (shape, page)) in zip(shapes, pages).enumerated()
    where shape.width > 0 && PageMap(shape, page) == nil {
      return "has a page \(index + 1) of \(shape.width) by \(shape.height), and the other one of "
        + "\(page.width) by \(page.height)"
    }
    return nil
  }

  private static func count(_ pages: Int) -> String { pages == 1 ? "1 page" : "\(pages) pages" }

  /// The pages of a file of layout with their places on these.
  ///
  /// - Precondition: `misfit` finds nothing amiss.
  func placed(_ found: FoundLayout) -> [ExtractedPage] {
    let shapes = found.outline.pages
    return zip(found.document.pages, zip(shapes, pages)).map { page, sides in
      var page = page
      page.layout = page.layout.flatMap { layout in
        PageMap(sides.0, sides.1)?.layout(layout, on: sides.1)
      }
      return page
    }
  }
}
