// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only importer of libzstd. Frames hold their content size; level 3, but with matches of five bytes
// or more; no dictionary.

internal import CZstandard

/// Compression of blocks of stored text.
enum Zstandard {
  /// The level: about 200 MB/s, a third of the size of mixed text in blocks of 8 KiB.
  ///
  /// Blocks of 16 KiB take a twelfth less, of 64 KiB a sixth.
  static let level: Int32 = 3
  /// The shortest match in bytes.
  ///
  /// Mixed text takes no more room than with the four of the level, and is unpacked a tenth faster: there
  /// are fewer matches.
  static let shortestMatch: Int32 = 5

  /// Compresses bytes into one frame.
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    compressors.with { compressor in
      unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
        output, count in
        // SAFETY: both buffers are those of arrays that live through the call.
        let written = unsafe bytes.withUnsafeBytes { input in
          unsafe ZSTD_compress2(
            compressor.context, output.baseAddress, output.count, input.baseAddress, input.count)
        }
        precondition(ZSTD_isError(written) == 0, "a buffer of the bound's size always suffices")
        count = written
      }
    }
  }

  /// Decompresses one frame of exactly `size` bytes; nil where it is not one.
  static func decompress(_ frame: RawSpan, size: Int) -> [UInt8]? {
    decompressors.with { decompressor in
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
  }

  private static let compressors = Pool { Compressor() }
  private static let decompressors = Pool { Decompressor() }

  /// The tables with which libzstd compresses.
  @safe private final class Compressor: @unchecked Sendable {
    // SAFETY: made here, freed once, and used by one thread at a time, to which the pool lent it.
    let context = unsafe ZSTD_createCCtx()

    init() {
      unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Zstandard.level)
      unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_minMatch, Zstandard.shortestMatch)
    }

    deinit { _ = unsafe ZSTD_freeCCtx(context) }
  }

  /// The tables with which it decompresses, which take as long to make as a block takes to read.
  @safe private final class Decompressor: @unchecked Sendable {
    // SAFETY: as that of a compressor.
    let context = unsafe ZSTD_createDCtx()

    deinit { _ = unsafe ZSTD_freeDCtx(context) }
  }
}
