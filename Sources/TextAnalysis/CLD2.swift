// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The safe face of CLD2, Google's compact language detector of 2015; the only importer of
// `CLanguageDetector`. CLD2 keeps no state, so any thread may ask.

internal import CLanguageDetector

/// Detects languages of text by CLD2's quadgram tables.
enum CLD2 {
  /// A language of a text.
  struct Share: Hashable, Sendable {
    /// The language; never `.unknown`.
    var language: Language
    /// Share of the letters, 0 to 100.
    var percent: Int
    /// Score for a thousand bytes: 400 to 1,800 for real text in the language.
    var score: Double
  }

  /// What CLD2 makes of a text.
  struct Answer: Sendable {
    /// Up to three languages, the most frequent first; empty where nothing was recognised.
    var languages: [Share]
    /// Whether CLD2 trusts its first language.
    var isReliable: Bool
    /// Bytes of letters that were looked at.
    var letterBytes: Int
  }

  /// CLD2's version of code and tables, such as `V2.0 - 20141016`.
  static var version: String {
    // SAFETY: the callee returns a static, null-terminated string.
    unsafe String(cString: cld_version())
  }

  /// Detects the languages of UTF-8 text, best effort where it is short; O(bytes).
  ///
  /// Nothing is recognised where the text is ill-formed or holds control characters. The first call opens
  /// CLD2, and ends the process where that is not installed.
  static func detect(_ text: Span<UInt8>) -> Answer {
    let length = Int32(clamping: text.count)
    // SAFETY: the length passed is at most that of the span; the callee keeps no pointer.
    let answer = unsafe text.withUnsafeBytes { bytes -> cld_answer in
      guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      else { return cld_answer() }
      return unsafe cld_detect(base, length)
    }
    let shares = unsafe [answer.languages.0, answer.languages.1, answer.languages.2]
    return unsafe Answer(
      languages: shares.compactMap { unsafe share(of: $0) }, isReliable: answer.is_reliable,
      letterBytes: Int(answer.text_bytes))
  }

  private static func share(of found: cld_language) -> Share? {
    // SAFETY: the code is null or a static, null-terminated string.
    guard let code = unsafe found.code, unsafe found.percent > 0,
      let language = Language(tag: unsafe String(cString: code)), language.code != "un",
      !language.code.hasPrefix("xx"), language.code != "tlh"
    else { return nil }
    return Share(
      language: language, percent: Int(unsafe found.percent), score: unsafe found.score)
  }
}
