// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What an analyzer holds and does. A struct, so that its class takes exclusive access once a text, and
// not once a token.

/// The state of a `TextAnalyzer`.
struct AnalyzerCore {
  /// Opened at the first text; queries have no passages.
  private var cutter: PassageCutter?
  var segmenter = Segmenter()
  var former = Former()
  private var table = FormTable()
  private var memo: SurfaceMemo
  private var languages: [Language] = [.unknown]
  /// The numbers of all languages but the unknown one, which has 0.
  private var numbers: [Language: UInt16] = [:]
  private var place = Place()

  /// Where the analysis of a text stands.
  private struct Place {
    /// The passage under way, -1 before the first.
    var passage = -1
    /// The first byte of the next passage; `Int.max` where there is none.
    var nextPassage = Int.max
    /// The language of the passage under way.
    var language: UInt16 = 0
    /// The next free position.
    var position: UInt32 = 0
  }

  /// Makes an analyzer; another limit of its memo is for tests.
  init(memoLimit: Int = SurfaceMemo.limit) { memo = SurfaceMemo(limit: memoLimit) }

  /// See `TextAnalyzer.analyze(_:hints:into:)`.
  mutating func analyze(
    _ utf8: [UInt8], hints: LanguageHints, into result: inout AnalyzedText
  ) {
    if cutter == nil { cutter = PassageCutter() }
    analyze(utf8, passages: cutter?.passages(of: utf8, hints: hints) ?? [], into: &result)
  }

  /// See `TextAnalyzer.analyze(_:passages:into:)`.
  mutating func analyze(
    _ utf8: [UInt8], passages: [Passage], into result: inout AnalyzedText
  ) {
    precondition(utf8.count < Int(Int32.max), "texts are analyzed in pieces below 2 GiB")
    result.passages = passages
    result.tokens.removeAll(keepingCapacity: true)
    result.firstTokens.removeAll(keepingCapacity: true)
    memo.startText(table)
    place = Place()
    place.nextPassage = result.passages.first?.range.lowerBound ?? Int.max
    var offset = 0
    while offset < utf8.count {
      offset = segmenter.cut(utf8.span, from: offset)
      appendTokens(of: utf8.span, to: &result)
    }
    while result.firstTokens.count < result.passages.count {
      result.firstTokens.append(result.tokens.count)
    }
  }

  /// The number of forms.
  var formCount: Int { table.records.count }

  /// The memory of the memo, in bytes.
  var memoSize: Int { memo.size }

  /// The memory of forms and memo, in bytes.
  var memorySize: Int { memo.size + table.size }

  /// Replaces `fold` by the folded form alone.
  mutating func fold(of id: FormID, into fold: inout [UInt8]) {
    let arena = table.arena
    let ranges = table.ranges(of: id)
    if let range = ranges.fold { return fold.replace(with: arena.span.extracting(range)) }
    former.read(arena.span.extracting(ranges.exact))
    fold.replace(with: former.fold.span)
  }

  /// See `TextAnalyzer.forEachForm(from:_:)`.
  mutating func forEachForm(
    from first: Int,
    _ body: (_ exact: Span<UInt8>, _ fold: Span<UInt8>, Language, TokenKind) -> Void
  ) {
    let arena = table.arena
    for index in first..<max(first, formCount) {
      let record = table.records[index]
      let language = languages[Int(record.language)]
      let ranges = table.ranges(of: FormID(index))
      let exact = arena.span.extracting(ranges.exact)
      if let fold = ranges.fold {
        body(exact, arena.span.extracting(fold), language, record.kind)
      } else {
        former.read(exact)
        let fold = former.fold
        body(exact, fold.span, language, record.kind)
      }
    }
  }

  /// Fills `form` with the rungs of a form up to one.
  mutating func form(_ id: FormID, upTo rung: Rung = .sound, into form: inout AnalyzedForm) {
    let record = table.records[Int(id)]
    read(id)
    form.language = languages[Int(record.language)]
    form.script = former.script
    form.kind = record.kind
    if rung >= .stem, record.kind != .gram {
      former.putStems(in: &form.stems, form.language, number: record.language)
    } else {
      form.stems.removeAll(keepingCapacity: true)
    }
    if rung >= .sound, record.kind != .gram {
      former.putSounds(in: &form.sounds)
    } else {
      form.sounds.removeAll(keepingCapacity: true)
    }
    former.giveUp(exact: &form.exact, fold: &form.fold)
  }

  /// Makes the former stand at a form.
  private mutating func read(_ id: FormID) {
    let arena = table.arena
    let ranges = table.ranges(of: id)
    let exact = arena.span.extracting(ranges.exact)
    if let fold = ranges.fold {
      former.read(exact, fold: arena.span.extracting(fold))
    } else {
      former.read(exact)
    }
  }

  /// The kind of a form.
  func kind(of id: FormID) -> TokenKind { table.records[Int(id)].kind }

  /// See `TextAnalyzer.forgetSurfaces()`.
  mutating func forgetSurfaces() { memo.forget() }

