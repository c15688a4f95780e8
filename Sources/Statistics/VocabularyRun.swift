// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The vocabularies of several segments, merged: a type that occurs in three segments is one type.

/// A count of one form in one group.
struct GroupCount: Sendable, Equatable {
  /// The group.
  var group: Int
  /// Occurrences, more than 0.
  var count: Int
  /// The first document that has it, in the order of all documents; 0 where nobody asked.
  var firstDocument: Int
}

/// The forms of one segment with their counts by group.
///
/// Kept in flat arrays: a vocabulary has millions of forms.
struct VocabularyRun: Sendable {
  private var bytes: [UInt8] = []
  private var formEnds: [Int] = []
  private var countEnds: [Int] = []
  private var counts: [GroupCount] = []
  /// The forms by their bytes; empty until `sort` was called.
  private var order: [Int] = []

  /// The number of forms.
  var count: Int { formEnds.count }

  /// Appends a form, which was not appended before; forms without a count are left out.
  mutating func append(_ form: [UInt8], _ groups: [GroupCount]) {
    guard !groups.isEmpty else { return }
    bytes += form
    formEnds.append(bytes.count)
    counts += groups
    countEnds.append(counts.count)
  }

  /// Puts the forms in byte order: a dictionary has them in that of their folded forms.
  mutating func sort() {
    order = formEnds.indices.sorted { left, right in
      bytes[range(left, formEnds)].lexicographicallyPrecedes(bytes[range(right, formEnds)])
    }
  }

  /// The bytes of a form, by its place in byte order.
  ///
  /// - Precondition: the run was sorted.
  func form(_ place: Int) -> ArraySlice<UInt8> { bytes[range(order[place], formEnds)] }

  /// The counts of a form, by its place in byte order.
  ///
  /// - Precondition: the run was sorted.
  func counts(_ place: Int) -> ArraySlice<GroupCount> { counts[range(order[place], countEnds)] }

  private func range(_ index: Int, _ ends: [Int]) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}

/// A merge of sorted runs.
enum VocabularyMerge {
  /// Visits each form once, in byte order, with its counts summed by group (by group number).
  ///
  /// O(forms · runs): an index has few segments.
  static func forEachForm(
    of runs: [VocabularyRun], _ body: (_ form: ArraySlice<UInt8>, _ counts: [GroupCount]) -> Void
  ) {
    var places = [Int](repeating: 0, count: runs.count)
    while let lowest = lowestForm(of: runs, places) {
      var counts: [GroupCount] = []
      for index in runs.indices where places[index] < runs[index].count {
        if runs[index].form(places[index]).elementsEqual(lowest) {
          counts += runs[index].counts(places[index])
          places[index] += 1
        }
      }
      body(lowest, summed(counts))
    }
  }

  private static func lowestForm(
    of runs: [VocabularyRun], _ places: [Int]
  ) -> ArraySlice<UInt8>? {
    var lowest: ArraySlice<UInt8>?
    for index in runs.indices where places[index] < runs[index].count {
      let form = runs[index].form(places[index])
      if let found = lowest, !form.lexicographicallyPrecedes(found) { continue }
      lowest = form
    }
    return lowest
  }

  private static func summed(_ counts: [GroupCount]) -> [GroupCount] {
    if counts.count < 2 { return counts }
    var result: [GroupCount] = []
    for count in counts.sorted(by: { $0.group < $1.group }) {
      if let last = result.last, last.group == count.group {
        result[result.count - 1].count += count.count
        result[result.count - 1].firstDocument = min(last.firstDocument, count.firstDocument)
      } else {
        result.append(count)
      }
    }
    return result
  }
}
