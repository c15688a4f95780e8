// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct PackageTests {
  private func type(_ bytes: [UInt8]) throws -> MediaType {
    let fixture = try ExtractionFixture()
    return try Extractor().mediaType(of: fixture.input(bytes, name: "lie.pdf"))
  }

  @Test func `Packages are told by the names of their members, in any order`() throws {
    let types = HandMadeZip.Member("[Content_Types].xml", "<Types/>")
    let filler = HandMadeZip.Member("a.bin", [UInt8](repeating: 1, count: 2 << 20))
    let kinds: [(String, MediaType)] = [
      ("word/document.xml", .docx), ("xl/workbook.xml", .xlsx), ("ppt/presentation.xml", .pptx),
    ]
    for (name, kind) in kinds {
      let part = HandMadeZip.Member(name, "<x/>")
      #expect(try type(HandMadeZip.archive([types, part])) == kind)
      #expect(try type(HandMadeZip.archive([filler, part, types])) == kind)
      #expect(try type(HandMadeZip.archive([part])) == .zip, "a folder of that name is not enough")
    }
    for declared in ["application/epub+zip", "application/vnd.oasis.opendocument.spreadsheet"] {
      let mark = HandMadeZip.Member("mimetype", declared + "\n")
      #expect(try type(HandMadeZip.archive([mark])).rawValue == declared)
      #expect(try type(HandMadeZip.archive([filler, mark])).rawValue == declared)
    }
    let other = HandMadeZip.Member("mimetype", "application/x-other")
    #expect(try type(HandMadeZip.archive([other])) == .zip)
    let inside = HandMadeZip.Member(
      "a.epub", HandMadeZip.archive(["mimetype": "application/epub+zip"]))
    #expect(try type(HandMadeZip.archive([inside])) == .zip)
  }

  @Test func `A package without its directory is told by the headers of its members`() throws {
    let whole = HandMadeOffice.docx(HandMadeOffice.p("x"))
    #expect(try type(Array(whole.dropLast(400))) == .docx)
  }

  @Test func `Parts are found in any case, and paths are followed`() throws {
    let package = try OfficePackage(HandMadeZip.archive(["Word\\A.xml": "1", "b.xml": "2"]))
    #expect(package.part("word/a.xml") == Array("1".utf8))
    #expect(package.part("c.xml") == nil)
    #expect(OfficePackage.resolve("../b%20c.xml#x", from: "word/d.xml") == "b c.xml")
    #expect(OfficePackage.resolve("/x/./y.xml", from: "word/d.xml") == "x/y.xml")
    #expect(OfficePackage.resolve("../../../../etc/passwd", from: "a/b") == "etc/passwd")
  }

  @Test func `A part that unpacks to far more than it is packed is cut`() throws {
    let bomb = HandMadeZip.bomb("a", before: "x", count: 100_000)
    let package = try OfficePackage(HandMadeZip.archive([bomb]), unpackedBytes: 1 << 20)
    #expect(package.part("a")?.count == 1 << 20)
    #expect(package.faults.map(\.reason) == [.sizeLimit])
    let larger = HandMadeZip.bomb("a", before: "x", count: 400_000)
    let whole = try OfficePackage(HandMadeZip.archive([larger]))
    #expect(whole.part("a").map { $0.count < 90 << 20 } == true)
    #expect(whole.faults.map(\.reason) == [.sizeLimit])
  }

  @Test func `Flipped and cut packages of every kind keep the contract`() async throws {
    let fixture = try ExtractionFixture()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let p = HandMadeOffice.p("words", run: "<w:vanish/>")
    let samples = [
      HandMadeOffice.docx(p + "<w:tbl><w:tr><w:tc>\(p)</w:tc></w:tr></w:tbl>", ["header1": p]),
      HandMadeOffice.odf("text", "<text:p>a<text:note><text:note-body/></text:note></text:p>"),
      Array("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 a;}}\\u1605?\\'82{\\footnote b}\\par}".utf8),
      HandMadeZip.archive(["mimetype": "application/epub+zip", "a.html": "<html><p>x</p></html>"]),
    ]
    for sample in samples {
      for _ in 0..<12 {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
            in: 1 ... .max, using: &random)
        }
        if Bool.random(using: &random) {
          bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        try await ExtractorContract.check(bytes, name: "x", in: fixture, "seed \(seed)")
      }
    }
  }

  @Test func `Running text and events of nonsense never trap`() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var text = OfficeText()
      for _ in 0..<40 {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: text.beginRow()
        case 1: text.beginCell(Int.random(in: 0..<3, using: &random))
        case 2: text.endRow()
        case 3: text.endParagraph()
        case 4: text.mark = Bool.random(using: &random) ? OfficeMark(kind: .hidden) : nil
        case 5: text.language = Bool.random(using: &random) ? OfficeLanguage.of("fa") : nil
        case 6: text.tab()
        case 7:
          var block = OfficeText()
          block.append("ب")
          text.append(block: block, as: OfficeMark(kind: .comment, author: "A"))
        default: text.append(" wö\trd")
        }
      }
      let page = text.page(own: nil)
      var end = 0
      for span in page.spans {
        #expect(span.range.lowerBound >= end && span.range.upperBound <= page.text.utf8.count)
        end = span.range.upperBound
      }
      let opened = page.text.count { $0 == "[" }
      #expect(opened == page.text.count { $0 == "]" }, "every mark is closed, seed \(seed)")
    }
  }
}
