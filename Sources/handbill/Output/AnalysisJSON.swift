// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// All that `analyze` knows of a text.
struct AnalysisJSON: Encodable {
  /// Runs of one script and language.
  var passages: [PassageJSON]
  /// Words, parts and grams.
  var tokens: [TokenJSON]
  /// Dates with their readings.
  var dates: [DateJSON]
  /// Phone numbers.
  var phoneNumbers: [PhoneNumberJSON]
  /// How the bytes of a file were read; nil for a text of the command line.
  var charset: CharsetJSON?
  /// What was repaired, each in words.
  var repairs: [String]

  /// Analyses a text after its repairs.
  init(of text: RepairedText, charset: CharsetJSON?, language: Language?) {
    let bytes = text.utf8
    let analyzer = TextAnalyzer()
    var analyzed = AnalyzedText()
    analyzer.analyze(bytes, hints: LanguageHints(declared: language), into: &analyzed)
    tokens = analyzed.tokens.map { TokenJSON($0, analyzer.form($0.form), in: bytes) }
    passages = analyzed.passages.map(PassageJSON.init)
    dates = DateRecognizer().dates(in: bytes, passages: analyzed.passages).map {
      DateJSON($0, in: bytes)
    }
    phoneNumbers = PhoneNumbers.find(in: bytes).map { PhoneNumberJSON($0, in: bytes) }
    self.charset = charset
    repairs = text.repairs.map { "\($0.summary), \($0.characters) characters" }
  }
}

/// How the bytes of a file were read.
struct CharsetJSON: Encodable {
  /// The IANA name.
  var name: String
  /// From 0 to 1.
  var confidence: Double
  /// Others that would give plausible text, the likeliest first.
  var alternatives: [String]
  /// What is doubtful, in one sentence.
  var note: String?

  /// Takes what the decoder says.
  init(_ decoded: DecodedText) {
    name = decoded.charset
    confidence = rounded(decoded.confidence)
    alternatives = decoded.alternatives.map(\.charset)
    note = decoded.note
  }
}

/// A share to three places.
private func rounded(_ share: Float) -> Double { (Double(share) * 1000).rounded() / 1000 }

/// A phone number; UTF-8 offsets.
struct PhoneNumberJSON: Encodable {
  var start: Int
  var end: Int
  var text: String
  var digits: String
  var national: String

  /// Takes a number that stands in `bytes`.
  init(_ number: PhoneNumber, in bytes: [UInt8]) {
    start = number.range.lowerBound
    end = number.range.upperBound
    text = String(decoding: bytes[number.range], as: UTF8.self)
    digits = String(decoding: number.digits, as: UTF8.self)
    national = String(decoding: number.national, as: UTF8.self)
  }
}

/// A date; UTF-8 offsets.
struct DateJSON: Encodable {
  var start: Int
  var end: Int
  var text: String
  var readings: [Reading]

  /// Takes a date that stands in `bytes`.
  init(_ date: RecognizedDate, in bytes: [UInt8]) {
    start = date.range.lowerBound
    end = date.range.upperBound
    text = String(decoding: bytes[date.range], as: UTF8.self)
    readings = date.readings.map(Reading.init)
  }

  /// One way to read it, the likeliest first.
  struct Reading: Encodable {
    var calendar: String
    var fields: String
    /// First and last day, Gregorian.
    var first: String
    var last: String
    var confidence: Double
    var text: String

    init(_ reading: DateReading) {
      calendar = reading.calendar.name
      fields = reading.fields
      first = CivilDay(reading.days.lowerBound).iso
      last = CivilDay(reading.days.upperBound).iso
      confidence = rounded(reading.confidence)
      text = reading.description
    }
  }
}

/// One token of `analyze`.
struct TokenJSON: Encodable {
  /// First byte in the text, UTF-8.
  var start: Int
  /// Byte after the last.
  var end: Int
  /// Ordinal in the text, from 0.
  var position: Int
  /// `word`, `part` or `gram`.
  var kind: String
  /// As it stands in the text.
  var text: String
  /// ISO 15924.
  var script: String
  /// ISO 639, or `und`.
  var language: String
  /// Form on the rung `exact`.
  var exact: String
  /// Form on the rung `fold`.
  var fold: String
  /// Each as `rule/stem`.
  var stems: [String]
  /// Keys on the rung `sound`.
  var sounds: [String]

  /// The titles of the columns.
  static let titles = [
    "start", "end", "position", "kind", "text", "script", "language", "exact", "fold", "stems",
    "sound",
  ]

  /// Takes a token with its form.
  init(_ token: Token, _ form: AnalyzedForm, in bytes: [UInt8]) {
    start = Int(token.start)
    end = Int(token.end)
    position = Int(token.position)
    kind =
      switch token.kind {
      case .word: "word"
      case .part: "part"
      case .gram: "gram"
      }
    text = String(decoding: bytes[start..<end], as: UTF8.self)
    script = form.script.code
    language = form.language.code
    exact = String(decoding: form.exact, as: UTF8.self)
    fold = String(decoding: form.fold, as: UTF8.self)
    stems = form.stems.map { "\($0.stemmer)/" + String(decoding: $0.key, as: UTF8.self) }
    sounds = form.sounds.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The cells of a row.
  func fields(separator: String) -> [String] {
    [
      String(start), String(end), String(position), kind, text, script, language, exact, fold,
      stems.joined(separator: separator), sounds.joined(separator: separator),
    ]
  }
}
