// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pictures of pages → text, for readers of pictures and of PDF files.

internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// Recognizes pages.
struct Recognizer: PageRecognizing {
  /// What a page may cost.
  let limits: ExtractionLimits
  /// Where pages are written on the way.
  let folder: ExtractionFolder
  /// The language that somebody declared; nil where nobody did.
  var declared: Language?
  /// Pages that were recognized before; nil where none are kept.
  var cache: RecognitionCache?

  /// The version of the recognition; changes when the same page gives another text.
  static let version = "6"

  /// The score below which a page is marked as doubtful.
  private static let doubtful = 65.0
  /// The mean confidence from which a sheet that was cut out is not read again.
  private static let sure = 78.0

  func recognize(
    _ picture: PagePicture, number: Int, languages: [String]
  ) async -> RecognizedPage {
    let input = ExtractionInput(path: picture.path, name: "page \(number)")
    do throws(ExtractionFailure) {
      let source = PageSource(
        input: input, mediaType: try Extractor.sniff(input).mediaType, wish: PictureWish(count: 1))
      let prepared = try await pages(of: source)
      guard let (first, map) = prepared.pages.first else {
        let gap = prepared.gaps.first
        let failure = prepared.failure ?? .damagedPicture
        return .nothing(
          number, gap?.reason ?? failure.reason, gap?.sentence ?? failure.sentence)
      }
      var page = first
      if picture.resolution > 0 { page.resolution = picture.resolution }
      return await recognize(map, page, of: source, number: number, languages: languages)
    } catch {
      return .nothing(number, error.reason, error.sentence)
    }
  }

  /// Prepares the pages of a picture that are wished for.
  ///
  /// - Throws: `ExtractionFailure` as `PicturePages`.
  func pages(of source: PageSource) async throws(ExtractionFailure) -> PicturePages {
    try await PicturePages(
      of: source.input, source.mediaType, wish: source.wish, limits: limits, folder: folder)
  }

  /// Recognizes a prepared page; where its sheet was cut out of a photograph and reads badly, the whole
  /// photograph too: of both the better is kept.
  func recognize(
    _ map: GrayPage, _ page: PreparedPage, of source: PageSource, number: Int,
    languages: [String]
  ) async -> RecognizedPage {
    let cut = await recognize(map, page, number: number, languages: languages)
    guard page.transform.sheet != nil, cut.confidence < Self.sure else { return cut }
    var source = source
    source.wish.first = page.index
    source.wish.count = 1
    source.wish.sheets = .ignored
    guard let (second, map) = (try? await pages(of: source))?.pages.first else { return cut }
    var whole = second
    whole.resolution = page.resolution
    let other = await recognize(map, whole, number: number, languages: languages)
    return other.worth > cut.worth ? other : cut
  }

  private func recognize(
    _ map: GrayPage, _ page: PreparedPage, number: Int, languages: [String]
  ) async -> RecognizedPage {
    let installed = await TesseractInstallation.current()
    if let failure = installed.failure {
      return .nothing(number, failure.reason, failure.sentence)
    }
    let wished = languages.compactMap { RecognitionModel($0) }
    let absent = wished.filter { !installed.models.contains($0) }
    guard absent.isEmpty else { return .missing(absent, number) }
    let key = cache.map { _ in
      RecognitionCache.key(map, page, number: number, wished, declared, installed)
    }
    if let key, let known = cache?.page(key) { return known }
    let bench = PageBench(program: TesseractProgram(limits), installed: installed, folder: folder)
    let recognition = PageRecognition(bench: bench, wished: wished, declared: declared)
    do throws(ExtractionFailure) {
      var outcome = try await recognition.read(map)
      outcome.installed = installed.models
      let result = Self.result(outcome, page, number)
      if let key { cache?.keep(result, key) }
      return result
    } catch {
      return .nothing(number, error.reason, error.sentence)
    }
  }

  private static func withoutText(_ outcome: PageOutcome, _ number: Int) -> RecognizedPage {
    if !outcome.missing.isEmpty { return .missing(outcome.missing, number) }
    if outcome.isUnread {
      return .nothing(
        number, .modelMissing,
        "what stands on page \(number) is read by none of the installed models; if it is text, install "
          + "the model of its script (apt-cache search tesseract-ocr-) and add the file again")
    }
    return .nothing(number, .noText, "no text was found in the picture; look at it")
  }

