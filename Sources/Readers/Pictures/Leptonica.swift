// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches leptonica: decoding and what is done to a picture before it is recognized.
// It runs in a worker: leptonica's decoders meet foreign bytes here, shut in and limited.

internal import CLeptonica
internal import Extraction

/// A picture in leptonica's memory, freed with this value.
@safe struct Picture: ~Copyable {
  // SAFETY: owned by this value alone; never null; freed once, by `deinit`.
  private let pix: UnsafeMutablePointer<Pix>

  /// The version of the library, such as `1.82.0`.
  static let libraryVersion =
    "\(LIBLEPT_MAJOR_VERSION).\(LIBLEPT_MINOR_VERSION).\(LIBLEPT_PATCH_VERSION)"

  /// Takes what leptonica made; nil where it made nothing.
  private init?(_ made: UnsafeMutablePointer<Pix>?, isDamaged: Bool = false) {
    guard let made = unsafe made else { return nil }
    unsafe pix = made
    self.isDamaged = isDamaged
  }

  deinit {
    var own: UnsafeMutablePointer<Pix>? = unsafe pix
    // SAFETY: the pointer is valid and owned; the library sets the copy to null.
    unsafe pixDestroy(&own)
  }

  /// Whether the file ended early or had broken parts.
  let isDamaged: Bool
  /// Width in pixels.
  var width: Int { unsafe Int(pix.pointee.w) }
  /// Height in pixels.
  var height: Int { unsafe Int(pix.pointee.h) }
  /// Pixels to the inch as the file says; 0 where it does not.
  var resolution: Int { unsafe Int(pix.pointee.xres) }

  // MARK: Decoding

  /// Reads the size of a picture from its head, without decoding it; nil where it has none.
  static func size(of file: [UInt8]) -> (width: Int, height: Int)? {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    var (format, width, height, bits, samples, map) = (
      Int32(0), Int32(0), Int32(0), Int32(0), Int32(0), Int32(0)
    )
    // SAFETY: leptonica reads at most `count` bytes, in the time of the call.
    let status = unsafe file.withUnsafeBufferPointer { bytes in
      unsafe pixReadHeaderMem(
        bytes.baseAddress, bytes.count, &format, &width, &height, &bits, &samples, &map)
    }
    return status == 0 ? (Int(width), Int(height)) : nil
  }

  /// Decodes a picture of any format that the library knows; nil where it cannot.
  static func decode(_ file: [UInt8]) -> Picture? {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    // SAFETY: leptonica reads at most `count` bytes, in the time of the call.
    let made = unsafe file.withUnsafeBufferPointer { bytes in
      unsafe pixReadMem(bytes.baseAddress, bytes.count)
    }
    return unsafe Picture(made)
  }

  /// Decodes a JPEG, in full or at a half, a quarter or an eighth of its size; nil where it cannot.
  ///
  /// One that is cut off is decoded as far as it goes, and `isDamaged` says so.
  static func decodeJPEG(_ file: [UInt8], reduction: Int) -> Picture? {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    var warnings: Int32 = 0
    // SAFETY: leptonica reads at most `count` bytes, in the time of the call.
    let made = unsafe file.withUnsafeBufferPointer { bytes in
      unsafe pixReadMemJpeg(
        bytes.baseAddress, bytes.count, 0, Int32(reduction), &warnings,
        Int32(L_JPEG_CONTINUE_WITH_BAD_DATA))
    }
    return unsafe Picture(made, isDamaged: warnings > 0)
  }

  /// Decodes one page of a TIFF, whose directory stands at `offset`; nil where it cannot.
  static func decodeTIFF(_ file: [UInt8], directory offset: Int) -> Picture? {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    var offset = offset
    // SAFETY: leptonica reads at most `count` bytes, in the time of the call.
    let made = unsafe file.withUnsafeBufferPointer { bytes in
      unsafe pixReadMemFromMultipageTiff(bytes.baseAddress, bytes.count, &offset)
    }
    return unsafe Picture(made)
  }

