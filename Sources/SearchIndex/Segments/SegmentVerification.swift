// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The slow check of a segment: every checksum, then every record of every file, and whether the
// files say the same of each other.

internal import TextAnalysis

extension IndexSnapshot {
  /// Reads every byte of the index and checks checksums, order, ranges and agreement of the files.
  ///
  /// - Returns: the first problem of each file or segment; empty where all is well.
  public func verify() -> [SearchIndexError] {
    var problems: [SearchIndexError] = []
    for segment in segments {
      let before = problems.count
      for file in segment.files {
        do throws(SearchIndexError) { try file.verifyChecksum() } catch { problems.append(error) }
      }
      // Bytes that changed after they were written say nothing more by being read.
      if problems.count > before { continue }
      do throws(SearchIndexError) { try segment.verify() } catch { problems.append(error) }
    }
    return problems
  }
}

extension Segment {
  /// Reads every record of all files of the segment.
  ///
  /// - Throws: the first problem.
  func verify() throws(SearchIndexError) {
    try verifyTerms()
    try verifyClasses()
    try verifyDocuments()
    try verifyStoredText()
  }

  private func verifyTerms() throws(SearchIndexError) {
    let file = dictionary.file
    var last: [UInt8] = []
    var ends = (postings: 0, positions: 0)
    var counts = (terms: 0, variants: 0)
    var beginnings = FormBeginningsWriter()
    try dictionary.scan(from: []) { cursor throws(SearchIndexError) in
      guard compareBytes(last, cursor.key) < 0 else { throw cursor.reader.corrupt(.outOfOrder) }
      last = cursor.key
      beginnings.append(last[...])
      let term = try cursor.term()
      guard Int(term.firstVariant) == counts.variants else {
        throw cursor.reader.corrupt(.inconsistent)
      }
      counts.terms += 1
      counts.variants += term.variants.count
      if case .files(let postings, let positions) = term.locator {
        guard postings.lowerBound == ends.postings, positions.lowerBound == ends.positions else {
          throw cursor.reader.corrupt(.inconsistent)
        }
        ends = (postings.upperBound, positions.upperBound)
      }
      try verify(term)
      // Seeking must find what scanning finds.
      if counts.terms % TermDictionaryWriter.blockSize == 1 {
        let found = try dictionary.term(term.field, fold: term.fold)
        guard found?.ordinal == term.ordinal else { throw cursor.reader.corrupt(.inconsistent) }
      }
      return true
    }
    guard counts == (dictionary.count, dictionary.variantCount),
      ends.postings == dictionary.postingsEnd, ends.positions == dictionary.positionsEnd,
      try file.reader(section: 4).rest() == beginnings.section()
    else { throw .corrupt(file: file.path, byte: file.length, reason: .inconsistent) }
  }

  /// Checks the variants of a term, and that its postings say what the dictionary says.
  private func verify(_ term: DictionaryTerm) throws(SearchIndexError) {
    let wrong = SearchIndexError.corrupt(
      file: dictionary.file.path, byte: ComponentLayout.headerLength, reason: .inconsistent)
    for variant in term.variants {
      guard String(validating: term.exact(variant), as: UTF8.self) != nil,
        variant.exact == nil || term.exact(variant) != term.fold
      else { throw wrong }
    }
    let rise = zip(term.variants, term.variants.dropFirst()).allSatisfy { left, right in
      if left.language != right.language { return left.language < right.language }
      let order = compareBytes(
        left.exact.map { Array(term.exactBytes[$0]) } ?? [],
        right.exact.map { Array(term.exactBytes[$0]) } ?? [])
      return order < 0 || (order == 0 && !left.isPart && right.isPart)
    }
    guard rise else { throw wrong }
    var counts = [(documents: UInt32, occurrences: UInt64)](
      repeating: (0, 0), count: term.variants.count)
    var documents = 0
    var last: UInt64?
    var cursor = try cursor(over: term)
    var reader = try PositionsReader(term.locator, of: positionsFile)
    var positions: [UInt32] = []
    while try cursor.advance() {
      try cursor.loadFrequencies()
      let variant = cursor.variants[cursor.index]
      let place = UInt64(cursor.document) << 32 | UInt64(variant)
      if let last, last >= place { throw wrong }
      if last.map({ $0 >> 32 }) != place >> 32 { documents += 1 }
      last = place
      counts[Int(variant)].documents += 1
      counts[Int(variant)].occurrences += UInt64(cursor.frequencies[cursor.index])
      positions.removeAll(keepingCapacity: true)
      try reader.append(at: &cursor, to: &positions)
    }
    let agrees = zip(term.variants, counts).allSatisfy {
      $0.documentFrequency == $1.documents && $0.collectionFrequency == $1.occurrences
    }
    guard agrees, documents == term.documentCount else { throw wrong }
    try verifyHeaders(term, cursor)
  }

