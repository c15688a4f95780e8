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

  /// Pages that are prepared together and recognized side by side.
  private static let stretch = 4

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
    guard installed.version != nil else {
      return .failed(
        ExtractionTool.tesseract.missing, mediaType, extractor: "picture", version: version)
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
    var pages: [ExtractedPage?] = []
    do throws(ExtractionFailure) {
      let source = try await PictureSource.decodable(
        input, mediaType, limits: limits, folder: folder)
      var wish = PictureWish(count: Self.stretch, isTurned: source.isTurned)
      var count = 1
      while wish.first < count, report.failure == nil, !Task.isCancelled {
        let some = try await PicturePages(
          of: source.input, source.mediaType, wish: wish, limits: limits, folder: folder)
        count = some.count ?? count
        report.gaps += some.gaps
        report.failure = some.failure
        pages += await recognize(some, wish, of: count, &report)
        wish.first += wish.count
      }
      if Task.isCancelled { throw .interrupted }
    } catch {
      report.failure = error
    }
    return pages
  }

  /// Recognizes pages side by side; nil stands for one without text.
  private func recognize(
    _ some: PicturePages, _ wish: PictureWish, of count: Int, _ report: inout ExtractionReport
  ) async -> [ExtractedPage?] {
    let recognizer = Recognizer(limits: limits, folder: folder, cache: cache)
    let languages = options.languages
    var results: [Int: RecognizedPage] = [:]
    await withTaskGroup(of: (Int, RecognizedPage).self) { group in
      for (page, map) in some.pages {
        group.addTask {
          let number = page.index + 1
          return (
            page.index,
            await recognizer.recognize(map, page, number: number, languages: languages)
          )
        }
      }
      for await (index, result) in group {
        results[index] = result
        advance(count)
      }
    }
    return (wish.first..<min(count, wish.first + wish.count)).map { index in
      guard let result = results[index] else { return nil }
      report.notes += result.notes
      report.gaps += result.gaps
      return result.page
    }
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
