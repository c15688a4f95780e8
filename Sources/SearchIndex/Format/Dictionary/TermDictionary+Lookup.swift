// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Looking one term up: of its block no other form is made, and no other record kept.

/// Where the parts of a block of the dictionary are.
struct TermBlock {
  /// The bytes of its keys.
  let keys: Range<Int>
  /// What is known before its first record.
  let records: TermRecordStart
}

extension TermDictionary {
  /// Reads the head of a block.
  ///
  /// - Throws: `corrupt` where its parts are not inside it.
  func head(ofBlock block: Int) throws(SearchIndexError) -> TermBlock {
    let range = try bytes(ofBlock: block)
    var reader = try ByteReader(file.bytes, range, file: file.name)
    let postings = try reader.count(limit: 1 << 48)
    let positions = try reader.count(limit: 1 << 48)
    let keyBytes = try reader.count(limit: range.count)
    let exactBytes = try reader.count(limit: range.count)
    let exacts = reader.position + keyBytes
    let records = exacts + exactBytes
    guard records <= range.upperBound else { throw reader.corrupt(.outOfRange) }
    return TermBlock(
      keys: reader.position..<exacts,
      records: TermRecordStart(
        exacts: exacts..<records, records: records..<range.upperBound,
        variant: firstVariant(ofBlock: block), postings: postings, positions: positions))
  }

  /// The term of a folded form; nil where there is none.
  ///
  /// - Throws: `corrupt`.
  func term(_ field: Field, fold: [UInt8]) throws(SearchIndexError) -> DictionaryTerm? {
    guard let place = try place(of: field, fold) else { return nil }
    var records = try records(before: place)
    try records.next()
    return try DictionaryTerm(
      records.record, ordinal: place.block * TermDictionaryWriter.blockSize + place.index, field,
      fold: fold, from: try file.reader(section: 0))
  }

  /// A term by its block and its place in that.
  private struct Place {
    var block: Int
    var head: TermBlock
    var index: Int
  }

  private func place(of field: Field, _ fold: [UInt8]) throws(SearchIndexError) -> Place? {
    guard count > 0 else { return nil }
    var key: [UInt8] = []
    key.reserveCapacity(fold.count + 1)
    key.append(field.rawValue)
    key += fold
    let block = try block(holding: key)
    let head = try head(ofBlock: block)
    let size = TermDictionaryWriter.blockSize
    let target = key.span
    var keys = try KeyReader(file.bytes, head.keys, file: file.name)
    var match = 0
    for index in 0..<min(size, count - block * size) {
      switch try keys.compareNext(to: target, &match) {
      case .below: continue
      case .equal: return Place(block: block, head: head, index: index)
      case .above: return nil
      }
    }
    return nil
  }

  /// A reader of the records of a block that stands before that of a term.
  @_lifetime(borrow self)
  private func records(before place: Place) throws(SearchIndexError) -> TermRecordReader {
    var records = try TermRecordReader(
      file.bytes, place.head.records, limits: limits, file: file.name)
    for _ in 0..<place.index { try records.pass() }
    return records
  }
}
