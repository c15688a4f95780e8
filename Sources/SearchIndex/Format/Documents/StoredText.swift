// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The text of documents as it was given, with names, pages, passages and payloads, in blocks of
// about 8 KiB under zstd. Documentation/Formats/stored.md is the page:
//
//   section 0   zstd frame*             one frame a block
//   section 1   columns: first arrival of each block; start of its frame in section 0; bytes of the block
//   block     := record* text*          as many of both as the block has docs
//   record    := string(name) varint(pages) varint(page start delta)* varint(passages) passage*
//                varint(checkpoints) (varint(byte delta) varint(position delta))* string(payload) varint(0 where the text is not kept, else 1 + bytes of text)
//   passage   := varint(bytes) varint(script) string(language) u32(confidence, IEEE 754) u8(origin)
//
// Docs stand by arrival, not by doc id. A block ends with the doc that brings it to 8 KiB or more;
// text that is not kept has no pages and no passages. Passages follow each other from byte 0.

internal import SystemPackage
internal import TextAnalysis

/// Collects stored documents, in the order in which they arrive, in blocks that the caller compresses.
struct StoredTextWriter {
  /// Bytes at which a block is full.
  static let blockBytes = 1 << 13

  /// A block that is to be compressed, by any thread.
  struct Block: Sendable {
    fileprivate let number: Int
    fileprivate let bytes: [UInt8]

    /// The frame of the block.
    func compressed() -> Frame { Frame(number: number, bytes: Zstandard.compress(bytes)) }
  }

  /// A block that is compressed.
  struct Frame: Sendable {
    fileprivate let number: Int
    fileprivate let bytes: [UInt8]
  }

  /// Finished frames that the caller has not taken yet.
  private(set) var frames: [UInt8] = []
  private var taken = 0
  /// Frames that came before their turn, by the numbers of their blocks.
  private var early: [Int: [UInt8]] = [:]
  private var records = ByteWriter()
  private var texts: [UInt8] = []
  private var blockDocuments: [UInt64] = []
  private var blockStarts: [UInt64] = []
  private var blockSizes: [UInt64] = []
  private var firstOfBlock = 0
  private var count = 0

  /// Takes up the next document; its id is kept elsewhere.
  ///
  /// - Returns: the block that it fills, whose frame is to be given back.
  mutating func append(_ document: StoredDocument) -> Block? {
    records.string(document.name.utf8)
    records.varint(document.pageStarts.count)
    var before = 0
    for start in document.pageStarts {
      records.varint(start - before)
      before = start
    }
    records.varint(document.passages.count)
    for passage in document.passages {
      records.varint(passage.range.count)
      records.varint(UInt32(passage.script.rawValue))
      records.string(passage.language.code.utf8)
      records.uint32(passage.confidence.bitPattern)
      records.byte(passage.origin.rawValue)
    }
    document.checkpoints.write(to: &records)
    records.string(document.payload)
    records.varint(document.hasText ? document.text.count + 1 : 0)
    texts += document.text
    count += 1
    return records.count + texts.count >= Self.blockBytes ? endBlock() : nil
  }

  /// Takes up the frame of a block; it waits for those of the blocks before it.
  mutating func append(_ frame: Frame) {
    early[frame.number] = frame.bytes
    while let next = early.removeValue(forKey: blockStarts.count) {
      blockStarts.append(UInt64(taken + frames.count))
      frames += next
    }
  }

  private mutating func endBlock() -> Block? {
    if count == firstOfBlock { return nil }
    let block = Block(number: blockSizes.count, bytes: records.bytes + texts)
    blockDocuments.append(UInt64(firstOfBlock))
    blockSizes.append(UInt64(block.bytes.count))
    records.bytes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    firstOfBlock = count
    return block
  }

  /// Gives the finished frames and forgets them.
  mutating func takeFrames() -> [UInt8] {
    var result: [UInt8] = []
    swap(&result, &frames)
    taken += result.count
    return result
  }

