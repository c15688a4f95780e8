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
    var last: (key: [UInt8], language: UInt16)?
    var ends = (postings: 0, positions: 0)
    var count = 0
    try dictionary.scan(from: []) { cursor throws(SearchIndexError) in
      if let last {
        let order = compareBytes(last.key, cursor.key)
        guard order < 0 || (order == 0 && last.language < cursor.language) else {
          throw cursor.reader.corrupt(.outOfOrder)
        }
      }
      last = (cursor.key, cursor.language)
      count += 1
      let entry = try cursor.entry()
      guard String(validating: entry.form, as: UTF8.self) != nil else {
        throw cursor.reader.corrupt(.invalidText)
      }
      if case .files(let postings, let positions) = entry.locator {
        guard postings.lowerBound == ends.postings, positions.lowerBound == ends.positions else {
          throw cursor.reader.corrupt(.inconsistent)
        }
        ends = (postings.upperBound, positions.upperBound)
      }
      let documents = try self.postings(entry).documents
      let rise = zip(documents, documents.dropFirst()).allSatisfy { $0 < $1 }
      guard rise else { throw cursor.reader.corrupt(.outOfOrder) }
      _ = try self.positions(entry)
      // Seeking must find what scanning finds.
      if count % TermDictionaryWriter.blockSize == 1 {
        guard try entries(entry.field, form: entry.form).contains(entry) else {
          throw cursor.reader.corrupt(.inconsistent)
        }
      }
      return true
    }
    guard count == dictionary.count, ends.postings == dictionary.postingsEnd,
      ends.positions == dictionary.positionsEnd
    else { throw .corrupt(file: file.path, byte: file.length, reason: .inconsistent) }
  }

  private func verifyClasses() throws(SearchIndexError) {
    let file = classMap.file
    var last: [UInt8] = []
    var count = 0
    try classMap.scan(from: []) { key, members throws(SearchIndexError) in
      guard compareBytes(last, key) < 0, key.count > 2, Field(rawValue: key[0]) != nil,
        key[1] == 0 || key[1] == 2 || (key[1] == 1 && key.count > 3)
      else { throw .corrupt(file: file.path, byte: 24, reason: .outOfOrder) }
      last = key
      for entry in try dictionary.entries(ordinals: members) {
        let agrees = entry.field.rawValue == key[0] && (key[1] != 0 || !entry.isFolded)
        guard agrees else { throw .corrupt(file: file.path, byte: 24, reason: .inconsistent) }
      }
      if count % ClassMapWriter.blockSize == 0, try classMap.members(key) != members {
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
    var rank = 0
    var isInOrder = true
    try values.scanIDs { id, document in
      isInOrder = compareBytes(last, id) < 0 && values.rank(of: document) == rank
      last = id
      rank += 1
      return isInOrder
    }
    guard isInOrder, rank == documentCount else {
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
    var count = 0
    var bytes: UInt64 = 0
    for block in 0..<storedText.blockCount {
      for document in try storedText.documents(block: block) {
        count += 1
        bytes += UInt64(document.text.count)
      }
    }
    guard count == documentCount, bytes == textBytes else {
      throw .corrupt(
        file: storedText.file.path, byte: storedText.file.length, reason: .inconsistent)
    }
  }
}
