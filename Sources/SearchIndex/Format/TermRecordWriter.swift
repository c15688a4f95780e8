// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `TermRecordReader` reads; the layout is at the head of TermRecord.swift.

/// Takes what a block says of its terms besides their forms.
struct TermRecordWriter {
  private var records = BitWriter()
  private var exacts: [UInt8] = []
  private var language: UInt16?
  private let limits: SegmentLimits
  private let languageWidth: Int
  private let documentWidth: Int

  /// Makes a writer of an empty block.
  init(limits: SegmentLimits) {
    self.limits = limits
    languageWidth = SegmentLimits.width(below: limits.languages)
    documentWidth = SegmentLimits.width(below: limits.documents)
  }

  /// Appends a term whose one posting stands here.
  mutating func append(inline head: TermHead, _ term: TermPostings) {
    let variant = head.variants[0]
    records.flag(true)
    records.flag(true)
    write(language: variant.language)
    write(variant, of: head)
    records.number(UInt64(term.positions.count - 1), order: 0)
    let document = term.documents[0]
    let main = limits.documents(mainLanguage: Int(variant.language))
    records.flag(main.contains(document))
    if main.contains(document) {
      records.bits(
        UInt64(document - main.lowerBound), SegmentLimits.width(below: main.count))
    } else {
      records.bits(UInt64(document), documentWidth)
    }
    var before: UInt32 = 0
    for position in term.positions {
      records.number(UInt64(position - before), order: 4)
      before = position
    }
  }

  /// Appends a term whose postings and positions take so many bytes in their files.
  mutating func append(
    filed head: TermHead, _ term: TermPostings, lengths: (postings: Int, positions: Int)
  ) {
    records.flag(head.variants.count == 1)
    if head.variants.count == 1 {
      records.flag(false)
      write(language: head.variants[0].language)
      write(head.variants[0], of: head)
      records.number(UInt64(term.count - 1), order: 1)
      records.number(UInt64(term.positions.count - term.count), order: 0)
    } else {
      writeVariants(head, term)
    }
    records.number(UInt64(lengths.postings), order: 3)
    records.number(UInt64(lengths.positions), order: 2)
  }

  private mutating func writeVariants(_ head: TermHead, _ term: TermPostings) {
    records.number(UInt64(head.variants.count - 2), order: 0)
    var counts = [(documents: UInt64, occurrences: UInt64)](
      repeating: (0, 0), count: head.variants.count)
    for (variant, frequency) in zip(term.variants, term.frequencies) {
      counts[Int(variant)].documents += 1
      counts[Int(variant)].occurrences += UInt64(frequency)
    }
    var before: UInt16?
    for (variant, count) in zip(head.variants, counts) {
      if let before {
        records.flag(variant.language == before)
        if variant.language != before {
          records.number(UInt64(variant.language - before - 1), order: 5)
        }
      } else {
        write(language: variant.language)
      }
      write(variant, of: head)
      records.number(count.documents - 1, order: 0)
      records.number(count.occurrences - count.documents, order: 0)
      before = variant.language
    }
    records.number(UInt64(term.count - term.documentCount), order: 0)
  }

  private mutating func write(language new: UInt16) {
    // Before the first record of a block stands language 0.
    let isSame = new == language ?? 0
    records.flag(isSame)
    if !isSame { records.bits(UInt64(new), languageWidth) }
    language = new
  }

  private mutating func write(_ variant: TermHead.Variant, of head: TermHead) {
    records.flag(variant.isPart)
    records.flag(variant.exact != nil)
    guard let exact = variant.exact else { return }
    let fold = head.key.dropFirst()
    let front = zip(fold, exact).prefix { $0 == $1 }.count
    let most = min(fold.count, exact.count) - front
    let back = zip(fold.reversed(), exact.reversed()).prefix(most).prefix { $0 == $1 }.count
    records.number(UInt64(front), order: 2)
    records.number(UInt64(back), order: 2)
    records.number(UInt64(exact.count - front - back), order: 1)
    exacts += exact.dropFirst(front).dropLast(back)
  }

  /// The bytes of exact forms and those of the records; the writer is at the start of a block then.
  mutating func take() -> (exacts: [UInt8], records: [UInt8]) {
    language = nil
    defer { exacts.removeAll(keepingCapacity: true) }
    return (exacts, records.take())
  }
}
