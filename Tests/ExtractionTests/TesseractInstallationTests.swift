// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction

@Suite struct TesseractInstallationTests {
  private func outcome(_ output: String, status: Int = 0, messages: String = "") -> ChildOutcome {
    ChildOutcome(status: status, output: Array(output.utf8), messages: messages)
  }

  private let version = "tesseract 5.3.0\n leptonica-1.82.0\n"

  @Test func `Version and models are read from what the program says`() {
    let found = TesseractInstallation(
      version: outcome(version), list: outcome("List of available languages (3):\nara\nfra\nosd\n"))
    #expect(found.version == "5.3.0" && found.failure == nil)
    #expect(found.models.map(\.name).sorted() == ["ara", "fra"])
  }

  @Test func `A program that cannot run is told from pictures without text`() {
    let broken = outcome("", status: 127, messages: "error while loading shared libraries")
    let found = TesseractInstallation(version: broken, list: broken)
    #expect(found.version == nil && found.failure?.reason == .programFailed)
    #expect(found.failure?.sentence.contains("shared libraries") == true)
  }

  @Test func `A program without a model asks for one`() {
    let found = TesseractInstallation(
      version: outcome(version), list: outcome("List of available languages (1):\nosd\n"))
    #expect(found.failure?.reason == .modelMissing)
  }

  @Test func `Text in the letters of a model but hardly in its language is remarked`() throws {
    let arabic = [RecognitionModel("ara")].compactMap { $0 }
    func reading(_ confidence: Double, _ models: [RecognitionModel], _ text: String) -> PageReading
    {
      let box = LayoutBox(x: 0, y: 0, width: 90, height: 20)
      let word = ReadWord(text: text, box: box, confidence: confidence)
      let line = ReadLine(block: 1, paragraph: 1, words: [word], models: models)
      return PageReading(lines: [line], models: models)
    }
    let weak = try #require(ForeignLanguage(reading(70, arabic, "وجبات"), Set(arabic)))
    #expect(weak.sentence.contains("tesseract-ocr-uig"))
    #expect(ForeignLanguage(reading(90, arabic, "وجبات"), Set(arabic)) == nil)
    let french = [RecognitionModel("fra")].compactMap { $0 }
    #expect(ForeignLanguage(reading(70, french, "repas"), Set(french)) == nil)
  }
}
