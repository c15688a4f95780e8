// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `winmail.dat` → its files as members, and its text where it has one.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads TNEF.
enum TNEFReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  static let version = "1 (html \(HTMLReader.version))"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    var contents: [UInt8] = []
    var failure: ExtractionFailure?
    do throws(ExtractionFailure) { contents = try input.contents() } catch { failure = error }
    try read(contents, failure, input, to: &output)
  }

  /// Reads a file that is in memory.
  ///
  /// - Parameters:
  ///   - contents: its bytes.
  ///   - failure: why they are not all there; nil where they are.
  ///   - input: what is known of it.
  ///   - output: takes its text and its files.
  /// - Throws: `WorkerStop` where nothing more can be written.
  static func read(
    _ contents: [UInt8], _ failure: ExtractionFailure?, _ input: WorkerInput,
    to output: inout WorkerOutput
  ) throws(WorkerStop) {
    var report = ExtractionReport(
      mediaType: .transportFile, extractor: WorkerFormat.tnef.rawValue, extractorVersion: version)
    guard failure == nil, let file = TNEFFile(contents) else {
      report.failure =
        failure ?? ExtractionFailure(.damaged, "the file does not begin as a winmail.dat")
      return try output.document(ReadDocument(path: [], document: nil, report: report))
    }
    if file.isCut {
      report.gaps.append(
        ExtractionGap(page: nil, .damaged, "the end of the file is missing; find a whole copy"))
    }
    let reading = TNEFReading(file: file, input: input)
    let document = reading.document(&report)
    let members = reading.members(&report)
    if document == nil, members.isEmpty, report.gaps.isEmpty {
      report.failure = ExtractionFailure(.emptyContainer, "there is nothing in the file")
    }
    try output.document(ReadDocument(path: [], document: document, report: report))
    for (header, contents) in members { try output.member(header, contents) }
  }
}

/// One `winmail.dat` on its way to members.
private struct TNEFReading {
  let file: TNEFFile
  let input: WorkerInput

  private var charset: String? {
    let page = file.codePage ?? file.properties.number(0x3FFD)
    return page.flatMap(OutlookCodePage.charset) ?? input.declaredCharset
  }

  private var html: [UInt8]? {
    file.properties.bytes(0x1013, types: [0x0102, 0x001E]).flatMap { $0.isEmpty ? nil : $0 }
  }

  private var plain: OutlookText? {
    file.properties.text(0x1000) ?? OutlookText(narrow: file.body)
  }

  /// The mail that it is, where it has a text; its other headers are those of the mail it is in.
  func document(_ report: inout ExtractionReport) -> ExtractedDocument? {
    guard plain != nil || html != nil else { return nil }
    var summary = MailSummary()
    let subject = file.properties.text(0x0037) ?? OutlookText(narrow: file.subject)
    summary.title = subject?.value(charset: charset)
    summary.date = file.properties.date(0x0039)
    if let sender = file.properties.text(0x0C1A) {
      summary.metadata["author"] = sender.value(charset: charset)
    }
    var text = MailText(head: summary.head, limits: input.limits)
    let type = HeaderParameters(nil)
    if let plain {
      text.add(plain: plain.bytes, type, charset: plain.isUnicode ? "UTF-8" : charset, &report)
    } else if let html {
      text.add(html: html, type, charset: nil, &report)
    }
    let page = report.repair([text.page])[0].withoutControls()
    guard !TextCleaner.isBlank(page.text) else { return nil }
    return ExtractedDocument(
      pages: [page], title: report.repair(title: summary.title),
      language: input.declaredLanguage ?? text.language, date: summary.date,
      metadata: summary.metadata)
  }

  /// The files in it; its text too where it is RTF alone.
  func members(_ report: inout ExtractionReport) -> [(MemberHeader, [UInt8])] {
    var members: [(MemberHeader, [UInt8])] = []
    if plain == nil, html == nil,
      let rich = file.properties.bytes(0x1009, types: [0x0102]).flatMap(CompressedRTF.unpacked),
      !rich.isEmpty
    {
      var header = MemberHeader(path: ["body.rtf"])
      header.declaredType = "application/rtf"
      members.append((header, rich))
    }
    for (index, attachment) in file.attachments.enumerated() {
      let names = [attachment.properties.text(0x3707), OutlookText(narrow: attachment.title)]
      let name =
        names.lazy.compactMap { MailAttachment.fileName($0?.value(charset: charset)) }
        .first ?? "part-\(index + 1)"
      guard let contents = contents(attachment) else {
        report.gaps.append(
          ExtractionGap(
            page: nil, .damaged, "the content of \(name) is not in the file; find another copy"))
        continue
      }
      var header = MemberHeader(path: [name])
      header.declaredType = attachment.properties.text(0x370E)?.value(charset: nil)?.lowercased()
      members.append((header, contents))
    }
    return members
  }

  /// The content of a file; that of an object stands behind the 16 bytes of its kind.
  private func contents(_ attachment: TNEFFile.Attachment) -> [UInt8]? {
    if let object = attachment.properties.bytes(0x3701, types: [0x000D]), object.count > 16 {
      let inner = Array(object.dropFirst(16))
      if inner.starts(with: ContentSniffer.transportFile) || attachment.contents == nil {
        return inner
      }
    }
    return attachment.contents ?? attachment.properties.bytes(0x3701, types: [0x0102])
  }
}
