// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import QuerySyntax
import SystemPackage
import Testing

@testable import SearchIndex

/// A random dictionary in memory and on disk.
private struct RandomDictionary {
  struct Term {
    var head: TermHead
    var postings: TermPostings
  }

  let folder = try? TemporaryFolder()
  let alphabet: [Unicode.Scalar]
  private(set) var terms: [Term] = []
  let dictionary: TermDictionary

  init(forms: Int, _ random: inout QuerySplitMix) throws {
    alphabet = AutomatonOracle.alphabets.randomElement(using: &random) ?? []
    var keys: Set<[UInt8]> = []
    for _ in 0..<forms {
      let field: Field =
        [.text, .text, .text, .name, .tag, .gram].randomElement(using: &random) ?? .text
      // A second alphabet, so that forms of several scripts begin differently.
      let other = AutomatonOracle.alphabets.randomElement(using: &random) ?? alphabet
      let isOther = Int.random(in: 0..<4, using: &random) == 0
      var word = AutomatonOracle.word(of: isOther ? other : alphabet, 1...7, &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        word = AutomatonOracle.edited(word, 1, other, &random)
      }
      if Int.random(in: 0..<30, using: &random) == 0 { word += String(repeating: word, count: 6) }
      if !word.isEmpty { keys.insert([field.rawValue] + Array(word.utf8)) }
    }
    let languages = Int.random(in: 1...300, using: &random)
    var starts: [UInt32] = [0]
    for _ in 0..<languages {
      starts.append((starts.last ?? 0) + .random(in: 0...9, using: &random))
    }
    starts[languages] += 1
    let limits = SegmentLimits(mainStarts: starts)
    for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      terms.append(Self.term(key, limits, &random))
    }
    let path = try #require(folder?.path)
    let writer = try TermDictionaryWriter(folder: path, segment: 1)
    for term in terms {
      try writer.append(term.head, term.postings.span, lengths: NoLengths(limits: limits))
    }
    _ = try writer.finish()
    dictionary = try TermDictionary(
      ComponentFile(
        SegmentFiles(folder: path, segment: 1).path(.terms), kind: .terms, number: 1),
      limits: limits)
  }

  private struct NoLengths: DocumentLengths {
    var limits: SegmentLimits
    func frame(of language: UInt16) -> ListFrame { ListFrame(language: language) }
    func words(of document: UInt32, in language: UInt16) -> UInt32 { 1 }
  }

  private static func term(
    _ key: [UInt8], _ limits: SegmentLimits, _ random: inout QuerySplitMix
  ) -> Term {
    var term = Term(head: TermHead(key: key[...]), postings: TermPostings())
    let several = Int.random(in: 0..<4, using: &random) == 0
    var languages = (0...(several ? Int.random(in: 1...5, using: &random) : 0)).map { _ in
      UInt16.random(in: 0..<UInt16(limits.languages), using: &random)
    }
    languages = Set(languages).sorted()
    for language in languages {
      let exact: [UInt8]? =
        Bool.random(using: &random) ? nil : changed(Array(key.dropFirst()), &random)
      term.head.variants.append(
        TermHead.Variant(
          language: language, isPart: Bool.random(using: &random), exact: exact.map { $0[...] }))
    }
    let count = languages.count == 1 ? Int.random(in: 1...3, using: &random) : 9
    var documents = (0..<count).map { _ in
      UInt32.random(in: 0..<UInt32(limits.documents), using: &random)
    }
    documents = Set(documents).sorted()
    for document in documents {
      for variant in languages.indices {
        term.postings.documents.append(document)
        term.postings.variants.append(UInt32(variant))
        let frequency = UInt32.random(in: 1...10, using: &random)
        term.postings.frequencies.append(frequency)
        var position: UInt32 = 0
        for _ in 0..<frequency {
          position += UInt32.random(in: 0...200, using: &random)
          term.postings.positions.append(position)
        }
      }
    }
    return term
  }

  private static func changed(_ form: [UInt8], _ random: inout QuerySplitMix) -> [UInt8]? {
    let front = Int.random(in: 0...form.count, using: &random)
    let back = Int.random(in: front...form.count, using: &random)
    let added = (0..<Int.random(in: 0...20, using: &random)).map { _ in
      UInt8.random(in: 0x61...0x63, using: &random)
    }
    let exact = Array(form[..<front]) + added + form[back...]
    return exact == form ? nil : exact
  }
}

