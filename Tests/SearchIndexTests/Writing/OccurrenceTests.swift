// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import SearchIndex

/// Occurrences and strings under construction come out in the order of the files.
@Suite struct OccurrenceTests {
  /// Postings of one variant in one document.
  private struct Key: Hashable {
    var term: Int
    var document: UInt32
    var variant: UInt32
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `Gathered postings equal those of a plain map, a few terms at a time`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Terms of one to four variants.
    var firstVariants: [UInt32] = [0]
    for _ in 0..<40 {
      firstVariants.append(
        firstVariants[firstVariants.count - 1] + .random(in: 1...4, using: &random))
    }
    let variants = Int(firstVariants[40])
    var tables = [OccurrenceTable(), OccurrenceTable()]
    var counts = [UInt32](repeating: 0, count: variants)
    var places: [DocumentPlace] = []
    var own: [UInt32] = [0, 0]
    var expected: [Key: [UInt32]] = [:]
    for document in 0..<60 as Range<UInt32> {
      let vocabulary = Int.random(in: 0...1, using: &random)
      places.append(DocumentPlace(vocabulary: UInt32(vocabulary), document: own[vocabulary]))
      own[vocabulary] += 1
      tables[vocabulary].beginDocument(expecting: 3)
      for _ in 0..<Int.random(in: 0...50, using: &random) {
        let variant = UInt32.random(in: 0..<UInt32(variants), using: &random)
        // Near, far and falling positions.
        let limit: UInt32 = [3, 9, 300, .max].randomElement(using: &random) ?? 3
        var positions = (0..<3).map { _ in UInt32.random(in: 0...limit, using: &random) }
        // Of the variants every third is of another field; a text's come as tokens.
        let number = variant / 3
        if variant % 3 == 0 {
          positions.removeSubrange(1...)
          tables[vocabulary].append(
            term: OccurrenceTable.lastTerm - number, position: positions[0])
        } else {
          let form = number * 2 + variant % 3 - 1
          let tokens = positions.map {
            Token(start: 0, end: 1, position: $0, form: form, kind: .word)
          }
          tables[vocabulary].append(tokens.span)
        }
        counts[Int(variant)] += UInt32(positions.count)
        let term = (firstVariants.firstIndex { $0 > variant } ?? 0) - 1
        let key = Key(term: term, document: document, variant: variant - firstVariants[term])
        expected[key, default: []] += positions
      }
    }
    let all = 0..<UInt32(variants)
    let forms = all.filter { $0 % 3 != 0 }
    let others = all.filter { $0 % 3 == 0 }
    let found = tables.map { $0.counts(forms: forms.count, others: others.count) }
    #expect(
      forms.indices.map { found[0].forms[$0] + found[1].forms[$0] } == forms.map { counts[Int($0)] }
    )
    #expect(
      others.indices.map { found[0].others[$0] + found[1].others[$0] }
        == others.map { counts[Int($0)] })
    for vocabulary in tables.indices { tables[vocabulary].renumber(forms: forms, others: others) }
    var gatherer = PostingsGatherer(
      tables, places: places, firstVariants: firstVariants, counts: counts)
    let batches = PostingsGatherer.batches(
      firstVariants: firstVariants, counts: counts, block: 4, limit: 50)
    #expect(batches.flatMap(\.self) == Array(0..<40) && batches.count > 1, "seed \(seed)")
    #expect(batches.allSatisfy { $0.lowerBound % 4 == 0 }, "seed \(seed)")
    var gathered: [Key: [UInt32]] = [:]
    var postings = TermPostings()
    for term in 0..<40 {
      if let batch = batches.first(where: { $0.lowerBound == term }) { gatherer.gather(batch) }
      postings.removeAll()
      gatherer.appendPostings(of: term, to: &postings)
      #expect(postings.isRising(), "seed \(seed)")
      var start = 0
      for index in 0..<postings.count {
        let end = start + Int(postings.frequencies[index])
        let key = Key(
          term: term, document: postings.documents[index], variant: postings.variants[index])
        gathered[key] = Array(postings.positions[start..<end])
        start = end
      }
      #expect(start == postings.positions.count, "seed \(seed)")
    }
    #expect(gathered == expected.mapValues { $0.sorted() }, "seed \(seed)")
  }

  @Test func `Chunks end with documents, and a document longer than one stays whole`() {
    var table = OccurrenceTable()
    var expected: [UInt32] = []
    for document in 0..<5 as Range<UInt32> {
      let count = [10, OccurrenceTable.chunkSize - 5, 8, OccurrenceTable.chunkSize * 2, 3][
        Int(document)]
      table.beginDocument(expecting: count)
      for index in 0..<count { table.append(term: 0, position: UInt32(index)) }
      expected.append(UInt32(count))
    }
    #expect(table.count == expected.reduce(0) { $0 + Int($1) })
    let counts = table.counts(forms: 1, others: 0)
    #expect(counts.forms == [UInt32(table.count)] && counts.others == [])
    table.renumber(forms: [0], others: [])
    var gatherer = PostingsGatherer(
      [table], places: (0..<5).map { DocumentPlace(vocabulary: 0, document: $0) },
      firstVariants: [0, 1], counts: [UInt32(table.count)])
    var postings = TermPostings()
    gatherer.gather(0..<1)
    gatherer.appendPostings(of: 0, to: &postings)
    #expect(postings.frequencies == expected)
    #expect(postings.positions == expected.flatMap { 0..<$0 })
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `Many strings with long beginnings in common sort as plain arrays do`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var strings = ByteStrings()
    var plain: [(string: [UInt8], number: Int)] = []
    let beginnings = (0..<6).map { _ in
      (0..<Int.random(in: 0...70, using: &random)).map { _ in
        [0, 0x61, 0xFF].randomElement(using: &random) ?? 0 as UInt8
      }
    }
    for number in 0..<3000 {
      let beginning = beginnings.randomElement(using: &random) ?? []
      let string =
        beginning.prefix(Int.random(in: 0...80, using: &random))
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
      strings.append(Array(string))
      plain.append((Array(string), number))
    }
    let expected = plain.sorted {
      $0.string == $1.string
        ? $0.number < $1.number : $0.string.lexicographicallyPrecedes($1.string)
    }
    #expect(strings.sortedOrder() == expected.map(\.number), "seed \(seed)")
    var joined = ByteStrings()
    joined.append(contentsOf: strings)
    joined.append(contentsOf: strings)
    #expect(joined.count == 6000)
    #expect((0..<3000).allSatisfy { joined.compare($0, $0 + 3000) == 0 }, "seed \(seed)")
  }

  @Test func `A set of strings tells which were there`() {
    var random = SeededGenerator(seed: 3)
    var set = ByteStringSet()
    var plain: Set<[UInt8]> = []
    for _ in 0..<5000 {
      let string = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: 0...1, using: &random)
      }
      let isNew = plain.insert(string).inserted
      #expect((set.number(of: string) == nil) == isNew)
      let (number, wasNew) = set.insert(string)
      #expect(wasNew == isNew && set.number(of: string) == number)
      #expect(Array(set.strings[number]) == string)
    }
    #expect(set.count == plain.count)
    #expect(Set((0..<set.count).map { Array(set.strings[$0]) }) == plain)
  }
}
