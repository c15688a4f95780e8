// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// The search page: the form, and what came of it.
struct SearchPage {
  /// What the form says.
  var form: SearchForm
  /// What came of it.
  var outcome: Outcome

  /// What came of a search.
  enum Outcome {
    /// Nothing was asked; so many documents could be found.
    case nothingAsked(documents: Int)
    /// An answer.
    case answer(CatalogAnswer)
    /// The query cannot be read.
    case fault(QuerySyntaxError)
  }

  /// The whole page.
  var html: HTML {
    PageFrame(
      title: form.isEmpty ? "Search" : "\(form.query) · Search", place: .search,
      content: "<h1>Search</h1>\n\(formHTML)\n\(outcomeHTML)"
    ).html
  }

  private var formHTML: HTML {
    """
    <form action="/" method="get" role="search">
    <p><label for="q">Words, “phrases”, +must, -not, begin*, lang:fa, tag:meals, since:2026-11</label>
    <input id="q" name="q" type="search" dir="auto" autocomplete="off" spellcheck="false" \
    value="\(form.query)"\(form.isEmpty ? " autofocus" : "")></p>
    <fieldset><legend>Words match</legend>\(rungButtons)</fieldset>
    <p class="inline"><label for="lang">Only in languages</label>
    <input id="lang" name="lang" type="text" size="12" placeholder="fa, ar" \
    autocomplete="off" spellcheck="false" value="\(form.languageText)">
    <button type="submit">Search</button></p>
    </form>
    """
  }

  private var rungButtons: [HTML] {
    Rung.allCases.map { rung in
      """
      <label><input type="radio" name="match" value="\(rung.name)"\
      \(rung == form.match ? " checked" : "")> <b>\(rung.name)</b> \(rung.promise)</label>

      """
    }
  }

  private var outcomeHTML: HTML {
    switch outcome {
    case .nothingAsked(let documents):
      "<p>\(Figures.of(documents, "document", "documents")) can be searched.</p>"
    case .fault(let fault): faultHTML(fault)
    case .answer(let answer): answerHTML(answer)
    }
  }

  /// The sentence, and the query with a caret under the wrong place, in the order it was typed.
  private func faultHTML(_ fault: QuerySyntaxError) -> HTML {
    """
    <section aria-labelledby="fault"><h2 id="fault">The query cannot be read</h2>
    <p role="alert" dir="auto">\(Sentence.whole("\(fault)")).</p>
    <pre class="caret" aria-hidden="true">\(fault.caret(under: form.query))</pre></section>
    """
  }

  private func answerHTML(_ answer: CatalogAnswer) -> HTML {
    let total = answer.answer.total
    let count: HTML =
      total == 0
      ? "Nothing found on the rung \(form.match.name)"
      : "\(Figures.of(total, "document", "documents")) on the rung \(form.match.name)"
    let hits = answer.found.enumerated().map { HitEntry(form: form, rank: $0 + 1, found: $1).html }
    let list: HTML = hits.isEmpty ? "" : "<ol class=\"hits\">\n\(hits)</ol>"
    return """
      <section aria-labelledby="count"><h2 id="count" role="status">\(count)</h2>
      \(ladder(answer.answer))
      \(answer.answer.notes.map { note -> HTML in "<p class=\"note\" dir=\"auto\">\(note.description)</p>" })
      \(list)
      \(more(answer))</section>
      """
  }

  /// The counts of every rung, each a link that asks again on it; and what they mean for nothing.
  private func ladder(_ answer: SearchAnswer) -> HTML {
    let rungs = answer.totalsByRung.map { row -> HTML in
      let text: HTML = "\(row.rung.name) <b>\(Figures.count(row.documents))</b>"
      if row.rung == form.match { return "<li aria-current=\"true\">\(text)</li>" }
      return "<li><a href=\"/?\(form.asking(row.rung).values)\">\(text)</a></li>"
    }
    var advice = HTML.empty
    if answer.total == 0 {
      let coarser = answer.totalsByRung.filter { $0.rung > form.match }
      if coarser.contains(where: { $0.documents > 0 }) {
        advice = "<p>A coarser rung finds something: follow its count.</p>"
      } else if !coarser.isEmpty {
        advice = "<p>The coarser rungs find nothing either.</p>"
      } else {
        advice = "<p>This is the coarsest rung. Fewer or shorter words, or begin*, find more.</p>"
      }
    }
    return "<ul class=\"ladder\" aria-label=\"Documents by rung\">\(rungs)</ul>\(advice)"
  }

