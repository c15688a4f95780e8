// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Readings of one page and of its parts, several side by side.

internal import Crypto
internal import FileStorage
internal import FoundationEssentials
internal import Synchronization
internal import SystemPackage

/// What was asked of tesseract.
private struct ReadingOrder: Hashable, Sendable {
  let width: Int
  let height: Int
  let digest: SHA256Digest
  let models: [RecognitionModel]
  let segmentation: PageSegmentation

  /// O(pixels), a fiftieth of what a reading takes.
  init(_ page: GrayPage, _ models: [RecognitionModel], _ segmentation: PageSegmentation) {
    (width, height) = (page.width, page.height)
    digest = SHA256.hash(data: Data(page.pixels))
    (self.models, self.segmentation) = (models, segmentation)
  }
}

/// The readings of one page so far.
private final class ReadingMemory: Sendable {
  private let readings = Mutex<[ReadingOrder: PageReading]>([:])

  func reading(_ order: ReadingOrder) -> PageReading? { readings.withLock { $0[order] } }

  func keep(_ reading: PageReading, _ order: ReadingOrder) {
    readings.withLock { $0[order] = reading }
  }
}

/// What came of one of several pages that are read side by side.
private struct PartAnswer: Sendable {
  var index: Int
  var reading: PageReading?
  var failure: ExtractionFailure?
}

/// Runs tesseract over a page in memory, over each part with the same models only once.
struct PageBench: Sendable {
  /// The program.
  let program: TesseractProgram
  /// What of it is installed.
  let installed: TesseractInstallation
  /// Where pages are written for it.
  let folder: ExtractionFolder
  /// What was read before on this page.
  private let memory = ReadingMemory()

  /// Makes a bench for one page.
  init(program: TesseractProgram, installed: TesseractInstallation, folder: ExtractionFolder) {
    (self.program, self.installed, self.folder) = (program, installed, folder)
  }

  /// Reads a page.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`.
  func read(
    _ page: GrayPage, _ models: [RecognitionModel], _ segmentation: PageSegmentation
  ) async throws(ExtractionFailure) -> PageReading {
    let order = ReadingOrder(page, models, segmentation)
    if let known = memory.reading(order) { return known }
    var reading = try await withFile(of: page) { path throws(ExtractionFailure) in
      try await program.read(path, models, segmentation)
    }
    if segmentation == .line { reading.dropNoiseAtEnds() }
    reading = reading.withLostSpaces(of: page)
    memory.keep(reading, order)
    return reading
  }

  /// Reads several pages side by side; their readings come in the same order.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`, the first.
  func read(
    _ orders: [(page: GrayPage, models: [RecognitionModel], segmentation: PageSegmentation)]
  ) async throws(ExtractionFailure) -> [PageReading] {
    let answers = await withTaskGroup(of: PartAnswer.self) { group in
      for (index, order) in orders.enumerated() {
        group.addTask {
          do throws(ExtractionFailure) {
            let reading = try await read(order.page, order.models, order.segmentation)
            return PartAnswer(index: index, reading: reading)
          } catch {
            return PartAnswer(index: index, failure: error)
          }
        }
      }
      var answers: [PartAnswer] = []
      for await answer in group { answers.append(answer) }
      return answers.sorted { $0.index < $1.index }
    }
    if let failure = answers.lazy.compactMap(\.failure).first { throw failure }
    return answers.compactMap(\.reading)
  }

  /// Reads places of a page, each for itself; one that lies beside the page gives nothing.
  ///
  /// - Returns: what stands there, in places of the page, one reading for each place.
  /// - Throws: `ExtractionFailure` as `TesseractProgram.read`, the first.
  func read(
    _ places: [PagePlace], of page: GrayPage, _ models: [RecognitionModel], factor: Double = 1
  ) async throws(ExtractionFailure) -> [PageReading] {
    let parts = places.compactMap { place in
      page.cut(place.box, margin: PagePlace.margin).map { (place, $0.sized(factor)) }
    }
    let readings = try await read(parts.map { ($0.1, models, $0.0.segmentation) })
    return zip(parts, readings).map { part, reading in
      let (left, top) = (max(0, part.0.box.x), max(0, part.0.box.y))
      return reading.scaled(by: 1 / factor)
        .moved(x: left - PagePlace.margin, y: top - PagePlace.margin, block: 0)
    }
  }

  /// Tells which way is up, and the script.
  ///
  /// - Throws: `ExtractionFailure` as `TesseractProgram.detect`.
  func detect(_ page: GrayPage) async throws(ExtractionFailure) -> DetectedScript? {
    try await withFile(of: page) { path throws(ExtractionFailure) in
      try await program.detect(path)
    }
  }

  private func withFile<Result: Sendable>(
    of page: GrayPage,
    _ body: (FilePath) async throws(ExtractionFailure) -> Result
  ) async throws(ExtractionFailure) -> Result {
    let path: FilePath
    do throws(FileStorageError) {
      path = try folder.newFile()
      let file = try FileWriter(path)
      try file.write(page.file)
      try file.finish(sync: false)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    defer { try? Folder.removeFile(path) }
    return try await body(path)
  }
}

/// A place of a page that is read for itself, and how it is cut into lines.
struct PagePlace: Sendable, Hashable {
  /// White around a place that is cut out, in pixels.
  static let margin = 8

  var box: LayoutBox
  var segmentation: PageSegmentation
}

extension GrayPage {
  /// The page at another size; itself where that is its own.
  func sized(_ factor: Double) -> GrayPage { factor == 1 ? self : scaled(by: factor) }
}
