// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import Testing

@testable import SearchIndex

/// Slow and plain ways to the answers of the automata, and random words to compare them on.
enum AutomatonOracle {
  /// Letters of many scripts; few of each, so that words are near one another.
  static let alphabets: [[Unicode.Scalar]] = [
    "abc", "abcdefghij", "éèaß", "кошт", "نفقتا", "กขิ่", "東京都大", "हिनद्ी", "ሀለ😀𐍈",
    "a\u{7F}\u{80}\u{7FF}\u{800}",
    "\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}",
  ].map { Array($0.unicodeScalars) }

  static func word(
    of alphabet: [Unicode.Scalar], _ lengths: ClosedRange<Int>, _ random: inout QuerySplitMix
  ) -> String {
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: lengths, using: &random) {
      word.append(alphabet.randomElement(using: &random) ?? "a")
    }
    return String(word)
  }

  /// The word after so many random edits.
  static func edited(
    _ word: String, _ edits: Int, _ alphabet: [Unicode.Scalar], _ random: inout QuerySplitMix
  ) -> String {
    var scalars = Array(word.unicodeScalars)
    for _ in 0..<edits {
      let place = Int.random(in: 0...scalars.count, using: &random)
      let letter = alphabet.randomElement(using: &random) ?? "a"
      switch Int.random(in: 0..<4, using: &random) {
      case 0: scalars.insert(letter, at: place)
      case 1 where place < scalars.count: scalars[place] = letter
      case 2 where place < scalars.count: scalars.remove(at: place)
      case 3 where place + 1 < scalars.count: scalars.swapAt(place, place + 1)
      default: break
      }
    }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars)
    return String(word)
  }

  /// The restricted Damerau distance by its table.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var rows = [Array(0...right.count)]
    for row in 1...max(left.count, 1) where row <= left.count {
      var cells = [row]
      for column in 1...max(right.count, 1) where column <= right.count {
        let isSame = left[row - 1] == right[column - 1]
        var best = min(
          rows[row - 1][column] + 1, cells[column - 1] + 1,
          rows[row - 1][column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, rows[row - 2][column - 2] + 1)
        }
        cells.append(best)
      }
      rows.append(cells)
    }
    return rows[left.count][right.count]
  }

  /// The edits after an unchanged beginning; nil where it is changed.
  static func distance(_ word: String, _ form: String, prefix: Int) -> Int? {
    let left = Array(word.unicodeScalars)
    let right = Array(form.unicodeScalars)
    let fixed = min(prefix, left.count)
    guard right.starts(with: left[..<fixed]) else { return nil }
    return distance(Array(left[fixed...]), Array(right[fixed...]))
  }

  /// The ends of all matches of an expression that begin at an index.
  static func ends(
    _ expression: FormExpression, _ text: [Unicode.Scalar], from start: Int
  ) -> Set<Int> {
    switch expression {
    case .literal(let literal):
      let scalars = Array(literal.unicodeScalars)
      return text[start...].starts(with: scalars) ? [start + scalars.count] : []
    case .set(let set):
      return start < text.count && set.contains(text[start]) ? [start + 1] : []
    case .sequence(let parts):
      return parts.reduce([start]) { starts, part in
        starts.reduce(into: Set<Int>()) { $0.formUnion(ends(part, text, from: $1)) }
      }
    case .choice(let parts):
      return parts.reduce(into: Set<Int>()) { $0.formUnion(ends($1, text, from: start)) }
    case .repeated(let part, let least, let most):
      var found: Set<Int> = least == 0 ? [start] : []
      var front: Set<Int> = [start]
      for count in 1...max(most ?? (least + text.count + 1), 1) where count <= most ?? .max {
        front = front.reduce(into: Set<Int>()) { $0.formUnion(ends(part, text, from: $1)) }
        if count >= least { found.formUnion(front) }
      }
      return found
    }
  }

  static func matches(_ expression: FormExpression, _ form: String) -> Bool {
    let text = Array(form.unicodeScalars)
    return ends(expression, text, from: 0).contains(text.count)
  }
}

@Suite struct FormAutomatonTests {
  /// Walks sorted forms as a dictionary is walked, with seeks; gives the matches with their edits.
  static func scan<Rules>(
    _ automaton: inout FormAutomaton<Rules>, _ forms: [[UInt8]], _ comment: Comment
  ) -> [[UInt8]: Int] {
    var found: [[UInt8]: Int] = [:]
    var index = 0
    var next: [UInt8] = []
    while index < forms.count {
      let form = forms[index]
      if let distance = automaton.visit(form.span, next: &next) { found[form] = distance }
      #expect(automaton.distance(of: form.span) == found[form], comment)
      if next.isEmpty { break }
      #expect(form.lexicographicallyPrecedes(next), comment)
      while index < forms.count, forms[index].lexicographicallyPrecedes(next) { index += 1 }
    }
    return found
  }

