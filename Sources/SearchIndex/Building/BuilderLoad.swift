// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What documents under construction amount to, as far as memory follows from it.
///
/// Loads of several threads add up to what one thread would have, whichever document each of them took.
struct BuilderLoad: Sendable {
  /// Memory of a distinct term with its keys and classes while it is sorted, and of those that two threads
  /// both met, in bytes.
  ///
  /// Measured on text in hundreds of languages.
  private static let termMemory = 200

  /// Occurrences of terms.
  private(set) var occurrences = 0
  /// The memory that they take, in bytes.
  private(set) var occurrenceBytes = 0
  /// Some of the terms.
  private(set) var sample = FormSample()

  /// The memory of it all, with what sorting it will take, in bytes.
  var memory: Int {
    occurrenceBytes
      + PostingsGatherer.batch(of: occurrences) * MemoryLayout<PlacedOccurrence>.stride
      + Self.termMemory * sample.termCount
  }

  /// Adds the load of other documents.
  mutating func add(_ other: BuilderLoad) {
    occurrences += other.occurrences
    occurrenceBytes += other.occurrenceBytes
    sample.formUnion(other.sample)
  }
}

/// Some of the terms that one or several threads have met, drawn by hash: the same whoever met them.
struct FormSample: Sendable {
  private struct Key: Hashable {
    var hash: UInt64
    var language: Language
    var field: Field
  }

  /// One of so many terms is drawn.
  private static let rate = 64

  private var keys: Set<Key> = []
  private var formsSeen = 0
  private var othersSeen = 0

  /// About how many distinct terms there are; exact to a few of a hundred where there are many.
  var termCount: Int { keys.count * Self.rate }

  /// Draws from the forms that an analyzer has met since the last time.
  mutating func take(_ analyzer: TextAnalyzer) {
    analyzer.forEachForm(from: formsSeen) { exact, _, language, kind in
      draw(exact, language, Field(kind))
    }
    formsSeen = analyzer.formCount
  }

  /// Draws from those of all terms of other fields that came since the last time.
  mutating func take(_ others: some RandomAccessCollection<(exact: [UInt8], field: Field)>) {
    for other in others.dropFirst(othersSeen) { draw(other.exact.span, .unknown, other.field) }
    othersSeen = others.count
  }

  private mutating func draw(_ exact: Span<UInt8>, _ language: Language, _ field: Field) {
    let hash = exact.hash
    guard hash >> 32 % UInt64(Self.rate) == 0 else { return }
    keys.insert(Key(hash: hash, language: language, field: field))
  }

  /// Adds what another thread has drawn.
  mutating func formUnion(_ other: FormSample) { keys.formUnion(other.keys) }
}
