// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// The text of a document, page by page, each line by its own direction, each passage with its
/// language, and the words of the query marked.
struct PagesText {
  /// The pages.
  var pages: [String]
  /// The passages; offsets into the pages joined by U+000C.
  var passages: [Passage]
  /// The page to begin with where not all fit, from 1.
  var firstPage: Int
  /// Finds the words to mark; nil where there are none.
  var marker: QueryMarker?
  /// The address of this document beginning with a page.
  var address: (Int) -> String

  /// The most bytes of text that are shown at once; what is left out is said.
  static let budget = 1_000_000

  /// The pages that are shown, and what is said of the rest.
  var html: HTML {
    if pages.allSatisfy(\.isEmpty) { return "<p>No text could be read.</p>" }
    let shown = shownPages
    var html = HTML.empty
    if shown.lowerBound > 0 {
      html += "<p><a href=\"\(address(1))\">From the first page</a></p>\n"
    }
    let starts = Self.starts(of: pages)
    for page in shown { html += pageHTML(page, startingAt: starts[page]) }
    if shown.upperBound < pages.count {
      let next = shown.upperBound + 1
      html += """
        <p><a href="\(address(next))">Go on with page \(String(next))</a> of \
        \(Figures.count(pages.count))</p>
        """
    }
    return html
  }

  /// All pages where they fit, else as many as fit from the first one asked for, at least one.
  private var shownPages: Range<Int> {
    if pages.reduce(0, { $0 + $1.utf8.count }) <= Self.budget { return pages.indices }
    let first = max(0, min(firstPage, pages.count) - 1)
    var end = first
    var room = Self.budget
    while end < pages.count, end == first || pages[end].utf8.count <= room {
      room -= pages[end].utf8.count
      end += 1
    }
    return first..<end
  }

  /// Where each page begins in the joined text.
  private static func starts(of pages: [String]) -> [Int] {
    var starts: [Int] = []
    var next = 0
    for page in pages {
      starts.append(next)
      next += page.utf8.count + 1
    }
    return starts
  }

  private func pageHTML(_ page: Int, startingAt start: Int) -> HTML {
    var bytes = Array(pages[page].utf8)
    let whole = bytes.count
    if whole > Self.budget {
      var end = Self.budget
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.removeSubrange(end...)
    }
    let text = PageText(bytes: bytes, passages: passages, start: start, marker: marker)
    let heading: HTML =
      pages.count == 1 ? "" : "<h3 id=\"page-\(String(page + 1))\">Page \(String(page + 1))</h3>\n"
    let rest: HTML =
      bytes.count == whole
      ? ""
      : """
      <p class="note">\(Figures.count(whole - bytes.count)) more bytes of this page are not shown; \
      they are searched all the same. <code>handbill show --text</code> prints all of it.</p>
      """
    return "\(heading)<div class=\"text\">\n\(text.html)</div>\n\(rest)"
  }
}

/// The text of one page.
private struct PageText {
  let bytes: [UInt8]
  /// Languages of its parts, in order; offsets into the page.
  let spans: [LanguageHints.DeclaredSpan]
  /// What the query matches; offsets into the page.
  let marks: [Range<Int>]

  init(bytes: [UInt8], passages: [Passage], start: Int, marker: QueryMarker?) {
    self.bytes = bytes
    spans = passages.compactMap { passage in
      let low = max(passage.range.lowerBound - start, 0)
      let high = min(passage.range.upperBound - start, bytes.count)
      guard low < high else { return nil }
      return LanguageHints.DeclaredSpan(range: low..<high, language: passage.language)
    }
    let hints = LanguageHints(spans: spans.filter { $0.language != .unknown })
    marks = marker?.marks(in: bytes, hints: hints) ?? []
  }

  /// A paragraph for each line that is not empty.
  var html: HTML {
    var html = HTML.empty
    var spansLeft = spans[...]
    var marksLeft = marks[...]
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      while let span = spansLeft.first, span.range.upperBound <= start { spansLeft.removeFirst() }
      while let mark = marksLeft.first, mark.upperBound <= start { marksLeft.removeFirst() }
      if end > start {
        html += line(
          start..<end, Array(spansLeft.prefix { $0.range.lowerBound < end }),
          Array(marksLeft.prefix { $0.lowerBound < end }))
      }
      start = end + 1
    }
    return html
  }

  private func line(
    _ line: Range<Int>, _ spans: [LanguageHints.DeclaredSpan], _ marks: [Range<Int>]
  ) -> HTML {
    let language = (spans.first?.language ?? .unknown).attribute
    if spans.count < 2 {
      let text = MarkedText.html(bytes[line], marks: marks, from: line.lowerBound)
      return "<p dir=\"auto\" lang=\"\(language)\">\(text)</p>\n"
    }
    var parts = HTML.empty
    var next = line.lowerBound
    for span in spans {
      let end = min(span.range.upperBound, line.upperBound)
      guard next < end else { continue }
      let text = MarkedText.html(bytes[next..<end], marks: marks, from: next)
      parts += "<span lang=\"\(span.language.attribute)\">\(text)</span>"
      next = end
    }
    parts += MarkedText.html(bytes[next..<line.upperBound], marks: marks, from: next)
    return "<p dir=\"auto\">\(parts)</p>\n"
  }
}
