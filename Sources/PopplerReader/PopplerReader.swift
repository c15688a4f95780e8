// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A PDF → what it says of itself, and the words of its pages with their places, page by page: what was
// sent of one page stays where the next one ends the process.

package import Extraction
package import ReaderProcess

/// Reads PDF files with poppler.
package enum PopplerReader: ReaderProgram {
  /// The version of what is made of poppler's pages, and poppler's own.
  static let version =
    "\(PDFDescription.readerVersion) (poppler \(PopplerDocument.popplerVersion))"

  package static func prepare() { PopplerDocument.prepare() }

  package static func reader(of format: WorkerFormat) -> FormatReader? {
    format == .pdf ? FormatReader(version, read) : nil
  }

  private static func read(
    _ input: WorkerInput, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    let wish = input.pdf ?? PDFWish(pages: 1...1)
    // `-` would be read into memory whole; this can be read in any order.
    let document = PopplerDocument("/dev/stdin")
    if let failure = document.failure {
      var report = ExtractionReport(
        mediaType: input.mediaType, extractor: "pdf", extractorVersion: version)
      report.failure = failure
      return try output.document(ReadDocument(path: [], document: nil, report: report))
    }
    try send(document, wish, to: &output)
  }

  private static func send(
    _ document: borrowing PopplerDocument, _ wish: PDFWish, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    let count = document.pageCount
    let numbers = wish.pages.prefix { $0 <= count }
    // Poppler finds out that a file is damaged, and repairs it, when pages and files are looked for.
    let shapes = numbers.map { document.shape(of: $0) }
    let mayHaveFiles = wish.isFirstLook && document.mayHaveFiles
    var description = document.description()
    description.mayHaveFiles = mayHaveFiles
    try output.pdf(description)
    if wish.isFirstLook, let metadata = document.metadata() { try output.bytes(metadata) }
    for (number, shape) in zip(numbers, shapes) {
      try output.pageShape(shape)
      guard wish.hasWords else { continue }
      try output.flush()
      try output.pageWords(document.words(of: number))
      let comments = document.comments(on: number)
      if !comments.isEmpty { try output.pageComments(comments) }
    }
  }
}
