// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Media types from the first bytes of a file.

/// Tells the kind of a file by its content.
package enum ContentSniffer {
  /// What the `winmail.dat` of Outlook begins with.
  package static let transportFile: [UInt8] = [0x78, 0x9F, 0x3E, 0x22]
  /// How many bytes to look at.
  static let headBytes = 1 << 20

  /// The media type of a file that begins with `head`, its first `headBytes` at most.
  ///
  /// `isWhole` says whether the file ends with them. Of the name only the ending counts, and only
  /// for JSON lines, tables and Markdown.
  package static func mediaType(of head: [UInt8], isWhole: Bool, name: String) -> MediaType {
    if head.isEmpty { return .empty }
    if isPDF(head) { return .pdf }
    if head.starts(with: transportFile) { return .transportFile }
    if let format = KnownFormat.matching(head) { return format.mediaType }
    if OldTar.matches(head) { return .tar }
    if let type = markup(head) { return type }
    if let type = MailSniffer.mediaType(of: head) { return type }
    if isJSONLines(head, isWhole: isWhole, name: name) { return .jsonLines }
    if let table = TableSniffer.table(head, name: name) { return table.mediaType }
    return MarkdownSniffer.isMarkdown(head, name: name) ? .markdown : .plainText
  }

  /// Whether bytes hold what text never does: many control characters.
  static func looksBinary(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(64 << 10)
    let controls = head.count { $0 < 0x09 || ($0 > 0x0D && $0 < 0x1B) || $0 == 0x7F }
    return controls * 50 > head.count
  }

  /// Poppler, as other readers, takes a PDF whose header stands anywhere in the first kilobyte.
  private static func isPDF(_ head: [UInt8]) -> Bool {
    let mark = Array("%PDF-".utf8)
    let start = head.prefix(1024)
    guard let index = start.indices.first(where: { start[$0...].starts(with: mark) }) else {
      return false
    }
    // A page about PDF is no PDF.
    return !start[..<index].contains(UInt8(ascii: "<"))
  }

  // MARK: JSON lines

  /// Whether the file is records: two and half of its first sixteen lines are JSON objects.
  ///
  /// With a name for it, a single object is enough.
  private static func isJSONLines(_ head: [UInt8], isWhole: Bool, name: String) -> Bool {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = head[start...].first(where: { $0 > 0x20 }) else { return false }
    let isNamed = [".jsonl", ".ndjson"].contains { name.lowercased().hasSuffix($0) }
    guard first == UInt8(ascii: "{") || isNamed else { return false }
    var lines = 0
    var objects = 0
    let span = head.span
    JSONLinesChunk.forEachLine(of: span, from: start) { _, range in
      let isCut = range.upperBound == head.count && !isWhole
      guard lines < 16, !isCut, !range.allSatisfy({ span[$0] <= 0x20 }) else { return }
      lines += 1
      if (try? JSONRecord(span, in: range)) != nil { objects += 1 }
    }
    if lines == 0 { return isNamed }
    return isNamed ? objects > 0 : objects >= 2 && objects * 2 >= lines
  }

  // MARK: Markup

  /// HTML or XHTML by how it begins; nil where it does not begin as either.
  ///
  /// Only the beginning counts: a text about HTML is not HTML.
  private static func markup(_ head: [UInt8]) -> MediaType? {
    let text = skeleton(head.prefix(16 << 10))
    var rest = text[...]
    var isXML = false
    while true {
      rest = rest.drop { $0 == " " }
      if rest.hasPrefix("<?xml") { isXML = true }
      if rest.hasPrefix("<!--"), let end = end(of: "-->", in: rest) {
        rest = rest[end...]
      } else if rest.hasPrefix("<?"), let end = end(of: ">", in: rest) {
        rest = rest[end...]
      } else if isXML, rest.hasPrefix("<!doctype"), !rest.hasPrefix("<!doctype html"),
        let end = MarkupSniffer.endOfDoctype(rest)
      {
        rest = rest[end...]
      } else {
        break
      }
    }
    let isHTML = openings.contains { rest.hasPrefix($0) }
    if let type = LayoutSniffer.mediaType(of: rest, isHTML: isHTML) { return type }
    if let type = MarkupSniffer.mediaType(of: rest, isXML: isXML) { return type }
    let isPage = ["<html", "<!doctype html"].contains { rest.hasPrefix($0) }
    guard isHTML, isPage || !isXML else {
      return isXML ? .xml : nil
    }
    return isXML || rest.prefix(2048).contains("http://www.w3.org/1999/xhtml") ? .xhtml : .html
  }

  private static func end(of mark: String, in text: Substring) -> Substring.Index? {
    var rest = text
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return rest.index(rest.startIndex, offsetBy: mark.count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// How HTML begins, in lower case, white space as a single space.
  private static let openings: [String] = {
    let names = [
      "html", "head", "body", "title", "meta", "script", "style", "link", "div", "table", "p",
      "h1", "h2", "h3", "a", "b", "br", "font", "center", "iframe", "span", "ul", "ol", "article",
      "section", "main", "header", "img", "base",
    ]
    return ["<!doctype html"] + names.flatMap { ["<\($0)>", "<\($0) ", "<\($0)/"] }
  }()

  /// ASCII in lower case with white space as single spaces; other bytes as `?`, zeros (of UTF-16)
  /// and byte order marks left out.
  private static func skeleton(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
    for byte in bytes where byte != 0 && !(result.isEmpty && marks.contains(byte)) {
      switch byte {
      case 0x01...0x20: if result.last != 0x20 { result.append(0x20) }
      case 0x41...0x5A: result.append(byte | 0x20)
      case 0x21..<0x7F: result.append(byte)
      default: result.append(UInt8(ascii: "?"))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
