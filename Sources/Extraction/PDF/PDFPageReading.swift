// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From the text layer to the pages of the document: repairs, recognition of the pages that need it,
// and what is missing.

internal import SystemPackage
internal import TextAnalysis

/// The text layer of a document.
struct PDFTextLayer: Sendable {
  /// Its pages, empty where there is no text.
  var pages: [ExtractedPage] = []
  /// How each is shown.
  var geometries: [PDFPageGeometry] = []
  /// What people have noted on each.
  var comments: [[PDFComment]] = []
  /// Why pages could not be read, by their number from 1.
  var failures: [Int: ExtractionFailure] = [:]
}

/// Makes the pages of a document.
struct PDFPageReading {
  /// The reading that this is part of.
  let run: ExtractionRun
  /// The PDF.
  let path: FilePath
  /// Its text layer.
  let layer: PDFTextLayer
  /// Whether it is the original itself, and not a file inside.
  let isOriginal: Bool

  /// Letters and digits below which a page with pictures is worth recognizing.
  private static let littleText = 200
  /// The part of a page that pictures must cover for that.
  private static let muchPicture = 0.3

  /// The pages; enters into the report what was repaired, recognized and missing.
  ///
  /// - Throws: `ExtractionFailure` where no page has text.
  func pages(
    _ info: PDFInformation, _ report: inout ExtractionReport
  ) async throws(ExtractionFailure) -> [ExtractedPage] {
    var pages = report.repair(layer.pages)
    let wishes = await wishes(pages)
    let total = isOriginal ? max(pages.count, info.pageCount) : nil
    run.pages?.advance(by: pages.count - wishes.count, of: total)
    var recognized: [Int: RecognizedPage] = [:]
    if let recognizer = run.recognizer, !wishes.isEmpty {
      let tools = PDFPages(limits: run.limits, folder: run.folder, path: path)
      recognized = await PDFRecognition(
        pages: tools, recognizer: recognizer, languages: run.recognition.languages,
        advance: { [meter = run.pages] in meter?.advance(of: total) }
      ).recognized(
        wishes.keys.sorted().map {
          PDFRecognition.Order(number: $0, geometry: layer.geometries[$0 - 1])
        })
    }
    if info.isDamaged { report.gaps.append(.damagedPDF) }
    for index in pages.indices {
      pages[index] = finished(
        pages[index], index + 1, wishes[index + 1], recognized[index + 1], &report
      ).adding(layer.comments[index])
    }
    if pages.count < info.pageCount {
      report.gaps.append(.pdfPagesMissing(after: pages.count, of: info.pageCount))
    }
    if pages.allSatisfy({ TextCleaner.isBlank($0.text) }) {
      throw whyNothing(info, &report)
    }
    return pages
  }

  /// Why no page has text; what hindered the recognition of its pages is said once, not beside that.
  private func whyNothing(
    _ info: PDFInformation, _ report: inout ExtractionReport
  ) -> ExtractionFailure {
    if let failure = layer.failures.min(by: { $0.key < $1.key })?.value { return failure }
    let hindrances: [FailureReason] = [.programMissing, .programFailed, .modelMissing]
    if let gap = report.gaps.first(where: { $0.page != nil && hindrances.contains($0.reason) }) {
      report.gaps.removeAll { $0.reason == gap.reason && $0.sentence == gap.sentence }
      return ExtractionFailure(gap.reason, gap.sentence)
    }
    return info.isDamaged ? .damagedWithoutText : .noTextLayer
  }

