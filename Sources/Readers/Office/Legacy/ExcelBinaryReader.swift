// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A workbook of 1993 to 2003: each sheet a page that begins with its name.

internal import Extraction
internal import TextAnalysis

/// Reads XLS.
enum ExcelBinaryReader {
  private struct Sheet {
    var name: String
    var place: Int
    var isHidden: Bool
  }

  /// What all sheets share.
  struct Shared {
    /// The charset of workbooks before 1997; nil for Unicode.
    var charset: String?
    /// Texts of cells.
    var strings: [String] = []
    /// Formats of numbers.
    var formats = NumberFormats(nil, isFrom1904: false)
  }

  private static let stringLimit = 5_000_000

  /// Reads an opened compound file.
  static func read(
    _ file: CompoundFile, into reading: OfficeReading
  ) throws(ExtractionFailure) {
    guard let bytes = file.stream("Workbook") ?? file.stream("Book") else { throw .damagedOffice }
    SummaryInformation.enter(file, into: reading)
    let stream = LittleEndian(bytes)
    let (shared, sheets) = try globals(stream)
    for sheet in sheets {
      var events = ExcelSheet(shared, name: sheet.name, isHidden: sheet.isHidden)
      if sheet.isHidden { reading.report.notes.append("the sheet \(sheet.name) is hidden") }
      events.read(ExcelRecords(stream, at: sheet.place), reading.watch)
      reading.pages.append(events.text)
    }
    if sheets.isEmpty { throw .damagedOffice }
  }

  private static func globals(
    _ stream: LittleEndian
  ) throws(ExtractionFailure) -> (Shared, [Sheet]) {
    var records = ExcelRecords(stream, at: 0)
    var shared = Shared()
    var sheets: [Sheet] = []
    var codes: [Int: String] = [:]
    var styles: [Int] = []
    var isFrom1904 = false
    while let record = records.next(), record.type != 0x0A {
      let data = record.data
      switch record.type {
      case 0x0809:
        shared.charset = data.word(0) < 0x0600 ? "windows-1252" : nil
      case 0x2F: throw .encryptedOffice
      case 0x42: if shared.charset != nil { shared.charset = WindowsCharset.name(data.word(0)) }
      case 0x22: isFrom1904 = data.word(0) == 1
      case 0x41E:
        let isWide = shared.charset == nil
        codes[data.word(0)] = ExcelText.text(
          data, at: 2, wideLength: isWide, charset: shared.charset)
      case 0xE0: if styles.count < 65_536 { styles.append(data.word(2)) }
      case 0x85: if data.byte(5) == 0, sheets.count < 10_000 { sheets.append(sheet(data, shared)) }
      case 0xFC:
        let pieces = [data.bytes] + records.continuations()
        shared.strings = ExcelText.shared(pieces, limit: stringLimit)
      default: break
      }
    }
    shared.formats = NumberFormats(codes: codes, styles: styles, isFrom1904: isFrom1904)
    return (shared, sheets)
  }

  private static func sheet(_ data: LittleEndian, _ shared: Shared) -> Sheet {
    Sheet(
      name: ExcelText.text(data, at: 6, wideLength: false, charset: shared.charset),
      place: data.long(0), isHidden: data.byte(4) & 3 != 0)
  }
}

/// Collects the text of one sheet.
struct ExcelSheet {
  /// The text so far.
  private(set) var text = OfficeText()
  private let shared: ExcelBinaryReader.Shared
  private let isHidden: Bool
  private var row = -1
  private var column = 0
  private var hiddenRows: Set<Int> = []
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var formula: (row: Int, column: Int)?
  private var objectIsNote = false
  private var boxes: [(isNote: Bool, words: String)] = []

  /// Starts a sheet.
  init(_ shared: ExcelBinaryReader.Shared, name: String, isHidden: Bool) {
    self.shared = shared
    self.isHidden = isHidden
    text.append(name)
    text.endParagraph()
  }

