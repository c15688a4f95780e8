// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What the report says of one document.
struct EvidenceSection {
  /// The document.
  let document: EvidenceDocument

  private var metadata: DocumentMetadata { document.detail.metadata }

  /// The section.
  var html: HTML {
    """
    <section id="d\(document.id)">
    <h2>\(HTML.name(metadata.name))</h2>
    <h3>What it is</h3>
    \(facts(identity))
    <h3>Where, when and by whom it was found</h3>
    \(metadata.sightings.enumerated().map { sighting($1, number: $0 + 1) })
    \(said.isEmpty ? .empty : "<h3>What is said of it</h3>\n\(facts(said))")
    <h3>What it says</h3>
    \(text)
    <h3>What happened to it</h3>
    \(history)
    <h3>Versions and digests</h3>
    \(digests)
    </section>

    """
  }

  /// A table of names and values; those without a value are left out.
  private func facts(_ facts: [(name: String, value: HTML?)]) -> HTML {
    let rows = facts.compactMap { name, value -> HTML? in
      value.map { "<tr><th scope=\"row\">\(HTML.name(name))</th><td>\($0)</td></tr>\n" }
    }
    return "<table class=\"facts\">\n\(rows)</table>"
  }

  private var identity: [(name: String, value: HTML?)] {
    let detail = document.detail
    let place = (document.folder + document.originalPath.split(separator: "/").map(String.init))
      .map { PathEscape.escaped($0) }.joined(separator: "/")
    let isEscaped = metadata.sightings.contains { $0.nameIsEscaped == true }
    return [
      ("File name", "<a href=\"\(place)\">\(HTML.name(metadata.name))</a>"),
      (
        "About its name",
        isEscaped
          ? "Its bytes are no UTF-8; each stray byte stands as % and two digits." : nil
      ),
      ("Title", detail.summary.title.map(HTML.name)),
      ("Kind", detail.summary.mediaType.map(HTML.name)),
      ("Length", "\(String(metadata.bytes)) bytes"),
      ("Pages", detail.summary.records == nil ? "\(String(detail.summary.pages))" : nil),
      ("Records", detail.summary.records.map { "\(String($0))" }),
      (
        "Languages",
        detail.summary.languages.isEmpty
          ? nil : "\(detail.summary.languages.map(Self.language).joined(separator: ", "))"
      ),
      ("Document id", "<code>\(document.id)</code>"),
      ("SHA-512", "<code>\(detail.sha512)</code>"),
    ]
  }

  private static func language(_ code: String) -> String {
    Language(tag: code).map { "\($0.englishName) (\(code))" } ?? code
  }

  private func sighting(_ sighting: Sighting, number: Int) -> HTML {
    let heading: HTML =
      metadata.sightings.count > 1 ? "<p><b>Find \(String(number))</b></p>\n" : ""
    let date = sighting.date.map { date -> HTML in
      guard let given = sighting.dateAsGiven else { return "<time>\(date)</time>" }
      return "<time>\(date)</time> (Gregorian), given as \(HTML.name(given))"
    }
    return """
      \(heading)\(facts([
        ("Where", sighting.place.map(HTML.name)), ("When", date),
        ("By whom", sighting.finder.map(HTML.name)), ("From", sighting.source.map(HTML.name)),
        ("Address", sighting.url.map(HTML.name)), ("Remark", sighting.note.map(HTML.name)),
        ("Came as the file", HTML.name(sighting.path ?? sighting.name)),
        ("File last changed", sighting.modified.map(HTML.time)),
        ("Came into the archive", HTML.time(sighting.added)),
      ]))

      """
  }

  /// What people said of the document as a whole.
  private var said: [(name: String, value: HTML?)] {
    metadata.keys.compactMap { key in
      if case .sighting = key { return nil }
      return (key.name, HTML.names(metadata.values(of: key)))
    }
  }

  private var text: HTML {
    let detail = document.detail
    let gaps = detail.summary.gaps.map { gap -> HTML in
      "<li>\(gap.place.map { "\($0): " } ?? "")\(gap.reason)</li>\n"
    }
    let missing: HTML = gaps.isEmpty ? "" : "<p>What could not be read:</p>\n<ul>\n\(gaps)</ul>\n"
    if let records = detail.summary.records {
      return "<p>It holds \(String(records)) records; they are in the original.</p>\n\(missing)"
    }
    if detail.pages.allSatisfy(\.isEmpty) { return "<p>No text could be read.</p>\n\(missing)" }
    let how: HTML = """
      <p class="faint">As read from the original by \(detail.extraction?.extractor ?? "this program"); the original \
      decides.</p>

      """
    let text = EvidenceText(pages: detail.pages, passages: detail.passages).html
    return "\(how)\(missing)\(text)"
  }

  private var history: HTML {
    let rows = document.events.map { event -> HTML in
      let note: HTML = event.note.map { " <q>\(HTML.name($0))</q>" } ?? ""
      let failed: HTML = event.outcome == DocumentEvent.Outcome.failure.rawValue ? "failed: " : ""
      let tool: HTML = event.tool.map { ", \(HTML.name($0))" } ?? ""
      return """
        <tr><td>\(HTML.time(event.time))</td><td>\(HTML.name(event.user ?? ""))</td>\
        <td>\(failed)<bdi>\(HTML.sentence(event.detail))</bdi>\(note)\
        <br><span class="faint">\(event.type), \(event.agent)\(tool)</span></td></tr>

        """
    }
    return """
      <table><thead><tr><th>When</th><th>Who</th><th>What</th></tr></thead><tbody>
      \(rows)</tbody></table>
      """
  }

  private var digests: HTML {
    let rows = document.versions.map { version -> HTML in
      """
      <tr><td>\(version.version)</td><td>\(HTML.time(version.created))</td>\
      <td>\(HTML.name(version.user))</td><td>\(HTML.name(version.message))</td>\
      <td>\(HTML.names(version.changed))</td></tr>

      """
    }
    return """
      <table><thead><tr><th>Version</th><th>Made</th><th>By</th><th>Why</th><th>New or changed files\
      </th></tr></thead><tbody>
      \(rows)</tbody></table>
      <p>The inventory of all versions has the digest <code>\(document.inventoryDigest)</code>.</p>
      """
  }
}

/// Names in addresses.
enum PathEscape {
  /// A part of a path as an address takes it, by RFC 3986.
  static func escaped(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}
