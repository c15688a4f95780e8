// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From what the archive holds of a document to what the index takes: one path for `add` and for
// `index rebuild`, so that both give the same index.

internal import Extraction
internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// Makes index documents of archived ones.
enum DocumentAssembly {
  /// A document with its text; without pages, one that can only be found by its metadata.
  ///
  /// What people say that pages say stands behind them, as more pages: both are searched.
  static func document(
    _ metadata: DocumentMetadata, _ extraction: ExtractionRecord, pages: [ExtractedPage],
    corrections: [PageCorrection]
  ) -> IndexedDocument {
    let language = metadata.language ?? extraction.language
    let isWebPage =
      extraction.mediaType == MediaType.html.rawValue
      || extraction.mediaType == MediaType.xhtml.rawValue
    let text = ExtractedDocument(
      pages: (pages.isEmpty ? [ExtractedPage(text: "")] : pages)
        .headed(by: isWebPage ? extraction.title : nil)
        + corrections.map { ExtractedPage(text: $0.text) },
      language: language.flatMap(Language.init(tag:))
    ).joined()
    var summary = summary(metadata, extraction)
    summary.corrections = corrections.isEmpty ? nil : corrections.map(\.page)
    return IndexedDocument(
      id: metadata.document, text: text.text, pageStarts: text.pageStarts, hints: text.hints,
      name: searchableName(metadata, title: extraction.title), tags: metadata.tags,
      places: summary.places, sources: summary.sources, dates: days(of: summary.dates),
      payload: CatalogCoding.line(summary))
  }

  /// The id of a record of a container.
  static func id(of record: ExtractedDocument, in metadata: DocumentMetadata) -> String {
    "\(metadata.document)#\(record.record ?? "")"
  }

  /// The id of a document inside another.
  static func id(of part: ExtractedPart, in metadata: DocumentMetadata) -> String {
    "\(metadata.document)#\(part.name)"
  }

  /// A record of a container.
  ///
  /// It shares the container's tags, places and sources; a date of its own comes before the dates
  /// of the sightings.
  static func record(
    _ record: ExtractedDocument, in metadata: DocumentMetadata
  ) -> IndexedDocument {
    var titled = record
    titled.pages = record.pages.headed(by: record.title)
    let text = titled.joined()
    var hints = text.hints
    if let language = metadata.language { hints.declared = Language(tag: language) }
    let ownTags = record.metadata["tags"].map { $0.split(separator: "\n").map(String.init) } ?? []
    let ownSource = record.metadata["source"].map { [$0] } ?? []
    let date = record.date.map { String($0.prefix(10)) }
    let dates =
      date.flatMap(QueryDate.init) != nil
      ? [date ?? ""] : metadata.values(of: .sighting(.date))
    let note = RecordNote(
      title: record.title, date: date, source: record.metadata["source"], tags: ownTags)
    return IndexedDocument(
      id: id(of: record, in: metadata), text: text.text,
      pageStarts: text.pageStarts, hints: hints, name: record.title ?? "",
      tags: metadata.tags + ownTags.filter { !metadata.tags.contains($0) },
      places: metadata.values(of: .sighting(.place)),
      sources: metadata.values(of: .sighting(.source)) + ownSource,
      dates: days(of: dates), payload: note.isEmpty ? [] : CatalogCoding.line(note))
  }

