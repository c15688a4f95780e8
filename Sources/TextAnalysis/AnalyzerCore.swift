// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What an analyzer holds and does. A struct, so that its class takes exclusive access once a text, and
// not once a token.

/// The state of a `TextAnalyzer`.
struct AnalyzerCore {
  private var cutter = PassageCutter()
  private var segmenter = Segmenter()
  private var former = Former()
  private var table = FormTable()
  private var languages: [Language] = [.unknown]
  private var numbers: [Language: UInt16] = [.unknown: 0]

  /// See `TextAnalyzer.analyze(_:hints:into:)`.
  mutating func analyze(
    _ utf8: [UInt8], hints: LanguageHints, into result: inout AnalyzedText
  ) {
    precondition(utf8.count < Int(Int32.max), "texts are analyzed in pieces below 2 GiB")
    result.passages = cutter.passages(of: utf8, hints: hints)
    result.tokens.removeAll(keepingCapacity: true)
    result.firstTokens.removeAll(keepingCapacity: true)
    segmenter.start()
    var offset = 0
    while offset < utf8.count {
      offset = segmenter.cutBlock(of: utf8.span, from: offset)
      appendTokens(of: utf8.span, to: &result)
    }
    while result.firstTokens.count < result.passages.count {
      result.firstTokens.append(result.tokens.count)
    }
  }

  /// The number of forms.
  var formCount: Int { table.records.count }

  /// A copy of a form.
  func form(_ id: FormID) -> AnalyzedForm {
    let record = table.records[Int(id)]
    return AnalyzedForm(
      exact: Array(table.arena[record.exact.range]), fold: Array(table.arena[record.fold.range]),
      stems: table.stems[Int(record.stems.lowerBound)..<Int(record.stems.upperBound)].map {
        StemKey(stemmer: $0.stemmer, key: Array(table.arena[$0.key.range]))
      },
      sounds: table.sounds[Int(record.sounds.lowerBound)..<Int(record.sounds.upperBound)].map {
        Array(table.arena[$0.range])
      },
      language: languages[Int(record.language)], script: record.script, kind: record.kind)
  }

  /// The kind of a form.
  func kind(of id: FormID) -> TokenKind { table.records[Int(id)].kind }

  /// Forgets all forms.
  mutating func removeAllForms() { table.removeAll() }

  /// Appends a token for each piece of the current block.
  private mutating func appendTokens(of text: Span<UInt8>, to result: inout AnalyzedText) {
    var passage = result.firstTokens.count - 1
    var language: UInt16 = passage < 0 ? 0 : number(of: result.passages[passage].language)
    let pieces = segmenter.pieces
    for piece in pieces {
      while passage + 1 < result.passages.count,
        result.passages[passage + 1].range.lowerBound <= piece.start
      {
        passage += 1
        result.firstTokens.append(result.tokens.count)
        language = number(of: result.passages[passage].language)
      }
      guard let form = form(of: text.extracting(piece.start..<piece.end), piece.kind, language)
      else { continue }
      result.tokens.append(
        Token(
          start: UInt32(piece.start), end: UInt32(piece.end), position: piece.position,
          form: form, kind: piece.kind))
    }
  }

  /// The form of a surface, remembered or new; nil where nothing is left of it.
  @inline(__always)
  private mutating func form(of surface: Span<UInt8>, _ kind: TokenKind, _ language: UInt16)
    -> FormID?
  {
    let tag = UInt32(language) << 2 | UInt32(kind.rawValue)
    return table.form(ofSurface: surface, tag: tag) ?? newForm(of: surface, kind, language, tag)
  }

  private mutating func newForm(
    of surface: Span<UInt8>, _ kind: TokenKind, _ language: UInt16, _ tag: UInt32
  ) -> FormID? {
    former.makeExact(of: surface)
    let exact = former.exact
    guard !exact.isEmpty else { return nil }
    if let known = table.form(ofExact: exact.span, tag: tag) {
      table.remember(surface, tag: tag, form: known)
      return known
    }
    former.makeFold()
    let fold = former.fold
    let id = table.add(
      exact: exact.span, fold: fold.span, language: language,
      script: former.script, kind: kind, tag: tag)
    if kind != .gram {
      for stemmer in former.stemmers(for: languages[Int(language)], number: language) {
        former.makeStem(by: stemmer)
        let stem = former.stem
        table.addStem(stemmer, key: stem.span)
      }
      former.makeSound()
      for key in former.sounds { table.addSound(key.span) }
    }
    table.remember(surface, tag: tag, form: id)
    return id
  }

  private mutating func number(of language: Language) -> UInt16 {
    if let known = numbers[language] { return known }
    guard languages.count < Int(UInt16.max) else { return 0 }
    let number = UInt16(languages.count)
    languages.append(language)
    numbers[language] = number
    return number
  }
}
