// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only importer of libzstd. Frames hold their content size; level 3; no dictionary.

internal import CZstandard
internal import Synchronization

/// Compression of blocks of stored text.
enum Zstandard {
  /// The level: about 300 MB/s, a quarter of the size of mixed text in blocks of 64 KiB.
  ///
  /// Blocks of 16 KiB take a tenth more.
  static let level: Int32 = 3

  /// Compresses bytes into one frame.
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { output, count in
      // SAFETY: both buffers are those of arrays that live through the call.
      let written = unsafe bytes.withUnsafeBytes { input in
        unsafe ZSTD_compress(
          output.baseAddress, output.count, input.baseAddress, input.count, level)
      }
      precondition(ZSTD_isError(written) == 0, "a buffer of the bound's size always suffices")
      count = written
    }
  }

  /// Decompresses one frame of exactly `size` bytes; nil where it is not one.
  static func decompress(_ frame: RawSpan, size: Int) -> [UInt8]? {
    let decompressor = idle.withLock { $0.popLast() } ?? Decompressor()
    defer { idle.withLock { $0.append(decompressor) } }
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { output, count in
      // SAFETY: the span is borrowed for the call; libzstd never writes past `size`.
      let written = unsafe frame.withUnsafeBytes { input in
        unsafe ZSTD_decompressDCtx(
          decompressor.context, output.baseAddress, size, input.baseAddress, input.count)
      }
      failed = ZSTD_isError(written) != 0 || written != size
      count = failed ? 0 : written
    }
    return failed ? nil : bytes
  }

  /// As many as were ever at work at the same time.
  private static let idle = Mutex<[Decompressor]>([])

  /// The tables of libzstd, which take as long to make as a block takes to read.
  @safe private final class Decompressor: @unchecked Sendable {
    // SAFETY: made here, freed once, and used by one thread at a time, which took it from `idle`.
    let context = unsafe ZSTD_createDCtx()

    deinit { _ = unsafe ZSTD_freeDCtx(context) }
  }
}
