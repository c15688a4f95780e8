// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A cursor over bytes from outside; it reads what `ByteWriter` writes. Bounds are checked here and
// nowhere else: every read throws at the end of its range, and no number read from a file is used as
// an address without passing through this file or BitPacking.swift.

internal import FileStorage
internal import TextAnalysis

/// A position in borrowed bytes, with an end that it never passes.
struct ByteReader: ~Escapable {
  /// The whole file, so that positions are those of the file.
  let bytes: RawSpan
  /// The next byte to read; an offset in the file.
  private(set) var position: Int
  /// The first byte that may not be read.
  private(set) var end: Int
  /// The path of the file, for errors.
  let file: FileName

  /// Starts at the lower bound of a range.
  ///
  /// - Throws: `corrupt(.truncated)` where the range is not inside the bytes.
  @_lifetime(copy bytes, copy file)
  init(_ bytes: RawSpan, _ range: Range<Int>, file: FileName) throws(SearchIndexError) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.byteCount else {
      throw .corrupt(file: file.string, byte: bytes.byteCount, reason: .truncated)
    }
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
    self.file = file
  }

  /// Goes to another range of the same bytes.
  ///
  /// - Throws: `corrupt(.truncated)` where it is not inside them.
  mutating func move(to range: Range<Int>) throws(SearchIndexError) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.byteCount else {
      throw .corrupt(file: file.string, byte: bytes.byteCount, reason: .truncated)
    }
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether all of the range was read.
  var isAtEnd: Bool { position >= end }

  /// The error that names this file and the place of the cursor.
  func corrupt(_ reason: SearchIndexError.Corruption) -> SearchIndexError {
    .corrupt(file: file.string, byte: position, reason: reason)
  }

  /// Reads one byte.
  @inline(__always)
  mutating func byte() throws(SearchIndexError) -> UInt8 {
    guard position < end else { throw corrupt(.truncated) }
    // SAFETY: position < end <= byteCount, checked here and in init.
    let value = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
    position &+= 1
    return value
  }

  /// Reads a varint of at most 64 bits.
  mutating func varint() throws(SearchIndexError) -> UInt64 {
    let first = try byte()
    if first < 0x80 { return UInt64(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let next = try byte()
      guard shift < 63 || next < 2 else { throw corrupt(.outOfRange) }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift &+= 7
    }
  }

  /// Reads a varint of at most 32 bits.
  mutating func varint32() throws(SearchIndexError) -> UInt32 {
    guard let value = UInt32(exactly: try varint()) else { throw corrupt(.outOfRange) }
    return value
  }

  /// Reads a varint that must not exceed `limit`; for counts, lengths and ordinals.
  mutating func count(limit: Int) throws(SearchIndexError) -> Int {
    let value = try varint()
    guard value <= UInt64(max(0, limit)) else { throw corrupt(.outOfRange) }
    return Int(value)
  }

  /// Reads a zigzag varint.
  mutating func signedVarint() throws(SearchIndexError) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Reads four bytes.
  @inline(__always)
  mutating func uint32() throws(SearchIndexError) -> UInt32 {
    guard end &- position >= 4 else { throw corrupt(.truncated) }
    // SAFETY: four bytes are left before end <= byteCount; every bit pattern is a UInt32.
    let value = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: UInt32.self)
    position &+= 4
    return UInt32(littleEndian: value)
  }

  /// Reads eight bytes.
  mutating func uint64() throws(SearchIndexError) -> UInt64 {
    guard end &- position >= 8 else { throw corrupt(.truncated) }
    let value = bytes.word(at: position)
    position &+= 8
    return value
  }

  /// Reads `count` bytes onto the end of an array.
  mutating func append(_ count: Int, to output: inout [UInt8]) throws(SearchIndexError) {
    guard count >= 0, count <= end &- position else { throw corrupt(.truncated) }
    append(position..<(position &+ count), to: &output)
    position &+= count
  }

  /// Appends bytes of the file, wherever the reader stands.
  ///
  /// - Precondition: the range is inside the bytes.
  func append(_ range: Range<Int>, to output: inout [UInt8]) {
    let part = bytes.extracting(range)
    // SAFETY: the buffer is borrowed from the span for the duration of the call.
    unsafe part.withUnsafeBytes { unsafe output.append(contentsOf: $0) }
  }

  /// Reads `count` bytes.
  mutating func array(_ count: Int) throws(SearchIndexError) -> [UInt8] {
    var output: [UInt8] = []
    try append(count, to: &output)
    return output
  }

  /// The bytes that are left.
  func rest() -> [UInt8] {
    var output: [UInt8] = []
    append(position..<end, to: &output)
    return output
  }

  /// Reads a length, then that many bytes.
  mutating func string() throws(SearchIndexError) -> [UInt8] {
    let length = try count(limit: end &- position)
    return try array(length)
  }

  /// Reads a length, then that many bytes of UTF-8.
  mutating func text() throws(SearchIndexError) -> String {
    let start = self.position
    guard let text = String(validating: try string(), as: UTF8.self) else {
      throw .corrupt(file: file.string, byte: start, reason: .invalidText)
    }
    return text
  }

  /// Reads a length, then the code of a language; no array is made for it, since a segment may have hundreds.
  mutating func language() throws(SearchIndexError) -> Language {
    let length = try count(limit: 8)
    var code: UInt64 = 0
    for place in 0..<length { code |= UInt64(try byte()) << UInt64(56 - 8 * place) }
    guard let language = Language(bytes: code) else { throw corrupt(.outOfRange) }
    return language
  }

  /// Passes over `count` bytes.
  @inline(__always)
  mutating func skip(_ count: Int) throws(SearchIndexError) {
    guard count >= 0, count <= end &- position else { throw corrupt(.truncated) }
    position &+= count
  }
}

