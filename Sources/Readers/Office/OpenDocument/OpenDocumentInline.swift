// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What stands inside the paragraphs and tables of OpenDocument.

internal import Extraction

// Inside paragraphs.
extension OpenDocumentText {
  /// Takes an element inside a paragraph.
  func inline(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "span": level.styles.append(styles.style(attributes["style-name"]))
    case "s": level.text.append(" ")
    case "tab", "tab-stop": level.text.tab()
    case "line-break": level.text.newLine()
    case "a": link(attributes["href"])
    case "note", "footnote", "endnote":
      if attributes["note-class"] != nil || name != "note" { refer() }
    case "change": insertDeletion(attributes["change-id"])
    case "hidden-text": hidden(attributes["string-value"])
    case "binary-data": beginBinary()
    case "object", "object-ole": embed(attributes["href"])
    case "page-number", "page-count", "sheet-name", "date", "time": hasField = true
    default: break
    }
  }

  /// Ends an element inside a paragraph.
  func endInline(_ name: String) {
    switch name {
    case "span": _ = level.styles.popLast()
    case "binary-data": endBinary()
    case "ruby-text": endReading()
    default: break
    }
  }

  private func endReading() {
    var reading = takeLevel()
    reading.finish()
    if !reading.isEmpty { write(" (" + String(decoding: reading.utf8, as: UTF8.self) + ")") }
  }

  private func link(_ target: String?) {
    if let target, !target.hasPrefix("#") { reading.links.append(target) }
  }

  private func refer() {
    noteCount += 1
    write("[\(noteCount)]")
  }

  /// Puts what was struck out where it stood.
  private func insertDeletion(_ id: String?) {
    guard let id, let (author, deleted) = deletions.removeValue(forKey: id), !deleted.isEmpty else {
      return
    }
    level.text.mark = OfficeMark(kind: .deleted, author: author)
    level.text.append(deleted.utf8)
    level.text.mark = nil
  }

  private func hidden(_ words: String?) {
    guard let words else { return }
    level.text.mark = OfficeMark(kind: .hidden)
    level.text.append(words)
    level.text.mark = nil
  }
}

// Tables.
extension OpenDocumentText {
  /// Takes an element of a table; false where it is none.
  func cells(_ name: String, _ attributes: [String: String]) -> Bool {
    switch name {
    case "table-row":
      level.text.beginRow()
      level.rows += 1
      repeatedCells = 0
      if purpose == .sheets {
        rowIsHidden = ["collapse", "filter"].contains(attributes["visibility"] ?? "")
      }
    case "table-cell", "covered-table-cell":
      level.text.beginCell(1 + repeatedCells)
      let repeated = attributes["number-columns-repeated"].flatMap { Int($0) } ?? 1
      repeatedCells = max(0, min(repeated, 64) - 1)
      cell(attributes)
    default: return false
    }
    return true
  }

  /// Ends a row.
  func endRow() {
    hidesText = false
    level.text.endRow()
    level.rows = max(0, level.rows - 1)
    rowIsHidden = false
    if level.rows == 0, level.paragraphs == 0 { flush() }
  }

  /// Writes a date as ISO 8601 does, and not as the cell shows it.
  private func cell(_ attributes: [String: String]) {
    hidesText = false
    guard purpose == .sheets, attributes["value-type"] == "date",
      let date = attributes["date-value"]
    else { return }
    write(date.hasSuffix("T00:00:00") ? String(date.dropLast(9)) : date)
    hidesText = true
  }
}
