// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What every extractor's text goes through last: pages cut at form feeds, line ends evened out, and
// no control character left that a terminal or a reader could trip over.

/// Makes pages of decoded text.
package enum TextCleaner {
  /// Cuts text into pages at U+000C and cleans each.
  ///
  /// CR LF, CR and U+0085 become U+000A; other control characters than that and the tab become a
  /// space; a byte order mark at the start goes. A form feed at the very end makes no empty page.
  /// At least one page comes back. O(length).
  package static func pages(
    of text: String, highControls: HighControls = .cleaned
  ) -> [String] {
    needsCleaning(text.utf8Span.span, highControls)
      ? cleanPages(of: Array(text.utf8), highControls) : [text]
  }

  /// As above, for UTF-8; what is invalid becomes U+FFFD.
  package static func pages(
    of utf8: [UInt8], highControls: HighControls = .cleaned
  ) -> [String] {
    needsCleaning(utf8.span, highControls)
      ? cleanPages(of: utf8, highControls) : [String(decoding: utf8, as: UTF8.self)]
  }

  /// What becomes of U+0080–U+009F.
  package enum HighControls {
    /// A space; U+0085 a line end.
    case cleaned
    /// They stay, for the repairs to read as what they were.
    case kept
  }

  private static func cleanPages(of utf8: [UInt8], _ highControls: HighControls) -> [String] {
    var pages: [String] = []
    var page: [UInt8] = []
    page.reserveCapacity(utf8.count)
    var index = utf8.starts(with: mark) ? 3 : 0
    while index < utf8.count {
      if utf8[index] == 0x0C {
        pages.append(String(decoding: page, as: UTF8.self))
        page.removeAll(keepingCapacity: true)
        index += 1
      } else {
        index += appendClean(utf8, at: index, highControls, to: &page)
      }
    }
    if !page.isEmpty || pages.isEmpty { pages.append(String(decoding: page, as: UTF8.self)) }
    return pages
  }

  /// Cleans a short value, such as a title: all white space becomes single spaces.
  ///
  /// Nil where nothing is left.
  package static func value(_ text: String) -> String? {
    if isPlainWord(text.utf8Span.span) { return text }
    let words = text.unicodeScalars.split { scalar in
      scalar.properties.isWhitespace || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    let joined = words.map { String($0) }.joined(separator: " ")
    return joined.isEmpty ? nil : joined
  }

  /// Whether a value is ASCII without spaces, as ids and language codes are.
  private static func isPlainWord(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] <= 0x20 || bytes[index] >= 0x7F { return false }
    return !bytes.isEmpty
  }

  /// Whether nothing but white space and invisible characters stands in a text.
  package static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.value < 0x20
    }
  }

  /// U+FEFF at the start of a text only says that it is Unicode.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func needsCleaning(_ bytes: Span<UInt8>, _ highControls: HighControls) -> Bool {
    if bytes.count >= 3 && bytes[0] == mark[0] && bytes[1] == mark[1] && bytes[2] == mark[2] {
      return true
    }
    var previous: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 && byte != 0x0A && byte != 0x09 { return true }
      if byte == 0x7F { return true }
      if previous == 0xC2 && byte < 0xA0 && highControls == .cleaned { return true }
      previous = byte
    }
    return false
  }

  /// Appends the clean form of the character at `index`; gives the number of bytes it took.
  private static func appendClean(
    _ utf8: [UInt8], at index: Int, _ highControls: HighControls, to page: inout [UInt8]
  ) -> Int {
    let byte = utf8[index]
    let next = index + 1 < utf8.count ? utf8[index + 1] : 0
    switch byte {
    case 0x0D:
      page.append(0x0A)
      return next == 0x0A ? 2 : 1
    case 0x00..<0x09, 0x0B, 0x0E..<0x20, 0x7F:
      page.append(0x20)
      return 1
    case 0xC2 where (0x80..<0xA0).contains(next) && highControls == .cleaned:
      page.append(next == 0x85 ? 0x0A : 0x20)
      return 2
    default:
      page.append(byte)
      return 1
    }
  }
}
