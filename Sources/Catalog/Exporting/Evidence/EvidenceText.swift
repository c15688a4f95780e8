// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The text of a document with the language and the direction of each of its parts, so that browsers
// set it right, choose the right letters, and read it out in the right voice.

internal import TextAnalysis

/// The text of a document, page by page and line by line.
struct EvidenceText {
  /// The pages.
  let pages: [String]
  /// The passages; offsets into the pages joined by U+000C.
  let passages: [Passage]

  /// All pages.
  var html: HTML {
    var html = HTML.empty
    var start = 0
    for (index, page) in pages.enumerated() {
      let heading: HTML = pages.count > 1 ? "<h4>Page \(String(index + 1))</h4>\n" : ""
      html += "\(heading)<div class=\"text\">\n\(self.page(Array(page.utf8), at: start))</div>\n"
      start += page.utf8.count + 1
    }
    return html
  }

  /// A paragraph for each line that is not empty.
  private func page(_ bytes: [UInt8], at start: Int) -> [HTML] {
    var lines: [HTML] = []
    var first = 0
    var next = passages.firstIndex { $0.range.upperBound > start } ?? passages.count
    while first < bytes.count {
      let end = bytes[first...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      while next < passages.count, passages[next].range.upperBound <= start + first { next += 1 }
      if end > first {
        let touching = passages[next...].prefix { $0.range.lowerBound < start + end }
        lines.append(line(bytes, first..<end, Array(touching), at: start))
      }
      first = end + 1
    }
    return lines
  }

  private func line(
    _ bytes: [UInt8], _ line: Range<Int>, _ passages: [Passage], at start: Int
  ) -> HTML {
    let main = passages.first { $0.script != .common }
    let language = (main?.language ?? .unknown).attribute
    let direction = Self.direction(of: bytes[line], main)
    guard passages.count > 1 else {
      let text = String(decoding: bytes[line], as: UTF8.self)
      return "<p dir=\"\(direction)\" lang=\"\(language)\">\(text)</p>\n"
    }
    var parts: [HTML] = []
    var next = line.lowerBound
    for passage in passages {
      let end = min(passage.range.upperBound - start, line.upperBound)
      guard next < end else { continue }
      parts.append(part(bytes[next..<end], passage))
      next = end
    }
    let rest = String(decoding: bytes[next..<line.upperBound], as: UTF8.self)
    return "<p dir=\"\(direction)\" lang=\"\(language)\">\(parts)\(rest)</p>\n"
  }

  /// A part of a line with its own language; `dir` keeps it apart from the order of the others.
  private func part(_ bytes: ArraySlice<UInt8>, _ passage: Passage) -> HTML {
    let text = String(decoding: bytes, as: UTF8.self)
    let direction = Self.direction(of: bytes, passage)
    return "<span dir=\"\(direction)\" lang=\"\(passage.language.attribute)\">\(text)</span>"
  }

  /// The value of `dir`: by the script, where the passage has one.
  ///
  /// Numbers alone run to the right in
  /// every script: the groups of a telephone number must not change places.
  private static func direction(of bytes: ArraySlice<UInt8>, _ passage: Passage?) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if !text.unicodeScalars.contains(where: \.properties.isAlphabetic) { return "ltr" }
    guard let passage, passage.script != .common, passage.script != .unknown else { return "auto" }
    return rightToLeft.contains(passage.script.code) ? "rtl" : "ltr"
  }

  /// Scripts that run from right to left, by ISO 15924 (Unicode, Bidi_Class R and AL).
  private static let rightToLeft: Set<String> = [
    "Adlm", "Arab", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar",
    "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm",
    "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Todr",
    "Yezi",
  ]
}
