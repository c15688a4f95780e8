// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One sheet of a workbook: rows as lines, the values of cells with tabs between them.

internal import Extraction

/// Collects the text of one sheet.
final class SheetText: XMLEvents {
  /// The text so far.
  private(set) var text: OfficeText
  /// Pointers to the outside that cells carry.
  private(set) var linkIDs: [String] = []
  /// What is printed above and below.
  private(set) var margins: [String] = []
  private let reading: OfficeReading
  private let strings: [String]
  private let formats: NumberFormats
  private let isHidden: Bool
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var rowIsHidden = false
  private var isInRow = false
  private var column = 0
  private var lastColumn = 0
  private var type = ""
  private var style: Int?
  private var value = ""
  private var margin = ""
  private var collects = false
  private var isMargin = false

  /// Columns without a value that become tabs, at most, in a row.
  private static let widestGap = 32

  /// Starts a sheet behind what `text` holds of it.
  init(
    _ reading: OfficeReading, text: OfficeText, strings: [String], formats: NumberFormats,
    isHidden: Bool
  ) {
    self.reading = reading
    self.text = text
    self.strings = strings
    self.formats = formats
    self.isHidden = isHidden
  }

  var hasEnough: Bool { reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    switch name {
    case "col" where attributes["hidden"] == "1":
      guard let low = attributes["min"].flatMap({ Int($0) }),
        let high = attributes["max"].flatMap({ Int($0) }), low <= high,
        hiddenColumns.count < 1000
      else { return }
      hiddenColumns.append(low...high)
    case "row":
      rowIsHidden = attributes["hidden"] == "1"
      (column, lastColumn) = (0, 0)
    case "c":
      column = attributes["r"].flatMap { Self.column($0) } ?? column + 1
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) }
      value = ""
    case "v", "t": collects = true
    case "hyperlink": if let id = attributes["id"] { linkIDs.append(id) }
    case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
      isMargin = true
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    switch name {
    case "v", "t": collects = false
    case "c": endCell()
    case "row":
      if isInRow { text.endRow() }
      isInRow = false
    case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
      let words = Self.margin(margin)
      var text = OfficeText()
      text.append(words)
      let isBare = text.isBare(withField: margin.contains("&"))
      if !isBare, !margins.contains(words) { margins.append(words) }
      (isMargin, margin) = (false, "")
    default: break
    }
  }

  func characters(_ bytes: [UInt8]) {
    if collects { value += String(decoding: bytes, as: UTF8.self) }
    if isMargin, margin.utf8.count < 4096 { margin += String(decoding: bytes, as: UTF8.self) }
  }

  private func endCell() {
    let words = cellText()
    guard !words.isEmpty else { return }
    if !isInRow {
      text.beginRow()
      isInRow = true
    }
    text.beginCell(max(1, min(column - lastColumn, Self.widestGap)))
    lastColumn = column
    let isConcealed =
      isHidden || rowIsHidden || hiddenColumns.contains { $0.contains(column) }
    text.mark = isConcealed ? OfficeMark(kind: .hidden) : nil
    text.append(words)
  }

  private func cellText() -> String {
    switch type {
    case "s":
      guard let index = Int(value), strings.indices.contains(index) else { return "" }
      return strings[index]
    case "b": return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
    case "str", "inlineStr", "e", "d": return value
    default: return value.isEmpty ? "" : formats.text(value, style: style)
    }
  }

  /// The number of a column by the letters of a place such as `AB12`, from 1; nil for no place.
  static func column(_ place: String) -> Int? {
    var column = 0
    for byte in place.utf8 {
      let letter = byte & 0xDF
      guard (0x41...0x5A).contains(letter), column < 20_000 else { break }
      column = column * 26 + Int(letter - 0x40)
    }
    return column > 0 ? min(column, 16_384) : nil
  }

  /// What is printed above or below a sheet, without the codes for fonts, dates and page numbers.
  static func margin(_ coded: String) -> String {
    var text = ""
    var rest = coded[...]
    while let character = rest.popFirst() {
      guard character == "&" else {
        text.append(character)
        continue
      }
      switch rest.popFirst() {
      case "&": text.append("&")
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "K": rest = rest.dropFirst(6)
      case "L", "C", "R": text.append(" ")
      case let digit? where digit.isNumber: rest = rest.drop { $0.isNumber }
      default: break
      }
    }
    return TextCleaner.value(text) ?? ""
  }
}
