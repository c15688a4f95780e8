// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The properties of a mail, a recipient or a file in an MSG file (MS-OXMSG): numbers in the stream
// `__properties_version1.0`, everything longer in a stream of its own, `__substg1.0_` with the
// property's number and its type in hexadecimal digits.

internal import Extraction
internal import FoundationEssentials
internal import TextAnalysis

/// The properties of one folder of an MSG file.
struct OutlookProperties {
  /// The folder's place in the file.
  let folder: Int
  private let file: CompoundFile
  private let streams: [String: Int]
  private var values: [UInt32: UInt64] = [:]

  /// The stream that every folder with properties has.
  static let stream = "__properties_version1.0"

  /// Reads the properties of a folder.
  ///
  /// `header` are the bytes before the first property: 32 for the mail, 24 for a mail inside it, 8 for
  /// recipients and files.
  init(_ file: CompoundFile, folder: Int, header: Int) {
    self.file = file
    self.folder = folder
    var streams: [String: Int] = [:]
    for place in file.entries[folder].children {
      streams[file.entries[place].name.lowercased()] = place
    }
    self.streams = streams
    guard let place = streams[Self.stream] else { return }
    let bytes = file.contents(of: place)
    for start in stride(from: header, to: bytes.count - 15, by: 16) {
      let low = CompoundFileHeader.number(bytes, at: start + 8)
      let high = CompoundFileHeader.number(bytes, at: start + 12)
      values[CompoundFileHeader.number(bytes, at: start)] = UInt64(high) << 32 | UInt64(low)
    }
  }

  /// A number; nil where it is missing.
  func number(_ property: UInt16) -> Int? {
    values[UInt32(property) << 16 | 0x0003].map { Int($0 & 0xFFFF_FFFF) }
  }

  /// A moment as ISO 8601; nil where it is missing or before 1601.
  func date(_ property: UInt16) -> String? {
    values[UInt32(property) << 16 | 0x0040].flatMap(OutlookDate.text)
  }

  /// Bytes; nil where they are missing.
  func bytes(_ property: UInt16) -> [UInt8]? { contents(property, "0102") }

  /// The place of a folder that is a value; nil where there is none.
  func folder(_ property: UInt16) -> Int? {
    streams[Self.name(property, "000d")].flatMap { file.entries[$0].isStream ? nil : $0 }
  }

  /// A text as UTF-8, or in the charset of the mail.
  func text(_ property: UInt16) -> OutlookText? {
    if let wide = contents(property, "001f") { return OutlookText(utf16: wide) }
    return contents(property, "001e").flatMap { OutlookText(narrow: $0) }
  }

  private func contents(_ property: UInt16, _ type: String) -> [UInt8]? {
    streams[Self.name(property, type)].map { file.contents(of: $0) }
  }

  private static func name(_ property: UInt16, _ type: String) -> String {
    let digits = String(property, radix: 16)
    return "__substg1.0_" + String(repeating: "0", count: 4 - digits.count) + digits + type
  }
}

/// A text of an MSG file.
struct OutlookText {
  /// Its bytes without zeros.
  var bytes: [UInt8]
  /// Whether they are UTF-8; else they are in the charset of the mail.
  var isUnicode: Bool

  /// Takes UTF-16, the lower byte first; nil where nothing is left without zeros.
  init?(utf16 wide: [UInt8]) {
    let units = stride(from: 0, to: wide.count - 1, by: 2).map { index in
      UInt16(wide[index]) | UInt16(wide[index + 1]) << 8
    }
    bytes = Array(String(decoding: units.filter { $0 != 0 }, as: UTF16.self).utf8)
    isUnicode = true
    if bytes.isEmpty { return nil }
  }

  /// Takes bytes in the charset of the mail; nil where nothing is left without zeros.
  init?(narrow: [UInt8]) {
    bytes = narrow.filter { $0 != 0 }
    isUnicode = false
    if bytes.isEmpty { return nil }
  }

  /// The text on one line.
  func value(charset: String?) -> String? {
    TextCleaner.value(
      isUnicode
        ? String(decoding: bytes, as: UTF8.self) : MailCharset.text(bytes, named: charset))
  }
}

/// Moments as Windows counts them.
enum OutlookDate {
  /// Tenths of a microsecond since 1601 as ISO 8601; nil where they are beyond all measure.
  static func text(_ moment: UInt64) -> String? {
    guard moment > 0, moment < 1 << 62 else { return nil }
    let seconds = Double(moment / 10_000_000) - 11_644_473_600
    return Date(timeIntervalSince1970: seconds).ISO8601Format()
  }
}

/// Charsets by the numbers of Windows.
enum OutlookCodePage {
  /// The charset of a code page; nil where there is none.
  static func charset(_ number: Int) -> String? {
    switch number {
    case 932: "Shift_JIS"
    case 936, 20936, 54936, 52936: number == 52936 ? "HZ-GB-2312" : "GB18030"
    case 949, 51949: "EUC-KR"
    case 950: "Big5"
    case 874: "TIS-620"
    case 1250...1258: "windows-\(number)"
    case 1200: "UTF-16LE"
    case 20127: "windows-1252"
    case 20866: "KOI8-R"
    case 21866: "KOI8-U"
    case 20932, 51932: "EUC-JP"
    case 28591: "windows-1252"
    case 28592...28599, 28603, 28605: "ISO-8859-\(number - 28590)"
    case 38598: "ISO-8859-8"
    case 50220...50222: "ISO-2022-JP"
    case 50225: "ISO-2022-KR"
    case 65000: "UTF-7"
    case 65001: "UTF-8"
    case 437, 720, 737, 775, 850...869: "IBM\(number)"
    default: nil
    }
  }
}