  // MARK: Turning

  /// The picture turned clockwise by so many quarters.
  func turned(quarters: Int) -> Picture? {
    unsafe Picture(pixRotateOrth(pix, Int32(quarters & 3)))
  }

  /// The picture mirrored left to right.
  func mirrored() -> Picture? { unsafe Picture(pixFlipLR(nil, pix)) }

  /// The picture turned clockwise about its centre, in a frame that holds all of it, white outside.
  func rotated(radians: Float) -> Picture? {
    unsafe Picture(
      pixRotate(
        pix, radians, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), Int32(width),
        Int32(height)))
  }

  /// By how many degrees clockwise it must be turned for its lines to be level or upright, and how
  /// sure that is: above 3 it can be believed.
  func skew() -> (degrees: Float, confidence: Float)? {
    var (angle, confidence) = (Float(0), Float(0))
    let reduction: Int32 = width + height > 3000 ? 4 : 2
    // SAFETY: the picture is valid and has one bit a pixel, or the call fails; the results are floats.
    let status = unsafe pixFindSkewOrthogonalRange(
      pix, &angle, &confidence, reduction, max(1, reduction / 2), 18, 1, 0.01, 2.5)
    return status == 0 ? (angle, confidence) : nil
  }

  // MARK: Tones and sizes

  /// The picture in eight bits of gray, on white where it is transparent.
  func gray() -> Picture? {
    guard unsafe pix.pointee.spp == 4 else { return unsafe Picture(pixConvertTo8(pix, 0)) }
    let opaque = unsafe Picture(pixAlphaBlendUniform(pix, 0xFFFF_FF00))
    guard let opaque else { return nil }
    return unsafe Picture(pixConvertTo8(opaque.pix, 0))
  }

  /// The picture with black and white exchanged.
  func inverted() -> Picture? { unsafe Picture(pixInvert(nil, pix)) }

  /// The picture at another size.
  func scaled(by factor: Float) -> Picture? { unsafe Picture(pixScale(pix, factor, factor)) }

  /// The picture in colours with the longer side of so many pixels, or smaller; nil where it is
  /// transparent, or has no pixels left.
  func colors(side: Int) -> ColorMap? {
    guard unsafe pix.pointee.spp != 4, let colored = unsafe Picture(pixConvertTo32(pix)) else {
      return nil
    }
    let factor = min(1, Float(side) / Float(max(colored.width, colored.height)))
    let small = unsafe Picture(pixScaleAreaMap(colored.pix, factor, factor))
    return (small?.portableMap()).flatMap { ColorMap($0) }
  }

  /// A sheet of the picture as it lies straight, of so many pixels, at most those of the picture;
  /// needs gray.
  func straightened(_ sheet: SheetCorners, width: Int, height: Int) -> Picture? {
    let (wide, high) = (Double(width), Double(height))
    let straight = [(0, 0), (wide, 0), (wide, high), (0, high)].map {
      PicturePoint(x: $0.0, y: $0.1)
    }
    var (target, source) = unsafe (Self.points(straight), Self.points(sheet.corners))
    var box = unsafe boxCreate(0, 0, Int32(width), Int32(height))
    // SAFETY: both lists and the box are owned here, read in the time of the calls, and freed once;
    // leptonica gives null for null, and clips the box to the picture.
    defer {
      unsafe ptaDestroy(&target)
      unsafe ptaDestroy(&source)
      unsafe boxDestroy(&box)
    }
    guard let drawn = unsafe Picture(pixProjectivePtaGray(pix, target, source, 255)) else {
      return nil
    }
    return unsafe Picture(pixClipRectangle(drawn.pix, box, nil))
  }

  /// A list of places as leptonica takes it, to be freed by the caller.
  private static func points(_ places: [PicturePoint]) -> UnsafeMutablePointer<Pta>? {
    let list = unsafe ptaCreate(Int32(places.count))
    for place in places { _ = unsafe ptaAddPt(list, Float(place.x), Float(place.y)) }
    return unsafe list
  }

  /// The brightness of the paper, one value for each tile of so many pixels; needs gray.
  func background(tile: Int) -> Picture? {
    var map: UnsafeMutablePointer<Pix>?
    // SAFETY: leptonica checks depth and size and gives null where it fails.
    let status = unsafe pixGetBackgroundGrayMap(
      pix, nil, Int32(tile), Int32(tile), 50, Int32(tile * tile / 4), &map)
    guard status == 0 else { return nil }
    return unsafe Picture(map)
  }

  /// The picture with the light taken out: paper even and almost white; needs gray.
  func evenedOut(tile: Int) -> Picture? {
    unsafe Picture(
      pixBackgroundNorm(
        pix, nil, nil, Int32(tile), Int32(tile), 50, Int32(tile * tile / 4), 235, 2, 2))
  }

  /// The picture with tones from `black` to `white` drawn out to the whole range; needs gray.
  func stretched(black: Int, white: Int) -> Picture? {
    unsafe Picture(pixGammaTRC(nil, pix, 1, Int32(black), Int32(white)))
  }

  /// The picture smoothed by the median of three by three pixels; needs gray.
  func withoutSpecks() -> Picture? { unsafe Picture(pixMedianFilter(pix, 3, 3)) }

  /// The picture in black and white, cut at a tone; needs gray.
  func binary(threshold: Int) -> Picture? {
    unsafe Picture(pixThresholdToBinary(pix, Int32(threshold)))
  }

  /// The boxes of what hangs together in black, a million at most; needs one bit a pixel.
  func components() -> [LayoutBox] {
    var boxes: UnsafeMutablePointer<Boxa>? = unsafe pixConnCompBB(pix, 8)
    guard unsafe boxes != nil else { return [] }
    defer { unsafe boxaDestroy(&boxes) }
    return (0..<min(unsafe boxaGetCount(boxes), 1_000_000)).compactMap { index in
      var (x, y, width, height) = (Int32(0), Int32(0), Int32(0), Int32(0))
      // SAFETY: the index is below the count of a valid list.
      let status = unsafe boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height)
      guard status == 0 else { return nil }
      return LayoutBox(x: Int(x), y: Int(y), width: Int(width), height: Int(height))
    }
  }

  /// The file of a portable gray map (or bit map, for one bit a pixel) of the picture.
  func portableMap() -> [UInt8]? {
    unsafe written { bytes, count in unsafe pixWriteMemPnm(&bytes, &count, pix) }
  }

  /// The file of a JPEG of the picture, reduced to so many pixels on its longer side where that is
  /// longer; white where it is transparent.
  func jpeg(side: Int) -> [UInt8]? {
    if unsafe pix.pointee.spp == 4 {
      let opaque = unsafe Picture(pixAlphaBlendUniform(pix, 0xFFFF_FF00))
      guard let opaque, unsafe opaque.pix.pointee.spp != 4 else { return nil }
      return opaque.jpeg(side: side)
    }
    let toned = unsafe Picture(pixConvertTo8Or32(pix, Int32(L_COPY), 0))
    guard let toned else { return nil }
    let longest = max(toned.width, toned.height)
    guard longest > side else { return toned.writtenJPEG() }
    guard let small = toned.scaled(by: Float(side) / Float(longest)) else { return nil }
    return small.writtenJPEG()
  }

  private func writtenJPEG() -> [UInt8]? {
    unsafe written { bytes, count in unsafe pixWriteMemJpeg(&bytes, &count, pix, 85, 0) }
  }

  /// What a function of the library writes into a buffer of its own.
  private func written(
    _ write: (inout UnsafeMutablePointer<UInt8>?, inout Int) -> Int32
  ) -> [UInt8]? {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    // SAFETY: leptonica gives a buffer of `count` bytes, which is copied and freed here.
    let status = unsafe write(&bytes, &count)
    defer { unsafe lept_free(bytes) }
    guard status == 0, let start = unsafe bytes else { return nil }
    return unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  }
}