  /// Forgets all forms.
  mutating func removeAllForms(keepingCapacity: Bool) {
    table.removeAll(keepingCapacity: keepingCapacity)
    memo.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Appends the tokens of the units just cut.
  private mutating func appendTokens(of text: Span<UInt8>, to result: inout AnalyzedText) {
    for index in segmenter.units.indices {
      let unit = segmenter.units[index]
      if unit.start >= place.nextPassage { enterPassage(of: unit.start, &result) }
      if unit.kind == .word {
        if let form = form(of: text, from: unit.start, to: unit.end, .word) {
          result.tokens.append(
            Token(
              start: UInt32(unit.start), end: UInt32(unit.end), position: place.position,
              form: form, kind: .word))
        }
        place.position &+= 1
      } else {
        appendTokens(of: unit, in: text, to: &result)
      }
    }
  }

  /// Appends the tokens of a unit that is divided, from memory where it was met before.
  private mutating func appendTokens(
    of unit: Unit, in text: Span<UInt8>, to result: inout AnalyzedText
  ) {
    let tag = SurfaceMemo.tag(place.language, AnalyzerCore.divisionKind)
    let isRemembered =
      unit.end - unit.start <= SurfaceMemo.longestUnit && unit.kind != .chunk
      && unit.end <= place.nextPassage
    if isRemembered,
      let known = memo.number(of: text, from: unit.start, to: unit.end, tag: tag)
    {
      append(memo.division(known), of: unit, to: &result.tokens)
      return
    }
    let positions = segmenter.divide(unit, of: text)
    let first = result.tokens.count
    for index in segmenter.pieces.indices {
      appendToken(of: segmenter.pieces[index], in: text, to: &result)
    }
    if isRemembered {
      memo.remember(
        text.extracting(unit.start..<unit.end), tag: tag, tokens: result.tokens[first...],
        offset: UInt32(unit.start), position: place.position, positions: positions)
    }
    place.position &+= positions
  }

  private mutating func append(
    _ division: SurfaceMemo.Division, of unit: Unit, to tokens: inout [Token]
  ) {
    let start = UInt32(unit.start)
    for index in division.shares {
      let share = memo.shares[index]
      tokens.append(
        Token(
          start: start + UInt32(share.start), end: start + UInt32(share.end),
          position: place.position &+ UInt32(share.position), form: share.form, kind: share.kind))
    }
    place.position &+= division.positions
  }

  private mutating func appendToken(
    of piece: Piece, in text: Span<UInt8>, to result: inout AnalyzedText
  ) {
    if piece.start >= place.nextPassage { enterPassage(of: piece.start, &result) }
    guard let form = form(of: text, from: piece.start, to: piece.end, piece.kind) else { return }
    result.tokens.append(
      Token(
        start: UInt32(piece.start), end: UInt32(piece.end),
        position: place.position &+ piece.position, form: form, kind: piece.kind))
  }

  /// Moves to the passage that holds a byte.
  private mutating func enterPassage(of byte: Int, _ result: inout AnalyzedText) {
    while place.nextPassage <= byte {
      place.passage += 1
      result.firstTokens.append(result.tokens.count)
      let next = place.passage + 1
      place.nextPassage =
        next < result.passages.count ? result.passages[next].range.lowerBound : Int.max
    }
    place.language = number(of: result.passages[place.passage].language)
  }

  /// The tag of divisions; see `tag(_:_:)`.
  private static let divisionKind: UInt8 = 3

  /// The form of a surface, remembered or new; nil where nothing is left of it.
  @inline(__always)
  private mutating func form(
    of text: Span<UInt8>, from start: Int, to end: Int, _ kind: TokenKind
  ) -> FormID? {
    let tag = SurfaceMemo.tag(place.language, kind.rawValue)
    return memo.number(of: text, from: start, to: end, tag: tag)
      ?? newForm(of: text.extracting(start..<end), kind, tag)
  }

  @inline(never)
  private mutating func newForm(
    of surface: Span<UInt8>, _ kind: TokenKind, _ tag: UInt32
  ) -> FormID? {
    former.makeExact(of: surface)
    let made = former.exact
    if made.isEmpty { return nil }
    let exact = made.span
    let isExact = exact.count == surface.count && exact.holds(surface, at: 0)
    if !isExact, let known = memo.number(of: exact, from: 0, to: exact.count, tag: tag) {
      memo.remember(surface, tag: tag, number: known)
      return known
    }
    former.makeFold()
    let fold = former.fold
    let id = table.add(exact, fold: fold.span, language: place.language, kind: kind)
    memo.remember(exact, tag: tag, number: id)
    if !isExact { memo.remember(surface, tag: tag, number: id) }
    return id
  }

  private mutating func number(of language: Language) -> UInt16 {
    if language == .unknown { return 0 }
    if let known = numbers[language] { return known }
    guard languages.count < Int(UInt16.max) else { return 0 }
    let number = UInt16(languages.count)
    languages.append(language)
    numbers[language] = number
    return number
  }
}
