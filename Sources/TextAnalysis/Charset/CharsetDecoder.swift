// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bytes → text. In this order: byte order mark; UTF-8, which hardly any other text is by chance;
// UTF-16 and UTF-32 without a mark; then every legacy charset of a fixed list is tried, and the
// decoded texts are compared by how plausible they are as text. A declared charset and ICU's own
// detector are heard there, but decide only between texts that are about equally plausible: what
// people declare is often wrong.

/// Text decoded from bytes in some charset, and how that was decided.
public struct DecodedText: Sendable {
  /// The text; valid UTF-8, without a byte order mark.
  public var utf8: [UInt8]
  /// The IANA name of the charset, such as `UTF-8` or `windows-1256`.
  public var charset: String
  /// How sure the charset is, from 0 to 1.
  public var confidence: Float
  /// The charset that somebody declared, as it was written.
  public var declared: String?
  /// Other charsets that would give plausible text, the likeliest first.
  public var alternatives: [Alternative]
  /// Byte sequences that mean nothing in the charset; each became one U+FFFD.
  public var replacements: Int
  /// What a reader should know of the decision, in one sentence; nil where nothing is in doubt.
  public var note: String?

  /// A charset that was considered.
  public struct Alternative: Hashable, Sendable {
    /// The IANA name.
    public var charset: String
    /// How likely it is, from 0 to 1.
    public var confidence: Float
  }
}

/// Decodes text whose charset need not be known.
public enum CharsetDecoder {
  /// The text of `bytes`; nil where they are no text in any charset: images, programs, noise.
  ///
  /// No bytes at all are an empty text. O(bytes); at most 4 KB are tried in each legacy charset.
  public static func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText? {
    guard !bytes.isEmpty else {
      return text([], "UTF-8", 1, declared)
    }
    if let marked = CharsetUnicode.decodeMarked(bytes) {
      return checked(marked, declared: declared)
    }
    if let escaped = CharsetLegacy.decodeEscaped(bytes) {
      return checked(escaped, declared: declared)
    }
    // UTF-16 of many scripts is valid UTF-8 too, but full of control characters.
    if let valid = CharsetUnicode.decodeUTF8(bytes), !CharsetUnicode.looksBinary(valid.utf8) {
      return checked(valid, declared: declared)
    }
    if let wide = CharsetUnicode.decodeUnmarkedWide(bytes) {
      return checked(wide, declared: declared)
    }
    return CharsetLegacy.decode(bytes, declared: declared)
      ?? CharsetUnicode.decodeDamaged(bytes, declared: declared)
  }

  /// Whether `bytes` are text in some charset; as `decode`.
  public static func isPlausibleText(_ bytes: [UInt8]) -> Bool { decode(bytes) != nil }

  /// Makes a result without alternatives.
  static func text(
    _ utf8: [UInt8], _ charset: String, _ confidence: Float, _ declared: String?,
    replacements: Int = 0
  ) -> DecodedText {
    DecodedText(
      utf8: utf8, charset: charset, confidence: confidence, declared: declared, alternatives: [],
      replacements: replacements, note: nil)
  }

  /// Refuses what decodes but is no text, and notes where a declaration was wrong.
  private static func checked(_ found: DecodedText, declared: String?) -> DecodedText? {
    guard !CharsetUnicode.looksBinary(found.utf8) else { return nil }
    var found = found
    found.declared = declared
    if found.replacements > 0 {
      found.note =
        "\(found.replacements) byte sequences are broken in \(found.charset) and became U+FFFD."
    }
    let isASCII = found.utf8.allSatisfy { $0 < 0x80 }
    if let declared, !isASCII, !CharsetNames.areSame(declared, found.charset) {
      found.note = "Declared as \(declared), but the bytes are \(found.charset)."
    }
    return found
  }
}

/// Names of charsets.
enum CharsetNames {
  /// Whether two names mean the same charset, as far as ICU knows them.
  static func areSame(_ left: String, _ right: String) -> Bool {
    canonical(left) == canonical(right)
  }

  /// The IANA name; the name itself in lower case where ICU does not know it.
  static func canonical(_ name: String) -> String {
    (CharsetConverter.standardName(of: name) ?? name).lowercased()
  }
}
