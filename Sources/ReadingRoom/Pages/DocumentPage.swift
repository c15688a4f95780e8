// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// One document with all that is known of it.
struct DocumentPage {
  /// The document.
  var detail: DocumentDetail
  /// The versions of its object, oldest first.
  var versions: [DocumentVersion]
  /// The events of its life, oldest first.
  var events: [DocumentEvent]
  /// The search it was found by, if any.
  var form: SearchForm
  /// The page to begin with where not all fit, from 1.
  var firstPage = 1
  /// Finds the words to mark; nil where there are none.
  var marker: QueryMarker?

  /// The whole page.
  var html: HTML {
    let summary = detail.summary
    return PageFrame(
      title: summary.title ?? summary.name, place: .elsewhere,
      content: """
        <h1>\(HTML.name(summary.title ?? summary.name))</h1>
        \(backLink)<p><a href="\(originalAddress)" download>Original bytes</a> \
        (\(Figures.count(detail.metadata.bytes)) bytes)</p>
        \(gaps)
        <section aria-labelledby="text"><h2 id="text">Text</h2>
        \(text.html)</section>
        <section aria-labelledby="about"><h2 id="about">What is known of it</h2>
        \(facts)</section>
        \(sightings)
        \(languages)
        \(history)
        """
    ).html
  }

  private var text: PagesText {
    PagesText(
      pages: detail.pages, passages: detail.passages, firstPage: firstPage, marker: marker
    ) { page in form.address(ofDocument: detail.summary.id, page: page) }
  }

  private var backLink: HTML {
    form.isEmpty ? "" : "<p><a href=\"/?\(form.values)\">Back to the search</a></p>\n"
  }

  private var originalAddress: String {
    "/document/\(PercentCoding.encode(detail.summary.id))/original"
  }

  private var gaps: HTML {
    if detail.summary.gaps.isEmpty { return "" }
    let items = detail.summary.gaps.map { gap -> HTML in
      let place: HTML = gap.place.map { "\($0): " } ?? ""
      return "<li dir=\"auto\">\(place)\(gap.reason)</li>"
    }
    return """
      <section class="note" aria-labelledby="gaps"><h2 id="gaps">What cannot be searched</h2>
      <ul>\(items)</ul></section>
      """
  }

  private var facts: HTML {
    let (summary, extraction) = (detail.summary, detail.extraction)
    var rows: [(String, HTML)] = [
      ("Document id", "<code>\(summary.id)</code>"),
      ("File name", HTML.name(detail.metadata.name)),
      ("SHA-512", "<code class=\"long\">\(detail.sha512)</code>"),
      ("Added", "\(summary.added)"),
      ("Pages", "\(Figures.count(summary.pages))"),
    ]
    if let records = summary.records { rows.append(("Records", "\(Figures.count(records))")) }
    if !summary.tags.isEmpty { rows.append(("Tags", HTML.names(summary.tags))) }
    if let language = detail.metadata.language {
      rows.append(("Declared language", "\(Language(tag: language)?.englishName ?? language)"))
    }
    if let extraction {
      rows.append(("Media type", "\(extraction.mediaType)"))
      rows.append(("Read by", "\(extraction.extractor)"))
      if let charset = extraction.charset {
        let sure = extraction.charsetConfidence.map { ", sure to \(Figures.percent($0))" } ?? ""
        rows.append(("Charset", "\(charset + sure)"))
      }
      for (name, value) in extraction.properties.sorted(by: { $0.key < $1.key }) {
        rows.append((name, HTML.name(value)))
      }
      for note in extraction.notes { rows.append(("Note", HTML.name(note))) }
    }
    let lines = rows.map { row -> HTML in "<dt>\(row.0)</dt><dd>\(row.1)</dd>\n" }
    return "<dl>\(lines)</dl>"
  }

  private var sightings: HTML {
    let rows = detail.metadata.sightings.map { sighting in
      [sighting.added, sighting.name, sighting.date, sighting.place, sighting.source]
        .map { $0.map(HTML.name) ?? "–" }
    }
    return Table(
      id: "sightings", title: "Sightings",
      columns: [
        .init("Added"), .init("File name"), .init("Found on"), .init("Place"), .init("Source"),
      ], rows: rows
    ).html
  }

  private var languages: HTML {
    let rows = LanguageShare.shares(of: detail.passages).map { share -> [HTML] in
      [
        "\(share.language.englishName)", "\(share.script.englishName)",
        "\(Figures.count(share.passages))", "\(Figures.count(share.bytes))", "\(share.origin)",
        "\(Figures.percent(share.confidence))",
      ]
    }
    return Table(
      id: "languages", title: "Languages",
      columns: [
        .init("Language"), .init("Script"), .init("Passages", .number),
        .init("Bytes of text", .number), .init("Known from"), .init("Least sure", .number),
      ], rows: rows
    ).html
  }

  private var history: HTML {
    let versions = versions.map { version -> [HTML] in
      [
        "\(version.version)", "\(version.created)", HTML.name(version.message),
        HTML.name(version.user), HTML.names(version.changed),
      ]
    }
    let events = events.map { event -> [HTML] in
      [
        "\(event.time)", "\(event.type)", "\(event.outcome)", "\(event.agent)",
        HTML.name(event.detail),
      ]
    }
    return """
      \(Table(
        id: "versions", title: "Versions in the archive",
        columns: [
          .init("Version"), .init("Made"), .init("Why"), .init("By"), .init("New or changed"),
        ], rows: versions).html)
      \(Table(
        id: "events", title: "Events",
        columns: [
          .init("When"), .init("What"), .init("Outcome"), .init("By"), .init("In words"),
        ], rows: events).html)
      """
  }
}

/// How much of a document is in one language and script.
struct LanguageShare {
  /// The language.
  var language: Language
  /// The script.
  var script: Script
  /// Passages.
  var passages = 0
  /// Bytes of text.
  var bytes = 0
  /// Who said so, each way once.
  var origin = ""
  /// The least confidence of its passages.
  var confidence: Float = 1

  /// The shares of a document, most text first; what has no letters is left out.
  static func shares(of passages: [Passage]) -> [LanguageShare] {
    var shares: [LanguageShare] = []
    for passage in passages where passage.script != .common {
      let place = shares.firstIndex {
        $0.language == passage.language && $0.script == passage.script
      }
      var share =
        place.map { shares[$0] }
        ?? LanguageShare(language: passage.language, script: passage.script)
      share.take(passage)
      if let place { shares[place] = share } else { shares.append(share) }
    }
    return shares.sorted { ($1.bytes, $0.language) < ($0.bytes, $1.language) }
  }

  private mutating func take(_ passage: Passage) {
    passages += 1
    bytes += passage.range.count
    confidence = min(confidence, passage.confidence)
    let name = passage.origin.name
    if !origin.contains(name) { origin += origin.isEmpty ? name : ", \(name)" }
  }
}

extension Passage.Origin {
  /// A word for tables.
  fileprivate var name: String {
    switch self {
    case .declared: "declaration"
    case .detected: "detection"
    case .script: "script"
    case .unknown: "nobody"
    }
  }
}
