// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// A mail in an MSG file, or a mail in a mail.
struct OutlookMail {
  private let file: CompoundFile
  private let input: WorkerInput
  private let properties: OutlookProperties
  private let charset: String?
  private let summary: MailSummary
  private let depth: Int

  /// Takes the mail that a folder of the file is; the file's own is folder 0.
  init(_ file: CompoundFile, folder: Int, _ input: WorkerInput, depth: Int = 0) {
    self.file = file
    self.input = input
    self.depth = depth
    properties = OutlookProperties(file, folder: folder, header: depth == 0 ? 32 : 24)
    charset = Self.charset(of: properties) ?? input.declaredCharset
    summary = OutlookSummary(file, properties, charset: charset).summary
  }

  /// Sends the mail and what is in it; `path` leads to it.
  func send(path: [String], to output: inout WorkerOutput) throws(WorkerStop) {
    var report = OutlookReader.emptyReport
    let files = attachments(&report)
    let text = text(&report)
    let page = report.repair([text.page])[0].withoutControls()
    var document: ExtractedDocument? = ExtractedDocument(
      pages: [page], title: report.repair(title: summary.title),
      language: input.declaredLanguage ?? text.language, date: summary.date,
      metadata: summary.metadata)
    if TextCleaner.isBlank(page.text) {
      document = nil
      report.failure = ExtractionFailure(
        .noText, "the mail has neither headers nor text; it may be cut off")
    }
    try output.document(ReadDocument(path: path, document: document, report: report))
    if !hasBody, let rich = properties.bytes(Property.richBody).flatMap(CompressedRTF.unpacked) {
      var header = MemberHeader(path: path + ["body.rtf"])
      header.declaredType = "application/rtf"
      header.notes = ["the text of the mail, which it holds as RTF alone"]
      try output.member(header, rich)
    }
    for file in files { try send(file, path: path, to: &output) }
    for file in text.files {
      let name = MailAttachment.fileName(HeaderText.decode(file.name, charset: charset))
      try output.member(MemberHeader(path: path + [name ?? "part"]), file.contents)
    }
  }

  /// Numbers of properties (MS-OXPROPS).
  enum Property {
    static let messageClass: UInt16 = 0x001A
    static let body: UInt16 = 0x1000
    static let richBody: UInt16 = 0x1009
    static let html: UInt16 = 0x1013
    static let internetCodePage: UInt16 = 0x3FDE
    static let codePage: UInt16 = 0x3FFD
  }
}

// Text.
extension OutlookMail {
  private var hasBody: Bool { properties.text(Property.body) != nil || html != nil }

  /// HTML is kept as bytes, or as a text.
  private var html: (bytes: [UInt8], charset: String?)? {
    if let bytes = properties.bytes(Property.html), !bytes.isEmpty {
      let page = properties.number(Property.internetCodePage).flatMap(OutlookCodePage.charset)
      return (bytes, page)
    }
    return properties.text(Property.html).map { ($0.bytes, $0.isUnicode ? "UTF-8" : charset) }
  }

  private func text(_ report: inout ExtractionReport) -> MailText {
    var text = MailText(head: summary.head, limits: input.limits)
    let type = HeaderParameters(nil)
    let plain = properties.text(Property.body)
    // Outlook writes question marks for what its code page does not have.
    let isPoor = plain.map { !$0.isUnicode && $0.bytes.contains(UInt8(ascii: "?")) } ?? true
    if let html, isPoor {
      text.add(html: html.bytes, type, charset: html.charset, &report)
    } else if let plain {
      text.add(
        plain: plain.bytes, type, charset: plain.isUnicode ? "UTF-8" : charset, &report)
    }
    return text
  }

  /// The charset of texts that are not Unicode: as the mail says, else as they look.
  private static func charset(of properties: OutlookProperties) -> String? {
    let pages = [Property.codePage, Property.internetCodePage]
    let named = pages.compactMap { properties.number($0) }.compactMap(OutlookCodePage.charset).first
    let shown: [UInt16] = [Property.body, 0x0037, 0x0C1A, 0x0E04]
    let texts = shown.compactMap { properties.text($0) }.filter { !$0.isUnicode }
    let sample: [UInt8] = texts.flatMap { $0.bytes + [0x0A] }
    guard sample.contains(where: { $0 >= 0x80 }) else { return named }
    return CharsetDecoder.decode(sample, declared: named)?.charset ?? named
  }
}

// What is in it.
extension OutlookMail {
  private enum Attached {
    case file(MemberHeader, [UInt8])
    case mail(folder: Int, name: String)
  }

  private func send(
    _ attached: Attached, path: [String], to output: inout WorkerOutput
  ) throws(WorkerStop) {
    switch attached {
    case .file(var header, let contents):
      header.path = path + header.path
      try output.member(header, contents)
    case .mail(let folder, let name):
      try OutlookMail(file, folder: folder, input, depth: depth + 1)
        .send(path: path + [name], to: &output)
    }
  }

  private func attachments(_ report: inout ExtractionReport) -> [Attached] {
    let kind = properties.text(Property.messageClass)?.value(charset: nil)?.lowercased() ?? ""
    let isPackage = kind.hasPrefix("ipm.note.smime")
    if isPackage, !kind.hasSuffix("multipartsigned") {
      report.gaps.append(.encryptedMail)
      return []
    }
    var found: [Attached] = []
    for place in file.folders("__attach_version1.0_", of: properties.folder) {
      switch attachment(place, number: found.count + 1) {
      case .success(let attached): found.append(attached)
      case .failure(let gap): report.gaps.append(ExtractionGap(page: nil, gap.reason, gap.sentence))
      }
    }
    return found
  }

  private func attachment(
    _ folder: Int, number: Int
  ) -> Result<Attached, ExtractionFailure> {
    let properties = OutlookProperties(file, folder: folder, header: 8)
    let names: [UInt16] = [0x3707, 0x3704, 0x3001]
    let name =
      names.lazy.compactMap {
        MailAttachment.fileName(properties.text($0)?.value(charset: charset))
      }
      .first ?? "part-\(number)"
    if let contents = properties.bytes(0x3701) {
      var header = MemberHeader(path: [name])
      header.declaredType = properties.text(0x370E)?.value(charset: nil)?.lowercased()
      header.modified = properties.date(0x3008)
      return .success(.file(header, contents))
    }
    guard let inner = properties.folder(0x3701) else {
      return .failure(
        ExtractionFailure(.damaged, "the content of \(name) is not in the file; find another copy"))
    }
    guard file.child(OutlookProperties.stream, of: inner) != nil else {
      return .failure(
        ExtractionFailure(
          .formatNotSupported, "\(name) is an object of another program, which is not read"))
    }
    guard depth < input.limits.packedDepth else {
      return .failure(
        ExtractionFailure(
          .packedTooDeep,
          "mails are packed more than \(input.limits.packedDepth) deep; unpack them first"))
    }
    return .success(.mail(folder: inner, name: name))
  }
}
