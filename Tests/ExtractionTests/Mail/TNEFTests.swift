// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import Extraction
@testable import Readers

@Suite struct TNEFTests {
  private static func two(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  private static func four(_ number: Int) -> [UInt8] { CompoundFileWriter.four(UInt32(number)) }

  private static func attribute(_ level: UInt8, _ number: Int, _ value: [UInt8]) -> [UInt8] {
    [level] + two(number) + two(6) + four(value.count) + value + [0, 0]
  }

  private static func property(_ number: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
    let filling = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
    return two(type) + two(number) + four(1) + four(value.count) + value + filling
  }

  private static func wide(_ text: String) -> [UInt8] {
    (text + "\0").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static let head = ContentSniffer.transportFile + [1, 0]

  private static let named =
    two(0x001E) + two(0x8005) + [UInt8](repeating: 0, count: 16) + four(1) + four(6)
    + wide("ab") + [0, 0] + four(1) + four(2) + Array("x\0".utf8) + [0, 0]

  private static let file: [UInt8] = {
    let mail =
      four(4) + named + two(0x0003) + two(0x3FFD) + four(1252)
      + property(0x0037, 0x001F, wide("Soup at the café"))
      + property(0x1000, 0x001E, Array("noon".utf8))
    let inner = head + attribute(1, 0x800C, Array("inner\0".utf8))
    let object = property(0x3701, 0x000D, [UInt8](repeating: 9, count: 16) + inner)
    return head + attribute(1, 0x9007, four(1252) + four(0)) + attribute(1, 0x9003, mail)
      + attribute(2, 0x9002, [1]) + attribute(2, 0x8010, [0x63, 0x61, 0x66, 0xE9, 0])
      + attribute(2, 0x800F, Array("first".utf8))
      + attribute(2, 0x9002, [1]) + attribute(2, 0x800F, Array("second".utf8))
      + attribute(2, 0x9005, four(1) + property(0x3707, 0x001F, wide("menu.txt")))
      + attribute(2, 0x9002, [1]) + attribute(2, 0x8010, Array("mail\0".utf8))
      + attribute(2, 0x9005, four(1) + object) + [0]
  }()

  @Test func `Text, files and mails come out of a winmail`() throws {
    let mail = try MailFixture(tnef: Self.file)
    #expect(mail.title == "Soup at the café")
    #expect(mail.text == "Subject: Soup at the café\n\nnoon")
    #expect(mail.names == ["café", "menu.txt", "mail"])
    #expect(mail.members[0].contents == Array("first".utf8))
    #expect(mail.members[1].contents == Array("second".utf8))
    #expect(try MailFixture(tnef: mail.members[2].contents).text == "inner")
    #expect(mail.reasons == [])
  }

  @Test func `A winmail in a mail is read as what it is`() async throws {
    let fixture = try ExtractionFixture()
    #expect(try Extractor().mediaType(of: fixture.input(Self.file)) == .transportFile)
    let result = await Extractor().extract(try fixture.input(Self.file, name: "winmail.dat"))
    #expect(result.documents.first?.title == "Soup at the café")
    #expect(result.parts?.count == 3)
  }

  @Test func `Every cut and flipped bytes neither trap nor hang`() throws {
    for count in Self.head.count..<Self.file.count {
      let mail = try MailFixture(tnef: Array(Self.file.prefix(count)))
      #expect(mail.isWhole && mail.documents.count == 1)
    }
    #expect(try MailFixture(tnef: Array(Self.file.dropLast(40))).reasons.first == .damaged)
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var flipped = Self.file
      for _ in 0..<3 {
        let place = Int.random(in: 6..<flipped.count, using: &random)
        flipped[place] = .random(in: 0 ... .max, using: &random)
      }
      #expect(try MailFixture(tnef: flipped).isWhole, "seed \(seed)")
    }
  }

  @Test func `Counts without end are not believed`() throws {
    let endless =
      Self.head
      + Self.attribute(
        1, 0x9003, Self.four(0xFFFF_FFFF) + Self.two(0x1003) + Self.two(1) + Self.four(0xFFFF_FFFF))
    #expect(try MailFixture(tnef: endless).isWhole)
    let empty =
      Self.head
      + Self.attribute(
        1, 0x9003, Self.four(1) + Self.two(0x101E) + Self.two(1) + Self.four(0xFFFF_FFFF))
    #expect(try MailFixture(tnef: empty).report?.failure?.reason == .emptyContainer)
  }
}
