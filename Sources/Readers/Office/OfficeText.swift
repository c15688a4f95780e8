// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Running text as it comes out of office files: paragraphs as lines, cells with tabs between them, the
// languages of its parts, and marks around what a reader of the paper would not see.

internal import Extraction
internal import TextAnalysis

/// What is marked in a text, with whoever did it.
struct OfficeMark: Hashable, Sendable {
  /// Kinds of what is marked.
  enum Kind: String, Sendable, CaseIterable {
    /// Struck out while changes were tracked.
    case deleted
    /// Formatted as hidden.
    case hidden
    /// A remark at the margin.
    case comment
    /// A foot- or endnote.
    case note
    /// What a picture shows, in words.
    case picture
  }

  /// The kind.
  var kind: Kind
  /// Who did it, or which one it is; nil where nobody says.
  var author: String?

  /// What stands before the marked text; `]` stands behind it.
  var opening: String {
    switch (kind, author) {
    case (_, nil): "[\(kind.rawValue): "
    case (.note, let number?): "[note \(number): "
    case (_, let author?): "[\(kind.rawValue) by \(author): "
    }
  }
}

/// Collects one page of text.
///
/// Text is UTF-8. Nothing is written for white space and ends of lines before a word follows them.
struct OfficeText: Sendable {
  /// The text so far.
  private(set) var utf8: [UInt8] = []
  /// Parts with a declared language, in order, disjoint.
  private(set) var spans: [LanguageHints.DeclaredSpan] = []
  /// How often each mark was set.
  private(set) var marks: [OfficeMark.Kind: Int] = [:]

  /// The language of what comes; nil where nobody declares one.
  var language: Language? {
    didSet { if language != oldValue { closeSpan(before: oldValue) } }
  }
  /// How what comes is marked.
  var mark: OfficeMark?

  private var openMark: OfficeMark?
  private var spanStart = 0
  private var lines = 0
  private var tabs = 0
  private var space = false
  private var paragraphIsEmpty = true
  private var rows: [(cells: Int, hasText: Bool)] = []

  /// Starts without text.
  init() {}

  /// Takes a page that was read by other means, of which all but its spans is in the language `own`.
  init(_ page: ExtractedPage, own: Language?) {
    utf8 = Array(page.text.utf8)
    var start = 0
    for span in page.spans {
      if let own, start < span.range.lowerBound {
        spans.append(
          LanguageHints.DeclaredSpan(range: start..<span.range.lowerBound, language: own))
      }
      spans.append(span)
      start = span.range.upperBound
    }
    if let own, start < utf8.count {
      spans.append(LanguageHints.DeclaredSpan(range: start..<utf8.count, language: own))
    }
    spanStart = utf8.count
  }

  /// Whether nothing was written.
  var isEmpty: Bool { utf8.isEmpty }

  /// Whether it has no word, or, being a header or footer with a field in it, a single one: as in
  /// `Page 7`, which says nothing.
  func isBare(withField hasField: Bool) -> Bool {
    let words = String(decoding: utf8, as: UTF8.self)
      .split { !$0.unicodeScalars.contains { $0.properties.isAlphabetic } }
    return words.isEmpty || (hasField && words.count == 1)
  }

  /// Appends text of one paragraph; line ends in it count as spaces, form feeds and zeros go.
  mutating func append(_ text: some Sequence<UInt8>) {
    for byte in text {
      switch byte {
      case 0x0A, 0x0D, 0x0C, 0x0B, 0x20: space = true
      case 0x09: tab()
      case 0x00...0x1F: continue
      default:
        if byte < 0x80 || byte >= 0xC0 { payWhatIsOwed() }
        utf8.append(byte)
      }
    }
  }

  /// As above.
  mutating func append(_ text: String) { append(text.utf8) }

  /// A tab within a paragraph.
  mutating func tab() {
    if utf8.isEmpty || lines > 0 { return }
    tabs = max(tabs, 1)
  }

  /// A new line within a paragraph.
  mutating func newLine() {
    if !utf8.isEmpty { lines = max(lines, 1) }
  }

  /// Ends a line that may have nothing on it.
  mutating func endLine() {
    closeMark()
    (tabs, space) = (0, false)
    newLine()
  }

