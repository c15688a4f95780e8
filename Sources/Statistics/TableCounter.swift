// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Counts a table: documents and passages from the columns of each segment, tokens and types from the
/// vocabulary of all of them.
struct TableCounter {
  private let snapshot: IndexSnapshot
  private let grouping: StatisticsGrouping
  /// For each segment, by language ordinal, whether the language is counted.
  private let counted: [[Bool]]
  /// For each segment, by language ordinal, the group of the language.
  private var languageGroups: [[Int]] = []
  /// For each segment, by doc id, the months or sources of the document.
  private var documentGroups: [[[Int]]] = []
  private var scriptGroups: [Script: Int] = [:]
  private var numbers = GroupNumbers()
  /// Rows by group number.
  private var rows: [StatisticsRow] = []

  /// Counts `snapshot`; empty `languages` stands for all.
  static func table(
    _ snapshot: IndexSnapshot, by grouping: StatisticsGrouping, languages: Set<Language>
  ) throws(SearchIndexError) -> StatisticsTable {
    var counter = TableCounter(snapshot, grouping, languages)
    for segment in snapshot.segments.indices { try counter.addDocuments(segment) }
    try counter.addTypes()
    return counter.table()
  }

  private init(
    _ snapshot: IndexSnapshot, _ grouping: StatisticsGrouping, _ languages: Set<Language>
  ) {
    self.snapshot = snapshot
    self.grouping = grouping
    counted = snapshot.segments.map { segment in
      segment.languages.map { languages.isEmpty || languages.contains($0.language) }
    }
  }

  private mutating func row(_ group: Int, _ change: (inout StatisticsRow) -> Void) {
    while rows.count <= group { rows.append(StatisticsRow(key: "")) }
    change(&rows[group])
  }

  private mutating func number(of script: Script) -> Int {
    if let number = scriptGroups[script] { return number }
    let number = numbers.number(of: script.code)
    scriptGroups[script] = number
    return number
  }

  private func table() -> StatisticsTable {
    var rows = rows
    while rows.count < numbers.keys.count { rows.append(StatisticsRow(key: "")) }
    for (number, key) in numbers.keys.enumerated() { rows[number].key = key }
    var total = rows.removeFirst()
    total.key = "total"
    let filled = rows.filter { $0.documents > 0 || $0.passages > 0 || $0.tokens > 0 }
    return StatisticsTable(grouping: grouping, rows: sorted(filled), total: total)
  }

  private func sorted(_ rows: [StatisticsRow]) -> [StatisticsRow] {
    if grouping == .month {
      // Undated documents come last.
      return rows.sorted { ($0.key.isEmpty ? "~" : $0.key) < ($1.key.isEmpty ? "~" : $1.key) }
    }
    return rows.sorted { ($1.tokens, $0.key) < ($0.tokens, $1.key) }
  }
}

// MARK: - Documents and passages

extension TableCounter {
  private mutating func addDocuments(_ number: Int) throws(SearchIndexError) {
    let segment = snapshot.segments[number]
    let isByLanguage = grouping == .language
    languageGroups.append(
      isByLanguage ? segment.languages.map { numbers.number(of: $0.language.code) } : [])
    documentGroups.append(
      grouping == .month || grouping == .source
        ? try DocumentGroups(segment, by: grouping, &numbers).groups : [])
    var mixed: Set<UInt32> = []
    for document in 0..<UInt32(segment.documentCount) where !segment.isDeleted(document) {
      let lengths = try segment.lengths(of: document)
      let own = lengths.filter { counted[number][Int($0.language)] }
      if own.isEmpty { continue }
      let passages = own.reduce(0) { $0 + Int($1.passages) }
      addDocument(passages: passages, to: GroupNumbers.total)
      switch grouping {
      case .language:
        for length in own {
          let group = languageGroups[number][Int(length.language)]
          addDocument(passages: Int(length.passages), to: group)
        }
      case .month, .source:
        for group in documentGroups[number][Int(document)] {
          addDocument(passages: passages, to: group)
        }
      case .script:
        let scripts = try segment.scripts(of: document)
        if scripts.count == 1 {
          addDocument(passages: passages, to: self.number(of: scripts[0]))
        } else if own.count == lengths.count, passages == scripts.count {
          for script in scripts { addDocument(passages: 1, to: self.number(of: script)) }
        } else {
          mixed.insert(document)
        }
      }
    }
    try addMixed(mixed, number)
  }

  private mutating func addDocument(passages: Int, to group: Int) {
    row(group) { row in
      row.documents += 1
      row.passages += passages
    }
  }

  /// Documents in several scripts: which passages are in which, their stored records alone say.
  private mutating func addMixed(_ documents: Set<UInt32>, _ number: Int) throws(SearchIndexError) {
    if documents.isEmpty { return }
    let segment = snapshot.segments[number]
    let known = Set(zip(segment.languages, counted[number]).filter(\.1).map(\.0.language))
    try segment.forEachStored(where: documents.contains) { _, stored in
      var passages: [Int: Int] = [:]
      for passage in stored.passages where known.contains(passage.language) {
        passages[self.number(of: passage.script), default: 0] += 1
      }
      for (group, count) in passages { addDocument(passages: count, to: group) }
    }
  }
}

// MARK: - Tokens and types

extension TableCounter {
  private mutating func addTypes() throws(SearchIndexError) {
    var tally = GroupTally()
    try snapshot.forEachType { form, entries throws(SearchIndexError) in
      for type in entries where counted[type.segment][Int(type.entry.language)] {
        switch grouping {
        case .language:
          tally.add(type.occurrences, to: GroupNumbers.total)
          let group = languageGroups[type.segment][Int(type.entry.language)]
          tally.add(type.occurrences, to: group)
        case .script:
          tally.add(type.occurrences, to: GroupNumbers.total)
          tally.add(type.occurrences, to: number(of: Script(ofForm: form)))
        case .month, .source:
          try addPostings(of: type, to: &tally)
        }
      }
      tally.takeAll { group, count in
        row(group) { row in
          row.tokens += count
          row.types += 1
          if count == 1 { row.hapaxes += 1 }
        }
      }
    }
  }

  /// What a month or a source has of a type is said by its postings alone.
  private func addPostings(
    of type: TypeEntry, to tally: inout GroupTally
  ) throws(SearchIndexError) {
    let segment = snapshot.segments[type.segment]
    let postings = try segment.postings(type.entry)
    for (document, frequency) in zip(postings.documents, postings.frequencies)
    where !segment.isDeleted(document) {
      tally.add(Int(frequency), to: GroupNumbers.total)
      for group in documentGroups[type.segment][Int(document)] {
        tally.add(Int(frequency), to: group)
      }
    }
  }
}

/// Counts of one form by group, reused from form to form.
struct GroupTally {
  private var counts: [Int] = []
  private var touched: [Int] = []

  /// Adds occurrences, more than 0.
  mutating func add(_ occurrences: Int, to group: Int) {
    while counts.count <= group { counts.append(0) }
    if counts[group] == 0 { touched.append(group) }
    counts[group] += occurrences
  }

  /// Gives each group that has any its occurrences, and starts again from nothing.
  mutating func takeAll(_ body: (_ group: Int, _ count: Int) -> Void) {
    for group in touched {
      body(group, counts[group])
      counts[group] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }
}
