// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import SystemPackage
import Testing

@testable import Extraction

/// Whether a program is installed.
private func has(_ name: String) -> Bool {
  FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name)
}

/// Runs a program to its end, and gives its exit status.
private func run(_ name: String, _ arguments: [String]) throws -> Int32 {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/" + name)
  process.arguments = arguments
  process.environment = ["OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"]
  (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}

@Suite struct TesseractLayoutTests {
  @Test(.enabled(if: has("tesseract") && has("pdftoppm"), "needs tesseract-ocr and poppler-utils"))
  func `The hOCR and ALTO of tesseract give its text, and the same places`() async throws {
    let fixture = try ExtractionFixture()
    let folder = fixture.folder
    _ = try fixture.input(HandMadePDF.pages(["Free meals at noon on the old pier"]))
    let picture = folder.appending("page").string
    #expect(
      try run("pdftoppm", ["-r", "200", "-png", "-singlefile", folder.string + "/input", picture])
        == 0)
    #expect(
      try run(
        "tesseract", [picture + ".png", folder.string + "/out", "-l", "eng", "hocr", "alto", "txt"])
        == 0)
    let text = try String(contentsOfFile: folder.string + "/out.txt", encoding: .utf8)
    var layouts: [PageLayout] = []
    for name in ["out.hocr", "out.xml"] {
      let input = ExtractionInput(path: folder.appending(name), name: name)
      let result = await Extractor().extract(input)
      let page = try #require(result.documents.first?.pages.first)
      #expect(lines(page.text) == lines(text))
      #expect(result.documents.first?.language == nil)
      layouts.append(try #require(page.layout))
    }
    #expect(layouts[0].blocks.map(\.lines) == layouts[1].blocks.map(\.lines))
    #expect(layouts[0].width == layouts[1].width)
    #expect(layouts[0].height == layouts[1].height)
  }

  private func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test(.enabled(if: has("xmllint"), "needs xmllint (package libxml2-utils)"))
  func `What is written is good XML, whatever the text`() throws {
    let fixture = try ExtractionFixture()
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    var pages = (0..<5).map { _ in LayoutSamples.page(&random) }
    pages.append(ExtractedPage(text: "\u{1}<&>\"'\u{FFFF}\u{0} ]]> \u{85}"))
    for bytes in [HOCRWriter.document(pages, title: "<&\u{0}>"), ALTOWriter.document(pages)] {
      let path = try fixture.input(bytes).path.string
      #expect(try run("xmllint", ["--noout", "--nonet", path]) == 0, "seed \(seed)")
    }
  }
}
