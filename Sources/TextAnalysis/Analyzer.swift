// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Cuts texts into passages and tokens, and knows every distinct form it has met with its rungs.
public final class TextAnalyzer {
  /// Makes an analyzer.
  public init() {}

  /// Cuts a text, which need not be valid UTF-8, and puts the outcome in `result`.
  public func analyze(
    _ utf8: [UInt8], hints: LanguageHints, into result: inout AnalyzedText
  ) {
    fatalError("not written yet")
  }

  /// The number of distinct forms met since the last `removeAllForms()`; ids are below it.
  public var formCount: Int { 0 }

  /// A form with all its rungs.
  public func form(_ id: FormID) -> AnalyzedForm { fatalError("not written yet") }

  /// What tokens of a form are cut from.
  public func kind(of id: FormID) -> TokenKind { .word }

  /// Forgets all forms: every `FormID` given out before becomes invalid.
  public func removeAllForms() {}

  /// Cuts a query into tokens with the keys to look for.
  public func analyzeQuery(_ text: String) -> [QueryToken] { [] }

  /// Keys for a prefix query: those of the last word of `text`; nil where it has none.
  public func prefixKeys(_ text: String) -> (exact: [UInt8], fold: [UInt8])? { nil }
}
