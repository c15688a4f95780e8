// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The forms of a vocabulary on their way into a segment, with their occurrences.
struct VocabularyForms: Sendable {
  /// The forms that occur, with their classes.
  var sorter: TermSorter
  /// The occurrences in the text and in other fields.
  var tables: [Table]

  /// Gives all occurrences the numbers of variants; adds up how often variants occur.
  ///
  /// The forms of the sorter have numbers from `base` on in `terms`.
  mutating func renumber(_ terms: SortedTerms, base: Int, _ totals: inout [UInt32]) {
    for index in tables.indices {
      let variants = tables[index].forms.variants(terms, base: base, &totals)
      tables[index].occurrences.renumber(variants)
    }
  }

  /// Occurrences with the forms that they are of.
  struct Table: Sendable {
    /// The occurrences, by a numbering of their own.
    var occurrences: OccurrenceTable
    /// Which of those numbers are forms in the sorter.
    var forms: Occurring
  }

  /// Forms of a table that occur.
  struct Occurring: Sendable {
    /// How often each occurs.
    var counts: [UInt32]
    /// The number in the sorter of the first that does; the others follow.
    var first: Int

    /// The variant of each form, any where it does not occur; adds up how often variants occur.
    fileprivate func variants(_ terms: SortedTerms, base: Int, _ totals: inout [UInt32]) -> [UInt32]
    {
      var variants = [UInt32](repeating: 0, count: counts.count)
      var form = base + first
      for (index, count) in counts.enumerated() where count > 0 {
        variants[index] = terms.variantOf[form]
        totals[Int(variants[index])] += count
        form += 1
      }
      return variants
    }
  }
}
