// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pictures and scans → documents: their pages prepared in a worker, recognized, and what the camera
// wrote into them.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage
internal import TextAnalysis

/// Reads pictures.
struct PictureReader: Sendable {
  /// What a picture may cost.
  let limits: ExtractionLimits
  /// Where files go on the way.
  let folder: ExtractionFolder
  /// Whether and how text is recognized.
  let options: RecognitionOptions
  /// Pages that were recognized before; nil where none are kept.
  let cache: RecognitionCache?
  /// Told of each page that is done, with the number of all.
  var advance: @Sendable (Int) -> Void = { _ in }

  /// Pages that are prepared together.
  private static let stretch = 2

  /// Whether files of a media type are read here.
  static func reads(_ mediaType: MediaType) -> Bool { types.contains(mediaType.rawValue) }

  private static let types: Set<String> = [
    "image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/bmp", "image/heif",
    "image/heic", "image/avif", "image/jp2", "image/x-portable-anymap",
  ]

  /// Reads a picture.
  func read(_ input: ExtractionInput, _ mediaType: MediaType) async -> FileReading {
    let installed = await TesseractInstallation.current()
    let version = "\(Recognizer.version) (tesseract \(installed.version ?? "none"))"
    guard options.use != .never else {
      let failure = ExtractionFailure(
        .needsRecognition,
        "the file is a picture, and text recognition is switched off; add it with --ocr auto")
      return .failed(failure, mediaType, extractor: "picture", version: version)
    }
    if let failure = installed.failure {
      return .failed(failure, mediaType, extractor: "picture", version: version)
    }
    async let facts = PictureFacts.read(input.path, limits: limits)
    var report = ExtractionReport(
      mediaType: mediaType, extractor: "picture", extractorVersion: version)
    let pages = await pages(of: input, mediaType, &report)
    let (found, note) = await facts
    if let note { report.notes.append(note) }
    return finish(pages, found, input, report)
  }

  /// One page for each of the picture; a page without text is empty.
  private func finish(
    _ pages: [ExtractedPage?], _ facts: PictureFacts, _ input: ExtractionInput,
    _ report: ExtractionReport
  ) -> FileReading {
    var report = report
    let isBlank = report.failure == nil && report.gaps.allSatisfy { $0.reason == .noText }
    guard pages.contains(where: { $0 != nil }) || (isBlank && !facts.isEmpty && !pages.isEmpty)
    else {
      let gap = report.gaps.first
      report.failure =
        report.failure
        ?? gap.map { ExtractionFailure($0.reason, $0.sentence) } ?? .damagedPicture
      if report.gaps.count == 1 { report.gaps = [] }
      return FileReading(report: report)
    }
    if let failure = report.failure {
      report.gaps.append(ExtractionGap(page: nil, failure.reason, failure.sentence))
      report.failure = nil
    }
    var document = ExtractedDocument(
      pages: pages.map { $0 ?? ExtractedPage(text: "") }, title: facts.title,
      language: input.declaredLanguage, date: facts.date, metadata: facts.metadata)
    if pages.count > 1 { document.metadata["pages"] = "\(pages.count)" }
    return FileReading(documents: [document], report: report)
  }

  // MARK: Pages

  private func pages(
    of input: ExtractionInput, _ mediaType: MediaType, _ report: inout ExtractionReport
  ) async -> [ExtractedPage?] {
    let source: PictureSource
    do throws(ExtractionFailure) {
      source = try await PictureSource.decodable(input, mediaType, limits: limits, folder: folder)
    } catch {
      report.failure = error
      return []
    }
    let first = PageSource(
      input: source.input, mediaType: source.mediaType,
      wish: PictureWish(count: Self.stretch, isTurned: source.isTurned))
    let line = PageLine(
      recognizer: Recognizer(limits: limits, folder: folder, cache: cache),
      languages: options.languages, advance: advance)
    let result = await line.pages(of: first)
    for page in result.recognized.compactMap(\.self) {
      report.notes += page.notes
      report.gaps += page.gaps
    }
    report.gaps += result.gaps
    report.failure = Task.isCancelled ? .interrupted : result.failure
    return result.recognized.map { $0?.page }
  }
}

/// A picture in a format that the worker decodes.
struct PictureSource: Sendable {
  /// The file.
  var input: ExtractionInput
  /// Its media type.
  var mediaType: MediaType
  /// Whether it is turned as a viewer turns it.
  var isTurned: Bool

  /// The picture itself, or for HEIC and AVIF a PNG of it, made by a program.
  ///
  /// The program writes to a name that is its standard output.
  /// - Throws: `ExtractionFailure` as `ChildProcess.run`, or `.damaged`.
  static func decodable(
    _ input: ExtractionInput, _ mediaType: MediaType, limits: ExtractionLimits,
    folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> PictureSource {
    guard ["image/heif", "image/heic", "image/avif"].contains(mediaType.rawValue) else {
      return PictureSource(input: input, mediaType: mediaType, isTurned: false)
    }
    let links: FilePath
    let output: FilePath
    do throws(FileStorageError) {
      (links, output) = (try folder.newFile(), try folder.newFile())
      _ = try Folder.create(links)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    try linkOutput(in: links)
    let outcome = try await ChildProcess(tool: .heifConvert, limits: limits, visible: [links]).run(
      ["/dev/stdin", links.appending("page.png").string], over: input.path, into: output)
    guard outcome.isSuccess else {
      if outcome.status >= 128 { throw ExtractionTool.heifConvert.failed(outcome, limits) }
      throw .damagedPicture
    }
    var made = input
    made.path = output
    return PictureSource(
      input: made, mediaType: MediaType(rawValue: "image/png"), isTurned: true)
  }

  /// Makes names for the standard output: the program opens its result by name, and numbers it where
  /// the file has several pictures.
  private static func linkOutput(in folder: FilePath) throws(ExtractionFailure) {
    do {
      for name in ["page.png", "page-1.png"] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appending(name).string, withDestinationPath: "/proc/self/fd/1")
      }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "cannot make a link in \(folder): \(error)")
    }
  }
}
