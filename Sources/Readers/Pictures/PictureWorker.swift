// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The worker of pictures: it decodes some pages of a file and sends each as it should be recognized.

internal import Extraction
internal import ReaderProcess

/// Prepares the pages of a picture, or makes them small for looking at.
enum PictureWorker {
  /// The version of the preparation; changes when the same picture gives another page.
  static let version = "2 (leptonica \(Picture.libraryVersion))"

  /// Prepares the pages that are wished for.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let wish = input.picture ?? PictureWish()
    let file: [UInt8]
    let pages: [SourcePage]
    do throws(ExtractionFailure) {
      file = try input.contents()
      pages = try SourcePage.all(of: file, input.limits)
    } catch {
      try output.gap(ExtractionGap(page: nil, error.reason, error.sentence))
      return
    }
    let last = min(pages.count, max(0, wish.first) + max(0, wish.count))
    for index in min(max(0, wish.first), last)..<last {
      if wish.isMeasured {
        try output.picture(measured(pages[index], index, of: pages.count, file, wish))
        try output.endMember()
        continue
      }
      guard let prepared = prepare(pages[index], file, wish) else {
        let failure = ExtractionFailure.damagedPicture
        try output.gap(ExtractionGap(page: index + 1, failure.reason, failure.sentence))
        continue
      }
      if prepared.isDamaged {
        try output.gap(
          ExtractionGap(
            page: index + 1, .damaged,
            "the picture is cut off or has broken parts; what could be decoded was read"))
      }
      try output.picture(
        PreparedPage(
          index: index, pages: pages.count, transform: prepared.transform,
          resolution: prepared.resolution, preparation: version))
      try output.bytes(prepared.file)
      try output.endMember()
    }
  }

  private static func prepare(
    _ page: SourcePage, _ file: [UInt8], _ wish: PictureWish
  ) -> Prepared? {
    var page = page
    if let side = wish.side { page.reduce(to: side, file) }
    let decoded =
      page.directory.map { Picture.decodeTIFF(file, directory: $0) }
      ?? (file.starts(with: [0xFF, 0xD8])
        ? Picture.decodeJPEG(file, reduction: page.reduction) : Picture.decode(file))
    guard let decoded else { return nil }
    let orientation =
      page.directory == nil && !wish.isTurned
      ? PictureOrientation(of: file) : PictureOrientation(value: 1)
    return prepare(decoded, orientation, page, wish).map { prepared in
      Prepared(
        file: prepared.file, transform: prepared.transform, resolution: prepared.resolution,
        isDamaged: decoded.isDamaged)
    }
  }

  /// A page as its head describes it.
  private static func measured(
    _ page: SourcePage, _ index: Int, of count: Int, _ file: [UInt8], _ wish: PictureWish
  ) -> PreparedPage {
    let orientation =
      wish.isTurned
      ? PictureOrientation(value: 1)
      : page.directory == nil
        ? PictureOrientation(of: file) : PictureOrientation(value: page.orientation)
    let isTurned = orientation.quarters % 2 == 1
    let (width, height) = (
      isTurned ? page.height : page.width, isTurned ? page.width : page.height
    )
    let transform = PictureTransform(
      width: width, height: height, scale: 1, degrees: 0, preparedWidth: width,
      preparedHeight: height)
    return PreparedPage(
      index: index, pages: count, transform: transform, resolution: 0,
      orientation: orientation.value == 1 ? nil : orientation.value, preparation: version)
  }

  private struct Prepared {
    var file: [UInt8]
    var transform: PictureTransform
    var resolution: Int
    var isDamaged: Bool
  }

  private static func prepare(
    _ picture: borrowing Picture, _ orientation: PictureOrientation, _ page: SourcePage,
    _ wish: PictureWish
  ) -> (file: [UInt8], transform: PictureTransform, resolution: Int)? {
    if orientation.isMirrored {
      guard let mirrored = picture.mirrored() else { return nil }
      return prepare(
        mirrored, PictureOrientation(quarters: orientation.quarters), page, wish)
    }
    if orientation.quarters != 0 {
      guard let turned = picture.turned(quarters: orientation.quarters) else { return nil }
      return prepare(turned, PictureOrientation(value: 1), page, wish)
    }
    if let side = wish.side { return shown(picture, side) }
    guard
      var prepared = PicturePreparation.prepare(
        picture, tones: wish.tones, sheets: wish.sheets)
    else { return nil }
    prepared.transform.enlarge(by: page.reduction)
    return prepared
  }
}

