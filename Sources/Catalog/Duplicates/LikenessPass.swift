// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One pass over the stored text of an index, by all threads: what is wanted of each document goes into
// columns, in an order that does not depend on the threads.

internal import OCFL
internal import SearchIndex
internal import Synchronization
internal import TextAnalysis

/// Reads the documents of a snapshot once.
struct LikenessPass: Sendable {
  /// The documents.
  let snapshot: IndexSnapshot
  /// What is wanted of them.
  let wish: LikenessWish
  /// Threads, at least 1.
  let jobs: Int
  /// Told of the number of documents read.
  let progress: @Sendable (Int) -> Void

  /// Blocks of stored text that one thread reads without a break: about 4 MB.
  private static let lotBlocks = 64

  private struct Lot: Sendable {
    var segment: Int
    var blocks: Range<Int>
    var byArrival: [UInt32]
  }

  /// Reads all live documents.
  ///
  /// A pass of a cancelled task ends early, and gives only what it has read.
  /// - Throws: `CatalogError.index`.
  func run() async throws(CatalogError) -> LikenessColumns {
    let lots = try lots()
    let turn = Turn()
    var shares = await mapConcurrently(Array(0..<jobs), jobs: jobs) { _ in
      var maker = LikenessMaker(wish)
      var parts: [(lot: Int, columns: Result<LikenessColumns, SearchIndexError>)] = []
      while let number = turn.next(below: lots.count) {
        parts.append((number, read(lots[number], &maker)))
      }
      return parts
    }
    var columns = LikenessColumns()
    var parts = shares.flatMap { $0 }.sorted { $0.lot < $1.lot }
    shares.removeAll()
    columns.reserveCapacity(parts.reduce(0) { $0 + ((try? $1.columns.get().count) ?? 0) }, wish)
    for index in parts.indices {
      switch parts[index].columns {
      case .success(let more): columns.append(more)
      case .failure(let error): throw .index(error)
      }
      // Gives the memory of the part back: all parts together are as large as the columns.
      parts[index].columns = .success(LikenessColumns())
    }
    return columns
  }

  private func lots() throws(CatalogError) -> [Lot] {
    var lots: [Lot] = []
    do throws(SearchIndexError) {
      for (number, segment) in snapshot.segments.enumerated() {
        let byArrival = try segment.documentsByArrival()
        let count = segment.storedBlockCount
        for start in stride(from: 0, to: count, by: Self.lotBlocks) {
          let blocks = start..<min(count, start + Self.lotBlocks)
          lots.append(Lot(segment: number, blocks: blocks, byArrival: byArrival))
        }
      }
    } catch {
      throw .index(error)
    }
    return lots
  }

  private func read(
    _ lot: Lot, _ maker: inout LikenessMaker
  ) -> Result<LikenessColumns, SearchIndexError> {
    let segment = snapshot.segments[lot.segment]
    var read = 0
    do throws(SearchIndexError) {
      try segment.forEachStored(inBlocks: lot.blocks, byArrival: lot.byArrival) {
        (document, stored) throws(SearchIndexError) in
        read += 1
        if segment.isDeleted(document) || Task.isCancelled { return }
        maker.add(
          stored, at: DocumentPlace(segment: UInt32(lot.segment), document: document))
      }
    } catch {
      return .failure(error)
    }
    progress(read)
    return .success(maker.takeColumns())
  }
}

/// Hands out numbers from 0 to several threads, each once.
final class Turn: Sendable {
  private let given = Atomic(0)

  /// The next number; nil where all below a limit were given out.
  func next(below limit: Int) -> Int? {
    let number = given.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < limit ? number : nil
  }
}

/// Makes columns out of documents; for one thread.
struct LikenessMaker {
  private var columns = LikenessColumns()
  private let wish: LikenessWish
  private let shingles = ShingleReader()
  private let signals = SignalReader()
  private let names = NameReader()
  private var sketch = LikenessSketch()
  private var hashes: [UInt64] = []

  /// Starts without documents.
  init(_ wish: LikenessWish) { self.wish = wish }

  /// Gives the columns and starts anew.
  mutating func takeColumns() -> LikenessColumns {
    var taken = LikenessColumns()
    swap(&taken, &columns)
    return taken
  }

  /// Takes up a document; one with fewer letters than a shingle is counted and no more.
  mutating func add(_ stored: StoredDocument, at place: DocumentPlace) {
    shingles.read(stored)
    guard shingles.letters.count >= ShingleReader.length else {
      columns.shortDocuments += 1
      return
    }
    columns.places.append(place)
    columns.languages.append(stored.mainLanguage)
    columns.letterHashes.append(shingles.letterHash)
    if wish.digests {
      columns.digests.append(
        TextDigest(hexadecimal: DigestAlgorithm.sha256.digest(of: stored.text)))
    }
    if wish.sketches { addSketch() }
    if wish.signals { addSignals(of: stored) }
    if let table = wish.names {
      columns.names += names.matches(by: shingles, of: stored.text, in: table)
      columns.nameEnds.append(columns.names.count)
    }
  }

  private mutating func addSketch() {
    shingles.putShingles(in: &hashes)
    sketch.make(of: hashes)
    columns.sketches += sketch.bytes
    if let banding = wish.banding { columns.bandKeys += banding.keys(of: sketch) }
  }

  private mutating func addSignals(of stored: StoredDocument) {
    let found = signals.signals(of: stored)
    let keys = found.mentions.map { (key: $0.signal.key, readings: $0.readings) }
      .sorted { ($0.key, $0.readings) < ($1.key, $1.readings) }
    columns.signals += keys.lazy.map(\.key)
    columns.readings += keys.lazy.map { UInt8(clamping: $0.readings) }
    columns.signalEnds.append(columns.signals.count)
    columns.smallNumbers += found.smallNumbers
    columns.smallEnds.append(columns.smallNumbers.count)
    columns.writtenNames.add(names.written(by: shingles, of: stored.text))
  }
}

extension StoredDocument {
  /// The language of most of the text; the first by code among equals.
  var mainLanguage: Language {
    var bytes: [Language: Int] = [:]
    for passage in passages where passage.script != .common {
      bytes[passage.language, default: 0] += passage.range.count
    }
    return bytes.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? .unknown
  }
}