extension DictionaryTerm {
  fileprivate func isSame(as term: RandomDictionary.Term) -> Bool {
    guard [field.rawValue] + fold == Array(term.head.key),
      postingCount == term.postings.count, documentCount == term.postings.span.documentCount,
      variants.count == term.head.variants.count
    else { return false }
    for (index, (left, right)) in zip(variants, term.head.variants).enumerated() {
      let own = term.postings.variants.indices.filter { term.postings.variants[$0] == index }
      let occurrences = own.reduce(0) { $0 + UInt64(term.postings.frequencies[$1]) }
      guard left.language == right.language, left.isPart == right.isPart,
        exact(left) == right.exact.map(Array.init) ?? fold,
        (left.exact == nil) == (right.exact == nil),
        Int(left.documentFrequency) == own.count, left.collectionFrequency == occurrences
      else { return false }
    }
    guard case .inline(let document, let positions) = locator else { return true }
    return document == term.postings.documents[0] && positions == term.postings.positions
  }
}

@Suite struct TermDictionaryTests {
  @Test func `Terms come back in a row, by form, by variant and from any key on`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = QuerySplitMix(state: seed)
    for forms in [0, 1, 31, 32, 33, 400, 1_500] {
      let model = try RandomDictionary(forms: forms, &random)
      let dictionary = model.dictionary
      #expect(dictionary.count == model.terms.count)
      var found: [DictionaryTerm] = []
      try dictionary.scan(from: []) { cursor throws(SearchIndexError) in
        found.append(try cursor.term())
        return true
      }
      try #require(found.count == model.terms.count, "seed \(seed)")
      for (term, expected) in zip(found, model.terms) {
        #expect(term.isSame(as: expected), "seed \(seed), \(expected.head.key)")
        let again = try #require(try dictionary.term(term.field, fold: term.fold))
        #expect(again.ordinal == term.ordinal && again.isSame(as: expected), "seed \(seed)")
        let absent = try dictionary.term(term.field, fold: term.fold + [0])
        #expect(absent == nil, "seed \(seed)")
      }
      try checkPlaces(model, found, &random, "seed \(seed)")
    }
  }

  private func checkPlaces(
    _ model: RandomDictionary, _ terms: [DictionaryTerm], _ random: inout QuerySplitMix,
    _ comment: Comment
  ) throws {
    let keys = terms.map { [$0.field.rawValue] + $0.fold }
    for _ in 0..<200 {
      let word = AutomatonOracle.word(of: model.alphabet, 0...4, &random)
      let key = [UInt8.random(in: 0...5, using: &random)] + Array(word.utf8)
      var first: [UInt8]?
      try model.dictionary.scan(from: key) { cursor in
        first = cursor.key
        return false
      }
      #expect(first == keys.first { !$0.lexicographicallyPrecedes(key) }, comment)
      guard let field = Field(rawValue: key[0]) else { continue }
      let form = Array(word.utf8)
      let found = try model.dictionary.term(field, fold: form)
      #expect((found == nil) == !keys.contains(key), comment)
    }
    let numbers = (0..<UInt32(model.dictionary.variantCount)).filter { _ in
      Int.random(in: 0..<9, using: &random) == 0
    }
    var expected: [[Int]] = []
    for number in numbers {
      let index = try #require(terms.lastIndex { $0.firstVariant <= number })
      expected.append([index, Int(number - terms[index].firstVariant)])
    }
    let found = try model.dictionary.terms(variants: numbers).flatMap { term, variants in
      variants.map { [Int(term.ordinal), $0] }
    }
    #expect(found == expected, comment)
  }

  @Test func `Fuzzy words and wildcards find what a plain scan finds, in order`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = QuerySplitMix(state: seed)
    var matches = 0
    for _ in 0..<40 {
      let model = try RandomDictionary(forms: Int.random(in: 1...900, using: &random), &random)
      for _ in 0..<12 {
        let shape = try shape(near: model, &random)
        let field: Field = [.text, .text, .name, .tag].randomElement(using: &random) ?? .text
        var expected: [[UInt8]: Int] = [:]
        for term in model.terms where term.head.key.first == field.rawValue {
          let form = Array(term.head.key.dropFirst())
          expected[form] = distance(of: form, to: shape)
        }
        var found: [[UInt8]: Int] = [:]
        var order: [[UInt8]] = []
        let walk = PatternWalk(dictionary: model.dictionary, field: field)
        try walk.forEach(shape) { cursor, edits throws(SearchIndexError) in
          let term = try cursor.term()
          found[term.fold] = edits
          order.append(term.fold)
          return true
        }
        #expect(found == expected, "seed \(seed), \(shape)")
        #expect(
          order == found.keys.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed), \(shape)")
        matches += found.count
      }
    }
    #expect(matches > 500, "seed \(seed)")
  }

  private func shape(
    near model: RandomDictionary, _ random: inout QuerySplitMix
  ) throws -> FormShape {
    let form = model.terms.randomElement(using: &random)?.head.key.dropFirst() ?? []
    let alphabet =
      Int.random(in: 0..<3, using: &random) == 0 ? AutomatonOracle.alphabets[0] : model.alphabet
    let word = AutomatonOracle.edited(
      String(String(decoding: form, as: UTF8.self).unicodeScalars.prefix(20)),
      Int.random(in: 0...2, using: &random), alphabet, &random)
    if Int.random(in: 0..<4, using: &random) == 0 {
      let letters = Array(word.unicodeScalars.prefix(3)).map { String($0) }
      return .expression(
        .sequence([
          .anyScalar, .literal(letters.first ?? "a"),
          .repeated(.anyScalar, atLeast: 0, atMost: nil), .literal(letters.last ?? "a"),
        ]))
    }
    return .edits(
      word, distance: Int.random(in: 1...2, using: &random),
      unchanged: Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0)
  }

  private func distance(of form: [UInt8], to shape: FormShape) -> Int? {
    let form = String(decoding: form, as: UTF8.self)
    switch shape {
    case .expression(let expression):
      return AutomatonOracle.matches(expression, form) ? 0 : nil
    case .edits(let word, let bound, let unchanged):
      return AutomatonOracle.distance(word, form, prefix: unchanged).flatMap {
        $0 <= bound ? $0 : nil
      }
    case .range: return nil
    }
  }

  @Test func `The scalars before others are those of the forms`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    for _ in 0..<20 {
      let model = try RandomDictionary(forms: 300, &random)
      for field in [Field.text, .name, .tag, .gram, .place] {
        let words = model.terms.filter { $0.head.key.first == field.rawValue && field != .gram }
          .map { Array(String(decoding: $0.head.key.dropFirst(), as: UTF8.self).unicodeScalars) }
        for second in Set(AutomatonOracle.alphabets.joined()) {
          let expected = Set(words.filter { $0.count > 1 && $0[1] == second }.map { $0[0].value })
          let found = try model.dictionary.firsts(before: [second.value], field)
          #expect(found == expected.sorted(), "seed \(seed), \(second)")
        }
      }
    }
  }
}

