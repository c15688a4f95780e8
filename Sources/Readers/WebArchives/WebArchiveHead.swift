// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// The fields of a head as WARC and HTTP have them: names in lower case; the first of a name counts.
struct HeadFields: Sendable, Hashable {
  private var values: [String: String] = [:]
  private var last: String?

  /// Takes a line without its end.
  mutating func add(_ line: [UInt8]) {
    let text = String(decoding: line, as: UTF8.self)
    if let last, text.first == " " || text.first == "\t" {
      values[last, default: ""] += " " + text.trimmed
      return
    }
    guard let colon = text.firstIndex(of: ":") else { return }
    let name = text[..<colon].lowercased().trimmed
    let value = text[text.index(after: colon)...].trimmed
    last = values[name] == nil ? name : nil
    if values[name] == nil { values[name] = value }
  }

  /// The value of a field.
  subscript(name: String) -> String? { values[name] }

  /// The media type and the charset of `content-type`.
  var contentType: (type: String?, charset: String?) {
    guard let value = values["content-type"] else { return (nil, nil) }
    let parts = value.split(separator: ";", omittingEmptySubsequences: false)
    let type = parts.first.map { $0.lowercased().trimmed } ?? ""
    var charset: String?
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased().trimmed == "charset" else { continue }
      charset = pair[1].trimmed.filter { $0 != "\"" && $0 != "'" }
    }
    return (type.isEmpty ? nil : type, charset?.isEmpty == true ? nil : charset)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
