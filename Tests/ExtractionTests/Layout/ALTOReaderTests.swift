// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import Extraction
@testable import Readers

@Suite struct ALTOReaderTests {
  private func read(_ layout: String, unit: String = "pixel", head: String = "") -> FileReading {
    let markup = """
      <?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Description>
      <MeasurementUnit>\(unit)</MeasurementUnit></Description>\(head)<Layout>\(layout)</Layout></alto>
      """
    return LayoutSamples.read(Array(markup.utf8), .alto)
  }

  private func page(_ content: String, unit: String = "pixel", head: String = "") throws
    -> ExtractedPage
  {
    let page = "<Page WIDTH='1000' HEIGHT='2000.4'>\(content)</Page>"
    return try #require(read(page, unit: unit, head: head).documents.first?.pages.first)
  }

  @Test func `Blocks, lines and words are read with places, languages and confidences`() throws {
    let page = try page(
      """
      <PrintSpace><ComposedBlock ID="c"><TextBlock ID="b" HPOS="10" VPOS="20" WIDTH="300" \
      HEIGHT="100" LANG="fas" BASEDIRECTION="rtl"><TextLine HPOS="10" VPOS="20" WIDTH="300" \
      HEIGHT="40"><String CONTENT="آب" HPOS="200.5" VPOS="20" WIDTH="100" HEIGHT="40" WC="0.934"/>\
      <SP WIDTH="-295" VPOS="118" HPOS="584"/><String CONTENT="R&amp;B" HPOS="10" VPOS="20" \
      WIDTH="90" HEIGHT="40" WC="7"/></TextLine></TextBlock></ComposedBlock></PrintSpace>
      """, unit: "mm10")
    #expect(page.text == "آب R&B")
    let layout = try #require(page.layout)
    #expect([layout.width, layout.height, layout.resolution] == [1000, 2000, 254])
    #expect(layout.blocks[0].direction == .rightToLeft)
    #expect(layout.blocks[0].language?.code == "fa")
    #expect(Array(layout.words).map(\.confidence) == [93, 100])
    #expect(
      layout.blocks[0].lines[0].words[0].box == LayoutBox(x: 201, y: 20, width: 100, height: 40))
  }

  @Test func `A hyphenated word is joined, and its hyphen is not invented elsewhere`() throws {
    let page = try page(
      """
      <PrintSpace><TextBlock ID="a"><TextLine><String CONTENT="die" HPOS="1" VPOS="1"/><SP/>\
      <String CONTENT="Ver-" HPOS="9" VPOS="1" SUBS_TYPE="HypPart1" SUBS_CONTENT="Versammlung"/>\
      <HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="sammlung" HPOS="1" VPOS="9" \
      SUBS_TYPE="HypPart2" SUBS_CONTENT="Versammlung"/><SP/><String CONTENT="in" HPOS="3" \
      VPOS="9"/><SP/><String CONTENT="Rhein" HPOS="5" VPOS="9"/><HYP CONTENT="-"/></TextLine>\
      <TextLine><String CONTENT="Main" HPOS="1" VPOS="19"/><SP/><String CONTENT="Zuk" HPOS="5" \
      VPOS="19" SUBS_TYPE="HypPart1" SUBS_CONTENT="Zucker"/><HYP CONTENT="-"/></TextLine><TextLine>\
      <String CONTENT="ker" HPOS="1" VPOS="29" SUBS_TYPE="HypPart2" SUBS_CONTENT="Zucker"/>\
      </TextLine></TextBlock></PrintSpace>
      """)
    #expect(page.text == "die Versammlung\nin Rhein-\nMain Zuk-\nker")
    #expect(page.layout?.boxes(of: [4..<15]).count == 2)
  }

  @Test func `Margins stand around the page, and a reading order is followed`() throws {
    func block(_ id: String) -> String {
      "<TextBlock ID='\(id)'><TextLine><String CONTENT='\(id)'/></TextLine></TextBlock>"
    }
    let page1 = try page(
      "<TopMargin>\(block("head"))</TopMargin><BottomMargin>\(block("foot"))</BottomMargin>"
        + "<PrintSpace>\(block("body"))</PrintSpace>")
    #expect(page1.text == "head\n\nbody\n\nfoot")
    #expect(page1.layout == nil)
    let order =
      "<ReadingOrder><OrderedGroup><ElementRef REF='two'/><ElementRef REF='one'/></OrderedGroup>"
      + "</ReadingOrder>"
    let page2 = try page("<PrintSpace>\(block("one"))\(block("two"))</PrintSpace>", head: order)
    #expect(page2.text == "two\n\none")
  }

  @Test func `Outlines stand in for missing places, and bad numbers do no harm`() throws {
    let page = try page(
      """
      <PrintSpace><TextBlock ID="a" HPOS="nan" VPOS="-inf" WIDTH="1e999" HEIGHT="-4"><TextLine>\
      <Shape><Polygon POINTS="10,20 110,20 110,60 x"/></Shape><String CONTENT="a"/><SP/>\
      <String CONTENT="b" HPOS="1e300" VPOS="-1e300" WIDTH="-9" HEIGHT="1e30"/></TextLine>\
      </TextBlock></PrintSpace>
      """)
    #expect(page.text == "a b")
    let words = try #require(page.layout.map { Array($0.words) })
    #expect(words[0].box == LayoutBox(x: 10, y: 20, width: 100, height: 40))
    #expect(words[1].box == LayoutBox(x: 1000, y: 0, width: 0, height: 0))
  }

  @Test func `A file that breaks off gives what stands before, else a reason`() {
    let cut = read("<Page><PrintSpace><TextBlock><TextLine><String CONTENT='one'/><Str")
    #expect(cut.documents.first?.pages.map(\.text) == ["one"])
    #expect(cut.report.gaps.map(\.reason) == [.damaged])
    #expect(read("<Page><Prin").report.failure?.reason == .damaged)
    #expect(read("<Page ID='p'/>").report.failure?.reason == .noText)
  }

  @Test func `Text means itself, whatever stands in it`() throws {
    let words = ["<b>", "&amp;", "\"quoted\"", "'", "]]>", "a\u{200F}b", "😀", "\u{FDFA}", "&#38;"]
    var text = LayoutText()
    text.line()
    for (index, word) in words.enumerated() {
      text.word(word, LayoutBox(x: index * 10, y: 0, width: 9, height: 9))
    }
    let page = text.page(width: 100, height: 10, resolution: 0, origin: .recognition)
    for type in [MediaType.hocr, .alto] {
      let bytes = type == .hocr ? HOCRWriter.document([page]) : ALTOWriter.document([page])
      #expect(LayoutSamples.read(bytes, type).documents.first?.pages[0].text == page.text)
    }
  }

  @Test func `A file alone is a document of its own`() async throws {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(
      ALTOWriter.document([ExtractedPage(text: "one\n\ntwo words")], fileName: "a&b.png"))
    #expect(result.report.mediaType == .alto)
    #expect(result.documents.first?.pages.map(\.text) == ["one\n\ntwo words"])
    #expect(result.documents.first?.metadata["image"] == "a&b.png")
  }

  @Test func `PAGE is read by words, else by lines, else by regions`() async throws {
    let fixture = try ExtractionFixture()
    func equivalent(_ text: String) -> String {
      "<TextEquiv conf='0.5'><Unicode>\(text)</Unicode></TextEquiv>"
    }
    let result = try await fixture.extract(
      """
      <?xml version="1.0"?>
      <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata>
      <Creator>a program</Creator></Metadata><Page imageFilename="x.tif" imageWidth="500" \
      imageHeight="600"><ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" \
      regionRef="r1"/><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="2" \
      regionRef="r3"/></OrderedGroup></ReadingOrder>
      <TextRegion id="r1" readingDirection="right-to-left"><Coords points="1,2 100,2 100,50"/>
      <TextLine><Coords points="1,2 100,2 100,50"/><Word><Coords points="60,2 100,50"/>\
      \(equivalent("نان"))</Word><Word><Coords points="1,2 50,50"/>\(equivalent("آزادی"))</Word>
      \(equivalent("not this"))</TextLine>\(equivalent("nor this"))</TextRegion>
      <TextRegion id="r2"><TextLine><Coords><Point x="5" y="6"/><Point x="9" y="8"/></Coords>
      \(equivalent("a line"))</TextLine></TextRegion>
      <TextRegion id="r3">\(equivalent("two\nlines"))</TextRegion></Page></PcGts>
      """)
    #expect(result.report.mediaType == .page)
    let page = try #require(result.documents.first?.pages.first)
    #expect(page.text == "a line\n\nنان آزادی\n\ntwo\nlines")
    #expect(page.layout?.blocks.map(\.direction) == [nil, .rightToLeft, nil])
    #expect(page.layout?.blocks[0].lines[0].box == LayoutBox(x: 5, y: 6, width: 4, height: 2))
    #expect(page.layout?.blocks[1].lines[0].words[0].confidence == 50)
    #expect(result.documents.first?.metadata["image"] == "x.tif")
  }
}
