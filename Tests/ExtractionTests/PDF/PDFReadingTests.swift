// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage
import Testing

@testable import Extraction
@testable import Readers

private let hasReader = ExtractionTool.pdfReader.path() != nil

/// Stands for text recognition: says what it was shown.
private struct EchoRecognizer: PageRecognizing {
  func recognize(_ picture: PagePicture, number: Int, languages: [String]) async -> RecognizedPage {
    let head = (try? FileReading.bytes(of: picture.path, count: 2)) ?? []
    let text = "recognized \(number) \(String(decoding: head, as: UTF8.self)) \(picture.resolution)"
    let word = LayoutWord(
      range: 0..<10, box: LayoutBox(x: 300, y: 600, width: 150, height: 30), confidence: 90)
    let line = LayoutLine(box: word.box, words: [word])
    let layout = PageLayout(
      width: 2480, height: 3508, resolution: picture.resolution, origin: .recognition,
      blocks: [LayoutBlock(box: word.box, lines: [line])])
    return RecognizedPage(
      page: number == 3 ? nil : ExtractedPage(text: text, layout: layout),
      notes: ["page \(number)"],
      gaps: [])
  }
}

extension FileReading {
  fileprivate static func bytes(of path: FilePath, count: Int) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
      read = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

@Suite(.enabled(if: hasReader, "needs handbill-pdf-reader beside the tests"))
struct PDFReadingTests {
  private func read(
    _ bytes: [UInt8], _ fixture: ExtractionFixture, recognizer: (any PageRecognizing)? = nil,
    limits: ExtractionLimits = ExtractionLimits()
  ) async throws -> (FileReading, parts: [ExtractedPart]) {
    let parts = Parts()
    let run = ExtractionRun(
      limits: limits, folder: ExtractionFolder(in: fixture.folder),
      budget: ExtractionBudget(limits, size: bytes.count), recognizer: recognizer)
    let reading = await run.read(try fixture.input(bytes), chain: []) { await parts.add($0) }
    return (reading, await parts.parts)
  }

  private actor Parts {
    var parts: [ExtractedPart] = []
    func add(_ part: ExtractedPart) { parts.append(part) }
  }

  @Test func `Words have places on the page, in order`() async throws {
    let fixture = try ExtractionFixture()
    let (reading, _) = try await read(HandMadePDF.pages(["Free meals at noon"]), fixture)
    let page = try #require(reading.documents.first?.pages.first)
    LayoutPromises.check(page)
    let layout = try #require(page.layout)
    #expect(layout.width == 5950 && layout.height == 8420 && layout.origin == .textLayer)
    let words = Array(layout.words)
    #expect(words.count == 4 && words[0].box.x == 720)
    #expect(words[0].box.y < 1220 && words[0].box.y + words[0].box.height > 1220)
  }

  @Test func `Pages without text are recognized, in their order, with places in their units`()
    async throws
  {
    let fixture = try ExtractionFixture()
    let file = HandMadePDF.pages(["One", "", "", "Four", ""])
    let (reading, _) = try await read(file, fixture, recognizer: EchoRecognizer())
    let pages = try #require(reading.documents.first?.pages)
    #expect(pages[1].text == "recognized 2 P5 300" && pages[4].text == "recognized 5 P5 300")
    #expect(pages[1].layout?.width == 5950)
    #expect(pages[1].layout?.words.first { _ in true }?.box.x == 720)
    #expect(reading.report.gaps.map(\.page) == [3])
    #expect(reading.report.notes.suffix(3) == ["page 2", "page 3", "page 5"])
  }

  @Test func `A text layer that means nothing is replaced where recognition gives a text`()
    async throws
  {
    let fixture = try ExtractionFixture()
    let text = Array(repeating: "7KLV WKH KDWV", count: 5).joined(separator: " ")
    let file = HandMadePDF.pages([text])
    let (alone, _) = try await read(file, fixture)
    #expect(alone.report.gaps.map(\.reason) == [.doubtfulTextLayer])
    #expect(alone.documents.first?.pages[0].text.hasPrefix("7KLV") == true)
    let (reading, _) = try await read(file, fixture, recognizer: EchoRecognizer())
    #expect(reading.documents.first?.pages[0].text == "recognized 1 P5 300")
    #expect(reading.report.gaps.isEmpty)
  }

  @Test func `A small picture keeps its resolution, a huge page gets less, a monstrous one none`() {
    let edges = { (points: Int) in
      PDFPageShape.Edges(left: 0, lower: 0, right: points * 1000, upper: points * 1000)
    }
    let resolution = { (points: Int) in
      let box = edges(points)
      return PDFPages.resolution(of: PDFPageGeometry(PDFPageShape(media: box, crop: box, turn: 0)))
    }
    #expect(resolution(842) == 300)
    #expect((resolution(5000) ?? 0) < 150)
    #expect(resolution(1_000_000) == nil)
  }

  @Test func `Areas of pictures are read off pdfimages' table`() {
    let table = """
      page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio
      --------------------------------------------------------------------------------------------
         1     0 image    2480  3508  gray    1   8  image  no         7  0   300   300  146K 1.7%
         1     1 smask    2480  3508  gray    1   8  image  no         7  0   300   300  146K 1.7%
         3     2 image     100   100  gray    1   8  image  no         9  0     0     0  1K 1.7%
      """
    let areas = PDFPages.areas(Array(table.utf8))
    #expect(areas.count == 1 && Int(areas[1] ?? 0) == 96)
  }

