// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// To score a single document of a frequent word, a block of 128 postings is unpacked, and of each other word of the
// query another. A word that was read for its ranges has seen all its scores, and these are few: they depend on
// how often the word stands in a text and how long that is. So two bytes a document tell each of them to the last bit.

/// What a clause adds to each of its documents in a segment.
struct DocumentScores {
  /// The documents, where these are dense; otherwise an empty set.
  private let documents: DocumentSet
  /// How many documents of the set stand before each of its words.
  private let ranks: DocumentRanks
  /// The documents, rising, where there is no set of them.
  private let sorted: [UInt32]
  private let isSorted: Bool
  /// For each document, rising, the place of its score.
  private let codes: [UInt16]
  /// The scores that there are, in the order in which they were met.
  private let values: [FixedScore]

  /// Of no document.
  static let none = DocumentScores()

  private init() {
    documents = DocumentSet(documents: 0)
    ranks = DocumentRanks(of: documents)
    isSorted = true
    (sorted, codes, values) = ([], [], [])
  }

  /// Takes the documents of a clause, or nil where these are not dense, and what it adds to each of them.
  fileprivate init(_ documents: DocumentSet?, _ scores: ScoreCodes) {
    self.documents = documents ?? DocumentSet(documents: 0)
    ranks = DocumentRanks(of: self.documents)
    isSorted = documents == nil
    sorted = scores.documents
    codes = scores.codes
    values = scores.values
  }

  /// How much memory it takes beside the set of documents, in bytes.
  var byteCount: Int { ranks.byteCount + sorted.count * 4 + codes.count * 2 + values.count * 8 }

  /// The first document at or after `target`; `UInt32.max` where there is none.
  ///
  /// `index` tells where the last one was found, and rises.
  @inline(__always)
  func seek(_ target: UInt32, _ index: inout Int) -> UInt32 {
    if !isSorted { return documents.first(from: target) ?? .max }
    index = SortedDocuments.firstIndex(in: sorted, from: index, atLeast: target)
    return index < sorted.count ? sorted[index] : .max
  }

  /// The score of a document; nil where it is not one of these.
  ///
  /// `index` rises as above.
  @inline(__always)
  func score(of document: UInt32, _ index: inout Int) -> FixedScore? {
    if isSorted {
      return seek(document, &index) == document ? values[Int(codes[index])] : nil
    }
    guard documents.contains(document) else { return nil }
    return values[Int(codes[ranks.rank(of: document, in: documents)])]
  }

  /// Visits the documents of a window with their scores; `index` rises as above.
  @inline(__always)
  func forEach(
    in window: Range<UInt32>, _ index: inout Int, _ body: (UInt32, FixedScore) -> Void
  ) {
    if isSorted {
      index = SortedDocuments.firstIndex(in: sorted, from: index, atLeast: window.lowerBound)
      while index < sorted.count, sorted[index] < window.upperBound {
        body(sorted[index], values[Int(codes[index])])
        index += 1
      }
      return
    }
    var first = window.lowerBound & ~63
    while first < window.upperBound {
      var bits = documents.bits(from: first)
      if first < window.lowerBound { bits &= .max &<< UInt64(window.lowerBound & 63) }
      if window.upperBound &- first < 64 { bits &= ~(.max &<< UInt64(window.upperBound & 63)) }
      if bits != 0 {
        var place = ranks.rank(of: first &+ UInt32(bits.trailingZeroBitCount), in: documents)
        repeat {
          body(first &+ UInt32(bits.trailingZeroBitCount), values[Int(codes[place])])
          place &+= 1
          bits &= bits &- 1
        } while bits != 0
      }
      first &+= 64
    }
  }
}

/// Collects what a clause adds to its documents, rising.
struct ScoreCodes {
  fileprivate private(set) var documents: [UInt32] = []
  fileprivate private(set) var codes: [UInt16] = []
  fileprivate private(set) var values: [FixedScore] = []
  private let keepsDocuments: Bool
  private var places: [FixedScore: UInt16] = [:]
  /// For some bits of a score the last place at which these were met.
  private var recent = [UInt16](repeating: 0, count: 1 << ScoreCodes.recentBits)
  /// Whether there are more scores than two bytes tell.
  private var isFull = false

  private static let recentBits = UInt64(10)

  /// Begins; `keepsDocuments` where no set tells which documents these are.
  init(keepsDocuments: Bool) { self.keepsDocuments = keepsDocuments }

  /// Takes the next document.
  @inline(__always)
  mutating func append(_ document: UInt32, _ score: FixedScore) {
    if isFull { return }
    if keepsDocuments { documents.append(document) }
    let hash = (UInt64(bitPattern: score) &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- Self.recentBits)
    let place = recent[Int(hash)]
    if Int(place) < values.count, values[Int(place)] == score {
      codes.append(place)
    } else {
      find(score, hash)
    }
  }

  private mutating func find(_ score: FixedScore, _ hash: UInt64) {
    var place = places[score]
    if place == nil {
      guard values.count <= Int(UInt16.max) else {
        isFull = true
        return
      }
      place = UInt16(values.count)
      places[score] = place
      values.append(score)
    }
    recent[Int(hash)] = place ?? 0
    codes.append(place ?? 0)
  }

  /// All of it, with the set of the documents where there is one; nil where the scores are too many.
  consuming func scores(of documents: DocumentSet?) -> DocumentScores? {
    isFull ? nil : DocumentScores(documents, self)
  }
}
