// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Cuts texts into passages and tokens, and knows every distinct form it has met with its rungs.
///
/// One per thread: it holds ICU's and libstemmer's working memory. Forms are numbered in the order
/// they are met, so the same texts in the same order give the same numbers. Memory grows with the
/// distinct forms met, until `removeAllForms()`; the memory of surfaces is bounded by 64 MB or twice
/// that of the forms, and emptied above that before the next text, which changes no result.
public final class TextAnalyzer {
  var core = AnalyzerCore()
  var queries = QueryMemo()

  /// Makes an analyzer; ICU's dictionaries and Snowball's algorithms open when needed.
  public init() {}

  /// Cuts a text and puts the outcome in `result`, whose arrays are reused.
  ///
  /// The text need not be valid UTF-8: an ill-formed byte counts as U+FFFD, which is no letter,
  /// and offsets stay byte offsets. Words do not depend on languages; only stems do. O(bytes).
  /// - Precondition: the text is shorter than 2^31 bytes.
  public func analyze(
    _ utf8: [UInt8], hints: LanguageHints, into result: inout AnalyzedText
  ) {
    core.analyze(utf8, hints: hints, into: &result)
  }

  /// Cuts a text whose passages are known into tokens, as `analyze(_:hints:into:)` does.
  ///
  /// - Precondition: passages are in order and cover the text; it is shorter than 2^31 bytes.
  package func analyze(
    _ utf8: [UInt8], passages: [Passage], into result: inout AnalyzedText
  ) {
    core.analyze(utf8, passages: passages, into: &result)
  }

  /// The number of distinct forms met since the last `removeAllForms()`; ids are below it.
  public var formCount: Int { core.formCount }

  /// A form with all its rungs; stems and sounds are made at each call.
  ///
  /// - Precondition: the id was given out since the last `removeAllForms()`.
  public func form(_ id: FormID) -> AnalyzedForm {
    var form = AnalyzedForm()
    core.form(id, into: &form)
    return form
  }

  /// Puts a form with all its rungs in `form`, whose arrays are reused; stems and sounds are made at each call.
  ///
  /// - Precondition: the id was given out since the last `removeAllForms()`.
  public func form(_ id: FormID, into form: inout AnalyzedForm) { core.form(id, into: &form) }

  /// Puts a form in `form` as `form(_:into:)` does, but without the keys of rungs coarser than `rung`.
  ///
  /// `fold` is always made.
  /// - Precondition: the id was given out since the last `removeAllForms()`.
  package func form(_ id: FormID, upTo rung: Rung, into form: inout AnalyzedForm) {
    core.form(id, upTo: rung, into: &form)
  }

  /// What tokens of a form are cut from.
  ///
  /// - Precondition: the id was given out since the last `removeAllForms()`.
  public func kind(of id: FormID) -> TokenKind { core.kind(of: id) }

  /// Replaces `fold` by the folded form of an id; much cheaper than the whole form.
  ///
  /// - Precondition: the id was given out since the last `removeAllForms()`.
  package func fold(of id: FormID, into fold: inout [UInt8]) { core.fold(of: id, into: &fold) }

  /// Visits the forms met from the one numbered `first` on, in the order in which they were met, with
  /// the keys of their first two rungs.
  ///
  /// - Precondition: `body` does not call this analyzer.
  package func forEachForm(
    from first: Int,
    _ body: (_ exact: Span<UInt8>, _ fold: Span<UInt8>, Language, TokenKind) -> Void
  ) {
    core.forEachForm(from: first, body)
  }

  /// The memory of forms and surfaces, in bytes; what ICU holds is not counted.
  public var memorySize: Int { core.memorySize }

  /// Gives the memory of surfaces back and keeps the forms, for one who will analyse no more for now.
  ///
  /// The next text costs more, and is analysed as before.
  package func forgetSurfaces() { core.forgetSurfaces() }

  /// Forgets all forms: every `FormID` given out before is invalid.
  ///
  /// Gives their memory back, unless it is to be kept for about as many forms to come.
  public func removeAllForms(keepingCapacity: Bool = false) {
    core.removeAllForms(keepingCapacity: keepingCapacity)
  }
}
