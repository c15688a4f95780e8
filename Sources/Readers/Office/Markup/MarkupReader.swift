// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// XML of no known kind as the text between its tags, and the words of drawings in SVG.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads SVG, and XML of which nothing is known.
enum MarkupReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .xml, to: &output) { reading, bytes in
      let events = MarkupEvents(reading, isDrawing: input.mediaType == .svg)
      reading.parse(bytes, part: "the document", into: events)
      reading.pages.append(events.text)
    }
  }
}

/// Collects the text of all elements, each on a line of its own unless words stand around it.
private final class MarkupEvents: XMLEvents {
  private(set) var text = OfficeText()
  private let reading: OfficeReading
  private let isDrawing: Bool
  private var languages: [Language?] = []
  private var kinds: [String] = []
  private var skipped = 0
  private var wordsBefore: [Bool] = []

  init(_ reading: OfficeReading, isDrawing: Bool) {
    self.reading = reading
    self.isDrawing = isDrawing
  }

  var hasEnough: Bool { reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    if skipped > 0 || (isDrawing && ["style", "script", "metadata"].contains(name)) {
      skipped += 1
      return
    }
    let declared = OfficeLanguage.of(attributes["lang"])
    if languages.isEmpty { reading.language = declared }
    languages.append(declared ?? languages.last ?? nil)
    text.language = languages.last ?? nil
    kinds.append(name)
    wordsBefore.append(false)
    if !isInline(name) { text.endLine() }
  }

  func endElement(_ name: String, namespace: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if !isInline(name) { text.endLine() }
    _ = languages.popLast()
    _ = kinds.popLast()
    _ = wordsBefore.popLast()
    text.language = languages.last ?? nil
  }

  func characters(_ bytes: [UInt8]) {
    guard skipped == 0, !isDrawing || isDrawn else { return }
    if bytes.contains(where: { $0 > 0x20 }) {
      if let last = wordsBefore.indices.last { wordsBefore[last] = true }
    }
    text.append(bytes)
    if isDrawing, kinds.count == 2, kinds.last == "title", reading.title == nil {
      reading.title = TextCleaner.value(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Whether the open element is one whose words a viewer of the drawing gets.
  private var isDrawn: Bool {
    kinds.contains { ["text", "title", "desc", "foreignObject", "flowRoot"].contains($0) }
  }

  /// Whether an element stands within a line: one after words, or a piece of a line of a drawing.
  private func isInline(_ name: String) -> Bool {
    if isDrawing { return ["tspan", "textPath", "a", "tref"].contains(name) }
    return wordsBefore.dropLast().last == true
  }
}
