// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A mail → one document with its headers and its text, and a member for each file in it.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads mails.
enum MailReader {
  /// The version of what is read out of a mail; changes when the same bytes give another text.
  static let version =
    "1 (GMime \(MailParser.libraryVersion), html \(HTMLReader.version))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let contents: [UInt8]
    do throws(ExtractionFailure) { contents = try input.contents() } catch {
      var report = ExtractionReport(
        mediaType: .mail, extractor: WorkerFormat.mail.rawValue, extractorVersion: version)
      report.failure = error
      return try output.document(ReadDocument(path: [], document: nil, report: report))
    }
    try read(contents, number: nil, input, to: &output)
  }

  /// Reads one mail.
  ///
  /// - Parameters:
  ///   - raw: its bytes.
  ///   - number: its number in a mailbox, from 1; nil where the file is the mail.
  ///   - isCut: whether its end is missing because it was too long.
  ///   - input: the file.
  ///   - output: takes the document and the files inside.
  /// - Throws: `WorkerStop` where nothing more can be written.
  static func read(
    _ raw: [UInt8], number: Int?, isCut: Bool = false, _ input: WorkerInput,
    to output: inout WorkerOutput
  ) throws(WorkerStop) {
    var report = ExtractionReport(
      mediaType: .mail, extractor: WorkerFormat.mail.rawValue, extractorVersion: version)
    let prepared = PreparedMail(raw, mostParts: input.limits.parts)
    let long =
      isCut ? ["the mail is longer than \(input.limits.fileBytes >> 20) MB; it was cut"] : []
    for loss in long + prepared.losses {
      report.gaps.append(ExtractionGap(page: nil, .sizeLimit, loss))
    }
    guard let mail = MailParser(prepared.bytes, mostParts: input.limits.parts + 1) else {
      report.failure = ExtractionFailure(
        .damaged, "the mail does not begin with headers; find a whole copy of it")
      let path = number.map { [name(nil, number: $0)] } ?? []
      return try output.document(ReadDocument(path: path, document: nil, report: report))
    }
    var reading = MailReading(mail, prepared, input, report)
    let document = reading.document()
    let path = number.map { [name(document.title, number: $0)] } ?? []
    try output.document(ReadDocument(path: path, document: document, report: reading.report))
    try reading.sendMembers(path: path, to: &output)
  }

  /// The name of a mail in a mailbox: its number, and its subject.
  private static func name(_ subject: String?, number: Int) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let words = MailAttachment.fileName(subject).map { " " + String($0.prefix(80)) }
    return padded + (words ?? "")
  }
}

/// One mail on its way to a document.
struct MailReading {
  private let mail: MailParser
  private let prepared: PreparedMail
  private let input: WorkerInput
  private let structure: MailStructure
  private let summary: MailSummary
  private var inlineFiles: [InlineFile] = []
  /// GMime does not look further down.
  private static let deepest = 1000
  /// How it was read.
  private(set) var report: ExtractionReport

  /// Takes a mail.
  init(
    _ whole: MailParser, _ prepared: PreparedMail, _ input: WorkerInput, _ report: ExtractionReport
  ) {
    self.prepared = prepared
    self.input = input
    self.report = report
    let limits = input.limits
    mail = Self.content(of: whole, prepared, limits, &self.report)
    let mail = mail
    structure = MailStructure(mail.parts) { versions in
      MailVersions(mail: mail, limits: limits).best(of: versions)
    }
    let text = structure.body.first
    let type = HeaderParameters(text.flatMap { mail.parts[$0].headers.first("content-type") })
    let declared = type.text("charset", charset: nil) ?? input.declaredCharset
    summary = MailSummary(whole, declared: declared) {
      text.flatMap { MailText.charset(of: mail.content(of: $0), declared: declared) }
    }
  }

  /// The mail with the parts that can be seen, where its header names a boundary that is not there, or
  /// where they are packed into a signature.
  private static func content(
    of mail: MailParser, _ prepared: PreparedMail, _ limits: ExtractionLimits,
    _ report: inout ExtractionReport
  ) -> MailParser {
    guard let root = mail.parts.first else { return mail }
    if root.isPackage, let signed = SignedPackage.content(mail.content(of: 0)),
      let inner = MailParser(signed, mostParts: limits.parts + 1)
    {
      report.notes.append(MailStructure.signedNote)
      return inner
    }
    guard root.kind == .multipart else { return mail }
    if mail.parts.count == 1, let visible = prepared.withVisibleBoundary(),
      let seen = MailParser(visible, mostParts: limits.parts + 1), seen.parts.count > 1
    {
      report.notes.append("the mail does not name the line between its parts; it was told by sight")
      return seen
    }
    let boundary = HeaderParameters(root.headers.first("content-type"))
      .text("boundary", charset: nil)
    if let boundary, mail.parts.count > 1, !prepared.isClosed(boundary: boundary) {
      report.notes.append("the end of the last part is missing; the mail may be cut off")
    }
    return mail
  }

