// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The documents and languages of a segment, which numbers in its files must stay below.
struct SegmentLimits: Sendable {
  /// For each language the first doc id of which it is the main one; at the end the count of all.
  let mainStarts: [UInt32]

  /// Documents in the segment.
  var documents: Int { Int(mainStarts.last ?? 0) }
  /// Languages in the segment.
  var languages: Int { mainStarts.count - 1 }

  /// The documents of which a language is the main one.
  ///
  /// - Precondition: the language is one of the segment.
  func documents(mainLanguage language: Int) -> Range<UInt32> {
    mainStarts[language]..<mainStarts[language + 1]
  }

  /// The bits of the numbers below a limit.
  static func width(below limit: Int) -> Int {
    Int.bitWidth - max(limit - 1, 0).leadingZeroBitCount
  }
}
