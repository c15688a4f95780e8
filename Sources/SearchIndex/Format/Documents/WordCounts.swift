// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The words of documents by language.
struct WordCounts: DocumentLengths {
  let limits: SegmentLimits
  private var frames: [ListFrame]
  /// For each document the words in its main language.
  private(set) var mainWords: [UInt32]
  private var others: [UInt64: UInt32] = [:]

  /// Starts without words; `frames` are those of the languages by ordinal.
  init(limits: SegmentLimits, frames: [ListFrame]) {
    self.limits = limits
    self.frames = frames
    mainWords = [UInt32](repeating: 0, count: limits.documents)
  }

  /// The same with the frames of the languages by ordinal.
  consuming func framed(_ frames: [ListFrame]) -> WordCounts {
    self.frames = frames
    return self
  }

  /// Adds the words of one language of a document.
  mutating func add(_ count: UInt32, of document: UInt32, in language: UInt16, isMain: Bool) {
    if isMain {
      mainWords[Int(document)] = count
    } else {
      others[UInt64(document) << 16 | UInt64(language)] = count
    }
  }

  /// Where documents of a language are likely to be.
  func frame(of language: UInt16) -> ListFrame { frames[Int(language)] }

  /// The words of a language in a document.
  func words(of document: UInt32, in language: UInt16) -> UInt32 {
    if limits.documents(mainLanguage: Int(language)).contains(document) {
      return mainWords[Int(document)]
    }
    return others[UInt64(document) << 16 | UInt64(language)] ?? 0
  }
}
