// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Up to 255 numbers of like size: as wide as most of them, what the few greater ones have above that
// beside it.
//
//   row := u8(width) low*                              where no number is wider
//        | u8(64 + width) u8(exceptions) u8(width of rests) low* u8(place)* rest*
//
// `low` and `rest` are packed as in BitPacking.swift, each run from a byte on. The width is that which
// takes the fewest bytes.
//
// Source: Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", 2006; Yan, Ding, Suel, "Inverted
// Index Compression and Query Processing with Optimized Document Ordering", 2009 (OptPFD).

/// A row of packed numbers with exceptions, found in a file.
struct PatchedRow {
  /// The most bits of a number.
  static let widest = 56

  private let width: UInt8
  private let exceptions: Int
  private let restWidth: UInt8
  private let lows: Int
  private let places: Int
  private let rests: Int
  /// The byte of the file after the row.
  let end: Int

  /// Reads the head of a row of `count` numbers, at most 255, and moves the reader past the row.
  ///
  /// - Throws: `corrupt` where the row runs past the reader's end, or a width is impossible.
  @inline(__always)
  init(_ count: Int, from reader: inout ByteReader) throws(SearchIndexError) {
    let head = try reader.byte()
    width = head & 63
    var bytes = BitPacking.byteCount(count, width: width)
    var exceptions = 0
    var restWidth: UInt8 = 0
    if head & 64 != 0 {
      exceptions = Int(try reader.byte())
      restWidth = try reader.byte()
    }
    self.exceptions = exceptions
    self.restWidth = restWidth
    lows = reader.position
    places = lows &+ bytes
    rests = places &+ exceptions
    bytes = bytes &+ exceptions &+ BitPacking.byteCount(exceptions, width: restWidth)
    guard head < 128, Int(width) &+ Int(restWidth) <= Self.widest else {
      throw reader.corrupt(.outOfRange)
    }
    try reader.skip(bytes)
    end = reader.position
    // A file ends with a footer longer than a word, so the last word may be read in whole.
    guard end &+ 8 <= reader.bytes.byteCount else { throw reader.corrupt(.truncated) }
  }

  /// The number at `index`, from the bytes of the file of the row; O(exceptions).
  ///
  /// - Precondition: `index` is one of the row.
  @inline(__always)
  func value(_ index: Int, in bytes: RawSpan) -> UInt64 {
    let low = BitPacking.wide(index, width: width, from: lows, of: bytes)
    return exceptions == 0 ? low : patched(low, index, bytes)
  }

  private func patched(_ low: UInt64, _ index: Int, _ bytes: RawSpan) -> UInt64 {
    for exception in 0..<exceptions where Int(bytes.octet(at: places &+ exception)) == index {
      let rest = BitPacking.wide(exception, width: restWidth, from: rests, of: bytes)
      return low | rest &<< UInt64(width)
    }
    return low
  }

  /// Unpacks the `count` numbers of the row, which are of at most 32 bits, into the beginning of
  /// `output`.
  ///
  /// - Precondition: `output` has room for them.
  /// - Throws: `corrupt` where they are wider, or an exception has no place in the row.
  @inline(__always)
  func unpack(
    _ count: Int, from reader: borrowing ByteReader, into output: inout [UInt32]
  ) throws(SearchIndexError) {
    guard width &+ restWidth <= 32 else { throw reader.corrupt(.outOfRange) }
    BitPacking.unpack(count, width: width, from: lows, of: reader.bytes, into: &output)
    if exceptions == 0 { return }
    let isPatched = BitPacking.patch(
      count, exceptions: exceptions, places: places, rests: rests, width: restWidth,
      shift: width, of: reader.bytes, in: &output)
    guard isPatched else { throw reader.corrupt(.outOfRange) }
  }

  // MARK: - Writing

  /// How a row is written: in the width that takes the fewest bytes, the greatest among equals.
  struct Shape {
    /// The bits of each number; what the widest have above that stands beside them.
    fileprivate let width: Int
    /// The bits of the widest number.
    fileprivate let widest: Int
    /// The bytes of the row.
    let byteCount: Int
  }

  /// Appends a row of at most 255 numbers below 2^56.
  static func write<Number: FixedWidthInteger & UnsignedInteger>(
    _ values: Span<Number>, to writer: inout ByteWriter
  ) {
    write(values, shape(of: values), to: &writer)
  }

  /// Appends a row of numbers in their shape.
  static func write<Number: FixedWidthInteger & UnsignedInteger>(
    _ values: Span<Number>, _ shape: Shape, to writer: inout ByteWriter
  ) {
    let (width, widest) = (shape.width, shape.widest)
    if width == widest {
      writer.byte(UInt8(width))
      BitPacking.pack(values, width: UInt8(width), to: &writer.bytes)
      return
    }
    var rests = InlineArray<255, Number>(repeating: 0)
    var exceptions = 0
    for place in values.indices where values[place] &>> Number(width) != 0 {
      rests[exceptions] = values[place] &>> Number(width)
      exceptions &+= 1
    }
    writer.byte(64 | UInt8(width))
    writer.byte(UInt8(exceptions))
    writer.byte(UInt8(widest - width))
    BitPacking.pack(values, width: UInt8(width), to: &writer.bytes)
    for place in values.indices where values[place] &>> Number(width) != 0 {
      writer.byte(UInt8(place))
    }
    BitPacking.pack(
      rests.span.extracting(0..<exceptions), width: UInt8(widest - width), to: &writer.bytes)
  }

  /// The shape of a row of at most 255 numbers below 2^56.
  static func shape<Number: FixedWidthInteger & UnsignedInteger>(of values: Span<Number>) -> Shape {
    precondition(values.count < 256, "a row has at most 255 numbers")
    var counts = InlineArray<65, Int>(repeating: 0)
    for index in values.indices {
      counts[Number.bitWidth &- values[index].leadingZeroBitCount] &+= 1
    }
    var widest = 64
    while widest > 0, counts[widest] == 0 { widest &-= 1 }
    precondition(widest <= Self.widest, "a row holds numbers below 2^56")
    var best = widest
    var least = (values.count &* widest &+ 7) / 8
    var exceptions = 0
    var width = widest
    while width > 0 {
      exceptions &+= counts[width]
      width &-= 1
      let bytes =
        (values.count &* width &+ 7) / 8 &+ 2 &+ exceptions
        &+ (exceptions &* (widest &- width) &+ 7) / 8
      if bytes < least { (best, least) = (width, bytes) }
    }
    return Shape(width: best, widest: widest, byteCount: least &+ 1)
  }
}
