// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import Testing
import TextAnalysis

@testable import Extraction
@testable import Readers

@Suite struct HTMLExtractionTests {
  private func document(_ html: String) async throws -> ExtractedDocument {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(html)
    #expect(result.report.extractor == "html")
    return try #require(result.documents.first)
  }

  private func text(_ body: String) async throws -> String {
    try await document("<!doctype html><body>" + body).pages[0].text
  }

  @Test func `Blocks break lines, inline elements do not break words`() async throws {
    #expect(try await text("<p>One <b>t</b>wo</p><p>three<br>four") == "One two\n\nthree\nfour")
    #expect(try await text("<ul><li>a<li>b</ul>c") == "a\nb\n\nc")
    #expect(try await text("<table><tr><td>a<td>b<tr><th>c</table>") == "a\tb\nc")
    #expect(try await text("<div>  a\n\n b </div><div>c</div>") == "a b\nc")
  }

  @Test func `Scripts, styles, templates and comments are not read`() async throws {
    let body =
      "a<script>var x='<p>no'</script><style>p{}</style><!-- no --><template>no</template>b"
    #expect(try await text(body) == "ab")
  }

  @Test func `What a page holds and does not show stands in brackets`() async throws {
    #expect(try await text("a<p hidden>b <b hidden>c</b></p>d") == "a\n\n[hidden: b c]\n\nd")
    #expect(
      try await text("a <span style='color:red; Display : NONE !important'>b</span> c")
        == "a [hidden: b] c")
    #expect(try await text("a<div style=visibility:hidden> <img alt=''></div>b") == "a\nb")
    #expect(try await text("a<div hidden>b") == "a\n[hidden: b]")
    #expect(try await text("<p style='display:block'>a</p>") == "a")
    let page = try await document("<body style='opacity:0'>a</body>").pages[0].text
    #expect(page == "a")
  }

  @Test func `Entities become characters, and preformatted text keeps its lines`() async throws {
    #expect(try await text("&lt;x&gt; &eacute;&#x641;&#1601; &amp;amp;") == "<x> éفف &amp;")
    #expect(try await text("a<pre>x\n  y</pre>b") == "a\nx\n  y\nb")
  }

  @Test(arguments: [
    ("<input value='Rue du Port'>", "x Rue du Port y"),
    ("<input type=Submit value='إرسال'>", "x إرسال y"),
    ("<input type=text value='' placeholder='votre nom'>", "x votre nom y"),
    ("<input type=search placeholder='חיפוש' value='מים'>", "x מים y"),
    ("<input type=image alt='Suche' value=3>", "x Suche y"),
    ("<select><optgroup label=Nord><option>Kiel</select>", "x\nNord\nKiel\ny"),
    ("<input type=hidden value=token>", "xy"), ("<input type=checkbox value=on>", "xy"),
    ("<input type=radio value=2>", "xy"), ("<input type=password value=geheim>", "xy"),
  ])
  func `Fields of forms show what a reader of the page sees`(_ field: String, _ shown: String)
    async throws
  {
    #expect(try await text("x\(field)y") == shown)
  }

  @Test func `Ruby readings stand behind the word, and pictures give their text`() async throws {
    let ruby = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を"
    #expect(try await text(ruby) == "漢字 (かんじ)を")
    #expect(
      try await text("x<img alt='a cat' src='http://example.org/never-loaded'>y") == "x a cat y")
  }

  @Test func `The head gives title, author, date, description, keywords and language`() async throws
  {
    let document = try await document(
      """
      <html><head><title> Free\n meals </title><meta name=Author content="A &amp; B">
      <meta property="article:published_time" content="2026-03-01T10:00">
      <meta name=description content=d><meta name=keywords content="k, l">
      <meta http-equiv=content-language content=ar></head><body>Free meals daily</body></html>
      """)
    #expect(document.title == "Free meals")
    #expect(document.date == "2026-03-01T10:00")
    #expect(document.language?.code == "ar")
    #expect(document.metadata == ["author": "A & B", "description": "d", "keywords": "k, l"])
    #expect(document.pages[0].text == "Free meals daily")
  }

  @Test func `A title that the text does not repeat is put before it, and spans move`() async throws
  {
    let document = try await document("<html><title>Tïtle</title><p lang=fr>mot</p></html>")
    let page = document.pages[0]
    #expect(page.text == "Tïtle\n\nmot")
    #expect(page.spans == [.init(range: 8..<11, language: try #require(Language(tag: "fr")))])
  }

  @Test func `Declared languages of parts cut the text exactly`() async throws {
    let document = try await document(
      "<html lang=fa-IR><body>متن <i lang=en-GB>English <b>bold</b> <u lang=fr>ça</u></i> باز</body>"
    )
    #expect(document.language?.code == "fa")
    let bytes = Array(document.pages[0].text.utf8)
    let cuts = document.pages[0].spans.map { span in
      (span.language.code, String(decoding: bytes[span.range], as: UTF8.self))
    }
    #expect(cuts.map(\.0) == ["en", "fr"])
    #expect(cuts.map { $0.1.filter { $0 != " " } } == ["Englishbold", "ça"])
  }

  @Test func `A page that nests 100,000 deep ends in a gap, not in a trap`() async throws {
    let fixture = try ExtractionFixture()
    let html = "<html><p>before" + String(repeating: "<b>", count: 100_000) + "after"
    let result = try await fixture.extract(html)
    #expect(result.report.gaps.map(\.reason) == [.depthLimit])
    #expect(result.documents.first?.pages[0].text.hasPrefix("before") == true)
  }

  @Test func `An element with too many attributes is refused`() async throws {
    let fixture = try ExtractionFixture()
    let attributes = (0..<30_000).map { "a\($0)" }.joined(separator: " ")
    let result = try await fixture.extract("<html><p \(attributes)>x")
    #expect(result.report.failure?.reason == .sizeLimit)
  }

  @Test func `External entities are not loaded`() async throws {
    let text = try await text(
      "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;end</p>")
    #expect(!text.contains("root:"))
    #expect(text.hasSuffix("end"))
  }

  @Test func `Zeros and pages without text are no reason to stop`() async throws {
    #expect(try await text("a\0b") == "a b")
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract("<html><script>x</script></html>")
    #expect(result.report.failure?.reason == .noText)
  }

  @Test func `The declared charset is found where browsers look for it`() {
    #expect(HTMLCharset.declared(in: Array("<meta charset=Shift_JIS>".utf8)) == "shift_jis")
    let old = "<META http-equiv=Content-Type content='text/html; charset = windows-1256'>"
    #expect(HTMLCharset.declared(in: Array(old.utf8)) == "windows-1256")
    #expect(HTMLCharset.declared(in: Array("<?xml encoding='KOI8-R'?>".utf8)) == "koi8-r")
    #expect(HTMLCharset.declared(in: Array("<p>charset=x".utf8)) == nil)
  }
}