  /// Ends the last block and gives section 1; call before the last `takeFrames`.
  mutating func finish() -> [UInt8] {
    if let block = endBlock() { append(block.compressed()) }
    precondition(blockStarts.count == blockSizes.count, "the frame of each block is given back")
    var writer = ByteWriter()
    for column in [blockDocuments, blockStarts, blockSizes] {
      PackedColumn.write(column, to: &writer)
    }
    return writer.bytes
  }
}

/// Stored documents, found by arrival.
struct StoredText: Sendable {
  /// The file.
  let file: ComponentFile
  /// Documents in it.
  let count: Int
  private let blockDocuments: PackedColumn
  private let blockStarts: PackedColumn
  private let blockSizes: PackedColumn

  /// Reads the heads of the columns; O(1).
  ///
  /// - Throws: `corrupt`.
  init(_ file: ComponentFile, count: Int) throws(SearchIndexError) {
    self.file = file
    self.count = count
    var reader = try file.reader(section: 1)
    blockDocuments = try PackedColumn(from: &reader)
    blockStarts = try PackedColumn(from: &reader)
    blockSizes = try PackedColumn(from: &reader)
    guard blockStarts.count == blockDocuments.count, blockSizes.count == blockDocuments.count,
      reader.isAtEnd, (count == 0) == (blockDocuments.count == 0)
    else { throw reader.corrupt(.inconsistent) }
  }

  /// The number of blocks.
  var blockCount: Int { blockDocuments.count }

