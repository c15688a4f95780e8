// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Blocks of the dictionary on the way to disk. What a block says follows from its terms alone, but for where
// its lists begin; so blocks are encoded on any thread, and written in order.

/// Up to 32 terms as they stand in the files of terms, postings and positions.
struct EncodedTermBlock: Sendable {
  /// The first eight bytes of its first key.
  let beginning: UInt64
  /// Terms in it, at least one.
  let terms: Int
  /// Variants of its terms.
  let variants: Int
  /// What it says of its terms, after the starts of its lists.
  let bytes: [UInt8]
  /// Its lists of postings.
  let postings: [UInt8]
  /// Its lists of positions.
  let positions: [UInt8]
  /// The beginnings of its forms.
  let beginnings: FormBeginningsWriter
}

/// Takes the terms of a block in order, one block after the other.
struct TermBlockEncoder {
  private var keys = KeyWriter()
  private var records: TermRecordWriter
  private var lists = PostingsWriter()
  private var beginnings = FormBeginningsWriter()
  private var postings = ByteWriter()
  private var positions = ByteWriter()
  private var beginning: UInt64 = 0
  private var variants = 0
  /// Terms since the last block.
  private(set) var count = 0

  /// Makes an encoder for a segment of some limits.
  init(limits: SegmentLimits) { records = TermRecordWriter(limits: limits) }

  /// Appends a term, its key above the one before; every variant has a posting.
  mutating func append(
    _ head: TermHead, _ term: borrowing PostingsSpan, lengths: some DocumentLengths
  ) {
    if count == 0 { beginning = TermDictionary.beginning(of: head.key) }
    keys.append(head.key)
    beginnings.append(head.key)
    if term.count == 1 && term.positions.count <= TermDictionaryWriter.inlineLimit {
      records.append(inline: head, term)
    } else {
      let starts = (postings.count, positions.count)
      lists.write(
        term, head.variants, lengths: lengths, postings: &postings, positions: &positions)
      records.append(
        filed: head, term, lengths: (postings.count - starts.0, positions.count - starts.1))
    }
    count += 1
    variants += head.variants.count
  }

  /// The terms since the last block as a block; the encoder is empty then.
  ///
  /// - Precondition: there are some.
  mutating func take() -> EncodedTermBlock {
    let keys = keys.take()
    let (exacts, records) = records.take()
    var bytes = ByteWriter()
    bytes.varint(keys.count)
    bytes.varint(exacts.count)
    bytes.bytes += keys
    bytes.bytes += exacts
    bytes.bytes += records
    let block = EncodedTermBlock(
      beginning: beginning, terms: count, variants: variants, bytes: bytes.bytes,
      postings: postings.copy, positions: positions.copy, beginnings: beginnings)
    (count, variants) = (0, 0)
    postings.bytes.removeAll(keepingCapacity: true)
    positions.bytes.removeAll(keepingCapacity: true)
    beginnings = FormBeginningsWriter()
    return block
  }
}

extension ByteWriter {
  /// Its bytes in an array of their own, which has no room for more; the writer keeps its room.
  fileprivate var copy: [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(count)
    copy += bytes
    return copy
  }
}
