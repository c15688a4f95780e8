// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the clauses of a query mark in a text, from the places of their terms.

internal import TextAnalysis

extension TextMarker {
  /// Marks every place where a clause stands.
  func mark(
    _ clause: Clause, _ index: Int, _ firstTerm: Int, into marks: inout [TextMark]
  ) {
    if let near = clause.near { return mark(near, index, firstTerm, into: &marks) }
    let (ranges, lists) = standing(clause, firstTerm)
    if clause.slop == 0 {
      for start in OccurrenceLists.inRow(lists) {
        for (element, found) in zip(clause.elements, ranges) {
          guard let range = found[start.position + element.distance] else { continue }
          marks.append(TextMark(range: range, clause: index))
        }
      }
      return
    }
    let width = clause.span + clause.slop
    var marked: Set<Range<Int>> = []
    for start in OccurrenceLists.near(lists.map(\.occurrences), width: width) {
      for found in ranges {
        for (position, range) in found
        where position >= start.position && position - start.position <= width {
          if marked.insert(range).inserted { marks.append(TextMark(range: range, clause: index)) }
        }
      }
    }
  }

  /// Marks the operands wherever they stand near one another.
  private func mark(
    _ near: NearClause, _ index: Int, _ firstTerm: Int, into marks: inout [TextMark]
  ) {
    var term = firstTerm
    var lists: [[NearPlace]] = []
    var marked: Set<Range<Int>> = []
    var ranges: [(position: UInt32, range: Range<Int>)] = []
    for clauses in near.operands {
      var places: [NearPlace] = []
      for clause in clauses {
        let (found, elements) = standing(clause, term)
        term += clause.terms.count
        let own = NearPlaces.places(of: clause, elements)
        for (element, standing) in zip(clause.elements, found) {
          for (position, range) in standing
          where clause.slop > 0
            ? own.contains(where: { ($0.start..<$0.end).contains(position) })
            : own.contains(where: { $0.start &+ element.distance == position })
          {
            ranges.append((position, range))
          }
        }
        places += own
      }
      lists.append(places)
    }
    for window in near.windows(lists) {
      for (position, range) in ranges where (window.start..<window.end).contains(position) {
        if marked.insert(range).inserted { marks.append(TextMark(range: range, clause: index)) }
      }
    }
  }

  /// For each element of a phrase what stands where, in bytes and by position.
  private func standing(
    _ clause: Clause, _ firstTerm: Int
  ) -> (
    ranges: [[UInt32: Range<Int>]], lists: [(distance: UInt32, occurrences: [Occurrence])]
  ) {
    var term = firstTerm
    var ranges: [[UInt32: Range<Int>]] = []
    var lists: [(distance: UInt32, occurrences: [Occurrence])] = []
    for element in clause.elements {
      var found: [UInt32: Range<Int>] = [:]
      for chain in element.options {
        let numbers = term..<term + chain.links.count
        term = numbers.upperBound
        for (start, range) in standing(chain, Array(numbers)) {
          found[start] = found[start].map { $0.union(range) } ?? range
        }
      }
      let occurrences = found.keys.sorted().map {
        Occurrence(position: $0, rung: .exact, language: 0)
      }
      ranges.append(found)
      lists.append((element.distance, occurrences))
    }
    return (ranges, lists)
  }

  /// Where a chain begins, and the bytes from its first to its last term.
  private func standing(_ chain: Chain, _ numbers: [Int]) -> [(UInt32, Range<Int>)] {
    var result: [(UInt32, Range<Int>)] = []
    for (start, first) in places[numbers[0]] {
      var range = first.range
      var isWhole = true
      for (link, number) in zip(chain.links, numbers).dropFirst() {
        guard let next = places[number][start &+ link.distance] else {
          isWhole = false
          break
        }
        range = range.union(next.range)
      }
      if isWhole { result.append((start, range)) }
    }
    return result
  }
}

extension Range<Int> {
  /// The smallest range that covers both.
  fileprivate func union(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