  /// The block that holds the document of an arrival; O(log blocks).
  func block(ofArrival arrival: UInt32) -> Int {
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if blockDocuments.value(middle, in: file.bytes) <= UInt64(arrival) {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  /// The arrival of the first document of a block.
  func firstArrival(of block: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: blockDocuments.value(block, in: file.bytes))
  }

  /// The arrivals of the documents of a block.
  ///
  /// - Throws: `corrupt`.
  func arrivals(ofBlock block: Int) throws(SearchIndexError) -> Range<Int> {
    let isLast = block + 1 == blockCount
    let first = blockDocuments.value(block, in: file.bytes)
    let next = isLast ? UInt64(count) : blockDocuments.value(block + 1, in: file.bytes)
    guard first < next, next <= UInt64(count), block > 0 || first == 0 else {
      throw corrupt(block, .outOfOrder)
    }
    return Int(first)..<Int(next)
  }

  /// The stored document of an arrival, without its id; decodes one block.
  ///
  /// - Throws: `corrupt`.
  func document(arrival: UInt32) throws(SearchIndexError) -> StoredDocument {
    let block = block(ofArrival: arrival)
    let index = Int(arrival) - Int(firstArrival(of: block))
    let documents = try documents(block: block, only: index)
    guard index >= 0, let result = documents.first else { throw corrupt(block, .inconsistent) }
    return result
  }

  private func corrupt(
    _ block: Int, _ reason: SearchIndexError.Corruption
  ) -> SearchIndexError {
    let start = Int(blockStarts.value(block, in: file.bytes))
    return .corrupt(file: file.path, byte: file.section(0).lowerBound &+ start, reason: reason)
  }

  /// The documents of a block in order, or only the one at an index.
  ///
  /// - Throws: `corrupt`.
  func documents(block: Int, only wanted: Int? = nil) throws(SearchIndexError) -> [StoredDocument] {
    let own = try arrivals(ofBlock: block)
    let raw = try decompress(block)
    let base = corrupt(block, .undecodable)
    do throws(SearchIndexError) {
      return try raw.withRawSpan { span throws(SearchIndexError) in
        try Self.parse(span, documents: own.count, only: wanted, file: file.name)
      }
    } catch {
      throw base
    }
  }

  private func decompress(_ block: Int) throws(SearchIndexError) -> [UInt8] {
    let frames = file.section(0)
    let start = blockStarts.value(block, in: file.bytes)
    let end =
      block + 1 == blockCount
      ? UInt64(frames.count) : blockStarts.value(block + 1, in: file.bytes)
    let size = blockSizes.value(block, in: file.bytes)
    guard start < end, end <= UInt64(frames.count) else { throw corrupt(block, .outOfOrder) }
    // A frame cannot hold more than this; a wild size must not fill the memory.
    guard size <= min((end - start) << 17, 1 << 32) else { throw corrupt(block, .outOfRange) }
    let range = (frames.lowerBound + Int(start))..<(frames.lowerBound + Int(end))
    guard let raw = Zstandard.decompress(file.bytes.extracting(range), size: Int(size)) else {
      throw corrupt(block, .undecodable)
    }
    return raw
  }

  private static func parse(
    _ span: RawSpan, documents: Int, only wanted: Int?, file: FileName
  ) throws(SearchIndexError) -> [StoredDocument] {
    var reader = try ByteReader(span, 0..<span.byteCount, file: file)
    var records: [(document: StoredDocument?, textBytes: Int)] = []
    for index in 0..<documents {
      if wanted == nil || wanted == index {
        records.append(try record(from: &reader))
      } else {
        records.append((nil, try skipRecord(in: &reader)))
      }
    }
    var result: [StoredDocument] = []
    for (document, textBytes) in records {
      guard var document else {
        try reader.skip(textBytes)
        continue
      }
      document.text = try reader.array(textBytes)
      result.append(document)
    }
    guard reader.isAtEnd else { throw reader.corrupt(.inconsistent) }
    return result
  }

  /// Passes over a record, with the lengths in it checked and nothing else.
  ///
  /// - Returns: the length of its text.
  private static func skipRecord(in reader: inout ByteReader) throws(SearchIndexError) -> Int {
    let limit = reader.end
    try reader.skip(try reader.count(limit: limit))
    for _ in 0..<(try reader.count(limit: limit)) { _ = try reader.count(limit: limit) }
    for _ in 0..<(try reader.count(limit: limit)) {
      _ = try reader.count(limit: limit)
      _ = try reader.varint32()
      try reader.skip(try reader.count(limit: limit))
      try reader.skip(5)
    }
    try TextCheckpoints.skip(in: &reader)
    try reader.skip(try reader.count(limit: limit))
    return max(0, try reader.count(limit: limit) - 1)
  }

  private static func record(
    from reader: inout ByteReader
  ) throws(SearchIndexError) -> (document: StoredDocument, textBytes: Int) {
    let limit = reader.end
    var document = StoredDocument(
      id: "", name: try reader.text(), text: [], pageStarts: [], passages: [], payload: [],
      hasText: true)
    var start = 0
    for _ in 0..<(try reader.count(limit: limit)) {
      start &+= try reader.count(limit: limit)
      document.pageStarts.append(start)
    }
    var end = 0
    for _ in 0..<(try reader.count(limit: limit)) {
      document.passages.append(try passage(from: &reader, start: &end))
    }
    document.checkpoints = try TextCheckpoints(from: &reader)
    document.payload = try reader.string()
    let size = try reader.count(limit: limit)
    document.hasText = size > 0
    let textBytes = max(0, size - 1)
    guard max(start, end, document.checkpoints.offsets.last ?? 0) <= textBytes else {
      throw reader.corrupt(.inconsistent)
    }
    return (document, textBytes)
  }

  private static func passage(
    from reader: inout ByteReader, start: inout Int
  ) throws(SearchIndexError) -> Passage {
    let end = start &+ (try reader.count(limit: reader.end))
    let script = Script(rawValue: UInt16(truncatingIfNeeded: try reader.varint32()))
    let language = try reader.language()
    let confidence = Float(bitPattern: try reader.uint32())
    guard end >= start, let origin = Passage.Origin(rawValue: try reader.byte())
    else { throw reader.corrupt(.outOfRange) }
    defer { start = end }
    return Passage(
      range: start..<end, script: script, language: language, confidence: confidence,
      origin: origin)
  }
}
