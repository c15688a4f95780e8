// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reads the blocks that `TermDictionaryWriter` writes; the layout is at the head of that file.

/// A place in the term dictionary.
///
/// It goes from form to form; what a block says of a term besides its form is read when it is loaded.
struct TermCursor: ~Escapable {
  /// Reads bytes of exact forms, and says where it stands.
  private(set) var reader: ByteReader
  /// The key of the term: field, then folded form.
  private(set) var key: [UInt8] = []
  /// The ordinal of the term after the present one.
  private(set) var nextOrdinal: Int

  private let dictionary: TermDictionary
  private var keys: KeyReader
  private var records: TermRecordReader
  /// The ordinal of the term after the one whose record was read last.
  private var nextRecord: Int

  /// Stands before the first term of a block of a dictionary, in its bytes.
  ///
  /// - Throws: `corrupt`.
  @_lifetime(copy bytes, copy file)
  init(
    _ dictionary: TermDictionary, _ bytes: RawSpan, file: FileName, block: Int
  ) throws(SearchIndexError) {
    self.dictionary = dictionary
    nextOrdinal = block * TermDictionaryWriter.blockSize
    nextRecord = nextOrdinal
    reader = try ByteReader(bytes, 0..<0, file: file)
    keys = try KeyReader(bytes, 0..<0, file: file)
    let nothing = TermRecordStart(
      exacts: 0..<0, records: 0..<0, variant: 0, postings: 0, positions: 0)
    records = try TermRecordReader(
      bytes, nothing, limits: dictionary.limits, file: file)
  }

  // MARK: - Forms

  /// Goes before the first term of a block.
  mutating func move(toBlock block: Int) {
    nextOrdinal = block * TermDictionaryWriter.blockSize
    nextRecord = nextOrdinal
  }

  /// The folded form of the term.
  ///
  /// - Precondition: the cursor stands at a term.
  var form: Span<UInt8> {
    @_lifetime(borrow self)
    get { key.span.extracting(droppingFirst: 1) }
  }

  /// Goes to the next term and loads it; false at the end of the dictionary.
  ///
  /// - Throws: `corrupt`.
  mutating func next() throws(SearchIndexError) -> Bool {
    guard try nextForm() else { return false }
    try load()
    return true
  }

  /// Goes to the next term that ends with variant number `variant` or a later one, and loads it; false at
  /// the end of the dictionary.
  ///
  /// - Precondition: the cursor stands before a block, or at a term that is loaded.
  /// - Throws: `corrupt`.
  mutating func next(upTo variant: UInt32) throws(SearchIndexError) -> Bool {
    while try nextForm() {
      let isFound = try records.next(upTo: variant)
      nextRecord = nextOrdinal
      if isFound { return true }
    }
    return false
  }

  /// Goes to the next term; false at the end of the dictionary.
  ///
  /// - Throws: `corrupt`.
  mutating func nextForm() throws(SearchIndexError) -> Bool {
    guard nextOrdinal < dictionary.count else { return false }
    if nextOrdinal % TermDictionaryWriter.blockSize == 0 { try enterBlock() }
    _ = try keys.next(into: &key)
    nextOrdinal &+= 1
    return true
  }

  /// Goes to the first term after the present one whose key is not below `target`, which is above the
  /// present key; false at the end of the dictionary.
  ///
  /// O(log blocks), and O(1) where the block is the present one.
  /// - Throws: `corrupt`.
  mutating func seek(_ target: [UInt8]) throws(SearchIndexError) -> Bool {
    let size = TermDictionaryWriter.blockSize
    let present = key.isEmpty ? nextOrdinal / size : (nextOrdinal - 1) / size
    let block = try dictionary.block(holding: target, from: present)
    if block > present { nextOrdinal = block * size }
    if nextOrdinal % size != 0 || nextOrdinal / size == block {
      if try advance(to: target) { return true }
    }
    // The first key of the next block is above.
    return try nextForm()
  }

