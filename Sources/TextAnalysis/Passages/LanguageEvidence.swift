// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Whether a text is in any language at all.
public enum LanguageEvidence {
  /// Whether the letters of a text follow one another as in a language that is known.
  ///
  /// True means little for a short text, and false little for a rare language: evidence to be weighed
  /// with other. UTF-8; O(length).
  public static func isKnownLanguage(_ text: Span<UInt8>) -> Bool {
    let answer = CLD2.detect(text)
    return answer.isReliable && (answer.languages.first?.score ?? 0) >= 400
  }
}
