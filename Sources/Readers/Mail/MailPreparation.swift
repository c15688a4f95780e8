// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is put right in the bytes of a mail before it is taken apart: what mailboxes and programs put
// before its first header, line ends of old computers, and more headers and parts than anybody wrote.

internal import Extraction

/// A mail as it is given to the parser.
struct PreparedMail {
  /// The mail from its first header on.
  private(set) var bytes: [UInt8]
  /// Where its content begins in `bytes`, behind the empty line; the end where there is none.
  private(set) var contentStart: Int
  /// What was left out, one sentence each.
  private(set) var losses: [String] = []

  /// How many lines before the first header are passed over.
  private static let mostJunkLines = 20

  /// Prepares a mail.
  ///
  /// O(bytes).
  /// - Parameters:
  ///   - raw: the mail, perhaps with a line of a mailbox before it.
  ///   - mostParts: how many parts it may have.
  init(_ raw: [UInt8], mostParts: Int) {
    bytes = Self.withoutLength(raw)
    Self.evenLineEnds(&bytes)
    let start = Self.headerStart(bytes)
    if start > 0 { bytes.removeSubrange(..<start) }
    contentStart = bytes.count
    Self.endLastLine(&bytes)
    tidyHeaders()
    limitParts(mostParts)
  }

  /// Apple Mail writes the length of a mail before it, and a property list behind it.
  private static func withoutLength(_ raw: [UInt8]) -> [UInt8] {
    let line = raw.prefix(16).prefix { $0 != 0x0A }
    let digits = line.prefix { (0x30...0x39).contains($0) }
    guard line.count < 16, let length = Int(String(decoding: digits, as: UTF8.self)),
      line[digits.endIndex...].allSatisfy({ $0 == 0x20 || $0 == 0x0D })
    else { return raw }
    return Array(raw.dropFirst(line.count + 1).prefix(length))
  }

  /// Old Macintosh files end lines with a carriage return alone.
  private static func evenLineEnds(_ bytes: inout [UInt8]) {
    let head = bytes.prefix(64 << 10)
    guard head.contains(0x0D), !head.contains(0x0A) else { return }
    for index in bytes.indices where bytes[index] == 0x0D { bytes[index] = 0x0A }
  }

  /// GMime leaves half of a line end before a last boundary that has none itself.
  private static func endLastLine(_ bytes: inout [UInt8]) {
    let tail = bytes.suffix(256)
    guard let end = tail.lastIndex(of: 0x0A), tail[(end + 1)...].starts(with: [0x2D, 0x2D]) else {
      return
    }
    bytes.append(0x0A)
  }

  /// Where the first line stands that is a header; 0 where none of the first lines is.
  private static func headerStart(_ bytes: [UInt8]) -> Int {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for _ in 0..<mostJunkLines where start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if MailSniffer.headerName(bytes[start..<end]) != nil { return start }
      start = min(end + 1, bytes.count)
    }
    return 0
  }

  /// Finds the end of the headers, takes zeros out of them, and those beyond all measure.
  ///
  /// Lines behind the last header are text where the empty line between them is missing.
  private mutating func tidyHeaders() {
    var count = 0
    var start = 0
    var lastHeaderEnd = 0
    var cut: Int?
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.isEmpty || line.elementsEqual([0x0D]) { break }
      let isContinued = (line.first == 0x20 || line.first == 0x09) && lastHeaderEnd == start
      if isContinued || MailSniffer.headerName(line) != nil {
        lastHeaderEnd = min(end + 1, bytes.count)
      }
      count += 1
      if count > 2 * MailHeaders.most, cut == nil, !isContinued { cut = start }
      start = end + 1
    }
    start = min(start, bytes.count)
    if let cut {
      bytes.removeSubrange(cut..<start)
      losses.append("there are more than \(MailHeaders.most) headers; the rest was not read")
      start = cut
    } else if lastHeaderEnd < start {
      bytes.insert(0x0A, at: lastHeaderEnd)
      start = lastHeaderEnd
    }
    contentStart = (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
    removeZerosFromHeader()
  }

  private mutating func removeZerosFromHeader() {
    let header = bytes[..<contentStart]
    guard header.contains(0) else { return }
    let clean = header.filter { $0 != 0 }
    bytes.replaceSubrange(..<contentStart, with: clean)
    contentStart = clean.count
  }

  /// The content with the boundary that its first line shows, as an entity of its own; nil where none
  /// does.
  ///
  /// For mails whose header names another boundary, or none.
  func withVisibleBoundary() -> [UInt8]? {
    var start = contentStart
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes[start..<end]
      while let last = line.last, last == 0x0D || last == 0x20 { line.removeLast() }
      let next = bytes[min(end + 1, bytes.count)...].prefix(1024).prefix { $0 != 0x0A }
      if line.count > 2, line.count < 200, line.starts(with: [0x2D, 0x2D]),
        !line.contains(UInt8(ascii: "\"")), MailSniffer.headerName(next) != nil
      {
        let type = Array("Content-Type: multipart/mixed; boundary=\"".utf8)
        return type + line.dropFirst(2) + [0x22, 0x0A, 0x0A] + bytes[start...]
      }
      start = end + 1
    }
    return nil
  }

  /// Whether the last part ends where the boundary says so; looked for near the end.
  func isClosed(boundary: String) -> Bool {
    let mark = Array("--\(boundary)--".utf8)
    let tail = bytes[contentStart...].suffix(64 << 10)
    var start = tail.startIndex
    while let found = tail[start...].firstIndex(of: 0x2D) {
      if tail[found...].starts(with: mark) { return true }
      start = found + 1
    }
    return false
  }

  /// Cuts a mail off before it has more parts than allowed: every part begins with two hyphens.
  private mutating func limitParts(_ most: Int) {
    guard bytes.count / 4 > most else { return }
    var count = 0
    for index in contentStart..<max(contentStart, bytes.count - 2)
    where bytes[index] == 0x0A && bytes[index + 1] == 0x2D && bytes[index + 2] == 0x2D {
      count += 1
      if count > most {
        bytes.removeSubrange(index...)
        losses.append("there are more than \(most) parts; the rest was not read")
        return
      }
    }
  }
}
