// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing
import TextAnalysis

@testable import Extraction

private let pictures = FilePath(#filePath).removingLastComponent().appending("Pictures")
private let models = Set(["fra", "ara", "eng"].compactMap { RecognitionModel($0) })

/// Whether the program and the models that these pictures need are here.
private func canRecognize() async -> Bool {
  await TesseractInstallation.current().models.isSuperset(of: models)
}

@Suite(.enabled("needs tesseract with the models fra, ara, eng") { await canRecognize() })
struct RecognitionTests {
  private func input(_ name: String) -> ExtractionInput {
    ExtractionInput(path: pictures.appending(name), name: name)
  }

  /// Where a word stands in a page; nil where it was not read.
  private func box(of word: String, in page: ExtractedPage) -> LayoutBox? {
    let utf8 = Array(page.text.utf8)
    return page.layout?.words.first { String(decoding: utf8[$0.range], as: UTF8.self) == word }?.box
  }

  @Test func `A sheet is read whichever way it lies, and its words stand where a viewer sees them`()
    async throws
  {
    let upright = await Extractor().extract(input("french.png"))
    let turned = await Extractor().extract(input("french-turned.png"))
    let page = try #require(upright.documents.first?.pages.first)
    let other = try #require(turned.documents.first?.pages.first)
    for text in [page.text, other.text] {
      #expect(text.contains("REPAS CHAUDS GRATUITS") && text.contains("derrière"))
    }
    #expect(turned.report.notes.contains { $0.contains("turned by") })
    let (place, turnedPlace) = (
      try #require(box(of: "Cordage,", in: page)), try #require(box(of: "Cordage,", in: other))
    )
    // The picture was turned counterclockwise: right became up.
    let expected = LayoutBox(
      x: place.y, y: 1190 - place.x - place.width, width: place.height, height: place.width)
    #expect(abs(turnedPlace.x - expected.x) <= 4 && abs(turnedPlace.y - expected.y) <= 4)
    #expect(abs(turnedPlace.width - expected.width) <= 6)
    #expect(page.layout?.blocks.first?.language?.code == "fr")
  }

  @Test func `Each page of a scan is read in its own language`() async throws {
    let result = await Extractor().extract(input("two-pages.tif"))
    let document = try #require(result.documents.first)
    #expect(document.pages.count == 2 && document.metadata["pages"] == "2")
    #expect(document.pages[0].text.contains("chaud"))
    #expect(document.pages[1].text.contains("مجانية"))
    #expect(document.pages[1].layout?.blocks.first?.direction == .rightToLeft)
  }

  @Test(arguments: [0, 200, 400, 600])
  func `A reading that is stopped was interrupted, and tells of no program that took too long`(
    milliseconds: Int
  ) async throws {
    let input = input("two-pages.tif")
    let task = Task { await Extractor().extract(input) }
    try await Task.sleep(for: .milliseconds(milliseconds))
    task.cancel()
    let result = await task.value
    #expect(result.report.failure?.reason == .interrupted)
    #expect(result.report.gaps.isEmpty && result.documents.isEmpty && result.parts == nil)
  }

  @Test func `Lines that are read again stand where they stood, at any size`() async throws {
    let input = input("french.png")
    let fixture = try ExtractionFixture()
    let folder = ExtractionFolder(in: fixture.folder)
    let recognizer = Recognizer(limits: ExtractionLimits(), folder: folder)
    let source = PageSource(
      input: input, mediaType: try Extractor.sniff(input).mediaType, wish: PictureWish(count: 1))
    let page = try #require(try await recognizer.pages(of: source).pages.first?.map)
    let french = try #require(RecognitionModel("fra"))
    let bench = PageBench(
      program: TesseractProgram(ExtractionLimits()),
      installed: await TesseractInstallation.current(), folder: folder)
    let whole = try await bench.read(page, [french], .page)
    var weak = whole
    let index = try #require(whole.lines.lastIndex { $0.letterCount > 10 && $0.score > 85 })
    for word in weak.lines[index].words.indices { weak.lines[index].words[word].confidence = 40 }
    let last = weak.lines[index]
    for factor in [1, 1.35] {
      let again = try await bench.again(
        weak.unsureLines, of: page, weak, [french], factor: factor)
      #expect(again.lines.count < whole.lines.count)
      let word = try #require(last.words.max { $0.text.utf8.count < $1.text.utf8.count })
      let same = try #require(again.lines.flatMap(\.words).first { $0.text == word.text })
      #expect(abs(same.box.x - word.box.x) <= 4 && abs(same.box.y - word.box.y) <= 4)
    }
  }

  @Test func `A model that is asked for and absent is a gap that names its package`() async throws {
    var options = RecognitionOptions()
    options.languages = ["fra", "xyz"]
    let result = await Extractor(recognition: options).extract(input("french.png"))
    #expect(result.report.failure?.reason == .modelMissing)
    #expect(result.report.failure?.sentence.contains("tesseract-ocr-xyz") == true)
    options.languages = []
    options.use = .never
    let never = await Extractor(recognition: options).extract(input("french.png"))
    #expect(never.report.failure?.reason == .needsRecognition)
  }

  @Test func `A picture without text says so`() async throws {
    let fixture = try ExtractionFixture()
    // One noise, always the same: in one of many the detector of scripts is sure to see some.
    var random = SeededGenerator(seed: 6)
    let noise = (0..<300 * 200).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    let file = try #require(Self.bitmap(width: 300, height: 200, noise))
    #expect(try await fixture.extract(file).report.failure?.reason == .noText)
    let blank = try #require(Self.bitmap(width: 300, height: 200, noise.map { _ in 255 }))
    #expect(try await fixture.extract(blank).report.failure?.reason == .noText)
  }

  @Test func `A page that was read before is not read again, and old ones go`() async throws {
    let fixture = try ExtractionFixture()
    let cache = RecognitionCache(folder: fixture.folder.appending("pages"))
    let extractor = Extractor(recognized: cache)
    let first = await extractor.extract(input("french.png"))
    let kept = try Folder.list(cache.folder)
    #expect(kept.count == 1)
    let known = RecognizedPage(page: ExtractedPage(text: "kept\n"), notes: [], gaps: [])
    let key = try #require(kept.first.map { String(decoding: $0.name, as: UTF8.self) })
    cache.keep(known, key)
    let second = await extractor.extract(input("french.png"))
    #expect(first.documents.first?.pages.first?.text.contains("REPAS") == true)
    #expect(second.documents.first?.pages.first?.text == "kept\n")
    try cache.sweep(before: 0)
    #expect(try Folder.list(cache.folder).count == 1)
    try cache.sweep(before: .max)
    #expect(try Folder.list(cache.folder).isEmpty)
  }

  @Test func `Pages of other formats are read through the same door`() async throws {
    let folder = ExtractionFolder(in: ExtractionFolder.standardParent)
    let recognizer: any PageRecognizing = Recognizer(limits: ExtractionLimits(), folder: folder)
    let picture = PagePicture(path: pictures.appending("french.png"), resolution: 144)
    let result = await recognizer.recognize(picture, number: 7, languages: ["fra"])
    #expect(result.page?.text.contains("Port-Merle") == true)
    #expect(result.page?.layout?.resolution == 144)
    let none = await recognizer.recognize(
      PagePicture(path: "/nonexistent", resolution: 1), number: 7, languages: [])
    #expect(none.page == nil && none.gaps.map(\.page) == [7])
  }

  /// A BMP in gray.
  private static func bitmap(width: Int, height: Int, _ pixels: [UInt8]) -> [UInt8]? {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    guard pixels.count == width * height, width % 4 == 0 else { return nil }
    let start = 14 + 40 + 1024
    var file = Array("BM".utf8) + number(start + pixels.count, 4) + number(0, 4) + number(start, 4)
    file += number(40, 4) + number(width, 4) + number(height, 4) + number(1, 2) + number(8, 2)
    file += [UInt8](repeating: 0, count: 24)
    for tone in 0..<256 { file += [UInt8(tone), UInt8(tone), UInt8(tone), 0] }
    return file + pixels
  }
}
