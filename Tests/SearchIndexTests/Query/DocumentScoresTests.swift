// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

/// What is kept of a word's scores says what a dictionary says, from a set of documents and from a list of them.
@Suite struct DocumentScoresTests {
  private static let limit = 30_000

  private struct Sample {
    var scores: [UInt32: FixedScore] = [:]
    var rising: [UInt32] { scores.keys.sorted() }

    init(_ random: inout SeededGenerator) {
      let pool = (0..<Int.random(in: 1..<2000, using: &random)).map { _ in
        FixedScore.random(in: 0..<(1 << 40), using: &random)
      }
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        let start = Int.random(in: 0..<limit, using: &random)
        let end = min(limit, start + Int.random(in: 1..<7000, using: &random))
        for _ in 0..<Int.random(in: 1..<900, using: &random) {
          let document = UInt32(Int.random(in: start..<end, using: &random))
          scores[document] = pool[Int.random(in: 0..<pool.count, using: &random)]
        }
      }
    }

    func kept(inSet: Bool) -> DocumentScores? {
      var codes = ScoreCodes(keepsDocuments: !inSet)
      for document in rising { codes.append(document, scores[document] ?? 0) }
      var set = DocumentSet(documents: limit)
      // In no order, so that neither are the groups.
      for document in scores.keys { set.insert(document) }
      return codes.scores(of: inSet ? set : nil)
    }
  }

  @Test(arguments: [true, false])
  func `Each document has its score, and no other has one`(inSet: Bool) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<5 {
      let sample = Sample(&random)
      let scores = try #require(sample.kept(inSet: inSet))
      let comment: Comment = "seed \(seed), round \(round)"
      var (index, document) = (0, UInt32(0))
      while document < Self.limit {
        #expect(scores.score(of: document, &index) == sample.scores[document], comment)
        document += UInt32.random(in: 1..<9, using: &random)
      }
      (index, document) = (0, 0)
      let rising = sample.rising
      var next = 0
      while document < Self.limit {
        while next < rising.count, rising[next] < document { next += 1 }
        let expected = next < rising.count ? rising[next] : .max
        let found = scores.seek(document, &index)
        #expect(found == expected, comment)
        if found == .max { break }
        #expect(scores.score(of: found, &index) == sample.scores[found], comment)
        document += UInt32.random(in: 1..<300, using: &random)
      }
    }
  }

  @Test(arguments: [true, false])
  func `Windows have their documents with their scores`(inSet: Bool) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<5 {
      let sample = Sample(&random)
      let scores = try #require(sample.kept(inSet: inSet))
      var (index, start) = (0, UInt32(0))
      while start < Self.limit {
        let end = min(start + UInt32.random(in: 1..<2048, using: &random), UInt32(Self.limit))
        var found: [UInt32: FixedScore] = [:]
        scores.forEach(in: start..<end, &index) { found[$0] = $1 }
        let expected = sample.scores.filter { (start..<end).contains($0.key) }
        #expect(found == expected, "seed \(seed), round \(round), \(start)..<\(end)")
        // Some are left out.
        start = end + UInt32.random(in: 0..<400, using: &random)
      }
    }
  }

  @Test func `More scores than two bytes tell are not kept`() {
    var codes = ScoreCodes(keepsDocuments: true)
    for document in 0..<65_536 { codes.append(UInt32(document), FixedScore(document) * 7919) }
    let last: FixedScore = 65_535 * 7919
    var index = 0
    #expect(codes.scores(of: nil)?.score(of: 65_535, &index) == last)
    codes.append(65_536, 3)
    #expect(codes.scores(of: nil) == nil)
  }

  @Test func `A word has its scores kept as long as there is room, which it gives back`() throws {
    let documents = (0..<600).map { IndexedDocument("\($0)", "port", "en") }
    let index = try QueryTestIndex([documents])
    let memory = WeighedClauses()
    let word = try #require(try QueryMemoryTests.word(.word("port"), of: index, memory))
    let room = ScoreBudget(limit: 5000)
    do {
      let first = try word.read(upTo: .max, room).leaf(0, isScored: true).known
      #expect(first?.scores != nil && room.taken == first?.scores?.byteCount)
      let second = try word.read(upTo: .max, ScoreBudget(limit: 100)).leaf(0, isScored: true).known
      #expect(second?.scores == nil && second?.documents != nil && second?.ranges != nil)
    }
    #expect(room.taken == 0)
  }

  @Test func `A room is never taken beyond its end`() {
    let room = ScoreBudget(limit: 10)
    #expect(room.take(6) && !room.take(5) && room.taken == 6 && room.take(4))
    room.giveBack(6)
    #expect(room.taken == 4)
    #expect(ScoreBudget(documents: 0).take(8_000_000) && !ScoreBudget(documents: 0).take(8_000_001))
    #expect(!ScoreBudget(documents: .max / 64).take(64_000_001))
  }
}
