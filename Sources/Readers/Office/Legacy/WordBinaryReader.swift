// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The characters of an old Word document → text: marks of paragraphs, cells, fields and notes become
// what they stand for.

internal import Extraction
internal import TextAnalysis

/// Reads DOC.
enum WordBinaryReader {
  /// Reads an opened compound file.
  static func read(
    _ file: CompoundFile, into reading: OfficeReading
  ) throws(ExtractionFailure) {
    let document = try WordBinary(file)
    SummaryInformation.enter(file, into: reading)
    var start = 0
    var parts: [Range<Int>] = []
    for length in document.lengths {
      let end = min(document.units.count, start + max(0, min(length, document.units.count)))
      parts.append(start..<end)
      start = end
    }
    while parts.count < 8 { parts.append(0..<0) }
    var page = text(document, parts[0], reading)
    for note in pieces(document, parts[1], at: 2) + pieces(document, parts[5], at: 2) {
      let number = (page.marks[.note] ?? 0) + 1
      page.append(
        block: text(document, note, reading), as: OfficeMark(kind: .note, author: "\(number)"))
    }
    for comment in pieces(document, parts[4], at: 5) {
      page.append(block: text(document, comment, reading), as: OfficeMark(kind: .comment))
    }
    for part in [parts[6], parts[7]] { page.append(block: text(document, part, reading)) }
    for line in margins(document, parts[2], reading) {
      var block = OfficeText()
      block.append(line)
      page.append(block: block)
    }
    reading.pages.append(page)
  }

  private static func text(
    _ document: WordBinary, _ range: Range<Int>, _ reading: OfficeReading
  ) -> OfficeText {
    var text = WordBinaryText(document, reading)
    text.read(range)
    return text.text
  }

  /// Notes or comments: each begins with a mark.
  private static func pieces(
    _ document: WordBinary, _ range: Range<Int>, at mark: UInt16
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start: Int?
    for index in range where document.units[index].code == mark {
      if let start { pieces.append(start..<index) }
      start = index + 1
    }
    if let start { pieces.append(start..<range.upperBound) }
    return pieces
  }

  /// The lines of headers and footers, each once.
  private static func margins(
    _ document: WordBinary, _ range: Range<Int>, _ reading: OfficeReading
  ) -> [String] {
    var seen: Set<String> = []
    let text = text(document, range, reading)
    return String(decoding: text.utf8, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { seen.insert($0).inserted }
  }
}

/// Collects the text of a part of an old Word document.
private struct WordBinaryText {
  private(set) var text = OfficeText()
  private let document: WordBinary
  private let reading: OfficeReading
  private var pending: [UInt16] = []
  private var property = -1
  private var instructions: [[UInt16]] = []
  /// For each open field whether its code is over.
  private var fields: [Bool] = []
  private var notes = 0
  private var cellEnded = false

  init(_ document: WordBinary, _ reading: OfficeReading) {
    self.document = document
    self.reading = reading
  }

  mutating func read(_ range: Range<Int>) {
    for index in range {
      if index.isMultiple(of: 4096), reading.watch.isOver(textBytes: text.utf8.count) { break }
      let unit = document.units[index]
      if unit.property != property {
        flush()
        property = unit.property
      }
      take(unit.code)
    }
    flush()
    text.mark = nil
    text.endLine()
  }

  private mutating func take(_ code: UInt16) {
    if code >= 0x20 {
      cellEnded = false
      append(code)
      return
    }
    switch code {
    case 0x13: fields.append(false)
    case 0x14:
      if let last = fields.indices.last { fields[last] = true }
      endInstruction()
    case 0x15:
      if fields.popLast() == false { endInstruction() }
    default:
      guard !fields.contains(false) else { return }
      flush()
      mark(code)
    }
  }

  private mutating func append(_ code: UInt16) {
    guard fields.contains(false) else {
      pending.append(code)
      return
    }
    if instructions.isEmpty { instructions.append([]) }
    if instructions[0].count < 4096 { instructions[0].append(code) }
  }

  private mutating func endInstruction() {
    guard let code = instructions.popLast() else { return }
    let words = String(decoding: code, as: UTF16.self)
    let parts = words.split(separator: "\"")
    if words.contains("HYPERLINK"), parts.count > 1, !parts[0].contains("\\l") {
      reading.links.append(String(parts[1]))
    }
  }

  private mutating func mark(_ code: UInt16) {
    switch code {
    case 0x0D:
      cellEnded = false
      text.mark = nil
      text.endParagraph()
    case 0x07: endCell()
    case 0x0B, 0x0C, 0x0E: text.newLine()
    case 0x09: text.tab()
    case 0x02:
      notes += 1
      pending += Array("[\(notes)]".utf16)
    case 0x1E: pending.append(0x2011)
    default: break
    }
  }

  /// Ends a cell; a second mark behind the first ends the row.
  private mutating func endCell() {
    if cellEnded {
      endRow()
      return
    }
    cellEnded = true
    text.mark = nil
    text.tab()
  }

  private mutating func endRow() {
    cellEnded = false
    text.mark = nil
    text.endLine()
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    let piece = String(decoding: pending, as: UTF16.self)
    pending.removeAll(keepingCapacity: true)
    let holds = document.properties[max(0, property)]
    if piece.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
      var languages = WordLanguages()
      languages.set(holds.language.flatMap { WindowsLanguage.tag($0) })
      text.language = OfficeLanguage.of(languages.tag(for: piece, isRightToLeft: false))
    }
    text.mark =
      holds.isDeleted
      ? OfficeMark(kind: .deleted) : holds.isHidden ? OfficeMark(kind: .hidden) : nil
    text.append(piece)
  }
}
