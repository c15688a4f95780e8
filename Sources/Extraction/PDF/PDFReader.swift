// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// PDF → pages, by poppler's programs pdfinfo and pdftotext.
//
// pdftotext runs in its default mode. `-layout` mixes the lines of neighbouring columns, and `-raw`
// gives the words of right-to-left lines from left to right (both measured; the guide has the table).

internal import SystemPackage
internal import TextAnalysis

/// Reads the text layer of PDF files.
struct PDFReader {
  /// What a document may cost.
  var limits: ExtractionLimits

  /// The version of what is made of poppler's output.
  static let version = "2"

  /// Reads a file; never throws, as everything about a foreign file.
  func read(_ input: ExtractionInput) async -> FileReading {
    var report = ExtractionReport(
      mediaType: .pdf, extractor: "pdf", extractorVersion: Self.version)
    do throws(ExtractionFailure) {
      let info = try await information(of: input.path, &report)
      let text = try await text(of: input.path)
      report.notes.append(await Sandbox.current().sentence)
      let pages = try pages(text, info, &report)
      let document = ExtractedDocument(
        pages: pages, title: info.title, language: input.declaredLanguage, date: info.date,
        metadata: info.metadata)
      return FileReading(documents: [document], report: report)
    } catch {
      report.failure = error
      return FileReading(report: report)
    }
  }

  private func information(
    of path: FilePath, _ report: inout ExtractionReport
  ) async throws(ExtractionFailure) -> PDFInformation {
    let tool = ExtractionTool.pdfinfo
    let outcome = try await ChildProcess(tool: tool, limits: limits).run(
      ["-enc", "UTF-8", "-isodates", "-"], over: path)
    guard outcome.isSuccess else { throw refusal(outcome, tool) }
    let info = PDFInformation(outcome)
    report.extractorVersion += " (\(await PopplerVersion.current()))"
    return info
  }

  private func text(of path: FilePath) async throws(ExtractionFailure) -> [UInt8] {
    let tool = ExtractionTool.pdftotext
    let outcome = try await ChildProcess(tool: tool, limits: limits).run(
      ["-q", "-enc", "UTF-8", "-", "-"], over: path)
    guard outcome.isSuccess else { throw refusal(outcome, tool) }
    return outcome.output
  }

  /// What a status of poppler's programs means: 1 cannot be opened, 3 forbidden.
  private func refusal(_ outcome: ChildOutcome, _ tool: ExtractionTool) -> ExtractionFailure {
    if outcome.messages.contains("Incorrect password") {
      return ExtractionFailure(
        .encrypted, "the PDF asks for a password; add a copy that does not")
    }
    switch outcome.status {
    case 1:
      return ExtractionFailure(
        .damaged, "the PDF is damaged or cut off, and poppler cannot open it; find another copy")
    case 3:
      return ExtractionFailure(
        .encrypted, "the PDF forbids copying its text; add a copy that does not")
    default: return tool.failed(outcome, limits)
    }
  }

  private func pages(
    _ text: [UInt8], _ info: PDFInformation, _ report: inout ExtractionReport
  ) throws(ExtractionFailure) -> [ExtractedPage] {
    let (pages, repairedWords) = Self.split(text)
    if repairedWords > 0 {
      report.notes.append("lam and alef were put into their order in \(repairedWords) words")
    }
    guard !pages.allSatisfy({ TextCleaner.isBlank($0) }) else {
      if info.isDamaged {
        throw ExtractionFailure(
          .damaged, "the PDF is damaged or cut off, and no text can be read; find another copy")
      }
      throw ExtractionFailure(
        .noTextLayer, "the PDF has no text layer: its text can only be had by text recognition")
    }
    if info.isDamaged {
      report.gaps.append(
        ExtractionGap(
          page: nil, .damaged,
          "the PDF is damaged or cut off; what poppler could put together was read"))
    }
    for (index, page) in pages.enumerated() where TextCleaner.isBlank(page) {
      report.gaps.append(
        ExtractionGap(
          page: index + 1, .noTextLayer,
          "page \(index + 1) has no text: it is blank, or needs text recognition"))
    }
    return report.repair(pages.map { ExtractedPage(text: $0) })
  }

  /// One page for each form feed, in logical order.
  static func split(_ text: [UInt8]) -> (pages: [String], repairedWords: Int) {
    var repairedWords = 0
    var pages = text.split(separator: 0x0C, omittingEmptySubsequences: false).map { page in
      let direction = PDFDirection(TextCleaner.pages(of: Array(page))[0])
      repairedWords += direction.repairedWords
      return direction.text
    }
    if pages.count > 1 { pages.removeLast() }
    return (pages, repairedWords)
  }
}
