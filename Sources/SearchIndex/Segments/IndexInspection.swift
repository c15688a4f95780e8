// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Any part of an index as lines of text, for `handbill index inspect`.

internal import TextAnalysis

/// What there is to look at in an index.
package enum InspectionTarget: Sendable, Equatable {
  /// The commit, its segments and their files.
  case files
  /// Languages of each segment.
  case languages
  /// Terms from a form on, with their counts; at most `limit` a segment.
  case terms(field: Field, from: String, limit: Int)
  /// Postings and positions of a form in all languages.
  case postings(field: Field, form: String)
  /// Members of a class.
  case members(field: Field, key: ClassKey)
  /// What is kept of a document, by document id.
  case document(id: String)
}

extension IndexSnapshot {
  /// The lines that describe a part of the index, segment by segment.
  ///
  /// - Throws: `corrupt`.
  package func inspect(_ target: InspectionTarget) throws(SearchIndexError) -> [String] {
    var lines: [String] = []
    if target == .files {
      lines.append("commit \(generation), digest \(digest), \(documentCount) documents")
    }
    for segment in segments {
      switch target {
      case .files: lines += segment.inspectFiles()
      case .languages: lines += segment.inspectLanguages()
      case .terms(let field, let form, let limit):
        lines += try segment.inspectTerms(field, from: form, limit: limit)
      case .postings(let field, let form): lines += try segment.inspectPostings(field, form)
      case .members(let field, let key): lines += try segment.inspectMembers(field, key)
      case .document(let id): lines += try segment.inspectDocument(id)
      }
    }
    return lines
  }

  /// Bytes of all files of the commit by kind, the manifest left out; kinds in a fixed order.
  package var sizes: [(kind: String, bytes: Int)] {
    ComponentKind.allCases.filter { $0 != .manifest }.map { kind in
      let files = segments.flatMap(\.files).filter { $0.kind == kind }
      return (kind.suffix, files.reduce(0) { $0 + $1.length })
    }
  }
}

extension Segment {
  fileprivate func inspectFiles() -> [String] {
    var lines = [
      "segment \(number): \(documentCount) documents, \(deletedCount) deleted, "
        + "\(textBytes) bytes of text, \(dictionary.count) terms, \(classMap.count) classes; \(analysis)"
    ]
    for file in files {
      lines.append(
        "  \(file.path): \(file.kind.rawValue) format \(file.kind.version), \(file.length) bytes, "
          + "CRC-32C \(hexadecimal(UInt64(file.checksum), digits: 8))")
      for section in 0..<file.kind.sectionCount {
        let range = file.section(section)
        lines.append("    section \(section): \(range.count) bytes from \(range.lowerBound)")
      }
    }
    return lines
  }

  fileprivate func inspectLanguages() -> [String] {
    languages.enumerated().map { ordinal, statistics in
      let rules = classMap.stemmers[ordinal].sorted().map { String($0.rawValue) }
      return "segment \(number): \(ordinal) \(statistics.language): "
        + "\(statistics.documents) documents, \(statistics.passages) passages, "
        + "\(statistics.words) words; rules \(rules.joined(separator: " "))"
    }
  }

  fileprivate func inspectTerms(
    _ field: Field, from form: String, limit: Int
  ) throws(SearchIndexError) -> [String] {
    var lines: [String] = []
    let start = [field.ofDictionary.rawValue] + Array(form.utf8)
    try dictionary.scan(from: start) { cursor throws(SearchIndexError) in
      guard cursor.key.first == start[0], lines.count < limit else { return false }
      let term = try cursor.term()
      for index in term.variants.indices where lines.count < limit {
        let entry = TermEntry(term, variant: index)
        if entry.field == field { lines.append(describe(entry)) }
      }
      return true
    }
    return lines
  }

  private func describe(_ entry: TermEntry) -> String {
    let place =
      switch entry.locator {
      case .inline: "inline"
      case .files(let postings, let positions):
        "postings \(postings.lowerBound)+\(postings.count), "
          + "positions \(positions.lowerBound)+\(positions.count)"
      }
    let form = String(decoding: entry.form, as: UTF8.self)
    let fold = String(decoding: entry.fold, as: UTF8.self)
    return "segment \(number): form \(entry.ordinal) \(entry.field) \(form) "
      + "[\(languages[Int(entry.language)].language)] in \(entry.documentFrequency) documents, "
      + "\(entry.collectionFrequency) times; of \(fold), \(place)"
  }

  fileprivate func inspectPostings(
    _ field: Field, _ form: String
  ) throws(SearchIndexError) -> [String] {
    var lines: [String] = []
    let analyzer = TextAnalyzer()
    let folds = analyzer.analyzeQuery(form).map(\.fold) + [Array(form.utf8)]
    for fold in folds where lines.isEmpty {
      for entry in try entries(field, fold: fold) where entry.form.elementsEqual(form.utf8) {
        lines += try inspectPostings(entry)
      }
    }
    return lines
  }

  private func inspectPostings(_ entry: TermEntry) throws(SearchIndexError) -> [String] {
    var lines = [describe(entry)]
    let documents = try postings(entry).documents
    let lists = try positions(entry)
    for (index, document) in documents.enumerated() {
      let places = lists[index].map { String($0) }.joined(separator: " ")
      let mark = isDeleted(document) ? " deleted" : ""
      lines.append("  \(document) \(try id(of: document))\(mark): \(places)")
    }
    return lines
  }

  fileprivate func inspectMembers(
    _ field: Field, _ key: ClassKey
  ) throws(SearchIndexError) -> [String] {
    try classMembers(key, field).map(describe)
  }

  fileprivate func inspectDocument(_ id: String) throws(SearchIndexError) -> [String] {
    guard let document = try find(id: id) else { return [] }
    let record = try stored(document)
    var lines = [
      "segment \(number): document \(document) \(id)\(isDeleted(document) ? " deleted" : ""): "
        + "\(record.text.count) bytes of text, \(record.payload.count) of payload, "
        + "name \(record.name), pages at \(record.pageStarts)"
    ]
    for length in try lengths(of: document) {
      lines.append(
        "  \(languages[Int(length.language)].language): \(length.passages) passages, "
          + "\(length.words) words")
    }
    for facet in Facet.allCases {
      let table = try facetValues(facet)
      for ordinal in try facets(facet, of: document) {
        lines.append("  \(facet): \(table[Int(ordinal)])")
      }
    }
    for passage in record.passages {
      lines.append(
        "  passage \(passage.range) \(passage.script) \(passage.language) "
          + "\(passage.confidence) \(passage.origin)")
    }
    return lines + ["  dates \(try dates(of: document))"]
  }
}