extension RawSpan {
  /// The eight bytes at `offset` as a little-endian number.
  ///
  /// - Precondition: `offset` is not negative and eight bytes follow it.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= byteCount &- 8, "a word must lie inside the bytes")
    // SAFETY: checked in the line above; every bit pattern is a UInt64.
    return UInt64(
      littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The byte at `offset`.
  ///
  /// - Precondition: `offset` is inside the bytes.
  @inline(__always)
  func octet(at offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < byteCount, "a byte must lie inside the bytes")
    // SAFETY: checked in the line above.
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The bytes of a file as an array of their own.
  func copied() -> [UInt8] {
    // SAFETY: the buffer is borrowed from the span for the duration of the call.
    unsafe withUnsafeBytes { unsafe [UInt8]($0) }
  }
}

extension [UInt8] {
  /// Runs `body` over the bytes of the array.
  func withRawSpan<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // SAFETY: bytes of an array are initialized; the span lives as long as the borrowed array.
    try body(unsafe span.bytes)
  }
}

extension ComponentFile {
  /// Its path, for errors of those who read it.
  var name: FileName {
    @_lifetime(borrow self)
    get {
      // SAFETY: `pathBytes` is a constant of `self`, so its memory stays where it is as long as `self` lives, which
      // the span borrows.
      let buffer = unsafe pathBytes.withUnsafeBufferPointer { unsafe $0 }
      let span = unsafe Span(_unsafeElements: buffer)
      return FileName(unsafe _overrideLifetime(span, borrowing: self))
    }
  }

  /// All bytes of the file.
  var bytes: RawSpan {
    @_lifetime(borrow self)
    get {
      // SAFETY: `mapped` is a constant of `self`, so its memory stays mapped and unchanged as long
      // as `self` lives, which the span borrows.
      let mapped = self.mapped
      let buffer = unsafe mapped.bytes.withUnsafeBytes { unsafe $0 }
      let span = unsafe RawSpan(_unsafeBytes: buffer)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }
}
