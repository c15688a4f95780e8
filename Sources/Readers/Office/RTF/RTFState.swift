// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// What a group of RTF is for.
enum RTFDestination: Equatable {
  /// Text to be read.
  case text
  /// Nothing to be read.
  case skipped
  /// The fonts, with their charsets.
  case fonts
  /// What the document says of itself; each value is a group inside.
  case info
  /// One of those values.
  case value(String)
  /// The code of a field.
  case instruction
  /// A picture, as hexadecimal digits.
  case picture
  /// Authors of tracked changes.
  case authors
  /// Text that belongs elsewhere than the words around it.
  case box
  /// A foot- or endnote.
  case note
  /// A header or footer.
  case margin
  /// A comment.
  case comment
}

/// What holds within a group of RTF, and ends with it.
struct RTFState {
  /// What the group is for.
  var destination = RTFDestination.text
  /// Whether the group itself began that.
  var isOwner = false
  /// The font of ordinary text.
  var font: Int?
  /// The font beside it, of text from right to left or of East Asian text.
  var associatedFont: Int?
  /// Whether the font beside it holds.
  var usesAssociated = false
  /// Whether the text runs from right to left.
  var isRightToLeft = false
  /// Characters that stand behind `\u` for old readers.
  var fallback = 1
  /// Languages that hold.
  var languages = WordLanguages()
  /// Whether the text is hidden.
  var isHidden = false
  /// Whether it was struck out while changes were tracked.
  var isDeleted = false
  /// Who did that, by number.
  var deleter: Int?
}

/// Where the text of RTF goes.
struct RTFLevel {
  /// The text so far.
  var text = OfficeText()
  /// Whether a row of a table is open.
  var isInRow = false
  /// What comes behind the paragraph.
  var deferred: [(mark: OfficeMark?, text: OfficeText)] = []
}
