// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import TextAnalysis

struct CharsetDecoderTests {
  private func text(_ found: DecodedText?) -> String? {
    found.map { String(decoding: $0.utf8, as: UTF8.self) }
  }

  private let sample = "Grüße, Ελλάδα, سلام 😀"

  private func wide(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.flatMap {
      isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
  }

  @Test func `No bytes are an empty text`() {
    #expect(CharsetDecoder.decode([])?.utf8 == [])
  }

  @Test func `A byte order mark decides and is not part of the text`() {
    let utf8 = CharsetDecoder.decode([0xEF, 0xBB, 0xBF] + Array(sample.utf8))
    #expect(text(utf8) == sample && utf8?.charset == "UTF-8")
    let little = CharsetDecoder.decode([0xFF, 0xFE] + wide(sample, isBig: false))
    #expect(text(little) == sample && little?.charset == "UTF-16LE")
    let big = CharsetDecoder.decode([0xFE, 0xFF] + wide(sample, isBig: true))
    #expect(text(big) == sample && big?.charset == "UTF-16BE")
    let units = sample.unicodeScalars.map(\.value)
    let full = CharsetDecoder.decode(
      [0xFF, 0xFE, 0, 0] + units.flatMap { v in (0..<4).map { UInt8(v >> (8 * $0) & 255) } })
    #expect(text(full) == sample && full?.charset == "UTF-32LE")
  }

  @Test(arguments: [
    "The kitchen is open every day from noon.", "الوجبات مجانية كل يوم من الساعة السابعة مساء",
    "Кухня открыта каждый день с полудня.", "厨房每天中午开放,欢迎大家。", "毎日正午から食事を無料で配ります。",
    "주방은 매일 정오에 문을 엽니다.", "ครัวเปิดทุกวันตอนเที่ยง อาหารฟรี",
  ])
  func `UTF-16 without a mark is read in its own byte order`(sample: String) {
    for isBig in [false, true] {
      let found = CharsetDecoder.decode(wide(sample, isBig: isBig))
      #expect(text(found) == sample)
      #expect(found?.charset == (isBig ? "UTF-16BE" : "UTF-16LE"))
    }
  }

  @Test func `UTF-8 cut inside its last character stays UTF-8`() {
    let whole = Array("Привет, это листовка о еде".utf8)
    let found = CharsetDecoder.decode(Array(whole.dropLast()))
    #expect(found?.charset == "UTF-8")
    #expect(found?.replacements == 1)
    #expect(found?.note != nil)
  }

  @Test func `A wrong declaration is overruled and noted`() throws {
    let russian = try #require(CharsetConverter(charset: "windows-1251")).encode(
      "Сегодня вечером в ратуше всем бесплатно раздают горячую еду.")
    let found = CharsetDecoder.decode(try #require(russian), declared: "ISO-8859-1")
    #expect(found?.charset == "windows-1251")
    #expect(found?.declared == "ISO-8859-1")
    #expect(found?.note?.contains("ISO-8859-1") == true)
  }

  @Test func `Noise, images and programs are no text`() {
    var generator = SystemRandomNumberGenerator()
    for count in [64, 500, 5000] {
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(CharsetDecoder.decode(noise) == nil, "noise: \(noise)")
    }
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48]
    #expect(CharsetDecoder.decode(png) == nil)
    let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]
    #expect(CharsetDecoder.decode(elf) == nil)
  }

  @Test func `Bytes that are letters in no charset are no text`() {
    let bytes = (0..<400).map { (index: Int) -> UInt8 in
      0x80 | UInt8((index * 37 + index / 7) % 128)
    }
    #expect(CharsetDecoder.decode(bytes) == nil)
  }

  @Test func `Any bytes at all decode to valid UTF-8 or to nothing`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    for _ in 0..<60 {
      let bytes = (0..<48).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56) | (state & 1 == 0 ? 0x80 : 0x20)
      }
      guard let found = CharsetDecoder.decode(bytes) else { continue }
      #expect(String(validating: found.utf8, as: UTF8.self) != nil, "seed \(seed)")
    }
  }
}

struct CharsetNamedTests {
  @Test(arguments: ["VISCII", "TCVN3", "VNI"])
  func `Vietnamese charsets are found without being named`(charset: String) throws {
    let text = "Mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi"
    let bytes = try #require(LegacyCodec(name: charset)?.encode(Array(text.utf8)))
    let found = try #require(CharsetDecoder.decode(bytes))
    #expect(found.charset == charset)
    #expect(String(decoding: found.utf8, as: UTF8.self) == text)
  }

  @Test(arguments: ["VISCII", "TCVN3"])
  func `The tables of one byte a character are read and written alike`(charset: String) throws {
    let codec = try #require(LegacyCodec(name: charset))
    let all = (0...255).map { UInt8($0) }
    #expect(codec.encode(codec.decode(all)) == all)
  }

  @Test func `A named charset is taken as it is, and noted where the bytes are UTF-8 too`() {
    let bytes = Array("Déjà".utf8)
    let found = CharsetDecoder.decode(bytes, using: "latin1")
    #expect(found.map { String(decoding: $0.utf8, as: UTF8.self) } == "DÃ©jÃ\u{A0}")
    #expect(found?.charset == "ISO-8859-1")
    #expect(found?.declared == "latin1")
    #expect(found?.note?.contains("UTF-8") == true)
  }

  @Test func `A byte order mark is stronger than a name`() {
    let found = CharsetDecoder.decode([0xEF, 0xBB, 0xBF] + Array("é".utf8), using: "windows-1251")
    #expect(found?.charset == "UTF-8")
    #expect(found?.note != nil)
  }

  @Test func `A named charset in which the bytes mean nothing is overruled`() {
    let found = CharsetDecoder.decode(Array("Привет, мир, и всем спасибо".utf8), using: "Shift_JIS")
    #expect(found?.charset == "UTF-8")
  }

  @Test func `Names are known in any spelling, and wrong ones have close ones`() {
    #expect(CharsetDecoder.standardName(of: "cp1256") != nil)
    #expect(CharsetDecoder.standardName(of: "tcvn-5712") == "TCVN3")
    #expect(CharsetDecoder.standardName(of: "windows-9999") == nil)
    #expect(CharsetDecoder.names(like: "windows-1265").contains("windows-1256"))
    #expect(CharsetDecoder.names(like: "koi8").contains("KOI8-R"))
    #expect(CharsetDecoder.names(like: "zzzzzzzzzzzzzzzz").isEmpty)
  }
}