  private func more(_ answer: CatalogAnswer) -> HTML {
    let shown = answer.found.count
    let hidden = answer.answer.total - shown
    guard hidden > 0 else { return "" }
    let next = form.withMore
    guard next.limit > form.limit else {
      return """
        <p>\(Figures.of(hidden, "more document is", "more documents are")) not shown: no page shows \
        more than \(Figures.count(SearchForm.most)). Narrow the query, or use the command line.</p>
        """
    }
    return """
      <p><a href="/?\(next.values)#hit-\(String(shown + 1))">Show more</a> \
      (\(Figures.of(hidden, "document", "documents")) not shown)</p>
      """
  }
}

/// One hit in the list.
struct HitEntry {
  /// The form it answers.
  var form: SearchForm
  /// Its rank, from 1.
  var rank: Int
  /// The hit with its document.
  var found: FoundDocument

  /// The entry of the list.
  var html: HTML {
    let document = found.document
    let address = form.address(ofDocument: document.id, page: found.hit.page)
    return """
      <li id="hit-\(String(rank))">
      <h3><a href="\(address)">\(HTML.name(document.title ?? document.name))</a></h3>
      \(SnippetText(snippet: found.hit.snippet, language: found.hit.language).html)
      <p class="facts">\(facts)</p>
      </li>

      """
  }

  private var facts: HTML {
    let document = found.document
    let languages = document.languages.isEmpty ? [found.hit.language.code] : document.languages
    var facts: HTML = """
      <code>\(document.shortID)</code> · matches on <b>\(found.hit.rung.name)</b> · \
      \(languages.map { Language(tag: $0)?.englishName ?? $0 }.joined(separator: ", "))
      """
    if document.pages > 1 {
      facts += " · page \(String(found.hit.page)) of \(Figures.count(document.pages))"
    }
    if document.title != nil { facts += " · \(HTML.name(document.name))" }
    for list in [document.dates, document.places, document.tags] where !list.isEmpty {
      facts += " · \(HTML.names(list))"
    }
    return facts
  }
}

/// A snippet with the matching words in `<mark>`.
struct SnippetText {
  /// The snippet.
  var snippet: Snippet
  /// The language of its passage.
  var language: Language

  /// The paragraph; empty for an empty snippet.
  var html: HTML {
    if snippet.text.isEmpty { return "" }
    let text = MarkedText.html(Array(snippet.text.utf8)[...], marks: snippet.marks, from: 0)
    let before: HTML = snippet.hasLeadingEllipsis ? "… " : ""
    let after: HTML = snippet.hasTrailingEllipsis ? " …" : ""
    let direction = snippet.isRightToLeft ? "rtl" : "ltr"
    return """
      <p class="snippet" dir="\(direction)" lang="\(language.attribute)">\(before)\(text)\(after)</p>
      """
  }
}

/// Text with marks.
enum MarkedText {
  /// The bytes from `start` of their text on, with what the marks cover in `<mark>`.
  ///
  /// The marks are UTF-8 offsets into the whole text, sorted and disjoint.
  static func html(_ bytes: ArraySlice<UInt8>, marks: [Range<Int>], from start: Int) -> HTML {
    let shift = bytes.startIndex - start
    var html = HTML.empty
    var next = bytes.startIndex
    for mark in marks {
      let low = max(mark.lowerBound + shift, next)
      let high = min(mark.upperBound + shift, bytes.endIndex)
      guard low < high else { continue }
      let (before, marked) = (decoded(bytes[next..<low]), decoded(bytes[low..<high]))
      html += "\(before)<mark>\(marked)</mark>"
      next = high
    }
    return "\(html)\(decoded(bytes[next...]))"
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension Rung {
  /// What the rung evens out, for the form.
  fileprivate var promise: String {
    switch self {
    case .exact: "letter by letter, but for case"
    case .fold: "whatever the accents, variants and digits"
    case .stem: "whatever the endings too"
    case .sound: "whatever sounds alike, in any script"
    }
  }
}
