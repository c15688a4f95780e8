// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What there is (`list`), and what of it cannot be searched (`gaps`).

internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

extension Catalog {
  /// Visits the documents that pass a filter, in the order of the index.
  ///
  /// O(documents); with records hidden, each container counts as one document.
  /// - Throws: `CatalogError.unusable` for a bad date or language, `.index`.
  package func list(
    _ filter: ListFilter, _ body: (DocumentSummary) -> Void
  ) throws(CatalogError) {
    let condition = try ListCondition(filter)
    let snapshot = try snapshot()
    var reader = SummaryReader(snapshot)
    try snapshot.visit(records: filter.records) { stored throws(CatalogError) in
      let summary = try reader.summary(of: stored)
      if condition.holds(for: summary) { body(summary) }
    }
  }

  /// All that cannot be searched, and why: first the documents, in the order of the index, then
  /// objects of the archive that the index does not know.
  ///
  /// - Throws: `CatalogError.index`, `.archive`.
  package func gaps() throws(CatalogError) -> [GapEntry] {
    let snapshot = try snapshot()
    var reader = SummaryReader(snapshot)
    var entries: [GapEntry] = []
    var containers: Set<String> = []
    try snapshot.visit(records: .hidden) { stored throws(CatalogError) in
      let summary = try reader.summary(of: stored)
      entries += summary.gaps.map {
        GapEntry(id: summary.id, name: summary.name, gap: $0, tries: summary.tries)
      }
      if summary.gaps.contains(where: { $0.code == Gap.incompleteParts }) {
        containers.insert(summary.id)
      }
    }
    entries = try Self.withParts(entries, of: containers, snapshot)
    let store = try store()
    for id in try store.ids() where try reader.stored(id: id) == nil {
      let metadata = try? store.metadata(of: id)
      if metadata?.removal != nil { continue }
      let gap = Gap(
        code: "not-indexed",
        reason: "archived but not in the index; run `handbill index rebuild`", place: nil)
      entries.append(GapEntry(id: id, name: metadata?.name ?? "", gap: gap))
    }
    return entries
  }
}

extension Catalog {
  /// The gaps with those of documents inside containers in the place of the one that counts them.
  private static func withParts(
    _ entries: [GapEntry], of containers: Set<String>, _ snapshot: IndexSnapshot
  ) throws(CatalogError) -> [GapEntry] {
    if containers.isEmpty { return entries }
    var reader = SummaryReader(snapshot)
    var inside: [String: [GapEntry]] = [:]
    try snapshot.visit { id in
      let (object, record) = DocumentSummary.parts(of: id)
      return record != nil && containers.contains(object)
    } body: { stored throws(CatalogError) in
      let summary = try reader.summary(of: stored)
      let name = [summary.name, summary.container].compactMap { $0 }.joined(separator: " in ")
      inside[DocumentSummary.parts(of: summary.id).object, default: []] +=
        summary.gaps.map { GapEntry(id: summary.id, name: name, gap: $0) }
    }
    return entries.flatMap { entry in
      entry.gap.code == Gap.incompleteParts ? inside[entry.id] ?? [entry] : [entry]
    }
  }
}

extension IndexSnapshot {
  /// Visits live documents in the order of the index.
  func visit(
    records: ListFilter.RecordListing, _ body: (StoredDocument) throws(CatalogError) -> Void
  ) throws(CatalogError) {
    try visit(
      where: { records == .shown || DocumentSummary.parts(of: $0).record == nil }, body: body)
  }

  /// Visits live documents whose ids are wanted, in the order of the index.
  func visit(
    where isWanted: (String) -> Bool, body: (StoredDocument) throws(CatalogError) -> Void
  ) throws(CatalogError) {
    var failure: CatalogError?
    do throws(SearchIndexError) {
      try forEachDocument { id in
        failure == nil && isWanted(id)
      } visit: { stored in
        do throws(CatalogError) { try body(stored) } catch { failure = error }
      }
    } catch {
      throw .index(error)
    }
    if let failure { throw failure }
  }
}

/// A filter whose values have been read.
private struct ListCondition {
  private let languages: Set<String>
  private let tags: [String]
  private let missing: [MetadataKey]
  private let since: QueryDate?
  private let until: QueryDate?

  init(_ filter: ListFilter) throws(CatalogError) {
    var languages: Set<String> = []
    for tag in filter.languages {
      guard let language = Language(tag: tag) else {
        throw .unusable(
          value: tag, asWhat: "a language", advice: "give its ISO 639 code, such as fa")
      }
      languages.insert(language.code)
    }
    self.languages = languages
    tags = filter.tags
    missing = filter.missing
    since = try Self.date(filter.since)
    until = try Self.date(filter.until)
  }

  private static func date(_ text: String?) throws(CatalogError) -> QueryDate? {
    guard let text else { return nil }
    if let date = QueryDate(text) { return date }
    throw .unusable(
      value: text, asWhat: "a date", advice: "write it as 2026, 2026-11 or 2026-11-22")
  }

  func holds(for summary: DocumentSummary) -> Bool {
    if !languages.isEmpty && languages.isDisjoint(with: summary.languages) { return false }
    if !tags.allSatisfy({ tag in summary.tags.contains { $0.lowercased() == tag.lowercased() } }) {
      return false
    }
    if !missing.allSatisfy({ summary.values(of: $0).isEmpty }) { return false }
    if since == nil && until == nil { return true }
    return summary.dates.contains { text in
      guard let first = FoundDate(kept: text)?.days.lowerBound else { return false }
      return first >= since?.firstDay ?? .min && first <= until?.lastDay ?? .max
    }
  }
}
