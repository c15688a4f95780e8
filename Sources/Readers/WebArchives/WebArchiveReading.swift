// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import ReaderProcess

/// The reading of the records of one web archive.
struct WebArchiveReading {
  private var bytes: ArchiveBytes
  private let limits: ExtractionLimits
  private var findings = ContainerFindings()
  /// Bytes that may still be given out.
  private var left: Int
  /// Bytes of the record that are not taken yet.
  private var rest = 0
  private var isFull = false

  /// Longest line of a head, in bytes.
  private static let longestLine = 64 << 10
  /// Most lines of a head.
  private static let mostLines = 1000

  /// Takes the bytes behind all compressions.
  init(_ limits: ExtractionLimits, _ bytes: ArchiveBytes) {
    self.limits = limits
    self.bytes = bytes
    left = limits.unpackedBytes
  }

  /// Whether bytes begin a record.
  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    head.starts(with: Array("WARC/1.".utf8)) || head.starts(with: Array("WARC/0.".utf8))
  }

  /// Gives out what was archived, and returns what was found beside it.
  mutating func read(to output: inout WorkerOutput) throws(WorkerStop) -> ContainerFindings {
    while !isFull, let fields = try nextRecord(to: &output) {
      try record(fields, to: &output)
      while rest > 0, bytes.peek(1).isEmpty == false { skip() }
      if rest > 0, bytes.fault == nil {
        try findings.gap(.damaged, "the last record of the web archive is cut off", to: &output)
      }
    }
    if let fault = bytes.fault { try findings.gap(fault, of: "the web archive", to: &output) }
    return findings
  }

  // MARK: Records

  /// The head of the next record; nil at the end.
  private mutating func nextRecord(
    to output: inout WorkerOutput
  ) throws(WorkerStop) -> HeadFields? {
    var isLost = false
    while let line = bytes.line(atMost: Self.longestLine) {
      if Self.begins(line[...]) {
        if let fields = head({ $0.bytes.line(atMost: Self.longestLine) }),
          let length = fields["content-length"].flatMap({ Int($0) }), length >= 0
        {
          rest = length
          return fields
        }
        isLost = false
      } else if line.allSatisfy({ $0 == 0x0A || $0 == 0x0D }) {
        continue
      }
      if !isLost {
        try findings.gap(
          .damaged, "a record of the web archive is damaged and was passed over", to: &output)
      }
      isLost = true
    }
    return nil
  }

  /// The fields up to a blank line; nil where there is no end of them.
  private mutating func head(_ next: (inout Self) -> [UInt8]?) -> HeadFields? {
    var fields = HeadFields()
    for _ in 0..<Self.mostLines {
      guard var line = next(&self) else { return nil }
      while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
      if line.isEmpty { return fields }
      fields.add(line)
    }
    return nil
  }

  private mutating func record(
    _ fields: HeadFields, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    let (type, charset) = fields.contentType
    switch fields["warc-type"]?.lowercased() {
    case "response" where type == "text/dns": break
    case "response" where type?.hasPrefix("application/http") == true || isAnswer:
      try response(fields, to: &output)
    case "response", "resource", "conversion":
      try body(member(fields, type, charset), .identity, isChunked: false, to: &output)
    case "revisit": findings.passOver("records of pages that had not changed (revisit)")
    case "continuation": findings.passOver("continued records")
    default: break
    }
  }

  private var isAnswer: Bool {
    mutating get { bytes.peek(5).elementsEqual("HTTP/".utf8) }
  }

  private func member(_ fields: HeadFields, _ type: String?, _ charset: String?) -> MemberHeader {
    let target = (fields["warc-target-uri"] ?? "").filter { $0 != "<" && $0 != ">" }
    let address = String(decoding: target.utf8.prefix(4096), as: UTF8.self)
    var header = MemberHeader(path: [address.isEmpty ? "record" : address])
    header.source = address.isEmpty ? nil : address
    header.date = fields["warc-date"]
    header.declaredType = type
    header.declaredCharset = charset
    return header
  }

  // MARK: Answers of HTTP

  private mutating func response(
    _ fields: HeadFields, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    guard let line = lineOfRecord(), let answer = head({ $0.lineOfRecord() }) else {
      let address = fields["warc-target-uri"] ?? "an unknown address"
      return try findings.gap(
        .damaged, "the answer of \(address) has no whole head and was passed over", to: &output)
    }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard words.count > 1, words[1].prefix(3) == "200" else {
      return findings.passOver("answers with another status than 200")
    }
    let (type, charset) = answer.contentType
    guard !Self.isDecoration(type) else {
      return findings.passOver("style sheets, scripts and fonts")
    }
    let coding = ContentCoding(answer["content-encoding"])
    var header = member(fields, type, charset)
    if case .unknown(let name) = coding {
      header.notes = ["the page is packed as \(name), which cannot be unpacked here"]
    }
    let isChunked = answer["transfer-encoding"]?.lowercased().contains("chunked") == true
    try body(header, coding, isChunked: isChunked, to: &output)
  }

  /// What pages are made with and nobody reads.
  private static func isDecoration(_ type: String?) -> Bool {
    guard let type else { return false }
    let types = [
      "text/css", "text/javascript", "application/javascript", "application/x-javascript",
      "application/ecmascript", "application/wasm", "application/vnd.ms-fontobject",
    ]
    return types.contains(type) || type.hasPrefix("font/") || type.hasPrefix("application/font")
      || type.hasPrefix("application/x-font")
  }

  private mutating func lineOfRecord() -> [UInt8]? {
    guard rest > 0, let line = bytes.line(atMost: min(rest, Self.longestLine)) else { return nil }
    rest -= line.count
    return line
  }

  private mutating func block() -> [UInt8]? {
    guard rest > 0, let block = bytes.take(upTo: min(rest, ArchiveBytes.blockBytes)) else {
      return nil
    }
    rest -= block.count
    return block
  }

  private mutating func skip() { _ = block() }

  // MARK: Bodies

  /// Gives out what is left of the record as a file, unpacked; passes over what is empty.
  private mutating func body(
    _ header: MemberHeader, _ coding: ContentCoding, isChunked: Bool,
    to output: inout WorkerOutput
  ) throws(WorkerStop) {
    var unpacker = BodyUnpacker(coding, isChunked: isChunked)
    var isBegun = false
    while let block = block() {
      unpacker.push(block)
      if rest == 0 { unpacker.finish() }
      while let piece = unpacker.next() {
        if !isBegun, try !begin(header, to: &output) { return }
        isBegun = true
        left -= piece.count
        guard left >= 0 else {
          isFull = true
          return try findings.gap(.tooManyBytes, to: &output)
        }
        try output.bytes(piece)
      }
    }
    if unpacker.isBroken {
      let sentence = "the packed page \(header.path[0]) is damaged; what came before is kept"
      try findings.gap(.damaged, sentence, to: &output)
    }
    guard isBegun else { return findings.passOver("empty answers") }
    try output.endMember()
    try findings.count(to: &output)
  }

  /// Begins a file; false where there are too many.
  private mutating func begin(
    _ header: MemberHeader, to output: inout WorkerOutput
  ) throws(WorkerStop) -> Bool {
    guard findings.members < limits.parts else {
      isFull = true
      try findings.gap(.tooManyParts(limits), to: &output)
      return false
    }
    try output.beginMember(header)
    return true
  }
}
