// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How the catalog writes and reads its JSON: sorted keys, so that the same content gives the same
// bytes, and times in UTC to the second.

internal import FoundationEssentials

/// The JSON of archived files and of payloads in the index.
enum CatalogCoding {
  /// Encodes for people: indented, sorted keys, a line end at the end.
  static func document(_ value: some Encodable) -> [UInt8] {
    encode(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + [0x0A]
  }

  /// Encodes on one line, without a line end.
  static func line(_ value: some Encodable) -> [UInt8] {
    encode(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// Decodes what `document` or `line` encoded; nil where the bytes are something else.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Decodes one value a line, leaving out lines that hold something else.
  static func decodeLines<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> [Value] {
    bytes.split(separator: 0x0A).compactMap { decode(type, from: Array($0)) }
  }

  private static func encode(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    // The values are structs of strings and finite numbers, which cannot fail to encode.
    return (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
  }
}

/// Times as the archive writes them.
enum Timestamp {
  /// What the clock says in the place of the machine's, for tests of clocks that are wrong; seconds since
  /// 1970-01-01 UTC.
  @TaskLocal static var clock: Int64?

  /// Now, by the clock of the machine, RFC 3339 in UTC, to the second.
  static func now() -> String {
    clock.map(text(secondsSince1970:)) ?? Date().formatted(.iso8601)
  }

  /// Now in seconds since 1970-01-01 UTC.
  static func seconds() -> Int64 { clock ?? Int64(Date().timeIntervalSince1970) }

  /// A time of RFC 3339 in any time zone, as the archive writes times; nil where it is none.
  static func normal(_ time: String) -> String? {
    (try? Date(time, strategy: .iso8601)).map { $0.formatted(.iso8601) }
  }

  /// A time given in whole seconds since 1970-01-01 UTC.
  static func text(secondsSince1970 seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
