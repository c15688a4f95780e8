// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches zlib: bodies of HTTP that are packed as gzip or deflate.

internal import CZlib
internal import Extraction

/// Unpacks gzip and deflate.
@safe final class Inflater: ContentDecoder {
  /// What stands around the packed bytes.
  enum Wrapping: Int32 {
    case zlib = 15
    case gzip = 31
    case raw = -15
  }

  private(set) var isBroken = false
  private var stream = unsafe z_stream()
  private var input: [UInt8] = []
  private var position = 0
  private(set) var isAtEnd = false

  private static let pieceBytes = 64 << 10

  /// Begins a body.
  init(_ wrapping: Wrapping) {
    // SAFETY: zlib initialises the stream; `deinit` ends it. It is zeroed before, as zlib asks.
    isBroken = unsafe handbill_inflate_begin(&stream, wrapping.rawValue) != Z_OK
  }

  deinit { _ = unsafe inflateEnd(&stream) }

  func feed(_ bytes: [UInt8]) {
    input = bytes
    position = 0
  }

  func next() -> [UInt8]? {
    guard !isBroken, !isAtEnd, position < input.count else { return nil }
    var output = [UInt8](repeating: 0, count: Self.pieceBytes)
    var status = Z_OK
    var made = 0
    unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        // SAFETY: both buffers live for the call; `position` < `source.count`, and zlib is told how
        // many bytes each of them has.
        unsafe stream.next_in = source.baseAddress.map { unsafe $0 + position }
        unsafe stream.avail_in = UInt32(source.count - position)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        status = unsafe inflate(&stream, Z_NO_FLUSH)
        position = source.count - Int(unsafe stream.avail_in)
        made = target.count - Int(unsafe stream.avail_out)
      }
    }
    isAtEnd = status == Z_STREAM_END
    isBroken = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR
    output.removeSubrange(made...)
    // No progress in either buffer cannot happen with input left and room for output; were it to, the
    // caller would ask for ever.
    if output.isEmpty, !isBroken, !isAtEnd, position < input.count { isBroken = true }
    return output.isEmpty ? nil : output
  }
}
