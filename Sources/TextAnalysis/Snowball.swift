// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The safe face of libstemmer (Snowball); the only importer of `CStemmer`.

internal import CStemmer

/// One Snowball algorithm.
///
/// Not Sendable: libstemmer writes its result into the stemmer.
@safe final class Snowball {
  private let stemmer: OpaquePointer

  /// Opens an algorithm by libstemmer's name; nil where this libstemmer lacks it.
  init?(algorithm: String) {
    guard let stemmer = unsafe sb_stemmer_new(algorithm, "UTF_8") else { return nil }
    unsafe self.stemmer = stemmer
  }

  // SAFETY: the stemmer was opened in `init` and is closed only here.
  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// Replaces `result` by the stem of a word; by the word itself where libstemmer has no memory.
  ///
  /// - Precondition: `word` is shorter than 2^31 bytes.
  func stem(_ word: Span<UInt8>, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    // SAFETY: the length passed is that of the span; the result belongs to the stemmer, is as long
    // as the stemmer says, and is copied before its next use.
    unsafe word.withUnsafeBufferPointer { source in
      guard let stem = unsafe sb_stemmer_stem(stemmer, source.baseAddress, Int32(source.count))
      else {
        unsafe result.append(contentsOf: source)
        return
      }
      let count = Int(unsafe sb_stemmer_length(stemmer))
      unsafe result.append(contentsOf: UnsafeBufferPointer(start: stem, count: count))
    }
  }
}