  /// The mail as a document; fills the report.
  mutating func document() -> ExtractedDocument {
    var text = MailText(head: summary.head, limits: input.limits)
    for part in structure.body { add(part, to: &text) }
    let isLost = structure.body.isEmpty && structure.attachments.isEmpty && structure.gaps.isEmpty
    if isLost { addWhole(to: &text) }
    inlineFiles = text.files
    report.gaps += structure.gaps
    var seen: Set<String> = []
    report.notes += structure.notes.filter { seen.insert($0).inserted }
    if mail.hasMore, prepared.losses.isEmpty {
      report.gaps.append(
        ExtractionGap(
          page: nil, .sizeLimit,
          "there are more than \(input.limits.parts) parts; the rest was not read"))
    }
    let page = report.repair([text.page])[0].withoutControls()
    return ExtractedDocument(
      pages: [page], title: report.repair(title: summary.title),
      language: input.declaredLanguage ?? summary.language ?? text.language, date: summary.date,
      metadata: summary.metadata)
  }

  private mutating func add(_ number: Int, to text: inout MailText) {
    let part = mail.parts[number]
    let type = HeaderParameters(part.headers.first("content-type"))
    let content = mail.content(of: number)
    let html = ["text/html", "application/xhtml+xml", "text/enriched", "text/richtext"]
    if html.contains(part.mediaType) || Self.isHTML(content) {
      text.add(html: content, type, charset: input.declaredCharset, &report)
    } else {
      text.add(plain: content, type, charset: input.declaredCharset, &report)
    }
  }

  /// Whether a text begins as HTML, whatever it is declared as.
  private static func isHTML(_ content: [UInt8]) -> Bool {
    guard content.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return false }
    let head = Array(content.prefix(16 << 10))
    let type = ContentSniffer.mediaType(of: head, isWhole: false, name: "")
    return type == .html || type == .xhtml
  }

  /// Where the parts cannot be told apart, the content is given as it stands.
  private mutating func addWhole(to text: inout MailText) {
    guard mail.parts.count < Self.deepest else {
      report.gaps.append(
        ExtractionGap(
          page: nil, .depthLimit,
          "parts nest more than \(Self.deepest) deep; what is inside was not read"))
      return
    }
    let content = Array(prepared.bytes[prepared.contentStart...])
    guard content.contains(where: { $0 > 0x20 }) else { return }
    report.notes.append("the parts of the mail cannot be told apart; its content is kept as it is")
    let type = HeaderParameters(nil)
    text.add(plain: content, type, charset: summary.bodyCharset, &report)
  }

  /// Sends the files inside.
  func sendMembers(path: [String], to output: inout WorkerOutput) throws(WorkerStop) {
    for number in structure.attachments {
      let part = mail.parts[number]
      let content = mail.content(of: number)
      var header = MailAttachment(part, number: number, charset: summary.bodyCharset)
        .header(path: path)
      if part.kind == .message || part.mediaType.hasPrefix("message/rfc822") {
        header.path[path.count] = messageName(part, content, number)
      }
      try output.member(header, content)
    }
    for (index, file) in inlineFiles.enumerated() {
      let name = MailAttachment.fileName(HeaderText.decode(file.name, charset: summary.bodyCharset))
      var header = MemberHeader(path: path + [name ?? "part-\(mail.parts.count + index + 1)"])
      header.notes = ["the file stood uuencoded in the text of the mail"]
      try output.member(header, file.contents)
    }
  }

  /// A mail in a mail is named by its subject where nobody named it.
  private func messageName(_ part: MailPart, _ content: [UInt8], _ number: Int) -> String {
    if let name = MailAttachment.name(of: part, charset: summary.bodyCharset) { return name }
    let prepared = PreparedMail(Array(content.prefix(256 << 10)), mostParts: 100)
    let subject = MailParser(prepared.bytes, mostParts: 1).flatMap { inner in
      MailSummary(inner, declared: nil).title
    }
    let name = MailAttachment.fileName(subject).map { String($0.prefix(80)) }
    return (name ?? "part-\(number + 1)") + ".eml"
  }
}
