// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Scores are made of a few numbers of each posting, in loops that are most of a search for frequent words. What
// is there is asked once a block instead of at each number: 3 % of the instructions of such a search.

internal import TextAnalysis

/// The loaded block of a list with what its postings are worth.
struct LoadedBlock: ~Escapable {
  private let documents: Span<UInt32>
  private let frequencies: Span<UInt32>
  private let variants: Span<UInt32>
  private let worths: Span<VariantWorth>
  private let size: Int

  /// Takes the block of a cursor with what its variants mean.
  ///
  /// - Precondition: frequencies are loaded, and the cursor does not stand before the first posting.
  @inline(__always)
  @_lifetime(borrow cursor, copy worths)
  init(_ cursor: borrowing PostingsCursor, _ worths: Span<VariantWorth>) {
    documents = cursor.documents.span
    frequencies = cursor.frequencies.span
    variants = cursor.variants.span
    size = cursor.size
    self.worths = worths
    precondition(
      cursor.index >= 0 && size <= documents.count && size <= frequencies.count
        && size <= variants.count
        && cursor.variantCount <= worths.count, "a block that is read must be loaded")
  }

  /// The doc id of a posting.
  ///
  /// - Precondition: `index` is not negative and below the size of the block; so below.
  @inline(__always)
  func document(_ index: Int) -> UInt32 {
    assert(index >= 0 && index < size, "a posting must be one of its block")
    // SAFETY: there are at least `size` documents, checked when the block was taken.
    return unsafe documents[unchecked: index]
  }

  /// The frequency of a posting.
  @inline(__always)
  func frequency(_ index: Int) -> UInt32 {
    assert(index >= 0 && index < size, "a posting must be one of its block")
    // SAFETY: there are at least `size` frequencies, checked when the block was taken.
    return unsafe frequencies[unchecked: index]
  }

  /// What an occurrence of a posting is worth.
  @inline(__always)
  private func worth(_ index: Int) -> VariantWorth {
    assert(index >= 0 && index < size, "a posting must be one of its block")
    // SAFETY: there are at least `size` variants, checked when the block was taken; each of them is below the
    // number of variants, or the cursor throws when it reads them, and so many worths there are.
    return unsafe worths[unchecked: Int(variants[unchecked: index])]
  }

  /// The slot of a posting's language; -1 where it does not match.
  @inline(__always)
  func slot(_ index: Int) -> Int16 { worth(index).slot }

  /// What the occurrences of a posting weigh.
  @inline(__always)
  func weightedFrequency(_ index: Int) -> Double {
    Double(frequency(index)) * worth(index).weight
  }

  /// What the postings of a document weigh from one on, as far as they are in one language, with the first posting
  /// after them: mostly one, or several of one language, all of which match.
  @inline(__always)
  func occurrences(
    of document: UInt32, from index: Int
  ) -> (slot: Int16, frequency: Double, next: Int) {
    let worth = worth(index)
    var frequency = Double(frequency(index)) * worth.weight
    var next = index &+ 1
    while next < size, self.document(next) == document {
      let other = self.worth(next)
      if other.slot != worth.slot { break }
      frequency += Double(self.frequency(next)) * other.weight
      next &+= 1
    }
    return (worth.slot, frequency, next)
  }
}