  /// Checks that no document of a block breaks the promises of its header.
  private func verifyHeaders(
    _ term: DictionaryTerm, _ whole: PostingsCursor
  ) throws(SearchIndexError) {
    guard whole.blockCount > 1 else { return }
    var cursor = whole
    cursor.rewind()
    var document: UInt32?
    var counts: [(language: UInt16, occurrences: UInt64)] = []
    // A document may have postings in several blocks.
    var blocks = 0..<0
    while try cursor.advance() {
      try cursor.loadFrequencies()
      if cursor.document != document {
        for block in blocks { try verify(cursor.header(block), counts, of: document ?? 0) }
        document = cursor.document
        counts.removeAll(keepingCapacity: true)
        blocks = cursor.block..<cursor.block
      }
      blocks = blocks.lowerBound..<(cursor.block + 1)
      let language = term.variants[Int(cursor.variants[cursor.index])].language
      if counts.last?.language != language { counts.append((language, 0)) }
      counts[counts.count - 1].occurrences += UInt64(cursor.frequencies[cursor.index])
    }
    for block in blocks { try verify(cursor.header(block), counts, of: document ?? 0) }
  }

  /// Checks what a header says of a document of its block, by its occurrences in each language.
  private func verify(
    _ header: BlockHeader, _ counts: [(language: UInt16, occurrences: UInt64)],
    of document: UInt32
  ) throws(SearchIndexError) {
    let wrong = SearchIndexError.corrupt(
      file: postingsFile.path, byte: ComponentLayout.headerLength, reason: .inconsistent)
    guard min(counts.count, 255) <= header.documentLanguages,
      header.lowestLanguage <= header.highestLanguage
    else { throw wrong }
    for (language, occurrences) in counts {
      let words = try values.words(of: document, in: language)
      let shortest = occurrences == 1 ? header.singleLength : header.repeatedLength
      guard LengthClass.of(words) >= shortest,
        min(occurrences, 255) <= header.greatestFrequency,
        (header.lowestLanguage...header.highestLanguage).contains(language)
      else { throw wrong }
    }
  }

  private func verifyClasses() throws(SearchIndexError) {
    let file = classMap.file
    var last: [UInt8] = []
    var count = 0
    try classMap.scan(from: []) { key, groups throws(SearchIndexError) in
      let rules = groups.map { $0.stemmer?.rawValue ?? 0 }
      guard compareBytes(last, key) < 0, key.count > 2, Field(rawValue: key[0]) != nil,
        zip(rules, rules.dropFirst()).allSatisfy({ $0 < $1 })
      else { throw .corrupt(file: file.path, byte: 24, reason: .outOfOrder) }
      last = key
      for group in groups {
        for (term, _) in try dictionary.terms(variants: group.members)
        where term.field.rawValue != key[0] {
          throw .corrupt(file: file.path, byte: 24, reason: .inconsistent)
        }
      }
      let again = count % ClassMapWriter.blockSize == 0 ? try classMap.groups(key) : groups
      guard again == groups, !classMap.isFiltered(key) else {
        throw .corrupt(file: file.path, byte: 24, reason: .inconsistent)
      }
      count += 1
      return true
    }
    guard count == classMap.count else {
      throw .corrupt(file: file.path, byte: file.length, reason: .inconsistent)
    }
  }

  private func verifyDocuments() throws(SearchIndexError) {
    let file = values.file
    var last: [UInt8] = []
    var count = 0
    var isInOrder = true
    // Ids that strictly rise are of different documents, so all documents are there.
    try values.ids.scan { id, _ in
      isInOrder = count == 0 || compareBytes(last, id) < 0
      last = id
      count += 1
      return isInOrder
    }
    guard isInOrder, count == documentCount else {
      throw .corrupt(file: file.path, byte: file.section(2).lowerBound, reason: .outOfOrder)
    }
    var totals = [[Int]](repeating: [0, 0, 0], count: languages.count)
    for document in 0..<UInt32(documentCount) {
      for length in try lengths(of: document) {
        totals[Int(length.language)][0] += 1
        totals[Int(length.language)][1] += Int(length.passages)
        totals[Int(length.language)][2] += Int(length.words)
      }
      for facet in Facet.allCases { _ = try facets(facet, of: document) }
      _ = try dates(of: document)
    }
    guard totals == values.languages.map({ [$0.documents, $0.passages, $0.words] }) else {
      throw .corrupt(file: file.path, byte: file.section(1).lowerBound, reason: .inconsistent)
    }
    try verifyDeletions()
  }

  private func verifyDeletions() throws(SearchIndexError) {
    guard let deletions, let file = deletionsFile else { return }
    var expected = DeletedDocuments(
      generation: deletions.generation, documents: documentCount, languages: languages.count)
    for document in 0..<UInt32(documentCount) where deletions.contains(document) {
      expected.insert(document, lengths: try lengths(of: document))
    }
    guard expected == deletions else {
      throw .corrupt(file: file.path, byte: file.section(0).lowerBound, reason: .inconsistent)
    }
  }

  private func verifyStoredText() throws(SearchIndexError) {
    var bytes: UInt64 = 0
    try forEachStored { document, stored throws(SearchIndexError) in
      let size = try values.textBytes(of: document)
      bytes &+= size
      let scripts = Set(stored.passages.map { Int32($0.script.rawValue) }).sorted()
      let agrees = try values.values(.scripts, of: document) == scripts
      guard !stored.hasText || UInt64(stored.text.count) == size && agrees else {
        throw .corrupt(
          file: storedText.file.path, byte: storedText.file.length, reason: .inconsistent)
      }
    }
    guard bytes == textBytes else {
      throw .corrupt(
        file: values.file.path, byte: values.file.section(0).lowerBound, reason: .inconsistent)
    }
  }
}
