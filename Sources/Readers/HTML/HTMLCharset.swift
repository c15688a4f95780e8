// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import TextAnalysis

/// Finds the charset of an HTML page.
enum HTMLCharset {
  /// The charset that the first 4,096 bytes declare in a meta element or an XML declaration.
  static func declared(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
    for (opening, key) in [("<?xml", "encoding"), ("<meta", "charset")] {
      var start = 0
      while let tag = find(opening, in: head, from: start) {
        let end = head[tag...].firstIndex(of: UInt8(ascii: ">")) ?? head.count
        if let value = value(of: key, in: Array(head[tag..<end])) { return value }
        start = tag + 1
      }
    }
    return nil
  }

  /// Decodes a page, asking its text alone where its charset is neither declared nor Unicode.
  ///
  /// Tags are ASCII in every charset and would drown the letters that tell one from another.
  /// A charset that the adder names (`using`) is taken as it is.
  static func decode(_ bytes: [UInt8], using named: String?, declared: String?) -> DecodedText? {
    if named != nil { return CharsetDecoder.decode(bytes, using: named) }
    let whole = CharsetDecoder.decode(bytes, declared: declared)
    guard declared == nil, let whole, !whole.charset.uppercased().hasPrefix("UTF") else {
      return whole
    }
    guard let text = CharsetDecoder.decode(withoutTags(bytes)), text.charset != whole.charset,
      var decoded = CharsetDecoder.decode(bytes, declared: text.charset)
    else { return whole }
    decoded.declared = nil
    return decoded
  }

  /// The bytes outside `<…>`, and none of scripts and styles.
  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isInside = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): isInside = true
      case UInt8(ascii: ">") where isInside:
        isInside = false
        result.append(0x20)
      default: if !isInside { result.append(byte) }
      }
    }
    return result
  }

  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let pattern = Array(text.utf8)
    guard start <= bytes.count - pattern.count else { return nil }
    return (start...bytes.count - pattern.count).first { index in
      bytes[index..<index + pattern.count].elementsEqual(pattern)
    }
  }

  /// The value after `key=`, up to what no charset name contains.
  private static func value(of key: String, in tag: [UInt8]) -> String? {
    guard let place = find(key, in: tag, from: 0) else { return nil }
    var rest = tag[(place + key.utf8.count)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == 0x27 }
    let name = rest.prefix { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