  private static func result(
    _ outcome: PageOutcome, _ prepared: PreparedPage, _ number: Int
  ) -> RecognizedPage {
    let reading = outcome.reading.withoutNoise().withNumbersInOrder()
    guard !reading.lines.isEmpty else { return withoutText(outcome, number) }
    var transform = prepared.transform
    transform.quarters = outcome.quarters
    let page = RecognizedText.page(reading, transform, resolution: prepared.resolution)
    var result = RecognizedPage(page: page, notes: [], gaps: [])
    let names = reading.usedModels.map(\.name).joined(separator: "+")
    result.notes.append("page \(number) was recognized with the models \(names)")
    if outcome.quarters != 0 {
      result.notes.append(
        "page \(number) was turned by \(outcome.quarters * 90) degrees to be recognized")
    }
    if !outcome.missing.isEmpty {
      result.gaps += RecognizedPage.missing(outcome.missing, number).gaps
    } else if let doubt = ForeignLanguage(reading, outcome.installed) {
      result.notes.append("page \(number) \(doubt.sentence)")
    }
    if reading.score < doubtful {
      result.gaps.append(
        ExtractionGap(
          page: number, .lowConfidence,
          "the text of page \(number) is more guessed than read (\(Int(reading.score)) of 100); "
            + "compare the original"))
    }
    return result
  }
}

/// The picture that a page is prepared from.
struct PageSource: Sendable {
  /// The file.
  var input: ExtractionInput
  /// Its media type.
  var mediaType: MediaType
  /// Which of its pages, and how.
  var wish: PictureWish
}

extension RecognizedPage {
  /// The mean confidence of its words by their length, from 0 to 100; 0 without words.
  fileprivate var confidence: Double { page?.layout?.confidence ?? 0 }

  /// How much was read, and how surely: by this, two readings of one page are weighed.
  fileprivate var worth: Int {
    guard let layout = page?.layout else { return 0 }
    return layout.words.reduce(0) { sum, word in
      sum + word.range.count * max(0, (word.confidence ?? 0) - 50)
    }
  }

  /// A page without text, and why.
  static func nothing(_ number: Int, _ reason: FailureReason, _ sentence: String) -> RecognizedPage
  {
    RecognizedPage(
      page: nil, notes: [], gaps: [ExtractionGap(page: number, reason, sentence)])
  }

  /// A page whose models are not installed.
  static func missing(_ models: [RecognitionModel], _ number: Int) -> RecognizedPage {
    let names = models.map(\.name).joined(separator: ", ")
    let packages = models.map(\.debianPackage)
    let advice =
      packages.count == 1
      ? "install the package \(packages[0])"
      : "install one of the packages \(packages.joined(separator: ", "))"
    return .nothing(
      number, .modelMissing,
      "page \(number) needs a model for recognition that is not installed (\(names)); "
        + "\(advice) and add the file again")
  }
}

extension PageReading {
  /// The score of a line from which its block is text.
  private static let good = 70.0

  /// The reading without what is no text: specks, textures and edges that were read as letters.
  ///
  /// Weak lines are kept beside good ones of their block; elsewhere only what could be read, and of a
  /// page without a few good letters nothing.
  func withoutNoise() -> PageReading {
    var kept = self
    let goodBlocks = Set(lines.filter { $0.score >= Self.good }.map(\.block))
    kept.lines = lines.compactMap { read in
      guard !goodBlocks.contains(read.block) else { return read }
      var read = read
      read.words = read.words.filter { $0.score(read.models) >= 25 || read.score >= 60 }
      return read.words.isEmpty || read.score < 25 ? nil : read
    }
    let goodLetters = kept.lines.reduce(0) { sum, line in
      line.score < 50
        ? sum
        : sum + line.words.reduce(0) { $0 + ($1.score(line.models) < 60 ? 0 : $1.letterCount) }
    }
    if goodLetters < 4 { kept.lines = [] }
    return kept
  }
}
