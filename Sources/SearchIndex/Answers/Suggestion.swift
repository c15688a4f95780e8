// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A form of the index that a reader may have meant.
public struct Suggestion: Sendable, Equatable {
  /// The form, as most documents write it; case is evened out.
  public var form: String
  /// Documents that hold it, in whichever way of writing; at least 1.
  public var documents: Int
  /// Edits from the folded form of the word asked for, 1 or 2; nil where they are more.
  public var edits: Int?
  /// Whether it has a sound of the word asked for.
  public var isSameSound: Bool
}

/// What may be meant by a word that no document has.
public struct WordSuggestions: Sendable, Equatable {
  /// The word as typed.
  public var word: String
  /// The likeliest first; not empty.
  public var suggestions: [Suggestion]
}
