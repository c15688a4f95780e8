// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Where the documents of a list are likely to be, and how long they are: what is known before a list
/// is read, so that the list need not say it.
///
/// A term's documents are mostly those whose main language is that of its first variant, which are a
/// range of doc ids. Those of a term without a language are anywhere.
struct ListFrame: Sendable, Equatable {
  /// The language: a segment's ordinal.
  var language: UInt16 = 0
  /// The first doc of the range.
  var first: UInt32 = 0
  /// The bits of the number of docs in the range.
  var sizeBits = 0
  /// The order in which positions are coded.
  var positionOrder = 0

  /// The order in which the first doc of a list is coded, as its distance from `first`.
  var firstOrder: Int { max(0, sizeBits - 1) }

  /// The order in which the distances of a list of `count` postings are coded: about the mean.
  func distanceOrder(count: Int) -> Int {
    max(0, sizeBits - 1 - (Int.bitWidth - 1 - max(1, count).leadingZeroBitCount))
  }

  /// The first doc of a list, from its distance to `first`; nil where it is not below `limit`.
  func document(zigzag: UInt64, limit: Int) -> UInt32? {
    let distance = Int(truncatingIfNeeded: zigzag >> 1) ^ -Int(truncatingIfNeeded: zigzag & 1)
    let (document, overflow) = Int(first).addingReportingOverflow(distance)
    return overflow || document < 0 || document >= limit ? nil : UInt32(document)
  }

  /// The frames of languages by ordinal.
  ///
  /// `starts` holds the first doc of which each is the main language, and at last the number of documents.
  static func frames(_ languages: [LanguageStatistics], starts: [UInt32]) -> [ListFrame] {
    let documents = starts[languages.count]
    return languages.indices.map { ordinal in
      let language = languages[ordinal]
      let (first, end) = (starts[ordinal], starts[ordinal + 1])
      let isLoose = language.language == .unknown || first == end
      let size = isLoose ? documents : end - first
      let meanWords = UInt64(language.words / max(1, language.documents))
      return ListFrame(
        language: UInt16(ordinal), first: isLoose ? 0 : first,
        sizeBits: 32 - size.leadingZeroBitCount,
        positionOrder: max(0, min(24, 64 - meanWords.leadingZeroBitCount - 2)))
    }
  }
}
