// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Words in drawings that OOXML keeps in parts of their own: charts and diagrams.

internal import Extraction

/// Reads charts and diagrams.
enum DrawingParts {
  /// The texts of all charts and diagrams that a part points to.
  static func texts(
    of relationships: Relationships, in package: OfficePackage, _ reading: OfficeReading
  ) -> [OfficeText] {
    let parts =
      relationships.parts("chart") + relationships.parts("chartEx")
      + relationships.parts("diagramData")
    return parts.prefix(500).compactMap { part in
      guard let bytes = package.part(part) else { return nil }
      let events = DrawingText(reading)
      reading.parse(bytes, part: part, into: events)
      return events.text.isEmpty ? nil : events.text
    }
  }
}

extension DrawingParts {
  /// The texts of a drawing on a sheet: its shapes, then its charts and diagrams.
  static func shapes(
    of part: String, in package: OfficePackage, _ reading: OfficeReading
  ) -> [OfficeText] {
    guard let bytes = package.part(part) else { return [] }
    let events = SlideText(reading)
    reading.parse(bytes, part: part, into: events)
    return [events.text] + texts(of: Relationships(of: part, in: package), in: package, reading)
  }
}

/// Collects the words of one drawing: its paragraphs, and the values of a chart.
private final class DrawingText: XMLEvents {
  private(set) var text = OfficeText()
  private let reading: OfficeReading
  private var collects = false

  init(_ reading: OfficeReading) { self.reading = reading }

  var hasEnough: Bool { reading.watch.isOver(textBytes: text.utf8.count) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    switch name {
    case "t", "v": collects = true
    case "br": text.newLine()
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    switch name {
    case "t": collects = false
    case "v":
      collects = false
      text.tab()
    case "p", "tx", "cat", "val", "ser": text.newLine()
    default: break
    }
  }

  func characters(_ bytes: [UInt8]) { if collects { text.append(bytes) } }
}
