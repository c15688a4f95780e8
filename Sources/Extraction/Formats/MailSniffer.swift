// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What tells a mail from a letter: both may begin with "From:", but only programs write the headers
// that a mail gets on its way, and only mails have an address behind "From:" and "To:".

/// Tells mails and mailboxes by how they begin.
package enum MailSniffer {
  /// `.mail` or `.mailbox`; nil where a file begins as neither.
  package static func mediaType(of head: [UInt8]) -> MediaType? {
    var lines = Lines(head)
    guard var line = lines.nextFilled() else { return nil }
    if isMailboxLine(line) {
      guard let next = lines.next(), headerName(next) != nil || next.starts(with: escapedFrom)
      else { return nil }
      return .mailbox
    }
    // Apple Mail writes the length of the mail before it.
    if line.count < 16, line.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x20 }) {
      guard let next = lines.next() else { return nil }
      line = next
    }
    if line.starts(with: escapedFrom) || line.starts(with: from), let next = lines.next() {
      line = next
    }
    return isHeader(line, &lines) ? .mail : nil
  }

  /// The name of the header that a line is, in lower case; nil where it is none.
  package static func headerName(_ line: ArraySlice<UInt8>) -> String? {
    guard let colon = line.prefix(78).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
    else { return nil }
    // Some programs leave a space before the colon.
    var name = line[..<colon]
    if name.last == 0x20 { name.removeLast() }
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// Whether a line parts the mails of a mailbox: `From`, a sender, a time and a year.
  package static func isMailboxLine(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: from), line.count < 512 else { return false }
    let words = line.dropFirst(from.count).split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let hasTime = words.contains { word in
      word.contains(UInt8(ascii: ":")) && word.first.map(isDigit) == true
        && word.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") }
    }
    return hasTime && words.contains { $0.count == 4 && $0.allSatisfy(isDigit) }
  }

  /// Whether mails often begin with a header, by its name in lower case.
  package static func isUsual(_ name: String) -> Bool {
    HeaderEvidence.ofPeople.contains(name) || HeaderEvidence.ofMail.contains(name)
      || name.hasPrefix("x-") || name == "status" || name == "content-type"
  }

  private static let from = Array("From ".utf8)
  private static let escapedFrom = Array(">From ".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the lines are the header of a mail.
  private static func isHeader(_ first: ArraySlice<UInt8>, _ lines: inout Lines) -> Bool {
    var evidence = HeaderEvidence()
    var line: ArraySlice<UInt8>? = first
    var isContinued = false
    while let current = line, !current.isEmpty {
      if current.first == 0x20 || current.first == 0x09 {
        guard isContinued else { return false }
        evidence.addContinuation(current)
      } else if let name = headerName(current) {
        evidence.add(name, current)
        isContinued = true
      } else if !evidence.isOfPrograms {
        return false
      }
      line = lines.next()
    }
    return evidence.isMail
  }
}

/// What the header lines of a file say for its being a mail.
private struct HeaderEvidence {
  private var written = 0
  private var byPrograms = 0
  private var hasAddress = false
  private var isAddressHeader = false
  private var isMultipart = false

  /// Headers that people fill in.
  static let ofPeople: Set<String> = [
    "from", "to", "cc", "bcc", "subject", "date", "reply-to", "sender",
  ]
  /// Headers that only programs write, and only into mails.
  static let ofMail: Set<String> = [
    "received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature",
    "in-reply-to", "references", "content-transfer-encoding", "authentication-results", "x-mailer",
    "list-id", "list-unsubscribe", "x-original-to", "envelope-to", "x-mozilla-status", "x-uidl",
    "received-spf", "arc-seal", "x-gmail-labels", "x-gm-thrid", "x-received", "user-agent",
    "newsgroups", "thread-topic", "thread-index", "x-originating-ip", "x-spam-status",
  ]

  var isOfPrograms: Bool { byPrograms > 0 }

  var isMail: Bool {
    isMultipart || byPrograms >= 2 || (byPrograms == 1 && written >= 1)
      || (written >= 2 && hasAddress)
  }

  mutating func add(_ name: String, _ line: ArraySlice<UInt8>) {
    isAddressHeader = ["from", "to", "cc", "sender", "reply-to"].contains(name)
    if Self.ofPeople.contains(name) { written += 1 }
    if Self.ofMail.contains(name) { byPrograms += 1 }
    if name == "content-type" {
      let value = String(decoding: line.prefix(40), as: UTF8.self).lowercased()
      isMultipart = isMultipart || value.contains("multipart/")
    }
    addContinuation(line)
  }

  mutating func addContinuation(_ line: ArraySlice<UInt8>) {
    guard isAddressHeader, let at = line.firstIndex(of: UInt8(ascii: "@")) else { return }
    let after = line.index(after: at)
    hasAddress = hasAddress || (after < line.endIndex && line[after] > 0x20 && at > line.startIndex)
  }
}

/// The lines of a head without their ends; the last may be cut.
private struct Lines {
  private var rest: ArraySlice<UInt8>

  init(_ head: [UInt8]) {
    rest = head.prefix(64 << 10)
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
    let line = rest[..<end]
    let isPair = rest[end...].starts(with: [0x0D, 0x0A])
    rest = rest[end...].dropFirst(isPair ? 2 : 1)
    return line
  }

  /// The next line that is not empty, of the first ten.
  mutating func nextFilled() -> ArraySlice<UInt8>? {
    for _ in 0..<10 {
      guard let line = next() else { return nil }
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return line }
    }
    return nil
  }
}