  /// A document inside another.
  ///
  /// It shares the tags and places of the original; a date and a source of its own come before those of
  /// the sightings.
  /// - Parameters:
  ///   - part: the document, or a file inside that could not be read.
  ///   - line: where its line begins in the file of parts, in bytes.
  ///   - metadata: what people said of the original.
  /// - Returns: the document for the index.
  static func part(
    _ part: ExtractedPart, line: Int, in metadata: DocumentMetadata
  ) -> IndexedDocument {
    let document = part.document ?? ExtractedDocument(pages: [ExtractedPage(text: "")])
    let text = document.joined()
    var hints = text.hints
    if let language = metadata.language { hints.declared = Language(tag: language) }
    let own = [part.header?.date, document.date].compactMap { $0.map { String($0.prefix(10)) } }
      .first { QueryDate($0) != nil }
    let note = RecordNote(
      title: document.title, date: own, source: part.header?.source, tags: [],
      part: PartNote(part, line: line))
    return IndexedDocument(
      id: id(of: part, in: metadata), text: text.text, pageStarts: text.pageStarts,
      hints: hints, name: part.searchableName, tags: metadata.tags,
      places: metadata.values(of: .sighting(.place)),
      sources: metadata.values(of: .sighting(.source)) + [part.header?.source].compactMap { $0 },
      dates: days(of: own.map { [$0] } ?? metadata.values(of: .sighting(.date))),
      payload: CatalogCoding.line(note))
  }

  /// The document as lists show it.
  static func summary(
    _ metadata: DocumentMetadata, _ extraction: ExtractionRecord
  ) -> DocumentSummary {
    let dates = metadata.values(of: .sighting(.date))
    let ownDate = extraction.date.map { String($0.prefix(10)) }
    return DocumentSummary(
      id: metadata.document, name: metadata.name,
      title: metadata.values(of: .dublinCore(.title)).first ?? extraction.title,
      mediaType: extraction.mediaType, pages: extraction.pages, bytes: metadata.bytes,
      records: extraction.records, parts: extraction.parts, confidence: extraction.confidence,
      tries: extraction.tries, added: metadata.sightings.first?.added ?? "",
      tags: metadata.tags, places: metadata.values(of: .sighting(.place)),
      dates: dates.isEmpty ? [ownDate].compactMap { $0 }.filter { QueryDate($0) != nil } : dates,
      sources: metadata.values(of: .sighting(.source)), gaps: extraction.gaps, languages: [],
      fields: fields(metadata))
  }

  /// What people said beyond what a summary has a place for, by name.
  private static func fields(_ metadata: DocumentMetadata) -> [String: [String]]? {
    let keys = metadata.keys.filter { key in
      switch key {
      case .dublinCore, .field, .language, .charset, .sighting(.finder), .sighting(.url),
        .sighting(.note):
        true
      case .tags, .sighting: false
      }
    }
    if keys.isEmpty { return nil }
    return Dictionary(uniqueKeysWithValues: keys.map { ($0.name, metadata.values(of: $0)) })
  }

  /// What `name:` searches, one a line: file names, titles, and what people wrote of the document.
  private static func searchableName(_ metadata: DocumentMetadata, title: String?) -> String {
    var lines = metadata.sightings.distinct { $0.name }
    if let title { lines.append(title) }
    for key in metadata.keys {
      switch key {
      case .dublinCore(.language), .dublinCore(.format), .dublinCore(.date): continue
      case .dublinCore, .field, .sighting(.finder), .sighting(.note):
        lines += metadata.values(of: key)
      case .tags, .language, .charset, .sighting: continue
      }
    }
    return lines.distinct { $0 }.joined(separator: "\n")
  }

  private static func days(of dates: [String]) -> [Int32] {
    dates.compactMap { FoundDate(kept: $0)?.days.lowerBound }
  }
}

extension [ExtractedPage] {
  /// The pages with a title as the first line, unless the first page holds it already.
  ///
  /// Readers look for the words of a title too. Titles of web pages and records are written for
  /// readers; those inside other files are often names of templates, and are searched by `name:`
  /// alone.
  fileprivate func headed(by title: String?) -> [ExtractedPage] {
    guard let title, !title.isEmpty, let first, !first.text.contains(title) else { return self }
    let head = title + "\n"
    let shift = head.utf8.count
    let spans = first.spans.map { span in
      LanguageHints.DeclaredSpan(
        range: span.range.lowerBound + shift..<span.range.upperBound + shift,
        language: span.language)
    }
    return [ExtractedPage(text: head + first.text, spans: spans)] + dropFirst()
  }
}
