// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is kept of each document while duplicates are looked for: about 250 bytes, and 9 bytes a signal.

internal import SearchIndex
internal import TextAnalysis

/// What is wanted of each document.
struct LikenessWish: Sendable {
  /// How sketches are cut; nil where no near pairs are wanted.
  var banding: Banding?
  /// Whether the digests of texts are wanted.
  var digests = false
  /// Whether signals are wanted, and the names that texts show by capitals.
  var signals = false
  /// The names that are looked for; nil where none are.
  var names: NameTable?
  /// Whether sketches are wanted.
  var sketches: Bool { banding != nil || signals }
}

/// The documents of a snapshot that have letters, by number, with what was asked of them.
///
/// Numbers follow the segments and, in a segment, the order of arrival.
struct LikenessColumns: Sendable {
  /// For each document its segment and its doc id there.
  var places: [DocumentPlace] = []
  /// For each document the language of most of its text.
  var languages: [Language] = []
  /// For each document a hash of its folded letters.
  var letterHashes: [UInt64] = []
  /// For each document the first 128 bits of the SHA-256 of its text.
  var digests: [TextDigest] = []
  /// For each document `LikenessSketch.slots` bytes.
  var sketches: [UInt8] = []
  /// For each document the keys of its bands.
  var bandKeys: [UInt32] = []
  /// For each document the end of its signals in `signals`.
  var signalEnds: [Int] = []
  /// The keys of the signals of each document, rising.
  var signals: [UInt64] = []
  /// For each signal in how many readings of one place it is one.
  var readings: [UInt8] = []
  /// For each document the end of its numbers in `smallNumbers`.
  var smallEnds: [Int] = []
  /// The small numbers of each document, rising.
  var smallNumbers: [UInt16] = []
  /// The names that texts show by capitals.
  var writtenNames = NameTally()
  /// For each document the end of its names in `names`.
  var nameEnds: [Int] = []
  /// The names that were looked for where each document has them, in its order.
  var names: [NameMatch] = []
  /// Documents with fewer letters than a shingle, which are compared with none.
  var shortDocuments = 0

  /// The number of documents.
  var count: Int { places.count }

  /// Where the signals of a document stand.
  func signalRange(of document: Int) -> Range<Int> {
    (document == 0 ? 0 : signalEnds[document - 1])..<signalEnds[document]
  }

  /// Where the small numbers of a document stand.
  func smallRange(of document: Int) -> Range<Int> {
    (document == 0 ? 0 : smallEnds[document - 1])..<smallEnds[document]
  }

  /// The names that a document has of those that were looked for.
  func names(of document: Int) -> ArraySlice<NameMatch> {
    names[(document == 0 ? 0 : nameEnds[document - 1])..<nameEnds[document]]
  }

  /// Makes room for so many documents, so that columns do not grow by doubling.
  mutating func reserveCapacity(_ count: Int, _ wish: LikenessWish) {
    places.reserveCapacity(count)
    languages.reserveCapacity(count)
    letterHashes.reserveCapacity(count)
    if wish.digests { digests.reserveCapacity(count) }
    if wish.sketches { sketches.reserveCapacity(count * LikenessSketch.slots) }
    if let banding = wish.banding { bandKeys.reserveCapacity(count * banding.bands) }
  }

  /// Adds the documents of other columns behind these.
  mutating func append(_ other: LikenessColumns) {
    places += other.places
    languages += other.languages
    letterHashes += other.letterHashes
    digests += other.digests
    sketches += other.sketches
    bandKeys += other.bandKeys
    let (signalCount, smallCount) = (signals.count, smallNumbers.count)
    signalEnds += other.signalEnds.lazy.map { $0 + signalCount }
    signals += other.signals
    readings += other.readings
    smallEnds += other.smallEnds.lazy.map { $0 + smallCount }
    smallNumbers += other.smallNumbers
    writtenNames.add(other.writtenNames)
    let nameCount = names.count
    nameEnds += other.nameEnds.lazy.map { $0 + nameCount }
    names += other.names
    shortDocuments += other.shortDocuments
  }
}

/// Where a document of a snapshot is.
struct DocumentPlace: Hashable, Sendable {
  /// The segment, by its place in the snapshot.
  var segment: UInt32
  /// The doc id in the segment.
  var document: UInt32
}

/// The first 128 bits of a digest.
struct TextDigest: Hashable, Sendable, Comparable {
  /// The first 64 bits.
  var high: UInt64
  /// The next 64 bits.
  var low: UInt64

  /// Reads the first 32 digits of a hexadecimal digest.
  init(hexadecimal digest: String) {
    high = UInt64(digest.prefix(16), radix: 16) ?? 0
    low = UInt64(digest.dropFirst(16).prefix(16), radix: 16) ?? 0
  }

  /// Orders as the digests.
  static func < (left: TextDigest, right: TextDigest) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
