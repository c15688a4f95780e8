// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Counts a table, segment by segment.
struct TableCounter {
  private let grouping: StatisticsGrouping
  private let languages: Set<Language>
  private var numbers = GroupNumbers()
  /// Rows by group number; tokens, types and hapaxes are filled at the end.
  private var rows: [StatisticsRow] = []
  private var runs: [VocabularyRun] = []

  /// Starts a table; empty `languages` stands for all.
  init(grouping: StatisticsGrouping, languages: Set<Language>) {
    self.grouping = grouping
    self.languages = languages
  }

  /// Counts a segment.
  mutating func add(_ segment: Segment) throws(SearchIndexError) {
    let counted = segment.languages.map { languages.isEmpty || languages.contains($0.language) }
    var documents = GroupDocuments(count: segment.documentCount)
    let groups =
      grouping == .month || grouping == .source
      ? try DocumentGroups(segment, by: grouping, &numbers).groups : []
    try addDocuments(segment, counted, groups, &documents)
    try addTerms(segment, counted, groups, &documents)
    if grouping == .script { try addScriptPassages(segment, counted) }
    for (group, count) in documents.counts { row(group) { $0.documents += count } }
  }

  /// Documents and passages, from the lengths of each document in each language.
  private mutating func addDocuments(
    _ segment: Segment, _ counted: [Bool], _ groups: [[Int]], _ documents: inout GroupDocuments
  ) throws(SearchIndexError) {
    let languageGroups = segment.languages.map { language in
      grouping == .language ? numbers.number(of: language.language.code) : 0
    }
    for document in 0..<UInt32(segment.documentCount) where !segment.isDeleted(document) {
      for length in try segment.lengths(of: document) where counted[Int(length.language)] {
        var touched = [GroupNumbers.total]
        switch grouping {
        case .language: touched.append(languageGroups[Int(length.language)])
        case .month, .source: touched += groups[Int(document)]
        case .script: break
        }
        for group in touched {
          documents.insert(document, in: group)
          row(group) { $0.passages += Int(length.passages) }
        }
      }
    }
  }

  /// Tokens and types, from the dictionary and, where the group is the document's, the postings.
  private mutating func addTerms(
    _ segment: Segment, _ counted: [Bool], _ groups: [[Int]], _ documents: inout GroupDocuments
  ) throws(SearchIndexError) {
    var run = VocabularyRun()
    let languageGroups = segment.languages.map { numbers.number(of: $0.language.code) }
    let isByLanguage = grouping == .language
    var counts = GroupTally()
    var scriptNumbers: [Script: Int] = [:]
    try segment.forEachTerm(.text) { form, entries throws(SearchIndexError) in
      var script = 0
      if grouping == .script {
        let found = Script(ofForm: form)
        script = scriptNumbers[found] ?? numbers.number(of: found.code)
        scriptNumbers[found] = script
      }
      for entry in entries where counted[Int(entry.language)] {
        if isByLanguage {
          let occurrences = Int(try segment.liveCounts(of: entry).occurrences)
          counts.add(occurrences, to: GroupNumbers.total)
          counts.add(occurrences, to: languageGroups[Int(entry.language)])
        } else {
          let postings = try segment.postings(entry)
          for (document, frequency) in zip(postings.documents, postings.frequencies)
          where !segment.isDeleted(document) {
            counts.add(Int(frequency), to: GroupNumbers.total)
            if grouping == .script {
              counts.add(Int(frequency), to: script)
              documents.insert(document, in: script)
            } else {
              for group in groups[Int(document)] { counts.add(Int(frequency), to: group) }
            }
          }
        }
      }
      run.append(form, counts.take())
    }
    run.sort()
    runs.append(run)
  }

  private mutating func addScriptPassages(
    _ segment: Segment, _ counted: [Bool]
  ) throws(SearchIndexError) {
    let known = Set(zip(segment.languages, counted).lazy.filter(\.1).map(\.0.language))
    try segment.forEachStored { document, stored throws(SearchIndexError) in
      guard !segment.isDeleted(document) else { return }
      for passage in stored.passages where known.contains(passage.language) {
        row(numbers.number(of: passage.script.code)) { $0.passages += 1 }
      }
    }
  }

  private mutating func row(_ group: Int, _ change: (inout StatisticsRow) -> Void) {
    while rows.count <= group { rows.append(StatisticsRow(key: "")) }
    change(&rows[group])
  }

  /// Ends the count.
  func table() -> StatisticsTable {
    var rows = rows
    while rows.count < numbers.keys.count { rows.append(StatisticsRow(key: "")) }
    for (number, key) in numbers.keys.enumerated() { rows[number].key = key }
    VocabularyMerge.forEachForm(of: runs) { _, counts in
      for count in counts {
        rows[count.group].tokens += count.count
        rows[count.group].types += 1
        if count.count == 1 { rows[count.group].hapaxes += 1 }
      }
    }
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

/// The documents of one segment by group, each counted once a group.
struct GroupDocuments {
  private let documentCount: Int
  private var members: [Int: [Bool]] = [:]

  /// Starts with no document in any group.
  init(count: Int) { documentCount = count }

  /// Puts a document into a group.
  mutating func insert(_ document: UInt32, in group: Int) {
    members[group, default: [Bool](repeating: false, count: documentCount)][Int(document)] = true
  }

  /// The number of documents of each group.
  var counts: [(group: Int, count: Int)] {
    members.map { (group: $0.key, count: $0.value.count { $0 }) }.sorted { $0.group < $1.group }
  }
}

/// Counts of one form by group, reused from form to form.
struct GroupTally {
  private var counts: [Int] = []
  private var touched: [Int] = []

  /// Adds occurrences; 0 leaves the group untouched.
  mutating func add(_ occurrences: Int, to group: Int) {
    guard occurrences > 0 else { return }
    while counts.count <= group { counts.append(0) }
    if counts[group] == 0 { touched.append(group) }
    counts[group] += occurrences
  }

  /// The counts by group number; starts again from nothing.
  mutating func take() -> [GroupCount] {
    touched.sort()
    let result = touched.map { GroupCount(group: $0, count: counts[$0], firstDocument: 0) }
    for group in touched { counts[group] = 0 }
    touched.removeAll(keepingCapacity: true)
    return result
  }
}