  /// Which pages want recognition, by number, and why.
  private func wishes(_ pages: [ExtractedPage]) async -> [Int: PDFRecognition.Wish] {
    var wishes: [Int: PDFRecognition.Wish] = [:]
    var short: [Int] = []
    if run.recognition.use == .always {
      for number in pages.indices.map({ $0 + 1 }) { wishes[number] = .pictured }
    }
    for (index, page) in pages.enumerated() {
      if TextCleaner.isBlank(page.text) {
        if layer.failures[index + 1] == nil { wishes[index + 1] = .empty }
      } else if let doubt = TextPlausibility.doubt(of: page.text) {
        wishes[index + 1] = .doubtful(doubt)
      } else if page.text.utf8.count < 4 * Self.littleText,
        page.text.unicodeScalars.count(where: { $0.properties.isAlphabetic }) < Self.littleText
      {
        short.append(index + 1)
      }
    }
    guard run.recognition.use == .auto, run.recognizer != nil, let first = short.first,
      let last = short.last
    else {
      return wishes
    }
    let areas = await PDFPages(limits: run.limits, folder: run.folder, path: path)
      .pictureAreas(first...last)
    for number in short {
      let page = layer.geometries[number - 1]
      let inches = Double(page.width * page.height) / Double(720 * 720)
      if areas[number, default: 0] > inches * Self.muchPicture { wishes[number] = .pictured }
    }
    return wishes
  }

  /// A page with what was recognized on it; enters its notes and gaps.
  private func finished(
    _ page: ExtractedPage, _ number: Int, _ wish: PDFRecognition.Wish?,
    _ recognized: RecognizedPage?, _ report: inout ExtractionReport
  ) -> ExtractedPage {
    report.notes += recognized?.notes ?? []
    report.gaps += recognized?.gaps ?? []
    if let failure = layer.failures[number] { report.gaps.append(.pdfPage(number, failure)) }
    guard let wish else { return page }
    let found = recognized?.page.flatMap { TextCleaner.isBlank($0.text) ? nil : $0 }
    switch wish {
    case .empty:
      if let found { return found }
      if recognized?.gaps.isEmpty ?? true { report.gaps.append(.pdfPageWithoutText(number)) }
      return page
    case .doubtful(let doubt):
      if let found, TextPlausibility.doubt(of: found.text) == nil {
        report.notes.append("the text layer of page \(number) was left out: \(doubt.rawValue)")
        return found
      }
      report.gaps.append(.pdfPageWithDoubt(number, doubt))
      return page
    case .pictured:
      return found.map { page.adding($0) } ?? page
    }
  }
}

extension ExtractionFailure {
  /// A damaged PDF that gave nothing.
  fileprivate static let damagedWithoutText = ExtractionFailure(
    .damaged, "the PDF is damaged or cut off, and no text can be read; find another copy")
  /// A PDF of pictures.
  fileprivate static let noTextLayer = ExtractionFailure(
    .noTextLayer, "the PDF has no text layer: its text can only be had by text recognition")
}

extension ExtractionGap {
  /// A damaged PDF that gave something.
  fileprivate static let damagedPDF = ExtractionGap(
    page: nil, .damaged,
    "the PDF is damaged or cut off; what poppler could put together was read")

  /// A page that could not be read.
  fileprivate static func pdfPage(_ number: Int, _ failure: ExtractionFailure) -> ExtractionGap {
    ExtractionGap(page: number, failure.reason, "page \(number): \(failure.sentence)")
  }

  /// A page without a text layer.
  fileprivate static func pdfPageWithoutText(_ number: Int) -> ExtractionGap {
    ExtractionGap(
      page: number, .noTextLayer,
      "page \(number) has no text: it is blank, or needs text recognition")
  }

  /// A page whose text layer means nothing.
  fileprivate static func pdfPageWithDoubt(
    _ number: Int, _ doubt: TextPlausibility.Doubt
  ) -> ExtractionGap {
    ExtractionGap(
      page: number, .doubtfulTextLayer,
      "the text layer of page \(number) may mean nothing: \(doubt.rawValue); compare the page, "
        + "which only text recognition may read")
  }

  /// Pages that the document promises.
  fileprivate static func pdfPagesMissing(after number: Int, of count: Int) -> ExtractionGap {
    ExtractionGap(
      page: nil, .damaged,
      "the PDF says it has \(count) pages; nothing behind page \(number) could be read")
  }
}
