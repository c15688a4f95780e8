// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The forms of a vocabulary on their way into a segment, with their occurrences.
struct VocabularyForms: Sendable {
  /// The forms that occur, with their classes.
  var sorter = TermSorter()
  /// Where they occur.
  var occurrences = OccurrenceTable()
  /// The analyzer's forms.
  var forms = Occurring()
  /// The terms of other fields.
  var others = Occurring()

  /// Gives all occurrences the numbers of variants; adds up how often variants occur.
  ///
  /// The forms of the sorter have numbers from `base` on in `terms`.
  mutating func renumber(_ terms: SortedTerms, base: Int, _ totals: inout [UInt32]) {
    let variants = forms.variants(terms, base: base, &totals)
    occurrences.renumber(
      forms: variants, others: others.variants(terms, base: base, &totals))
  }

  /// Which terms of a numbering are forms in the sorter: those that occur.
  struct Occurring: Sendable {
    /// How often each occurs.
    var counts: [UInt32] = []
    /// The number in the sorter of the first that does; the others follow.
    var first = 0

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