@Suite struct BitStreamTests {
  @Test func `Numbers of every width and order come back, and no bit beyond the end`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var numbers: [(value: UInt64, order: Int?)] = []
    for width in 0...48 {
      for order in [nil, 0, 1, 2, 3, 4, 5, 8] as [Int?] {
        let top: UInt64 = width == 0 ? 0 : 1 << UInt64(width - 1)
        numbers.append((UInt64.random(in: top...(top * 2), using: &random) % (1 << 48), order))
      }
    }
    numbers.shuffle(using: &random)
    var writer = BitWriter()
    for (value, order) in numbers {
      if let order { writer.number(value, order: order) } else { writer.bits(value, 49) }
      writer.flag(value % 2 == 0)
    }
    let bytes = writer.take()
    let padded = bytes + [UInt8](repeating: 0xFF, count: 8)
    try padded.withRawSpan { span throws(SearchIndexError) in
      let name = testName
      var reader = try BitReader(span, 0..<bytes.count, file: FileName(name.span))
      for (value, order) in numbers {
        var found: UInt64 = 0
        if let order {
          found = try reader.number(order: order)
        } else {
          found = try reader.bits(49)
        }
        let flag = try reader.flag()
        #expect(found == value && flag == (value % 2 == 0), "seed \(seed)")
      }
      let left = reader.left
      #expect(left < 8)
    }
    for end in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: SearchIndexError.self) {
        try padded.withRawSpan { span throws(SearchIndexError) in
          let name = testName
          var reader = try BitReader(span, 0..<end, file: FileName(name.span))
          while true { _ = try reader.number(order: 2) }
        }
      }
    }
  }
}
