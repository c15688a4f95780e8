// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

/// Writes down what it is told.
private final class Recorder: XMLEvents {
  var told = ""
  var limit = Int.max
  var hasEnough: Bool { told.utf8.count > limit }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    let values = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    told += "<\(namespace.isEmpty ? "" : namespace + "|")\(name)\(values)>"
  }

  func endElement(_ name: String, namespace: String) { told += "</\(name)>" }

  func characters(_ bytes: [UInt8]) { told += String(decoding: bytes, as: UTF8.self) }
}

@Suite struct XMLParserTests {
  private func told(_ document: String) -> (String, XMLParser.Outcome) {
    let recorder = Recorder()
    let outcome = XMLParser.parse(Array(document.utf8), into: recorder)
    return (recorder.told, outcome)
  }

  @Test func `Elements come without prefix, with namespace, attributes and text`() {
    let (text, outcome) = told(
      "<?xml version='1.0'?><w:p xmlns:w='urn:w' w:id='1' lang='ar'>متن &amp; <![CDATA[<b>]]></w:p>"
    )
    #expect(text == "<urn:w|p id=1 lang=ar>متن & <b></p>")
    #expect(outcome == .whole)
  }

  @Test func `Values of attributes come as they are meant`() {
    let (text, _) = told("<a b='R&amp;B &lt;&#38;&gt; &amp;#38; &quot;' c='x&#10;&#x26;'/>")
    #expect(text == "<a b=R&B <&> &#38; \" c=x\n&></a>")
  }

  @Test func `Entities of a document read no file and do not grow`() {
    let file = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>[&x;]</a>"
    #expect(told(file).0.contains("root") == false)
    var laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>"
    for level in 1...20 {
      laughs += "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>"
    }
    #expect(told(laughs + "]><a>&l20;</a>").0.utf8.count < 1000)
  }

  @Test func `A broken document is told up to its fault`() {
    let (text, outcome) = told("<a>\n<b>one</b>\n<c>two</a>")
    #expect(text.hasPrefix("<a>\n<b>one</b>\n<c>two"))
    #expect(outcome == .broken(line: 3))
    #expect(told("").1 == .broken(line: 1))
  }

  @Test func `A taker that has enough ends the parse`() {
    let recorder = Recorder()
    recorder.limit = 100
    let document = "<a>" + String(repeating: "<b>text</b>", count: 10_000) + "</a>"
    #expect(XMLParser.parse(Array(document.utf8), into: recorder) == .whole)
    #expect(recorder.told.utf8.count < 200)
  }
}