  /// Reads its records.
  mutating func read(_ records: ExcelRecords, _ watch: OfficeWatch) {
    var records = records
    var depth = 0
    while let record = records.next(), !watch.isOver(textBytes: text.utf8.count) {
      switch record.type {
      case 0x0809: depth += 1
      case 0x0A:
        depth -= 1
        if depth <= 0 { break }
        continue
      case 0x1B6:
        let pieces = records.continuations()
        let words = ExcelText.continued(pieces, length: record.data.word(10))
        boxes.append((objectIsNote, words))
      default: if depth == 1 { take(record) }
      }
      if depth <= 0 { break }
    }
    if row >= 0 { text.endRow() }
    for box in boxes where !box.words.isEmpty {
      var block = OfficeText()
      block.append(box.words)
      text.append(block: block, as: box.isNote ? OfficeMark(kind: .comment) : nil)
    }
  }

  private mutating func take(_ record: ExcelRecords.Record) {
    let data = record.data
    switch record.type {
    case 0xFD:
      let index = data.long(6)
      cell(data, shared.strings.indices.contains(index) ? shared.strings[index] : "")
    case 0x204, 0xD6:
      cell(data, ExcelText.text(data, at: 6, wideLength: true, charset: shared.charset))
    case 0x203: number(data, data.double(6))
    case 0x27E: number(data, Self.compact(data.long(6)))
    case 0xBD: numbers(data)
    case 0x205: cell(data, data.byte(7) != 0 ? "" : data.byte(6) == 1 ? "TRUE" : "FALSE")
    case 0x06: result(data)
    case 0x207:
      if let place = formula {
        cell(
          place.row, place.column,
          ExcelText.text(data, at: 0, wideLength: true, charset: shared.charset))
      }
      formula = nil
    case 0x208: if data.word(12) & 0x20 != 0 { hiddenRows.insert(data.word(0)) }
    case 0x7D:
      let (low, high) = (data.word(0), data.word(2))
      if data.word(8) & 1 != 0, low <= high { hiddenColumns.append(low...high) }
    case 0x5D: objectIsNote = data.word(4) == 0x19
    default: break
    }
  }

  private mutating func result(_ data: LittleEndian) {
    formula = nil
    guard data.word(12) == 0xFFFF else { return number(data, data.double(6)) }
    switch data.byte(6) {
    case 0: formula = (data.word(0), data.word(2))
    case 1: cell(data, data.byte(8) == 1 ? "TRUE" : "FALSE")
    default: break
    }
  }

  private mutating func numbers(_ data: LittleEndian) {
    for index in 0..<max(0, (data.bytes.count - 6) / 6) {
      let value = Self.compact(data.long(6 + 6 * index))
      let words = shared.formats.text("\(value)", style: data.word(4 + 6 * index))
      cell(data.word(0), data.word(2) + index, words)
    }
  }

  private mutating func number(_ data: LittleEndian, _ value: Double) {
    cell(data, shared.formats.text("\(value)", style: data.word(4)))
  }

  /// A number in four bytes: the upper half of a fraction, or an integer, perhaps in hundredths.
  private static func compact(_ bits: Int) -> Double {
    let value =
      bits & 2 != 0
      ? Double(Int32(truncatingIfNeeded: bits) >> 2)
      : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }

  private mutating func cell(_ data: LittleEndian, _ words: String) {
    cell(data.word(0), data.word(2), words)
  }

  private mutating func cell(_ cellRow: Int, _ cellColumn: Int, _ words: String) {
    guard !words.isEmpty else { return }
    if cellRow != row {
      if row >= 0 { text.endRow() }
      text.beginRow()
      (row, column) = (cellRow, -1)
    }
    text.beginCell(max(1, min(cellColumn - column, 32)))
    column = cellColumn
    let isConcealed =
      isHidden || hiddenRows.contains(cellRow)
      || hiddenColumns.contains { $0.contains(cellColumn) }
    text.mark = isConcealed ? OfficeMark(kind: .hidden) : nil
    text.append(words)
  }
}
