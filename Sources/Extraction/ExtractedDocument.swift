// Licensed under the Apache License, Version 2.0; see LICENSE.

package import SystemPackage
package import TextAnalysis

/// A file to read, with what is known of it beforehand.
package struct ExtractionInput: Sendable, Hashable {
  /// Where the bytes are.
  package var path: FilePath
  /// The file's own name, which may differ from `path`'s; a hint only.
  package var name: String
  /// The language that the person who adds it declares.
  package var declaredLanguage: Language?
  /// The charset that the person who adds it declares.
  package var declaredCharset: String?
  /// Which fields of records mean what, where somebody chose; a table is read as records only where
  /// its text fields are chosen.
  package var recordFields: RecordFields?
  /// A file beside a picture or a PDF that says what stands on its pages.
  package var layout: LayoutFile?

  /// Makes an input.
  package init(
    path: FilePath, name: String, declaredLanguage: Language? = nil, declaredCharset: String? = nil
  ) {
    self.path = path
    self.name = name
    self.declaredLanguage = declaredLanguage
    self.declaredCharset = declaredCharset
  }
}

/// The text of one page.
package struct ExtractedPage: Sendable, Hashable, Codable {
  /// The text in reading order.
  ///
  /// Lines end in U+000A; of the control characters only that and the
  /// tab occur.
  package var text: String
  /// Parts with a declared language of their own: UTF-8 offsets into `text`, in order, disjoint.
  package var spans: [LanguageHints.DeclaredSpan]
  /// Where its words stand; nil where the format has no places, or nobody knows them.
  package var layout: PageLayout?

  /// Makes a page.
  package init(
    text: String, spans: [LanguageHints.DeclaredSpan] = [], layout: PageLayout? = nil
  ) {
    self.text = text
    self.spans = spans
    self.layout = layout
  }
}

extension ExtractedPage {
  private enum CodingKeys: String, CodingKey {
    case text
    case spans
    case layout
  }

  /// Reads a page; a layout that cannot be that of its text is left out.
  package init(from decoder: any Decoder) throws {
    let page = try decoder.container(keyedBy: CodingKeys.self)
    let text = try page.decode(String.self, forKey: .text)
    let layout = try page.decodeIfPresent(PageLayout.self, forKey: .layout)
    self.init(
      text: text, spans: try page.decode([LanguageHints.DeclaredSpan].self, forKey: .spans),
      layout: layout.flatMap { $0.fits(text) ? $0 : nil })
  }
}

/// A document as it was read: a whole file, or one record of a container.
package struct ExtractedDocument: Sendable, Hashable, Codable {
  /// For a record of a container its name in it (its id, else its line number); nil for a file.
  package var record: String?
  /// For a record of a container the number of its line, from 1; nil for a file.
  package var line: Int?
  /// The pages in order; never empty.
  package var pages: [ExtractedPage]
  /// The title the document gives itself.
  package var title: String?
  /// The language somebody declared for the whole: the adder, else the document itself.
  package var language: Language?
  /// The date the document gives itself, as ISO 8601 where it could be read as one.
  package var date: String?
  /// What else the document says of itself: `author`, `description`, `keywords`, `source`, `tags`
  /// (one a line) and others by their own names.
  package var metadata: [String: String]
  /// For a record of a container what was repaired in its text; a file's repairs are in its report.
  package var repairs: [Repair]

  /// Makes a document.
  package init(
    record: String? = nil, line: Int? = nil, pages: [ExtractedPage], title: String? = nil,
    repairs: [Repair] = [], language: Language? = nil, date: String? = nil,
    metadata: [String: String] = [:]
  ) {
    self.record = record
    self.line = line
    self.pages = pages
    self.title = title
    self.language = language
    self.date = date
    self.metadata = metadata
    self.repairs = repairs
  }

  /// The mean confidence of its recognized words by their length, from 0 to 100; nil where nothing was
  /// recognized.
  package var confidence: Double? {
    let recognized = pages.compactMap { page in
      page.layout?.confidence.map { (value: $0, weight: Double(page.text.utf8.count)) }
    }
    let weight = recognized.reduce(0) { $0 + $1.weight }
    return weight == 0 ? nil : recognized.reduce(0) { $0 + $1.value * $1.weight } / weight
  }

  /// The pages joined by U+000C, as the index wants them.
  ///
  /// With the byte at which each page starts, and the declared parts shifted accordingly. O(length).
  package func joined() -> (text: [UInt8], pageStarts: [Int], hints: LanguageHints) {
    var text: [UInt8] = []
    text.reserveCapacity(pages.reduce(pages.count) { $0 + $1.text.utf8.count })
    var starts: [Int] = []
    var spans: [LanguageHints.DeclaredSpan] = []
    for (number, page) in pages.enumerated() {
      if number > 0 { text.append(0x0C) }
      let start = text.count
      starts.append(start)
      text.append(contentsOf: page.text.utf8)
      for span in page.spans {
        let range = span.range.lowerBound + start..<span.range.upperBound + start
        spans.append(LanguageHints.DeclaredSpan(range: range, language: span.language))
      }
    }
    return (text, starts, LanguageHints(declared: language, spans: spans))
  }
}
