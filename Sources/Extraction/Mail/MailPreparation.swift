// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is put right in the bytes of a mail before it is taken apart: what mailboxes and programs put
// before its first header, line ends of old computers, and more headers and parts than anybody wrote.

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

  /// Prepares a mail. O(bytes).
  ///
  /// - Parameters:
  ///   - raw: the mail, perhaps with a line of a mailbox before it.
  ///   - mostParts: how many parts it may have.
  init(_ raw: [UInt8], mostParts: Int) {
    bytes = Self.withoutLength(raw)
    Self.evenLineEnds(&bytes)
    let start = Self.headerStart(bytes)
    if start > 0 { bytes.removeSubrange(..<start) }
    contentStart = bytes.count
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
  private mutating func tidyHeaders() {
    var lines = 0
    var start = 0
    var cut: Int?
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isEmpty = end == start || (end == start + 1 && bytes[start] == 0x0D)
      if isEmpty {
        contentStart = min(end + 1, bytes.count)
        break
      }
      lines += 1
      if lines > 2 * MailHeaders.most, cut == nil, bytes[start] != 0x20, bytes[start] != 0x09 {
        cut = start
      }
      start = end + 1
    }
    if let cut {
      let end = min(start, bytes.count)
      bytes.removeSubrange(cut..<end)
      losses.append("there are more than \(MailHeaders.most) headers; the rest was not read")
      contentStart = max(cut, contentStart - (end - cut))
    }
    let header = bytes[..<contentStart]
    guard header.contains(0) else { return }
    let clean = header.filter { $0 != 0 }
    bytes.replaceSubrange(..<contentStart, with: clean)
    contentStart = clean.count
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
