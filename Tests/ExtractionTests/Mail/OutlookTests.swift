// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Testing

@testable import Extraction
@testable import Readers

@Suite struct OutlookTests {
  typealias Entry = CompoundFileWriter.Entry

  /// A stream with the numbers of a mail, a recipient or a file.
  private static func properties(_ header: Int, _ values: [(tag: UInt32, value: UInt64)]) -> Entry {
    var bytes = [UInt8](repeating: 0, count: header)
    for (tag, value) in values {
      bytes += CompoundFileWriter.four(tag) + CompoundFileWriter.four(6)
      bytes += CompoundFileWriter.four(UInt32(truncatingIfNeeded: value))
      bytes += CompoundFileWriter.four(UInt32(truncatingIfNeeded: value >> 32))
    }
    return .stream("__properties_version1.0", bytes)
  }

  private static func text(_ property: String, _ text: String) -> Entry {
    .stream(
      "__substg1.0_\(property)001F", text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  }

  private static func bytes(_ property: String, _ type: String, _ bytes: [UInt8]) -> Entry {
    .stream("__substg1.0_\(property)\(type)", bytes)
  }

  private static let file: Entry = .folder(
    "__attach_version1.0_#00000000",
    [
      properties(8, [(0x3705_0003, 1)]), text("3707", "café.txt"), text("370E", "text/plain"),
      bytes("3701", "0102", Array("soup".utf8)),
    ])

  private static let mail: [Entry] = [
    properties(32, [(0x0039_0040, 127_474_711_250_000_000), (0x3FFD_0003, 1251)]),
    text("001A", "IPM.Note"), text("0037", "Soup at the café"), text("0C1A", "Ann"),
    text("5D01", "ann@example.org"), text("1000", "Come at noon.\r\n"),
    .folder(
      "__recip_version1.0_#00000000",
      [properties(8, [(0x0C15_0003, 2)]), text("3001", "Bob"), text("39FE", "bob@example.org")]),
    file,
    .folder(
      "__attach_version1.0_#00000001",
      [
        properties(8, [(0x3705_0003, 5)]), text("3001", "inner mail"),
        .folder(
          "__substg1.0_3701000D",
          [properties(24, []), text("0037", "inner"), text("1000", "inner text"), file]),
      ]),
  ]

  @Test func `A mail of Outlook gives its headers, its text, its files and its mails`() async throws
  {
    let fixture = try ExtractionFixture()
    let result = try await fixture.extract(CompoundFileWriter.file(Self.mail))
    #expect(result.report.mediaType.rawValue == "application/vnd.ms-outlook")
    let document = try #require(result.documents.first)
    #expect(document.title == "Soup at the café")
    #expect(document.date == "2004-12-14T04:12:05Z")
    #expect(document.metadata["author"] == "Ann <ann@example.org>")
    #expect(
      document.pages[0].text == """
        From: Ann <ann@example.org>
        Cc: Bob <bob@example.org>
        Date: 2004-12-14T04:12:05Z
        Subject: Soup at the café

        Come at noon.

        """)
    let parts = try FileReader.contents(of: try #require(result.parts).path).split(separator: 0x0A)
      .compactMap { PartsFile.part(Array($0)) }
    #expect(parts.map(\.name) == ["café.txt", "inner mail", "inner mail/café.txt"])
    #expect(parts[1].document?.pages[0].text == "Subject: inner\n\ninner text")
  }

  @Test func `Texts in code pages are read by the number that the mail gives, or by sight`() throws
  {
    let (_, bytes) = try #require(
      try MailFixture.samples("legacy").first { $0.name.contains("windows-1251") })
    for page in [[(tag: UInt32(0x3FFD_0003), value: UInt64(1251))], []] {
      let file = try CompoundFile(
        CompoundFileWriter.file([
          Self.properties(32, page), Self.bytes("1000", "001E", bytes + [0]),
          Self.bytes("0037", "001E", Array(bytes.split(separator: 0x0A)[0])),
        ]))
      let mail = try MailFixture(outlook: file)
      let wanted = try #require(CharsetOracle.text(bytes, "windows-1251"))
      #expect(mail.text.hasSuffix(wanted))
      #expect(wanted.hasPrefix(mail.title ?? "none"))
    }
  }

  @Test func `RTF that is packed is unpacked as the specification shows`() throws {
    let packed: [UInt8] = [
      0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 0x03, 0x00,
      0x0A,
      0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65,
      0x6C,
      0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
    ]
    let rich = try #require(CompressedRTF.unpacked(packed))
    #expect(
      String(decoding: rich, as: UTF8.self) == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")
    let file = try CompoundFile(
      CompoundFileWriter.file([
        Self.properties(32, []), Self.text("0037", "rich"), Self.bytes("1009", "0102", packed),
      ]))
    let mail = try MailFixture(outlook: file)
    #expect(mail.names == ["body.rtf"])
    for count in 0..<packed.count { _ = CompressedRTF.unpacked(Array(packed.prefix(count))) }
  }

  @Test func `Encrypted mails, objects and missing contents are gaps`() throws {
    let encrypted = try CompoundFile(
      CompoundFileWriter.file([
        Self.properties(32, []), Self.text("001A", "IPM.Note.SMIME"), Self.text("0037", "x"),
        Self.file,
      ]))
    #expect(try MailFixture(outlook: encrypted).reasons == [.encrypted])
    let object: Entry = .folder(
      "__attach_version1.0_#00000000", [.folder("__substg1.0_3701000D", [.stream("CONTENTS", [1])])]
    )
    let missing: Entry = .folder("__attach_version1.0_#00000001", [Self.properties(8, [])])
    let other = try CompoundFile(
      CompoundFileWriter.file([Self.properties(32, []), Self.text("0037", "x"), object, missing]))
    #expect(try MailFixture(outlook: other).reasons == [.formatNotSupported, .damaged])
  }

  @Test func `Flipped bytes in a mail of Outlook leave a document`() throws {
    let whole = CompoundFileWriter.file(Self.mail)
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var flipped = whole
      for _ in 0..<8 {
        flipped[Int.random(in: 0..<whole.count, using: &random)] = .random(
          in: 0 ... .max, using: &random)
      }
      guard let file = try? CompoundFile(flipped) else { continue }
      let mail = try MailFixture(outlook: file)
      #expect(mail.isWhole && !mail.documents.isEmpty, "seed \(seed)")
    }
  }
}