  /// Goes to the first term after the present one, in its block, whose key is not below `target`; false
  /// where there is none.
  ///
  /// Bytes that a form shares with the one before are not looked at again.
  /// - Precondition: the cursor stands before a block, or `target` is above the present key.
  /// - Throws: `corrupt`.
  mutating func advance(to target: [UInt8]) throws(SearchIndexError) -> Bool {
    let size = TermDictionaryWriter.blockSize
    guard nextOrdinal < dictionary.count else { return false }
    if nextOrdinal % size == 0 { try enterBlock() }
    let end = min((nextOrdinal / size + 1) * size, dictionary.count)
    // Bytes that the form at which the cursor stands shares with the target.
    var match = FrontCoding.shared(key, target)
    while nextOrdinal < end {
      nextOrdinal &+= 1
      if try keys.next(notBelow: target.span, &match, into: &key) { return true }
    }
    return false
  }

  private mutating func enterBlock() throws(SearchIndexError) {
    let head = try dictionary.head(ofBlock: nextOrdinal / TermDictionaryWriter.blockSize)
    keys = try KeyReader(reader.bytes, head.keys, file: reader.file)
    records = try TermRecordReader(
      reader.bytes, head.records, limits: dictionary.limits, file: reader.file)
    nextRecord = nextOrdinal
    key.removeAll(keepingCapacity: true)
  }

  // MARK: - Terms

  /// Reads what the block says of the term; O(terms before it in the block) the first time.
  ///
  /// - Throws: `corrupt`.
  mutating func load() throws(SearchIndexError) {
    guard nextRecord < nextOrdinal else { return }
    while nextRecord < nextOrdinal &- 1 {
      try records.pass()
      nextRecord &+= 1
    }
    try records.next()
    nextRecord = nextOrdinal
  }

  /// What the block says of the term, which is loaded.
  var record: TermRecord { _read { yield records.record } }

  /// The number of the first variant of the term after the present one, which is loaded.
  var nextVariant: UInt32 { records.record.firstVariant + UInt32(variantCount) }

  /// The variants of the term, which is loaded.
  var variantCount: Int { records.record.variants.count }

  /// Whether all exact forms of the term, which is loaded, are its folded form.
  var isFolded: Bool { records.record.variants.allSatisfy { $0.change == nil } }

  /// Puts the exact form of a variant of the term, which is loaded, into some bytes.
  ///
  /// - Throws: `corrupt`.
  func readExact(_ variant: Int, into bytes: inout [UInt8]) throws(SearchIndexError) {
    bytes.removeAll(keepingCapacity: true)
    if let change = records.record.variants[variant].change {
      try change.append(to: &bytes, of: key.dropFirst(), from: reader)
    } else {
      bytes.append(contentsOf: key.dropFirst())
    }
  }

  /// The postings of the term, which is loaded.
  var postingCount: Int { records.record.postingCount }

  /// The document of a term whose one posting stands in the dictionary; nil for all others.
  var inlinePosting: UInt32? { records.record.isInline ? records.record.document : nil }

  /// Where the postings of the term are, which is loaded.
  var locator: PostingsLocator { records.record.locator }

  /// The language of the first variant of the term, which is loaded.
  var firstLanguage: UInt16 { records.record.variants[0].language }

  /// The field of the term.
  ///
  /// - Throws: `corrupt` where it is unknown.
  func field() throws(SearchIndexError) -> Field {
    guard let number = key.first, let field = Field(rawValue: number), field != .part else {
      throw reader.corrupt(.outOfRange)
    }
    return field
  }

  /// The term, which is loaded; O(variants).
  ///
  /// - Throws: `corrupt`.
  func term() throws(SearchIndexError) -> DictionaryTerm {
    try DictionaryTerm(
      records.record, ordinal: nextOrdinal - 1, try field(), fold: Array(key.dropFirst()),
      from: reader)
  }
}
