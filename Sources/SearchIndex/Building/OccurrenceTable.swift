// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Where the terms of a segment under construction occur: four bytes an occurrence.
///
/// Nothing is kept per term while documents come in. Occurrences lie in the order in which they came,
/// in chunks that end with a document, so that nothing is copied when there are more. An occurrence is
/// its term beside the step from the position before it, which is mostly 0 or 1.
///
/// Terms are forms, numbered from 0 on, and terms of other fields, numbered from `lastTerm` down.
struct OccurrenceTable {
  /// Occurrences of a chunk, unless one document has more.
  static let chunkSize = 1 << 16
  /// The largest number of a term.
  static let lastTerm = UInt32.max >> stepBits
  private static let stepBits: UInt32 = 3
  /// The step that stands for a position in `far`.
  private static let farStep: UInt32 = 1 << stepBits - 1

  /// Occurrences of some documents.
  struct Chunk {
    /// Their terms, each above the step to its position.
    var occurrences: [UInt32] = []
    /// The positions that no step reaches, with the places of their occurrences, rising.
    var far: [Far] = []
  }

  /// A position that no step reaches.
  struct Far {
    /// The place of the occurrence in the chunk; a document has less than 2^31 occurrences.
    var place: UInt32
    var position: UInt32
  }

  /// Where the occurrences of a document are.
  private struct Place {
    var chunk: UInt32
    var start: UInt32
  }

  private var full: [Chunk] = []
  private var open = Chunk()
  private var documents: [Place] = []
  private var last: UInt32 = 0
  /// Occurrences so far.
  private(set) var count = 0

  /// The memory of what was added, in bytes.
  var size: Int {
    count * MemoryLayout<UInt32>.stride + documents.count * MemoryLayout<Place>.stride
  }

  /// Starts the next document, of about so many occurrences.
  mutating func beginDocument(expecting expected: Int) {
    let begun = open.occurrences.count
    if begun + expected > Self.chunkSize, begun > 0 { endChunk(expected) }
    documents.append(
      Place(chunk: UInt32(full.count), start: UInt32(open.occurrences.count)))
    last = 0
  }

  private mutating func endChunk(_ expected: Int) {
    full.append(open)
    open = Chunk()
    open.occurrences.reserveCapacity(max(Self.chunkSize, expected))
  }

  /// Adds the tokens of a text in the present document; their forms are the terms.
  mutating func append(_ tokens: Span<Token>) {
    let start = open.occurrences.count
    var last = last
    var far: [Far] = []
    open.occurrences.append(addingCapacity: tokens.count) { occurrences in
      for index in tokens.indices {
        let step = Self.step(
          to: tokens[index].position, from: &last, at: start &+ occurrences.count, &far)
        occurrences.append(Self.occurrence(of: tokens[index].form, step))
      }
    }
    if !far.isEmpty { open.far += far }
    self.last = last
    count &+= tokens.count
  }

  /// Adds an occurrence in the present document.
  mutating func append(term: UInt32, position: UInt32) {
    let step = Self.step(to: position, from: &last, at: open.occurrences.count, &open.far)
    open.occurrences.append(Self.occurrence(of: term, step))
    count &+= 1
  }

  /// The step to a position, which is kept in `far` where no step reaches it.
  @inline(__always)
  private static func step(
    to position: UInt32, from last: inout UInt32, at place: Int, _ far: inout [Far]
  ) -> UInt32 {
    let step = position &- last
    last = position
    if step < farStep { return step }
    far.append(Far(place: UInt32(place), position: position))
    return farStep
  }

  @inline(__always)
  private static func occurrence(of term: UInt32, _ step: UInt32) -> UInt32 {
    precondition(term <= lastTerm, "a segment has less than 2^29 forms")
    return term << stepBits | step
  }

  /// How often each form occurs, and each term of other fields, of which there are so many.
  func counts(forms formCount: Int, others otherCount: Int) -> (forms: [UInt32], others: [UInt32]) {
    var forms = [UInt32](repeating: 0, count: formCount)
    var others = [UInt32](repeating: 0, count: otherCount)
    for chunk in full + [open] {
      for occurrence in chunk.occurrences {
        let term = occurrence >> Self.stepBits
        if Int(term) < formCount {
          forms[Int(term)] &+= 1
        } else {
          others[Int(Self.lastTerm &- term)] &+= 1
        }
      }
    }
    return (forms, others)
  }

  /// Gives every form and every term of other fields its number in place of its own.
  mutating func renumber(forms: [UInt32], others: [UInt32]) {
    full.append(open)
    open = Chunk()
    for index in full.indices {
      var occurrences = full[index].occurrences.mutableSpan
      for place in occurrences.indices {
        let term = occurrences[place] >> Self.stepBits
        let number =
          Int(term) < forms.count ? forms[Int(term)] : others[Int(Self.lastTerm &- term)]
        occurrences[place] =
          Self.occurrence(of: number, occurrences[place] & Self.farStep)
      }
    }
  }

  /// Puts the occurrences of a document of the table, whose terms are in a range, where `next` says.
  ///
  /// `slots` gives for each term of the range its place in `next`, which moves on. Call `renumber`
  /// before.
  func scatter(
    _ own: Int, as document: UInt32, _ range: Range<UInt32>, _ slots: Span<UInt32>,
    _ next: inout MutableSpan<Int>, _ places: inout MutableSpan<PlacedOccurrence>
  ) {
    let place = documents[own]
    let isLast = own + 1 == documents.count || documents[own + 1].chunk != place.chunk
    let chunk = full[Int(place.chunk)]
    let occurrences = chunk.occurrences.span
    let end = isLast ? occurrences.count : Int(documents[own + 1].start)
    let (lower, count) = (range.lowerBound, UInt32(range.count))
    var position: UInt32 = 0
    for index in Int(place.start)..<end {
      let step = occurrences[index] & Self.farStep
      position =
        step == Self.farStep ? Self.farPosition(chunk.far, index) : position &+ step
      let term = occurrences[index] >> Self.stepBits
      let slot = term &- lower
      if slot >= count { continue }
      let target = Int(slots[Int(slot)])
      places[next[target]] = PlacedOccurrence(
        document: document, variant: term, position: position)
      next[target] &+= 1
    }
  }

  /// The position of an occurrence that no step reaches; O(log such occurrences).
  private static func farPosition(_ far: [Far], _ place: Int) -> UInt32 {
    var low = 0
    var high = far.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(far[middle].place) <= place { low = middle } else { high = middle }
    }
    return far[low].position
  }
}
