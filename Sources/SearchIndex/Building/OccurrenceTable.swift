// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// Where the terms of a segment under construction occur: five bytes an occurrence.
///
/// Nothing is kept per term while documents come in. Occurrences lie in the order in which they came,
/// in chunks that end with a document, so that nothing is copied when there are more; a position is a
/// step from the one before, which is mostly 0 or 1.
struct OccurrenceTable {
  /// Occurrences of a chunk, unless one document has more.
  static let chunkSize = 1 << 16
  /// The step that stands for a position in `far`.
  private static let farStep: UInt8 = 255

  /// Occurrences of some documents.
  struct Chunk {
    /// Their terms.
    var terms: [UInt32] = []
    /// For each the step to its position.
    var steps: [UInt8] = []
    /// The positions that no step reaches, with the places of their occurrences, rising.
    var far: [(place: Int, position: UInt32)] = []
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
  var size: Int { count * 5 + documents.count * MemoryLayout<Place>.stride }

  /// Starts the next document, of about so many occurrences.
  mutating func beginDocument(expecting expected: Int) {
    if open.terms.count + expected > Self.chunkSize, !open.terms.isEmpty { endChunk(expected) }
    documents.append(Place(chunk: UInt32(full.count), start: UInt32(open.terms.count)))
    last = 0
  }

  private mutating func endChunk(_ expected: Int) {
    full.append(open)
    open = Chunk()
    open.terms.reserveCapacity(max(Self.chunkSize, expected))
    open.steps.reserveCapacity(max(Self.chunkSize, expected))
  }

  /// Adds the tokens of a text in the present document; their forms are the terms.
  mutating func append(_ tokens: Span<Token>) {
    let start = open.terms.count
    open.terms.append(addingCapacity: tokens.count) { terms in
      for index in tokens.indices { terms.append(tokens[index].form) }
    }
    var last = last
    var far: [(place: Int, position: UInt32)] = []
    open.steps.append(addingCapacity: tokens.count) { steps in
      for index in tokens.indices {
        let step = tokens[index].position &- last
        last = tokens[index].position
        if step >= UInt32(Self.farStep) { far.append((start &+ steps.count, last)) }
        steps.append(step >= UInt32(Self.farStep) ? Self.farStep : UInt8(step))
      }
    }
    if !far.isEmpty { open.far += far }
    self.last = last
    count &+= tokens.count
  }

  /// Adds an occurrence in the present document.
  @inline(__always)
  mutating func append(term: UInt32, position: UInt32) {
    let step = position &- last
    last = position
    if step >= UInt32(Self.farStep) {
      open.far.append((open.terms.count, position))
      open.steps.append(Self.farStep)
    } else {
      open.steps.append(UInt8(truncatingIfNeeded: step))
    }
    open.terms.append(term)
    count &+= 1
  }

  /// How often each term occurs, of which there are `termCount`.
  func counts(termCount: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: termCount)
    for chunk in full + [open] {
      for term in chunk.terms { counts[Int(term)] &+= 1 }
    }
    return counts
  }

  /// Gives every term its number in `numbers` in place of its own.
  mutating func renumber(_ numbers: [UInt32]) {
    full.append(open)
    open = Chunk()
    for index in full.indices {
      var terms = full[index].terms.mutableSpan
      for place in terms.indices { terms[place] = numbers[Int(terms[place])] }
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
    let terms = chunk.terms.span
    let steps = chunk.steps.span
    let end = isLast ? terms.count : Int(documents[own + 1].start)
    let (lower, count) = (range.lowerBound, UInt32(range.count))
    var position: UInt32 = 0
    for index in Int(place.start)..<end {
      let step = steps[index]
      position =
        step == Self.farStep
        ? Self.farPosition(chunk.far, index) : position &+ UInt32(step)
      let slot = terms[index] &- lower
      if slot >= count { continue }
      let term = Int(slots[Int(slot)])
      places[next[term]] = PlacedOccurrence(
        document: document, variant: terms[index], position: position)
      next[term] &+= 1
    }
  }

  /// The position of an occurrence that no step reaches; O(log such occurrences).
  private static func farPosition(
    _ far: [(place: Int, position: UInt32)], _ place: Int
  ) -> UInt32 {
    var low = 0
    var high = far.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if far[middle].place <= place { low = middle } else { high = middle }
    }
    return far[low].position
  }
}
