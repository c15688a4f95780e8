// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `TermRecordReader` reads; the layout is at the head of TermRecord.swift.

/// Takes what a block says of its terms besides their forms.
struct TermRecordWriter {
  private var records = BitWriter()
  private var exacts: [UInt8] = []
  /// Documents and occurrences of each variant of a term.
  private var counts: [(documents: UInt64, occurrences: UInt64)] = []
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
  mutating func append(inline head: TermHead, _ term: borrowing PostingsSpan) {
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
    for index in term.positions.indices {
      records.number(UInt64(term.positions[index] - before), order: 4)
      before = term.positions[index]
    }
  }

  /// Appends a term whose postings and positions take so many bytes in their files.
  mutating func append(
    filed head: TermHead, _ term: borrowing PostingsSpan, lengths: (postings: Int, positions: Int)
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

  private mutating func writeVariants(_ head: TermHead, _ term: borrowing PostingsSpan) {
    records.number(UInt64(head.variants.count - 2), order: 0)
    count(head.variants.count, term)
    for (index, variant) in head.variants.enumerated() {
      if index == 0 {
        write(language: variant.language)
      } else {
        write(language: variant.language, after: head.variants[index - 1].language)
      }
      write(variant, of: head)
      records.number(counts[index].documents - 1, order: 0)
      records.number(counts[index].occurrences - counts[index].documents, order: 0)
    }
    records.number(UInt64(term.count - term.documentCount), order: 0)
  }

  private mutating func count(_ variants: Int, _ term: borrowing PostingsSpan) {
    counts.removeAll(keepingCapacity: true)
    for _ in 0..<variants { counts.append((0, 0)) }
    for index in term.variants.indices {
      counts[Int(term.variants[index])].documents += 1
      counts[Int(term.variants[index])].occurrences += UInt64(term.frequencies[index])
    }
  }

  private mutating func write(language: UInt16, after before: UInt16) {
    records.flag(language == before)
    if language != before { records.number(UInt64(language - before - 1), order: 5) }
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
    let (front, back) = Self.shared(head.key.span.extracting(droppingFirst: 1), exact.span)
    records.number(UInt64(front), order: 2)
    records.number(UInt64(back), order: 2)
    records.number(UInt64(exact.count - front - back), order: 1)
    exacts += exact[(exact.startIndex + front)..<(exact.endIndex - back)]
  }

  /// The bytes that two forms share at their beginnings, and after those at their ends.
  private static func shared(_ fold: Span<UInt8>, _ exact: Span<UInt8>) -> (front: Int, back: Int) {
    let most = min(fold.count, exact.count)
    var front = 0
    while front < most, fold[front] == exact[front] { front &+= 1 }
    var back = 0
    while back < most &- front, fold[fold.count &- 1 &- back] == exact[exact.count &- 1 &- back] {
      back &+= 1
    }
    return (front, back)
  }

  /// The bytes of exact forms and those of the records; the writer is at the start of a block then.
  mutating func take() -> (exacts: [UInt8], records: [UInt8]) {
    language = nil
    defer { exacts.removeAll(keepingCapacity: true) }
    return (exacts, records.take())
  }
}
