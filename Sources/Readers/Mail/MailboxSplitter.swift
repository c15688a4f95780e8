// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Mailboxes: one mail behind the other, each after a line `From sender time`. Programs that write them
// put `>` before such lines inside a mail, or forget to; so a line parts two mails only where it has a
// time and a header follows it.

internal import Extraction
internal import FileStorage

/// Takes a mailbox apart, mail by mail; holds one mail in memory.
struct MailboxSplitter {
  /// One mail.
  struct Mail {
    /// Its bytes, without the line before it and with the marks of the mailbox removed.
    var bytes: [UInt8]
    /// Whether it was longer than allowed, and is cut.
    var isCut: Bool
  }

  /// Why the file could not be read on; nil where it could.
  private(set) var fault: FileStorageError?
  private let file: FileReader
  private let most: Int
  private var buffer: [UInt8] = []
  /// Where the mail that comes next begins in `buffer`.
  private var head = 0
  /// Where the line to look at next begins in `buffer`.
  private var place = 0
  private var isAtEnd = false

  /// Bytes that are read together.
  private static let step = 1 << 20
  /// How far behind a line the next is looked at.
  private static let lookahead = 2048
  /// Longest line of a mailbox that can part two mails, in bytes, by far.
  private static let longestLine = 64 << 10

  /// Takes a mailbox from where `file` stands; `most` is the longest mail, in bytes.
  init(_ file: FileReader, most: Int) {
    self.file = file
    self.most = most
  }

  /// The next mail; nil at the end, or where the file cannot be read on.
  mutating func next() -> Mail? {
    var isCut = false
    while fault == nil {
      if let end = findSeparator() {
        if let mail = take(upTo: end, isCut) { return mail }
      } else if isAtEnd {
        return head < buffer.count ? take(upTo: buffer.count, isCut) : nil
      } else {
        if place - head > most {
          isCut = true
          buffer.removeSubrange((head + most)..<place)
          place = head + most
        }
        fill()
      }
    }
    return nil
  }

  private mutating func fill() {
    buffer.removeSubrange(..<head)
    place -= head
    head = 0
    var more = [UInt8](repeating: 0, count: Self.step)
    do throws(FileStorageError) {
      let count = try file.read(into: &more)
      isAtEnd = count < more.count
      buffer += more[..<count]
    } catch {
      fault = error
    }
  }

  /// Takes the first bytes off the buffer; nil where they are no mail.
  private mutating func take(upTo end: Int, _ isCut: Bool) -> Mail? {
    let bytes = buffer[head..<(isCut ? min(end, head + most) : end)]
    head = end
    place = end
    guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
    return Mail(bytes: Self.unmarked(bytes), isCut: isCut)
  }

  /// Where the next mail begins; nil where more must be read to tell.
  private mutating func findSeparator() -> Int? {
    while place < buffer.count {
      guard let end = buffer[place...].firstIndex(of: 0x0A) else {
        if buffer.count - place > Self.longestLine { place = buffer.count }
        return nil
      }
      guard isAtEnd || end + Self.lookahead < buffer.count else { return nil }
      let start = place
      if start > head, isSeparator(start..<end) { return start }
      place = end + 1
    }
    return nil
  }

  private func isSeparator(_ line: Range<Int>) -> Bool {
    guard buffer[line.lowerBound] == UInt8(ascii: "F"), MailSniffer.isMailboxLine(buffer[line])
    else { return false }
    let rest = buffer[(line.upperBound + 1)...]
    let next = rest.prefix(1024).prefix { $0 != 0x0A }
    guard let name = MailSniffer.headerName(next) else { return next.starts(with: Self.marked) }
    let before = buffer[..<line.lowerBound].suffix(4)
    let isAfterEmptyLine =
      before.suffix(2).elementsEqual([0x0A, 0x0A])
      || before.elementsEqual([0x0D, 0x0A, 0x0D, 0x0A])
    return isAfterEmptyLine || MailSniffer.isUsual(name)
  }

  private static let marked = Array(">From ".utf8)

  /// Removes the line before a mail, and one `>` from each line that begins with `>From `.
  private static func unmarked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      let line = bytes[start..<end]
      let depth =
        line.first == UInt8(ascii: ">") ? line.prefix { $0 == UInt8(ascii: ">") }.count : 0
      if depth > 0, line.dropFirst(depth).starts(with: marked.dropFirst()) {
        result += line.dropFirst()
      } else if !(result.isEmpty && MailSniffer.isMailboxLine(trimmed(line))) {
        result += line
      }
      start = end
    }
    return result
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
    return line
  }
}
