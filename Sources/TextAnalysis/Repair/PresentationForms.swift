// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Shapes of letters that older programs and many PDFs store instead of letters: Latin ligatures,
// Arabic letters by their place in the word. They become letters by Unicode's compatibility mappings.
// Signs that people type as one character, such as U+FDFA, and pointed Hebrew letters stay.

/// Puts letters where shapes of letters stand.
enum PresentationForms {
  /// Whether a code point is the shape of a letter or a ligature of letters.
  static func isShape(_ value: UInt32) -> Bool {
    switch value {
    case 0xFB00...0xFB06, 0xFB13...0xFB17, 0xFB20...0xFB29, 0xFB4F, 0xFB50...0xFBB1,
      0xFBD3...0xFD3D, 0xFD50...0xFDC7, 0xFE70...0xFE74, 0xFE76...0xFEFC:
      true
    default: false
    }
  }

  /// Replaces each run of shapes.
  static func repair(_ work: inout RepairWork) {
    var changes: [RepairWork.Replacement] = []
    for line in work.lines where work.text[line].contains(0xEF) {
      changes += replacements(in: Array(work.text[line]), from: line.lowerBound)
    }
    work.apply(.presentationForms, changes)
  }

  private static func replacements(in line: [UInt8], from start: Int) -> [RepairWork.Replacement] {
    var found: [RepairWork.Replacement] = []
    var run: Range<Int>?
    var index = 0
    let span = line.span
    while index < line.count {
      let character = span.decodeScalar(at: index)
      let end = index + character.length
      if isShape(character.codePoint) {
        run = (run?.lowerBound ?? index)..<end
      } else if let whole = run {
        found.append(replacement(of: whole, in: line, from: start))
        run = nil
      }
      index = end
    }
    if let run { found.append(replacement(of: run, in: line, from: start)) }
    return found
  }

  private static func replacement(
    of run: Range<Int>, in line: [UInt8], from start: Int
  ) -> RepairWork.Replacement {
    var new: [UInt8] = []
    let normalizer = Normalizer(.nfkc)
    let span = line.span
    var index = run.lowerBound
    while index < run.upperBound {
      let character = span.decodeScalar(at: index)
      let shape = Array(line[index..<index + character.length])
      var letters: [UInt8] = []
      normalizer.append(shape.span, to: &letters)
      // A vowel sign on a space or a tatweel is meant for the letter before it.
      let isSign = (0xFE70...0xFE7F).contains(character.codePoint)
      let base = letters.first == 0x20 ? 1 : letters.starts(with: [0xD9, 0x80]) ? 2 : 0
      new += isSign ? letters.dropFirst(base) : letters[...]
      index += character.length
    }
    return RepairWork.Replacement(
      range: run.lowerBound + start..<run.upperBound + start, new: new, confidence: 1)
  }
}
