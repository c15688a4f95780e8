// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What somebody has noted on a page of a PDF, where it opens on a click.
package struct PDFComment: Sendable, Hashable, Codable {
  /// Who, as the file says; may be empty.
  package var author: String
  /// What.
  package var text: String

  /// Makes one.
  package init(author: String, text: String) { (self.author, self.text) = (author, text) }

  /// The comment as it stands in the text of its page, as in office files; nil where it is empty.
  var marked: String? {
    guard let text = TextCleaner.value(text) else { return nil }
    return TextCleaner.value(author).map { "[comment by \($0): \(text)]" } ?? "[comment: \(text)]"
  }
}

extension ExtractedPage {
  /// The page with comments behind its text, a line each.
  func adding(_ comments: [PDFComment]) -> ExtractedPage {
    let lines = comments.compactMap(\.marked)
    guard !lines.isEmpty else { return self }
    var page = self
    if !page.text.isEmpty, !page.text.hasSuffix("\n") { page.text += "\n" }
    page.text += lines.map { $0 + "\n" }.joined()
    return page
  }
}
