// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tokens of RTF → text. Bytes are gathered as long as their charset holds, and then decoded together.

internal import Extraction
internal import TextAnalysis

/// Collects the text of an RTF document.
struct RTFText {
  /// What holds in the group that is open.
  var state = RTFState()
  /// Where text goes.
  var level = RTFLevel()
  /// Headers and footers, notes, each in their order.
  private(set) var margins: [OfficeText] = []
  private(set) var notes: [OfficeText] = []
  /// What the document says of itself, by control word.
  private(set) var values: [String: String] = [:]

  let reading: OfficeReading
  var fonts: [Int: RTFFont] = [:]
  var currentFont = 0
  var codePage: Int?
  var defaultFont: Int?
  var defaultLanguage: Int?
  var isPicture = false
  var noteCount = 0
  private var groups: [RTFState] = []
  private var outer: [RTFLevel] = []
  private var pending: [UInt8] = []
  private var surrogate: UInt16?
  private var toSkip = 0
  private var gathered = ""
  private var digits: [UInt8] = []
  private var commentAuthor: String?
  private var authors: [String] = []

  /// Groups that may be open at a time.
  static let deepest = 10_000

  /// Starts a document.
  init(_ reading: OfficeReading) { self.reading = reading }

  /// Opens a group; false where they nest too deep.
  mutating func open() -> Bool {
    flush()
    toSkip = 0
    groups.append(state)
    state.isOwner = false
    return groups.count <= Self.deepest
  }

  /// Closes a group.
  mutating func close() {
    flush()
    toSkip = 0
    let ended = state
    if ended.isOwner { end(ended.destination) }
    if let before = groups.popLast() { state = before }
    if ended.destination == .authors, !ended.isOwner { endAuthor() }
  }

  /// Makes the group one for `destination`.
  mutating func enter(_ destination: RTFDestination) {
    flush()
    guard state.destination != .skipped || destination == .skipped else { return }
    state.destination = destination
    state.isOwner = true
    switch destination {
    case .box, .note, .margin, .comment:
      outer.append(level)
      level = RTFLevel()
      (state.isHidden, state.isDeleted) = (false, false)
    case .value, .instruction, .authors: gathered = ""
    case .picture: (digits, isPicture) = ([], false)
    default: break
    }
  }

  /// Takes a byte of text.
  mutating func append(_ byte: UInt8) {
    if toSkip > 0 {
      toSkip -= 1
      return
    }
    switch state.destination {
    case .skipped, .fonts: return
    case .picture: if digits.count < 64 << 20 { digits.append(byte) }
    default: pending.append(byte)
    }
  }

  /// Takes a control symbol or word as one of the characters behind `\u`; false where none is due.
  mutating func skipsOne() -> Bool {
    guard toSkip > 0 else { return false }
    toSkip -= 1
    return true
  }

  /// Takes a unit of UTF-16.
  mutating func appendUnit(_ unit: UInt16) {
    flush()
    toSkip = state.fallback
    if let high = surrogate {
      surrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        write(String(decoding: [high, unit], as: UTF16.self))
        return
      }
    }
    if UTF16.isLeadSurrogate(unit) {
      surrogate = unit
    } else if (0xF000...0xF0FF).contains(unit) {
      write(Self.symbol(UInt8(unit & 0xFF)))
    } else {
      write(String(decoding: [unit], as: UTF16.self))
    }
  }

  /// Writes what was gathered.
  mutating func flush() {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    var font = fonts[effectiveFont ?? -1]
    if case .value = state.destination { font = nil }
    if font?.isSymbols == true {
      write(bytes.map { $0 < 0x80 && $0 > 0x20 ? "" : Self.symbol($0) }.joined())
    } else if bytes.allSatisfy({ $0 < 0x80 }) {
      write(String(decoding: bytes, as: UTF8.self))
    } else {
      let charset = font?.charset ?? charsetOfDocument(font)
      write(
        CharsetDecoder.text(of: bytes, inCertain: charset)
          ?? CharsetDecoder.text(of: bytes, inCertain: "windows-1252") ?? "")
    }
  }

  /// Appends text to where the group leads.
  mutating func write(_ piece: String) {
    guard !piece.isEmpty else { return }
    switch state.destination {
    case .skipped, .fonts, .picture, .info: return
    case .value, .instruction, .authors:
      if gathered.utf8.count < 64 << 10 { gathered += piece }
    case .text, .box, .note, .margin, .comment: writeText(piece)
    }
  }

  private mutating func writeText(_ piece: String) {
    if piece.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
      level.text.language = OfficeLanguage.of(
        state.languages.tag(for: piece, isRightToLeft: false))
    }
    if state.isDeleted {
      let author = state.deleter.flatMap { authors.indices.contains($0) ? authors[$0] : nil }
      level.text.mark = OfficeMark(
        kind: .deleted, author: author.flatMap { TextCleaner.value($0) })
    } else {
      level.text.mark = state.isHidden ? OfficeMark(kind: .hidden) : nil
    }
    level.text.append(piece)
  }

  /// A sign of a font of symbols: bullets are kept, the rest means something only in its font.
  private static func symbol(_ byte: UInt8) -> String {
    [0xB7, 0xA7, 0xA8, 0x6E, 0x76, 0xD8].contains(byte) ? "•" : byte == 0x20 ? " " : ""
  }

  private var effectiveFont: Int? {
    (state.usesAssociated || state.isRightToLeft ? state.associatedFont : nil) ?? state.font
      ?? defaultFont
  }

  /// The charset where the font says none: that of the document, unless the font is said to be
  /// Western and others are there for the rest.
  private func charsetOfDocument(_ font: RTFFont?) -> String {
    let page = codePage ?? 1252
    let hasOthers = fonts.values.contains { $0.charset != nil }
    return WindowsCharset.name(font?.isWestern == true && hasOthers ? 1252 : page)
  }
}

