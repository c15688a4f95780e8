// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reading again what was read weakly, and not the rest of the page.

extension PageBench {
  /// The score from which a line needs no second look.
  static let sureLine = 85.0
  /// The size of a page at the second look.
  private static let secondSize = 1.35
  /// Pixels from which a page is made smaller for it, and not larger.
  private static let largePage = 12_000_000

  /// Reads the weak lines of a page, and ink without a line, at another size too: what is lost at one is
  /// often read at the other.
  ///
  /// - Returns: of both the better, line by line.
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func secondLook(
    _ page: GrayPage, _ reading: PageReading, _ model: RecognitionModel
  ) async throws(ExtractionFailure) -> PageReading {
    let missed = MissedInk(on: page, besides: reading).places()
    // What another model read, this one has seen already.
    let weak = reading.unsureLines.filter { $0.models.contains(model) }
    guard reading.lines.isEmpty || !weak.isEmpty || !missed.isEmpty else { return reading }
    let factor = page.pixels.count > Self.largePage ? 1 / Self.secondSize : Self.secondSize
    return reading.merged(
      with: try await again(weak, missed, of: page, reading, [model], factor: factor))
  }

  /// Reads the places of some lines of a page again, or the page where they take most of it.
  ///
  /// - Parameters:
  ///   - weak: the lines.
  ///   - missed: places without lines that are read with them.
  ///   - page: the page.
  ///   - reading: the page as it was read.
  ///   - models: what it is read with.
  ///   - factor: the size at which it is read.
  /// - Returns: what stands there, in places of the page; sure lines that came into the picture are left
  ///   out.
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func again(
    _ weak: [ReadLine], _ missed: [PagePlace] = [], of page: GrayPage, _ reading: PageReading,
    _ models: [RecognitionModel], factor: Double = 1
  ) async throws(ExtractionFailure) -> PageReading {
    guard let places = PagePlace.weak(weak, missed, on: page) else {
      return try await read(page.sized(factor), models, .page).scaled(by: 1 / factor)
    }
    var known = reading.lines.filter { $0.score >= Self.sureLine }
    var found = PageReading(lines: [], models: models)
    for part in try await read(places, of: page, models, factor: factor) {
      let new = part.lines.filter { line in
        !known.contains { $0.box.isSameLine(as: line.box) }
      }
      found.lines += new
      known += new
    }
    return found
  }
}

extension PageReading {
  /// Lines that a second look may read better.
  var unsureLines: [ReadLine] { lines.filter { $0.score < PageBench.sureLine } }
}

extension PagePlace {
  /// The share of the page from which it is read whole.
  private static let most = 0.6
  /// Places at most: each is a run of the program.
  private static let mostPlaces = 6

  /// Where on a page some lines stand, one place for those of a block, and ink without a line; nil where
  /// the page is better read whole.
  ///
  /// What tesseract passed over on the page it passes over again, unless it is told that it is text.
  static func weak(
    _ lines: [ReadLine], _ missed: [PagePlace] = [], on page: GrayPage
  ) -> [PagePlace]? {
    let blocks = Dictionary(grouping: lines, by: \.block).sorted { $0.key < $1.key }
    let weak = blocks.compactMap { _, lines in
      LayoutBox.around(lines.map(\.box)).map { box in
        PagePlace(
          box: box.widened(by: lines.map(\.box.height).min() ?? 0), segmentation: .page)
      }
    }
    let places = weak + missed
    let room = places.reduce(0) { sum, place in
      let inside = place.box.onPage(width: page.width, height: page.height)
      return sum + inside.width * inside.height
    }
    let isMuch = Double(room) > most * Double(page.width * page.height)
    return places.isEmpty || places.count > mostPlaces || isMuch ? nil : places
  }
}

extension LayoutBox {
  /// The box with so many pixels more on each side.
  func widened(by margin: Int) -> LayoutBox {
    LayoutBox(
      x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }
}