  @Test func `Fuzzy automata agree with the table of edits`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var matches = 0
    for _ in 0..<600 {
      let alphabet = try #require(AutomatonOracle.alphabets.randomElement(using: &random))
      let word = AutomatonOracle.word(of: alphabet, 0...10, &random)
      let distance = Int.random(in: 1...2, using: &random)
      let prefix =
        Int.random(in: 0..<8, using: &random) == 0 ? 0 : Int.random(in: 0...3, using: &random)
      var automaton = FormAutomaton(
        try #require(EditRules(word, distance: distance, prefix: prefix)))
      let bounded = try #require(BoundedDistance(word))
      var forms: Set<[UInt8]> = []
      for _ in 0..<60 {
        let edits = Int.random(in: 0...4, using: &random)
        forms.insert(Array(AutomatonOracle.edited(word, edits, alphabet, &random).utf8))
        forms.insert(Array(AutomatonOracle.word(of: alphabet, 0...10, &random).utf8))
      }
      var expected: [[UInt8]: Int] = [:]
      for form in forms {
        let text = String(decoding: form, as: UTF8.self)
        let plain = AutomatonOracle.distance(word, text, prefix: 0) ?? 99
        #expect(
          bounded.distance(to: form.span, atMost: 2) == (plain <= 2 ? plain : nil),
          "seed \(seed): \(word) and \(text)")
        guard let edits = AutomatonOracle.distance(word, text, prefix: prefix), edits <= distance
        else { continue }
        expected[form] = edits
        #expect(form.starts(with: automaton.literalPrefix))
      }
      let sorted = forms.sorted { $0.lexicographicallyPrecedes($1) }
      let comment: Comment = "seed \(seed): \(word) ~\(distance):\(prefix)"
      #expect(Self.scan(&automaton, sorted, comment) == expected, comment)
      matches += expected.count
    }
    #expect(matches > 5_000, "seed \(seed)")
  }

  private static func expression(
    _ alphabet: [Unicode.Scalar], _ depth: Int, _ random: inout QuerySplitMix
  ) -> FormExpression {
    func set() -> FormExpression {
      let one = alphabet.randomElement(using: &random)?.value ?? 97
      let two = alphabet.randomElement(using: &random)?.value ?? 97
      let text = ["\\d", "\\w", "[^\\s]", "\\p{L}", "\\P{Ll}", "[\\p{M}x]"]
      if Int.random(in: 0..<3, using: &random) == 0,
        let parsed = try? FormExpressionParser.parse(text.randomElement(using: &random) ?? ".")
      {
        return parsed
      }
      return .set(
        ScalarSet(
          ranges: [min(one, two)...max(one, two), two...two],
          isNegated: Bool.random(using: &random)))
    }
    let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      depth > 2
        ? FormExpression.literal(AutomatonOracle.word(of: alphabet, 0...2, &random))
        : expression(alphabet, depth + 1, &random)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .choice(parts)
    case 1: return .repeated(parts[0], atLeast: 0, atMost: nil)
    case 2:
      let least = Int.random(in: 0...2, using: &random)
      let most = Int.random(in: least...(least + 2), using: &random)
      return .repeated(parts[0], atLeast: least, atMost: Bool.random(using: &random) ? most : nil)
    case 3, 4: return set()
    case 5: return .literal(AutomatonOracle.word(of: alphabet, 0...3, &random))
    default: return .sequence(parts)
    }
  }

  @Test func `Expression automata agree with a naive matcher`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var matches = 0
    for _ in 0..<1_500 {
      let alphabet = try #require(AutomatonOracle.alphabets.randomElement(using: &random))
      let expression = Self.expression(alphabet, 0, &random)
      guard let rules = ExpressionRules(expression) else { continue }
      var automaton = FormAutomaton(rules)
      let forms = Set(
        (0..<40).map { _ in Array(AutomatonOracle.word(of: alphabet, 0...7, &random).utf8) })
      let sorted = forms.sorted { $0.lexicographicallyPrecedes($1) }
      let expected = forms.filter {
        AutomatonOracle.matches(expression, String(decoding: $0, as: UTF8.self))
      }
      let comment: Comment = "seed \(seed): \(expression)"
      #expect(Set(Self.scan(&automaton, sorted, comment).keys) == expected, comment)
      for form in expected {
        #expect(form.starts(with: automaton.literalPrefix), comment)
        #expect(
          form.suffix(automaton.literalSuffix.count).elementsEqual(automaton.literalSuffix),
          comment)
      }
      matches += expected.count
    }
    #expect(matches > 3_000, "seed \(seed)")
  }

  @Test(arguments: [
    ("harb*r", "harb", "r"), ("*ung", "", "ung"), ("h?rb", "h", "rb"), ("نف*ق", "نف", "ق"),
  ])
  func `Wildcards know their beginning and end`(
    text: String, prefix: String, suffix: String
  ) throws {
    guard case .wildcard(let pieces) = try QueryParser.parse(text) else {
      Issue.record("\(text) is no wildcard")
      return
    }
    let automaton = FormAutomaton(try #require(ExpressionRules(FormExpression(pieces))))
    #expect(automaton.literalPrefix == Array(prefix.utf8))
    #expect(automaton.literalSuffix == Array(suffix.utf8))
  }

  @Test func `The next possible form passes over what cannot match`() throws {
    func next(_ regex: String, _ form: String) throws -> String? {
      let expression = try FormExpressionParser.parse(regex)
      var automaton = FormAutomaton(try #require(ExpressionRules(expression)))
      return automaton.nextPossible(after: Array(form.utf8).span)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try next("ca[mt]", "cab") == "cam")
    #expect(try next("ca[mt]", "cam") == "cat")
    #expect(try next("ca[mt]", "cats") == nil)
    #expect(try next("b(an)*", "banx") == nil)
    #expect(try next("b(an)*", "bal") == "ban")
    #expect(try next("[x-z]a", "aaaa") == "xa")
    #expect(try next("(ab)+", "b") == nil)
    #expect(try next("x(ab)+y?", "b") == "xab")
    #expect(try next("\u{D7FF}?[\u{E000}]", "\u{D7FF}\u{D7FF}") == "\u{D7FF}\u{E000}")
    var fuzzy = FormAutomaton(try #require(EditRules("port", distance: 1)))
    #expect(fuzzy.nextPossible(after: Array("aaaa".utf8).span) == Array("aort".utf8))
    #expect(fuzzy.nextPossible(after: Array("zzz".utf8).span) == Array("{ort".utf8))
    #expect(fuzzy.beginnings?.firsts == "oprt".unicodeScalars.map(\.value))
    #expect(fuzzy.beginnings?.seconds == "op".unicodeScalars.map(\.value))
    fuzzy.firstScalars = "ahv".unicodeScalars.map(\.value)
    #expect(fuzzy.nextPossible(after: Array("az".utf8).span) == Array("hort".utf8))
    #expect(fuzzy.nextPossible(after: Array("vz".utf8).span) == nil)
  }

  @Test func `Bytes that are not UTF-8 match nothing and end a scan`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    var fuzzy = FormAutomaton(try #require(EditRules("ab", distance: 2)))
    var any = FormAutomaton(
      try #require(ExpressionRules(.repeated(.anyScalar, atLeast: 0, atMost: 9))))
    let bounded = try #require(BoundedDistance("ab"))
    var forms: Set<[UInt8]> = []
    for _ in 0..<4_000 {
      let bytes: [UInt8] = [
        0x00, 0x61, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xA0, 0xEF, 0xF0, 0xF4, 0x90, 0xFF,
      ]
      forms.insert(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          bytes.randomElement(using: &random) ?? 0
        })
    }
    let sorted = forms.sorted { $0.lexicographicallyPrecedes($1) }
    let valid = forms.filter { String(validating: $0, as: UTF8.self) != nil }
    #expect(Set(Self.scan(&any, sorted, "seed \(seed)").keys) == valid, "seed \(seed)")
    _ = Self.scan(&fuzzy, sorted, "seed \(seed)")
    for form in forms where !valid.contains(form) {
      #expect(bounded.distance(to: form.span, atMost: 9) == nil)
    }
  }

  @Test func `A full table is forgotten, and answers stay the same`() throws {
    let rules = try #require(ExpressionRules(try FormExpressionParser.parse(".*[a-c].{12}")))
    var automaton = FormAutomaton(rules, cellLimit: 1_000)
    let seed = UInt64.random(in: .min ... .max)
    var random = QuerySplitMix(state: seed)
    for number in 0..<2_000 {
      let form = Array(
        AutomatonOracle.word(of: AutomatonOracle.alphabets[1], 0...30, &random).utf8)
      let distance = automaton.distance(of: form.span)
      guard number.isMultiple(of: 20) else { continue }
      var fresh = FormAutomaton(rules)
      #expect(distance == fresh.distance(of: form.span), "seed \(seed)")
    }
    #expect(automaton.generation > 0)
  }

  @Test func `Too long and too large is refused`() {
    #expect(EditRules(String(repeating: "a", count: 64), distance: 1) == nil)
    #expect(EditRules("a", distance: 3) == nil)
    #expect(BoundedDistance(String(repeating: "a", count: 65)) == nil)
    #expect(ExpressionRules(.literal(String(repeating: "a", count: 1_001))) == nil)
  }
}
