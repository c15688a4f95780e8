// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex

/// What may be meant by a word.
struct WordSuggestionsJSON: Encodable {
  /// The word as typed.
  var word: String
  /// The likeliest first.
  var suggestions: [SuggestionJSON]

  /// Takes the suggestions for a word over.
  init(word: String, _ suggestions: [Suggestion]) {
    self.word = word
    self.suggestions = suggestions.map(SuggestionJSON.init)
  }

  /// Takes the suggestions of an answer over.
  init(_ unknown: WordSuggestions) { self.init(word: unknown.word, unknown.suggestions) }
}

/// A form of the index.
struct SuggestionJSON: Encodable {
  /// The form.
  var form: String
  /// Documents that hold it.
  var documents: Int
  /// Edits from the word; absent where they are more than two.
  var edits: Int?
  /// Whether it sounds like the word.
  var sameSound: Bool

  /// Takes a suggestion over.
  init(_ suggestion: Suggestion) {
    form = suggestion.form
    documents = suggestion.documents
    edits = suggestion.edits
    sameSound = suggestion.isSameSound
  }
}