extension PictureWorker {
  /// A page for looking at: a JPEG.
  private static func shown(
    _ picture: borrowing Picture, _ side: Int
  ) -> (file: [UInt8], transform: PictureTransform, resolution: Int)? {
    let (width, height) = (picture.width, picture.height)
    let transform = PictureTransform(
      width: width, height: height, scale: 1, degrees: 0, preparedWidth: width,
      preparedHeight: height)
    return picture.jpeg(side: side).map { ($0, transform, picture.resolution) }
  }
}

/// A page in its file, before it is decoded.
struct SourcePage: Sendable, Hashable {
  /// For a TIFF the byte at which its directory stands; nil for others.
  var directory: Int?
  /// Width as stored, in pixels.
  var width: Int
  /// Height as stored, in pixels.
  var height: Int
  /// How a viewer turns the page of a TIFF, as in EXIF.
  var orientation = 1
  /// By how much a JPEG is reduced while it is decoded: 1, 2, 4 or 8.
  var reduction = 1

  /// Longest side that is decoded in full, in pixels.
  private static let longestSide = 9000

  /// The pages of a file, within the limits of pixels and pages.
  ///
  /// - Throws: `ExtractionFailure` with `.sizeLimit` or `.damaged`.
  static func all(
    of file: [UInt8], _ limits: ExtractionLimits
  ) throws(ExtractionFailure) -> [SourcePage] {
    if let tiff = TIFFStructure(file[...]) {
      let directories = tiff.directories(limit: limits.picturePages + 1)
      guard !directories.isEmpty else { throw .damagedPicture }
      guard directories.count <= limits.picturePages else {
        throw ExtractionFailure(
          .sizeLimit, "the picture has more than \(limits.picturePages) pages; split it")
      }
      for directory in directories { try check(directory.width, directory.height, limits) }
      return directories.map {
        SourcePage(
          directory: $0.offset, width: $0.width, height: $0.height, orientation: $0.orientation)
      }
    }
    guard let size = sizeOfGIF(file) ?? Picture.size(of: file) else { throw .damagedPicture }
    try check(size.width, size.height, limits)
    var page = SourcePage(width: size.width, height: size.height)
    if file.starts(with: [0xFF, 0xD8]) {
      while max(size.width, size.height) / page.reduction > longestSide, page.reduction < 8 {
        page.reduction *= 2
      }
    }
    return [page]
  }

  /// Reduces a JPEG further where it is wanted smaller, which spares most of the decoding.
  mutating func reduce(to side: Int, _ file: [UInt8]) {
    guard side > 0, file.starts(with: [0xFF, 0xD8]), let size = Picture.size(of: file) else {
      return
    }
    while reduction < 8, max(size.width, size.height) / (2 * reduction) >= side { reduction *= 2 }
  }

  private static func check(
    _ width: Int, _ height: Int, _ limits: ExtractionLimits
  ) throws(ExtractionFailure) {
    guard width > 0, height > 0 else { throw .damagedPicture }
    guard width <= limits.picturePixels / height else {
      throw ExtractionFailure(
        .sizeLimit,
        "the picture has \(width) by \(height) pixels, more than "
          + "\(limits.picturePixels / 1_000_000) million; make it smaller")
    }
  }

  /// The size of a GIF's screen, which leptonica only tells after decoding.
  private static func sizeOfGIF(_ file: [UInt8]) -> (width: Int, height: Int)? {
    guard file.count >= 10, file.starts(with: Array("GIF8".utf8)) else { return nil }
    return (Int(file[6]) | Int(file[7]) << 8, Int(file[8]) | Int(file[9]) << 8)
  }
}
