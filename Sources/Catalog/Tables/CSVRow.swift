// Licensed under the Apache License, Version 2.0; see LICENSE.

/// One record of comma-separated values as RFC 4180 writes it: CRLF at the end, quotes around
/// fields that need them, quotes inside doubled.
///
/// Fields keep their text as it is; only NUL, which no reader accepts, becomes U+FFFD.
package struct CSVRow: CustomStringConvertible {
  /// The fields in order.
  package var fields: [String]

  /// Makes a record.
  package init(_ fields: [String]) { self.fields = fields }

  /// The record with its line end.
  package var description: String { fields.map(CSVRow.quoted).joined(separator: ",") + "\r\n" }

  /// A field, in quotes where it holds a comma, a quote, a line end, or spaces at its ends.
  package static func quoted(_ field: String) -> String {
    let bytes = field.utf8
    let needsQuotes = bytes.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte < 0x20
    }
    guard needsQuotes || bytes.first == 0x20 || bytes.last == 0x20 else { return field }
    return enclosed(field)
  }

  /// A field in quotes, whatever it holds.
  static func enclosed(_ field: String) -> String {
    var result = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\"": result.append(contentsOf: "\"\"".unicodeScalars)
      case "\0": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }
}
