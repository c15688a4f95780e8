// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An RTF document: its headers and footers, its text, its notes, as one page.

internal import Extraction
internal import ReaderProcess

/// Reads Rich Text Format.
enum RTFReader {
  /// The version of what is read out of a document; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .rtf, to: &output) { reading, bytes in
      read(bytes, into: reading)
    }
  }

  private static func read(_ bytes: [UInt8], into reading: OfficeReading) {
    var text = RTFText(reading)
    let isWhole = follow(bytes, &text)
    text.finish()
    if !isWhole { reading.gap(.damaged, "the end of the file is missing; what is there was read") }
    if let reason = reading.watch.stopped { reading.gap(reason, reading.watch.sentence) }
    var page = OfficeText()
    for margin in text.margins { page.append(block: margin) }
    page.append(block: text.level.text)
    for (number, note) in text.notes.enumerated() {
      page.append(block: note, as: OfficeMark(kind: .note, author: "\(number + 1)"))
    }
    reading.pages.append(page)
    enter(text.values, into: reading)
  }

  /// Follows the tokens; false where the file ends before its outermost group.
  private static func follow(_ bytes: [UInt8], _ text: inout RTFText) -> Bool {
    var scanner = RTFScanner(bytes)
    var depth = 0
    var isOptional = false
    while let token = scanner.next() {
      if text.reading.watch.isOver(textBytes: text.level.text.utf8.count) { return true }
      switch token {
      case .open:
        depth += 1
        guard text.open() else {
          text.reading.gap(
            .depthLimit, "groups nest more than \(RTFText.deepest) deep; what follows was not read")
          return true
        }
      case .close:
        text.close()
        depth -= 1
        if depth == 0 { return true }
      case .symbol(UInt8(ascii: "*")):
        isOptional = true
        continue
      case .symbol(let symbol): text.take(symbol: symbol)
      case .byte(let byte): text.append(byte)
      case .binary: text.flush()
      case .word(let word, let number):
        if isOptional, !RTFText.optional.contains(word) {
          text.enter(.skipped)
        } else {
          text.take(word, number)
        }
      }
      isOptional = false
    }
    return false
  }

  private static func enter(_ values: [String: String], into reading: OfficeReading) {
    reading.title = values["title"]
    let names = [
      ("author", "author"), ("subject", "subject"), ("keywords", "keywords"),
      ("doccomm", "description"), ("operator", "editor"), ("company", "company"),
      ("category", "category"), ("generator", "application"),
    ]
    for (word, key) in names {
      reading.enter(key, values[word].map { $0.filter { $0 != ";" || key != "application" } })
    }
    reading.date = values["creatim"]
    reading.enter("modified", values["revtim"])
  }
}
