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

/// The forms of one segment in byte order, with their counts by group.
///
/// Kept in three flat arrays: a vocabulary has millions of forms.
struct VocabularyRun: Sendable {
  private var bytes: [UInt8] = []
  private var formEnds: [Int] = []
  private var countEnds: [Int] = []
  private var counts: [GroupCount] = []

  /// The number of forms.
  var count: Int { formEnds.count }

  /// Appends a form; forms without a count are left out.
  ///
  /// - Precondition: `form` follows the one before in byte order.
  mutating func append(_ form: [UInt8], _ groups: [GroupCount]) {
    guard !groups.isEmpty else { return }
    bytes += form
    formEnds.append(bytes.count)
    counts += groups
    countEnds.append(counts.count)
  }

  /// The bytes of a form.
  func form(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : formEnds[index - 1])..<formEnds[index]]
  }

  /// The counts of a form.
  func counts(_ index: Int) -> ArraySlice<GroupCount> {
    counts[(index == 0 ? 0 : countEnds[index - 1])..<countEnds[index]]
  }
}

/// A merge of runs.
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
