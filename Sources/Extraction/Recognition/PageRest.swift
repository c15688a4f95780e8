// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the reading of a whole page misses: columns that it read across, addresses in Latin letters between
// lines of another script, and ink that no line covers.

/// Reads small parts of a page for themselves.
struct PageRest: Sendable {
  let bench: PageBench
  /// The page, upright.
  let page: GrayPage

  /// Weak lines that are tried at most.
  private static let mostLines = 12
  /// The share of what a whole page gave from which its columns are kept: lines that were read across a
  /// gap have the same words, in an order that nobody reads.
  private static let columnWorth = 0.95
  /// The score from which a line in Latin letters takes the place of a weak one.
  private static let sureLatin = 78.0

  /// Reads the columns of a page, where it has some, each for itself; of both readings the better.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func withColumns(_ reading: PageReading) async throws(ExtractionFailure) -> PageReading {
    let models = Array(reading.usedModels.prefix(PageRecognition.mostScripts))
    let places = PageColumns(of: page).places(isRightToLeft: reading.isRightToLeft)
    guard places.count > 1, !models.isEmpty else { return reading }
    var columns = try await read(places.map { PagePlace(box: $0, segmentation: .page) }, models)
    guard columns.standsSideBySide(in: places) else { return reading.merged(with: columns) }
    for model in models where models.count > 1 {
      let unsure = columns.unsureLines
      let weak = places.filter { place in unsure.contains { $0.box.overlap(place) > 0.5 } }
        .map { PagePlace(box: $0, segmentation: .page) }
      columns = columns.merged(with: try await read(weak, [model]))
    }
    return columns.worth > Self.columnWorth * reading.worth ? columns : reading
  }

  /// Reads weak lines of a page in another script with a Latin model: the address of a site or of mail
  /// below Arabic text is read as garbage by its model.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func withLatinLines(_ reading: PageReading) async throws(ExtractionFailure) -> PageReading {
    guard let latin = latin(besides: reading) else { return reading }
    let places = reading.lines.filter { $0.score < PageRecognition.weakLine }
      .prefix(Self.mostLines)
      .map { PagePlace(box: $0.box.widened(by: PagePlace.margin), segmentation: .block) }
    return reading.merged(with: sureLines(try await read(places, [latin])))
  }

  /// Reads ink that no line covers for itself, and adds what is text.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func withMissedInk(_ reading: PageReading) async throws(ExtractionFailure) -> PageReading {
    let models = Array(reading.usedModels.prefix(PageRecognition.mostScripts))
    guard !models.isEmpty, reading.score >= PageRecognition.weakLine else { return reading }
    let places = MissedInk(on: page, besides: reading).places()
    var found = try await read(places, models)
    if let latin = latin(besides: reading), !places.isEmpty {
      found = found.merged(with: sureLines(try await read(places, [latin])))
    }
    return reading.merged(with: found)
  }

  /// The Latin model with the most readers; nil where the page is read with one already.
  private func latin(besides reading: PageReading) -> RecognitionModel? {
    reading.models.contains { $0.script == .latin }
      ? nil : bench.installed.models(of: .latin).first
  }

  private func sureLines(_ reading: PageReading) -> PageReading {
    PageReading(
      lines: reading.lines.filter { $0.score >= Self.sureLatin && $0.letterCount >= 4 },
      models: reading.models)
  }

  /// Reads places of the page, each with blocks of its own.
  private func read(
    _ places: [PagePlace], _ models: [RecognitionModel]
  ) async throws(ExtractionFailure) -> PageReading {
    var whole = PageReading(lines: [], models: models)
    for reading in try await bench.read(places, of: page, models) {
      let block = 1 + (whole.lines.map(\.block).max() ?? 0)
      whole.lines += reading.moved(x: 0, y: 0, block: block).lines
    }
    return whole
  }
}

extension PageReading {
  /// Letters that a column has at least.
  private static let columnLetters = 8

  /// Whether two of some places with text are beside each other: a dark edge of a scan is no column.
  fileprivate func standsSideBySide(in places: [LayoutBox]) -> Bool {
    let full = places.filter { place in
      lines.lazy.filter { $0.box.overlap(place) > 0.5 }.reduce(0) { $0 + $1.letterCount }
        >= Self.columnLetters
    }
    return full.contains { one in
      full.contains { other in
        let height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
        return one != other && 2 * height > min(one.height, other.height)
      }
    }
  }
}
