// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A layout → one line of JSON, the form in which archives keep it. A page has some thousands of numbers,
// and JSONEncoder takes longer over them than poppler over the page; this writes the same bytes.

internal import TextAnalysis

extension PageLayout {
  /// The layout as one line of JSON, keys in the order of their letters, without a line end.
  ///
  /// Linear in the number of words.
  package var jsonLine: [UInt8] {
    var line = JSONLine()
    line.write(self)
    return line.bytes
  }
}

/// A line of JSON under way.
private struct JSONLine {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ layout: PageLayout) {
    write("{\"blocks\":[")
    writeEach(layout.blocks) { $0.write($1) }
    write("],\"height\":")
    write(layout.height)
    write(",\"origin\":\"\(layout.origin.rawValue)\",\"resolution\":")
    write(layout.resolution)
    write(",\"width\":")
    write(layout.width)
    write("}")
  }

  private mutating func write(_ block: LayoutBlock) {
    write("{\"box\":")
    write(block.box)
    if let direction = block.direction { write(",\"direction\":\"\(direction.rawValue)\"") }
    // The code of a language is of ASCII letters, which JSON does not escape.
    if let language = block.language { write(",\"language\":\"\(language.code)\"") }
    write(",\"lines\":[")
    writeEach(block.lines) { $0.write($1) }
    write("]}")
  }

  private mutating func write(_ line: LayoutLine) {
    write("{\"box\":")
    write(line.box)
    write(",\"words\":[")
    writeEach(line.words) { $0.write($1) }
    write("]}")
  }

  private mutating func write(_ word: LayoutWord) {
    write("[")
    write(word.range.lowerBound)
    write(",")
    write(word.range.upperBound)
    write(",")
    writeNumbers(of: word.box)
    if let confidence = word.confidence {
      write(",")
      write(confidence)
    }
    write("]")
  }

  private mutating func write(_ box: LayoutBox) {
    write("[")
    writeNumbers(of: box)
    write("]")
  }

  private mutating func writeNumbers(of box: LayoutBox) {
    write(box.x)
    write(",")
    write(box.y)
    write(",")
    write(box.width)
    write(",")
    write(box.height)
  }

  private mutating func writeEach<Element>(
    _ elements: [Element], _ body: (inout JSONLine, Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      if index > 0 { write(",") }
      body(&self, element)
    }
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    write(number.magnitude)
  }

  private mutating func write(_ number: UInt) {
    if number >= 10 { write(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
