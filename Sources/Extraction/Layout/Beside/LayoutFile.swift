// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A file of layout that came beside a picture or a PDF: somebody has recognized its text before.

internal import FileStorage
package import SystemPackage

/// A file that says what stands where on the pages of another.
package struct LayoutFile: Sendable, Hashable {
  /// Where its bytes are.
  package var path: FilePath
  /// Its own name.
  package var name: String

  /// Names a file.
  package init(path: FilePath, name: String) {
    self.path = path
    self.name = name
  }
}

/// What a file of layout says of itself, without its text.
package struct LayoutOutline: Sendable, Hashable {
  /// The name of the picture that its first page was read from; nil where it names none.
  package var image: String?
  /// Its pages, in order.
  let pages: [LayoutShape]

  /// How many pages it has.
  package var pageCount: Int { pages.count }
}

/// The sides of a page as a file of layout has them.
struct LayoutShape: Sendable, Hashable {
  /// Width in units of the file; 0 where none of its words has a place.
  var width: Int
  /// Height in units of the file; 0 likewise.
  var height: Int
  /// Units to the inch; 0 where nobody knows.
  var resolution: Int
  /// Whether the file says how large the page is; else the sides are as far as its words reach.
  var isDeclared: Bool

  /// The shape of a page.
  init(_ page: ExtractedPage, isDeclared: Bool) {
    width = page.layout?.width ?? 0
    height = page.layout?.height ?? 0
    resolution = page.layout?.resolution ?? 0
    self.isDeclared = isDeclared
  }
}

/// A file of layout as its reader gives it.
package struct FoundLayout: Sendable {
  /// Its pages and what it says of itself.
  var document: ExtractedDocument
  /// How it was read.
  var report: ExtractionReport
  private let isDeclared: Bool

  /// Reads a file in a worker; nil where it is no file of layout.
  ///
  /// - Throws: `ExtractionFailure` where it is one and cannot be read.
  init?(
    _ file: LayoutFile, declared: ExtractionInput?, limits: ExtractionLimits,
    folder: ExtractionFolder
  ) async throws(ExtractionFailure) {
    var input = ExtractionInput(path: file.path, name: file.name)
    input.declaredLanguage = declared?.declaredLanguage
    let (mediaType, size) = try Extractor.sniff(input)
    guard let format = WorkerFormat(mediaType), [.hocr, .alto, .page].contains(format) else {
      return nil
    }
    let (read, ended) = try await WorkerRun(
      format: format, limits: format.limits(limits, size: size)
    ).document(of: input, mediaType, in: folder)
    // A page about hOCR is read as the web page that it is.
    if let read, read.report.extractor != format.rawValue { return nil }
    guard var document = read?.document, let report = read?.report else {
      throw read?.report.failure ?? ended
        ?? ExtractionFailure(.readerFailed, "the reader of this format gave nothing")
    }
    isDeclared = document.metadata.removeValue(forKey: Self.sizeProperty) == nil
    self.document = document
    self.report = report
  }

  /// The property of a document of layout whose pages have no size of their own.
  package static let sizeProperty = "page-size"

  /// What it says of itself.
  var outline: LayoutOutline {
    LayoutOutline(
      image: document.metadata["image"],
      pages: document.pages.map { LayoutShape($0, isDeclared: isDeclared) })
  }
}

extension Extractor {
  /// What a file of layout says of itself; nil where it is none, by its content.
  ///
  /// - Throws: `ExtractionFailure` where it is one and cannot be read.
  package func outline(of file: LayoutFile) async throws(ExtractionFailure) -> LayoutOutline? {
    let folder = ExtractionFolder(in: parent)
    return try await FoundLayout(file, declared: nil, limits: limits, folder: folder)?.outline
  }

  /// Why a file of layout cannot be of a picture or a PDF, as the end of a sentence that begins with
  /// its name; nil where it can.
  package func misfit(
    of outline: LayoutOutline, with original: ExtractionInput
  ) async -> String? {
    let folder = ExtractionFolder(in: parent)
    do throws(ExtractionFailure) {
      let (mediaType, _) = try Self.sniff(original)
      let sizes = try await PageSizes.of(original, mediaType, limits: limits, folder: folder)
      return sizes.misfit(outline.pages)
    } catch {
      return "cannot be compared with it: \(error.sentence)"
    }
  }
}