  @Test func `What recognition finds beside a little text is put behind it, and not twice`() {
    let word = LayoutWord(range: 0..<5, box: LayoutBox(x: 1, y: 1, width: 5, height: 5))
    let layout = { (word: LayoutWord) in
      PageLayout(
        width: 100, height: 100, resolution: 720, origin: .textLayer,
        blocks: [
          LayoutBlock(box: word.box, lines: [LayoutLine(box: word.box, words: [word])])
        ])
    }
    let stamp = ExtractedPage(text: "stamp", layout: layout(word))
    let both = stamp.adding(ExtractedPage(text: "words", layout: layout(word)))
    #expect(both.text == "stamp\nwords")
    #expect(both.layout?.words.map(\.range) == [0..<5, 6..<11])
    #expect(stamp.adding(ExtractedPage(text: "a stamp")).text == "a stamp")
  }

  @Test func `Files inside become documents with the PDF before them in their chain`() async throws
  {
    let fixture = try ExtractionFixture()
    let file = HandMadePDF.withFiles([("notes.txt", "Notes of the strike"), ("../x.txt", "Other")])
    let (reading, parts) = try await read(file, fixture)
    #expect(reading.documents.first?.pages[0].text.hasPrefix("Free meals") == true)
    #expect(parts.map(\.chain) == [["notes.txt"], ["x.txt"]])
    #expect(parts.map { $0.document?.pages[0].text } == ["Notes of the strike", "Other"])
    #expect(PDFAttachments.names(Array("2 embedded files\n1: a/b\n2: \u{7}\n".utf8)) == ["b", "2"])
  }

  @Test
  func `What people have noted on a page stands behind its text, and what is drawn only once`()
    async throws
  {
    let fixture = try ExtractionFixture()
    // UTF-16 with its mark, a text of several lines, one that the page shows, and one that is empty.
    let notes = """
      << /Type /Annot /Subtype /Highlight /Rect [72 700 200 730] /T (Ann) /Contents <FEFF0623064706440627001E0078> >>
      << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Ask \\(again\\)\nin May) >>
      << /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (drawn) >>
      << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Bob) /Contents () >>
      << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents 7 >> 12 null
      """
    let (reading, _) = try await read(
      HandMadePDF.pages(["Free meals at noon", ""], notes: notes), fixture)
    let pages = try #require(reading.documents.first?.pages)
    let comments = "[comment by Ann: أهلا x]\n[comment: Ask (again) in May]\n"
    #expect(pages[0].text == "Free meals at noon\n\n" + comments)
    #expect(pages[1].text == comments)
    #expect(pages[0].layout?.words.map(\.range) == [0..<4, 5..<10, 11..<13, 14..<18])
    #expect(
      reading.report.gaps.map(\.page) == [2], "a page with comments alone has no text of its own")
  }

  @Test func `XMP beats what stands beside it, and broken XMP says what it can`() {
    let xmp = """
      <?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>
      <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
      <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'
        xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreateDate='2025-05-01T10:00:00Z'>
      <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Le tunnel</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>
      <dc:language><rdf:Bag><rdf:li>fr</rdf:li></rdf:Bag></dc:language>
      </rdf:Description></rdf:RDF></x:xmpmeta>
      """
    let whole = XMPReader.document(Array(xmp.utf8))
    #expect(whole.title == "Le tunnel" && whole.language?.code == "fr")
    #expect(whole.metadata["author"] == "Ann, Bob" && whole.date == "2025-05-01T10:00:00Z")
    for count in stride(from: 0, to: xmp.utf8.count, by: 7) {
      _ = XMPReader.document(Array(xmp.utf8.prefix(count)))
    }
  }

  @Test func `Flips and cuts of a small PDF give gaps, never traps`() async throws {
    let fixture = try ExtractionFixture()
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let file = HandMadePDF.withFiles([("notes.txt", "Notes of the strike")])
    for round in 0..<24 {
      var bytes = file
      for _ in 0..<6 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0 ... .max, using: &random)
      }
      if round % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      try await ExtractorContract.check(bytes, name: "x.pdf", in: fixture, "seed \(seed)")
    }
  }

  @Test func `Page trees that loop, a billion pages and huge pages end at once`() async throws {
    let fixture = try ExtractionFixture()
    let file = String(decoding: HandMadePDF.pages(["Free meals at noon"]), as: UTF8.self)
    let changes = [
      ("/Kids [4 0 R]", "/Kids [2 0 R]"), ("/Count 1 ", "/Count 999999999 "),
      ("[0 0 595 842]", "[0 0 1e9 1e9]"), ("[0 0 595 842]", "[9 9 9 9]"),
      ("/Contents 5 0 R", "/Contents [5 0 R 5 0 R 4 0 R]"), ("/Parent 2 0 R", "/Parent 4 0 R"),
    ]
    for (old, new) in changes {
      let parts = file.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(old)")
      let changed = Array((parts[0] + new + parts[1]).utf8)
      let (reading, _) = try await read(changed, fixture, recognizer: EchoRecognizer())
      #expect(reading.documents.isEmpty == (reading.report.failure != nil), "\(new)")
    }
  }
}
