// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What old office files say of themselves: a set of numbered properties in a stream of its own.
//
// - SeeAlso: [MS-OLEPS] Object Linking and Embedding (OLE) Property Set Data Structures.

internal import Extraction
internal import TextAnalysis

/// The properties of an old office file.
enum SummaryInformation {
  /// Enters them into a reading.
  static func enter(_ file: CompoundFile, into reading: OfficeReading) {
    guard let stream = file.stream("\u{5}SummaryInformation") else { return }
    let values = properties(LittleEndian(stream))
    reading.title = values[2]
    let names = [
      (3, "subject"), (4, "author"), (5, "keywords"), (6, "description"), (8, "editor"),
      (18, "application"), (13, "modified"),
    ]
    for (number, key) in names { reading.enter(key, values[number]) }
    reading.date = values[12] ?? values[13]
  }

  /// Texts and dates by their numbers.
  static func properties(_ stream: LittleEndian) -> [Int: String] {
    let start = stream.long(44)
    let count = min(stream.long(start + 4), 200)
    var places: [Int: Int] = [:]
    for index in 0..<max(0, count) {
      places[stream.long(start + 8 + 8 * index)] = start + stream.long(start + 12 + 8 * index)
    }
    let page = places[1].map { stream.word($0 + 4) } ?? 1252
    var values: [Int: String] = [:]
    for (number, place) in places {
      let length = min(stream.long(place + 4), 64 << 10)
      switch stream.word(place) {
      case 0x1E:
        let bytes = Array(stream.slice(place + 8, length).prefix { $0 != 0 })
        values[number] =
          page == 1200
          ? String(decoding: LittleEndian.units(bytes), as: UTF16.self)
          : CharsetDecoder.text(of: bytes, inCertain: WindowsCharset.name(page))
      case 0x1F:
        values[number] = String(stream.text(place + 8, units: length).prefix { $0 != "\0" })
      case 0x40: values[number] = date(stream.long(place + 4), stream.long(place + 8))
      default: break
      }
    }
    return values.filter { !$0.value.isEmpty }
  }

  /// The day of a count of tenths of microseconds since 1601; nil for none.
  private static func date(_ low: Int, _ high: Int) -> String? {
    guard high > 0, high < 0x7FFF_FFFF else { return nil }
    let seconds = (high << 32 | low) / 10_000_000
    let serial = Double(seconds) / 86_400 - 109_205
    return serial < 60 ? nil : SerialDate.text(serial, .dateTime, false)
  }
}
