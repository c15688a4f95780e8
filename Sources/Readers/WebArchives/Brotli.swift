// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches libbrotlidec: bodies of HTTP that are packed with Brotli.

internal import CBrotli
internal import Extraction

/// Unpacks Brotli.
@safe final class BrotliDecoder: ContentDecoder {
  private(set) var isBroken: Bool
  private let state: OpaquePointer?
  private var input: [UInt8] = []
  private var position = 0
  private var hasMore = false
  private(set) var isAtEnd = false

  private static let pieceBytes = 64 << 10

  /// Begins a body.
  init() {
    let created = unsafe BrotliDecoderCreateInstance(nil, nil, nil)
    unsafe state = created
    isBroken = unsafe created == nil
  }

  deinit { unsafe BrotliDecoderDestroyInstance(state) }

  func feed(_ bytes: [UInt8]) {
    input = bytes
    position = 0
  }

  func next() -> [UInt8]? {
    guard !isBroken, !isAtEnd, position < input.count || hasMore else { return nil }
    var output = [UInt8](repeating: 0, count: Self.pieceBytes)
    var result = BROTLI_DECODER_RESULT_ERROR
    var made = 0
    unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        var (inLeft, outLeft) = (source.count - position, target.count)
        // SAFETY: both buffers live for the call; `position` <= `source.count`, and the decoder is told
        // how many bytes each of them has.
        var nextIn = unsafe source.baseAddress.map { unsafe $0 + position }
        var nextOut = target.baseAddress
        result = unsafe BrotliDecoderDecompressStream(
          state, &inLeft, &nextIn, &outLeft, &nextOut, nil)
        position = source.count - inLeft
        made = target.count - outLeft
      }
    }
    isBroken = result == BROTLI_DECODER_RESULT_ERROR
    isAtEnd = result == BROTLI_DECODER_RESULT_SUCCESS
    hasMore = result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
    output.removeSubrange(made...)
    return output.isEmpty ? nil : output
  }
}
