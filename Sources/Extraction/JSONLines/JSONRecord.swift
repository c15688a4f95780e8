// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One line of a JSON-lines file → one document, or the reason why not.

/// The fields of a record that mean something here; all others are checked and passed over.
struct JSONRecord {
  private var values: RecordValues

  /// The first text as it stands in the record, uncleaned.
  var rawText: String? { values.texts.first ?? nil }

  /// Reads the record that fills `range`, with the meanings that a table gives its fields.
  init(
    _ bytes: Span<UInt8>, in range: Range<Int>, _ table: RecordTable = .usual
  ) throws(JSONFault) {
    values = RecordValues(table)
    var scanner = JSONScanner(bytes, in: range)
    guard scanner.take(UInt8(ascii: "{")) else {
      throw JSONFault(reason: .notAnObject, byte: range.lowerBound)
    }
    try readFields(under: nil, &scanner, table)
    guard scanner.isAtEnd() else {
      throw JSONFault(reason: .trailingBytes, byte: scanner.position)
    }
  }

  /// Reads an object behind its opening bracket; `path` leads to it from the record.
  ///
  /// Goes only as deep as the table names fields.
  private mutating func readFields(
    under path: String?, _ scanner: inout JSONScanner, _ table: RecordTable
  ) throws(JSONFault) {
    if scanner.take(UInt8(ascii: "}")) { return }
    repeat {
      guard try scanner.kind() == .string else {
        throw JSONFault(reason: .unexpectedByte, byte: scanner.position)
      }
      let own = try scanner.string()
      try scanner.expect(UInt8(ascii: ":"))
      let name = path.map { "\($0).\(own)" } ?? own
      if let roles = table.roles[name] {
        values.take(try Self.value(&scanner), roles)
      } else if table.objects.contains(name), try scanner.kind() == .object {
        _ = scanner.take(UInt8(ascii: "{"))
        try readFields(under: name, &scanner, table)
      } else {
        try scanner.skipValue()
      }
    } while scanner.take(UInt8(ascii: ","))
    try scanner.expect(UInt8(ascii: "}"))
  }

  private static func value(
    _ scanner: inout JSONScanner
  ) throws(JSONFault) -> RecordValues.Value {
    switch try scanner.kind() {
    case .string: return .text(try scanner.string())
    case .number: return .number(try scanner.number())
    case .array: return .list(try list(&scanner))
    case .object, .word:
      try scanner.skipValue()
      return .other
    }
  }

  /// The strings and numbers of a list.
  private static func list(_ scanner: inout JSONScanner) throws(JSONFault) -> [String] {
    _ = scanner.take(UInt8(ascii: "["))
    if scanner.take(UInt8(ascii: "]")) { return [] }
    var values: [String] = []
    repeat {
      switch try scanner.kind() {
      case .string: values.append(try scanner.string())
      case .number: values.append(try scanner.number())
      default: try scanner.skipValue()
      }
    } while scanner.take(UInt8(ascii: ","))
    try scanner.expect(UInt8(ascii: "]"))
    return values
  }

  /// Makes the document; nil where no field holds text.
  ///
  /// The number of the line names a record that has no id.
  func document(line: Int) -> ExtractedDocument? { values.document(line: line) }
}
