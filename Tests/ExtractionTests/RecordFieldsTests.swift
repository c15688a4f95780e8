// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing

@testable import Extraction
@testable import TextAnalysis

/// Records whose fields a person chooses: in JSON lines and in tables.
@Suite struct RecordFieldsTests {
  private func parse(
    _ text: String, _ fields: RecordFields
  ) -> (documents: [ExtractedDocument], broken: [BrokenRecord]) {
    JSONLinesChunk(firstLine: 1, bytes: Array(text.utf8), refused: []).parse(fields)
  }

  private func read(
    _ bytes: [UInt8], _ fields: RecordFields, charset: String? = nil, chunk: Int = 1 << 20
  ) throws -> (documents: [ExtractedDocument], broken: [BrokenRecord], report: ExtractionReport) {
    let fixture = try ExtractionFixture()
    var reader = try RowReader(
      fixture.input(bytes).path, fields: fields, declaredCharset: charset)
    var documents: [ExtractedDocument] = []
    var broken: [BrokenRecord] = []
    while let chunk = try reader.nextChunk(maximumBytes: chunk) {
      let parsed = chunk.parse()
      documents += parsed.documents
      broken += parsed.broken
    }
    return (documents, broken, reader.emptyReport)
  }

  private var chosen: RecordFields {
    var fields = RecordFields()
    fields.text = ["Kop", "Inhoud"]
    fields.id = "nr"
    fields.language = "taal"
    return fields
  }

  @Test func `Chosen fields of JSON count, in objects inside too`() throws {
    var fields = RecordFields()
    fields.text = ["head", "post.message", "post.lines"]
    fields.id = "post.key"
    fields.title = "head"
    fields.source = "post.from.url"
    let (documents, broken) = parse(
      """
      {"text":"no","id":"no","head":"H","post":{"message":"M","key":7,"x":[{}],\
      "from":{"url":"http://x","a":{"url":1}},"lines":["a","b"]},"lang":"fr"}
      {"text":"none of the chosen"}
      """, fields)
    let document = try #require(documents.first)
    #expect(document.pages[0].text == "H\n\nM\n\na\nb")
    #expect(document.record == "7" && document.title == "H")
    #expect(document.language?.code == "fr")
    #expect(document.metadata == ["source": "http://x"])
    #expect(broken.map(\.line) == [2])
    #expect(broken.first?.sentence.contains("head, post.message, post.lines") == true)
  }

  @Test func `Rows of a table are records: quotes, delimiters and line ends as in real files`()
    throws
  {
    let quoted = "nr,taal,Kop,Inhoud\r\n1,nl,\"Soep, brood\",\"Om \"\"12\"\" uur\r\nelke dag\"\r\n"
    for text in [
      quoted + "\r\n2,,Thee,",
      quoted.replacing("\r\n", with: "\n") + "2,,Thee,\n",
      "\u{FEFF}" + quoted + "2,,Thee\r\n",
    ] {
      let (documents, broken, report) = try read(Array(text.utf8), chosen)
      #expect(documents.map(\.record) == ["1", "2"])
      #expect(documents[0].pages[0].text == "Soep, brood\n\nOm \"12\" uur\nelke dag")
      #expect(documents[1].pages[0].text.hasPrefix("Thee"))
      #expect(documents[0].language?.code == "nl" && documents[1].language == nil)
      #expect(documents[0].line == 2)
      #expect(broken.isEmpty && report.charset == "UTF-8")
    }
    for delimiter in [";", "\t", "|"] {
      let text = "nr,taal,Kop,Inhoud\n1,nl,a \"b\" c,d\n".replacing(",", with: delimiter)
      let (documents, _, _) = try read(Array(text.utf8), chosen)
      #expect(documents.map(\.pages[0].text) == ["a \"b\" c\n\nd"])
    }
    let mac = try read(Array("nr,Kop\r1,a\r2,b\r".utf8), chosen).documents
    #expect(mac.map(\.record) == ["1", "2"])
  }

  @Test func `Tables in old charsets and in UTF-16 are read as text`() throws {
    let text = "nr;Kop\n1;бесплатное питание каждый день\n2;субботник в нашем дворе\n"
    let converter = try #require(CharsetConverter(charset: "windows-1251"))
    let old = try read(try #require(converter.encode(text)), chosen)
    #expect(old.report.charset == "windows-1251")
    #expect(old.documents.last?.pages[0].text == "субботник в нашем дворе")
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try read(wide, chosen).documents.count == 2)
    #expect(
      try read(wide, chosen, chunk: 1).documents.last?.pages[0].text == "субботник в нашем дворе")
  }

  @Test func `Chunks of any size give the same rows`() throws {
    var text = "nr,Kop,Inhoud\n"
    for number in 1...300 {
      text +=
        "\(number),\"\(String(repeating: "x\n", count: number % 7)),\",\"a \"\"\(number)\"\"\"\n"
    }
    let whole = try read(Array(text.utf8), chosen).documents
    #expect(whole.count == 300)
    for size in [1, 64, 1000] {
      #expect(try read(Array(text.utf8), chosen, chunk: size).documents == whole)
    }
  }

  @Test func `A quote that never closes costs one row, and says where it begins`() throws {
    let text = "nr,Kop\n1,a\n2,\"open\n3,c\n4,d\n"
    let (documents, broken, _) = try read(Array(text.utf8), chosen)
    #expect(documents.map(\.record) == ["1", "3", "4"])
    #expect(broken.map(\.line) == [3] && broken.map(\.reason) == [.invalidTable])
  }

  @Test func `A table without the chosen column names those it has`() async throws {
    let fixture = try ExtractionFixture()
    var input = try fixture.input(Array("nr,kop\n1,a\n".utf8), name: "x.csv")
    input.recordFields = chosen
    #expect(await Extractor().extract(input).documents.map(\.pages[0].text) == ["a"])
    input.recordFields?.text = ["body"]
    let failure = await Extractor().extract(input).report.failure
    #expect(failure?.reason == .noValidRecord)
    #expect(failure?.sentence.hasSuffix("of: nr, kop") == true)
  }

  /// The documents of a table, or why it is none; what the test itself cannot do is thrown.
  private func outcome(
    _ bytes: [UInt8], chunk: Int = 1 << 20
  ) throws -> Result<[ExtractedDocument], ExtractionFailure> {
    do {
      return .success(try read(bytes, chosen, chunk: chunk).documents)
    } catch let failure as ExtractionFailure {
      return .failure(failure)
    }
  }

  @Test func `Any bytes are a table or say why not`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("a,;\"\n\r\tKop|".utf8) + [0xC3, 0xA9, 0xFF]
    for _ in 0..<300 {
      let noise = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let table = Array("Kop,nr\n".utf8) + noise
      #expect(try outcome(table) == outcome(table, chunk: 1), "seed \(seed)")
      _ = try outcome(noise)
    }
  }
}