  /// Ends a paragraph; an empty one leaves a blank line, but not in a table.
  mutating func endParagraph() {
    closeMark()
    space = false
    if rows.isEmpty {
      lines = max(lines, paragraphIsEmpty ? 2 : 1)
      tabs = 0
    } else if !paragraphIsEmpty {
      lines = max(lines, 1)
    }
    paragraphIsEmpty = true
  }

  /// Begins a row of a table.
  mutating func beginRow() {
    closeMark()
    lines = max(lines, 1)
    (tabs, space, paragraphIsEmpty) = (0, false, true)
    rows.append((0, false))
  }

  /// Begins a cell, `count` cells after the last one.
  mutating func beginCell(_ count: Int = 1) {
    guard let row = rows.last else { return }
    space = false
    if row.hasText { lines = 0 }
    if row.cells > 0 || count > 1 { tabs += row.cells > 0 ? count : count - 1 }
    rows[rows.count - 1].cells += count
    paragraphIsEmpty = true
  }

  /// Ends a row.
  mutating func endRow() {
    closeMark()
    _ = rows.popLast()
    tabs = 0
    space = false
    lines = max(lines, 1)
    paragraphIsEmpty = true
  }

  /// Appends lines that were collected apart, as a paragraph of their own.
  mutating func append(block: OfficeText, as mark: OfficeMark? = nil) {
    var block = block
    block.finish()
    guard !block.isEmpty else { return }
    if !paragraphIsEmpty || openMark != nil { endParagraph() }
    let language = language
    let before = self.mark
    self.language = nil
    self.mark = nil
    if let mark { count(mark.kind) }
    append(mark?.opening ?? "")
    payWhatIsOwed()
    let start = utf8.count
    utf8 += block.utf8
    for span in block.spans {
      let range = span.range.lowerBound + start..<span.range.upperBound + start
      spans.append(LanguageHints.DeclaredSpan(range: range, language: span.language))
    }
    spanStart = utf8.count
    marks.merge(block.marks) { $0 + $1 }
    if mark != nil { utf8.append(UInt8(ascii: "]")) }
    paragraphIsEmpty = false
    endParagraph()
    spanStart = utf8.count
    self.mark = before
    self.language = language
  }

  /// Counts a mark that is set by other means.
  mutating func count(_ kind: OfficeMark.Kind) { marks[kind, default: 0] += 1 }

  /// Closes what is open.
  mutating func finish() {
    closeMark()
    closeSpan(before: language)
  }

  /// The page, without the spans that say what `own` says of the whole document.
  consuming func page(own: Language?) -> ExtractedPage {
    finish()
    var merged: [LanguageHints.DeclaredSpan] = []
    for span in spans where span.language != own {
      if let last = merged.last, last.language == span.language, isBlank(last.range, span.range) {
        merged[merged.count - 1].range = last.range.lowerBound..<span.range.upperBound
      } else {
        merged.append(span)
      }
    }
    return ExtractedPage(text: String(decoding: utf8, as: UTF8.self), spans: merged)
  }

  /// Whether nothing but white space is between two ranges.
  private func isBlank(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    utf8[left.upperBound..<right.lowerBound].allSatisfy { $0 <= 0x20 }
  }

  private mutating func payWhatIsOwed() {
    if openMark != nil, openMark != mark { closeMark() }
    if !utf8.isEmpty {
      utf8 += [UInt8](repeating: 0x0A, count: lines)
      utf8 += [UInt8](repeating: 0x09, count: min(tabs, 64))
      if space, lines == 0, tabs == 0, openMark == mark || openMark == nil { utf8.append(0x20) }
    }
    (lines, tabs, space) = (0, 0, false)
    paragraphIsEmpty = false
    for index in rows.indices { rows[index].hasText = true }
    if let mark, openMark == nil {
      utf8 += Array(mark.opening.utf8)
      openMark = mark
      count(mark.kind)
    }
  }

  private mutating func closeMark() {
    guard openMark != nil else { return }
    utf8.append(UInt8(ascii: "]"))
    openMark = nil
  }

  private mutating func closeSpan(before language: Language?) {
    if let language, spanStart < utf8.count {
      spans.append(LanguageHints.DeclaredSpan(range: spanStart..<utf8.count, language: language))
    }
    spanStart = utf8.count
  }
}
