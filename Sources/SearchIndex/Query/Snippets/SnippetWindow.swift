// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A candidate for a snippet.
struct SnippetWindow {
  /// From the first mark to the last; UTF-8 offsets into the text.
  var core: Range<Int>
  /// From 0.
  var page: Int
  /// What is marked in the piece, by where it begins; set for the window that is chosen.
  var marks: [Range<Int>] = []
  /// How many places are marked.
  private(set) var markCount = 0
  /// How many clauses are found in it.
  private(set) var clauseCount = 0
  /// What these clauses are worth together.
  private(set) var worth: FixedScore = 0

  init(core: Range<Int>, page: Int) {
    self.core = core
    self.page = page
  }

  /// Takes up the next mark, with the weight of its clause where that is new in the window.
  mutating func take(_ mark: TextMark, weight: FixedScore?) {
    core = core.lowerBound..<max(core.upperBound, mark.range.upperBound)
    markCount += 1
    guard let weight else { return }
    clauseCount += 1
    worth &+= weight
  }

  /// Whether it is to be preferred; the earlier one wins where both are worth the same.
  func isBetter(than other: SnippetWindow?) -> Bool {
    guard let other else { return true }
    return worth != other.worth ? worth > other.worth : markCount > other.markCount
  }
}