/// A font of RTF, of which only the charset counts.
struct RTFFont {
  /// The charset; nil where it is that of the document.
  var charset: String?
  /// Whether it is said to be Western.
  var isWestern = false
  /// Whether it has signs instead of letters.
  var isSymbols = false
}

// Ends of groups.
extension RTFText {
  private mutating func end(_ destination: RTFDestination) {
    switch destination {
    case .value(let name): values[name] = values[name] ?? gathered
    case .instruction: endInstruction()
    case .authors: endAuthor()
    case .picture: endPicture()
    case .box: closeLevel(as: nil)
    case .comment:
      closeLevel(as: OfficeMark(kind: .comment, author: commentAuthor))
      commentAuthor = nil
    case .note: notes.append(takeLevel())
    case .margin:
      let margin = takeLevel()
      if margins.count < 200, !margin.isBare(withField: false),
        !margins.contains(where: { $0.utf8 == margin.utf8 })
      {
        margins.append(margin)
      }
    case .text, .skipped, .fonts, .info: break
    }
    if case .value("atnauthor") = destination {
      commentAuthor = values.removeValue(forKey: "atnauthor")
    }
  }

  private mutating func takeLevel() -> OfficeText {
    endParagraph()
    let inner = level.text
    level = outer.popLast() ?? RTFLevel()
    return inner
  }

  private mutating func closeLevel(as mark: OfficeMark?) {
    let inner = takeLevel()
    level.deferred.append((mark, inner))
  }

  /// Ends a paragraph, with what waits for its end.
  mutating func endParagraph() {
    flush()
    level.text.mark = nil
    level.text.endParagraph()
    let deferred = level.deferred
    level.deferred = []
    for block in deferred { level.text.append(block: block.text, as: block.mark) }
  }

  /// The pages and notes, once the file is at its end.
  mutating func finish() {
    flush()
    while !outer.isEmpty { closeLevel(as: nil) }
    endParagraph()
  }

  private mutating func endInstruction() {
    let parts = gathered.split(separator: "\"")
    if gathered.contains("HYPERLINK"), parts.count > 1, !parts[0].contains("\\l") {
      reading.links.append(String(parts[1]))
    }
    gathered = ""
  }

  private mutating func endAuthor() {
    let names = gathered.split(separator: ";").map(String.init)
    authors += names
    gathered = ""
  }

  private mutating func endPicture() {
    let values = digits.compactMap(RTFScanner.digit)
    digits = []
    guard isPicture, values.count / 2 >= OfficeMembers.smallestPicture else { return }
    let bytes = stride(from: 0, to: values.count - 1, by: 2).map {
      values[$0] << 4 | values[$0 + 1]
    }
    let name = "picture-\(reading.members.count + 1)"
    reading.members.append(OfficeMember(header: MemberHeader(path: [name])) { bytes })
  }
}
