// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Near duplicates against all pairs: what is found is as alike as it says, and what is alike is found.

import FileStorage
import Foundation
import SearchIndex
import SystemPackage
import Testing
import TextAnalysis

@testable import Catalog

/// Numbers from a seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Mixing.mixed(state)
  }
}

/// Sample leaflets and altered copies of them, as records of one container.
enum AlteredTexts {
  /// The texts of all sample leaflets in UTF-8, in many languages and scripts.
  static func leaflets() throws -> [String] {
    let samples = checkout.appending("Samples")
    var texts: [String] = []
    for folder in ["first-aid", "legal", "street"] {
      let files = try Folder.list(samples.appending(folder)).map(\.name)
        .sorted { $0.lexicographicallyPrecedes($1) }
      for file in files {
        let path = samples.appending(folder).appending(bytes: file)
        texts.append(String(decoding: try FileReader.contents(of: path), as: UTF8.self))
      }
    }
    return texts
  }

  /// A text with some of its characters replaced, left out, or moved to its end.
  static func altered(_ text: String, _ numbers: inout SeededNumbers) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 0...max(1, characters.count / 20), using: &numbers) {
      let place = Int.random(in: 0..<characters.count, using: &numbers)
      if Bool.random(using: &numbers) {
        characters[place] = characters.randomElement(using: &numbers) ?? " "
      } else if characters.count > 2 {
        characters.remove(at: place)
      }
    }
    if Int.random(in: 0..<4, using: &numbers) == 0 {
      let cut = Int.random(in: 0..<characters.count, using: &numbers)
      characters = Array(characters[cut...] + characters[..<cut])
    }
    return String(characters)
  }

  /// A container of leaflets and copies, and its texts.
  static func container(
    copies: Int, _ numbers: inout SeededNumbers
  ) throws -> (lines: String, texts: [String]) {
    let leaflets = try leaflets()
    var texts = leaflets
    for _ in 0..<copies {
      texts.append(altered(leaflets.randomElement(using: &numbers) ?? "", &numbers))
    }
    texts.shuffle(using: &numbers)
    let lines = try texts.map { text in
      String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
    }
    return (lines.joined(separator: "\n") + "\n", texts)
  }
}

@Suite struct DuplicateOracleTests {
  /// A text as shingles, made without any of the code under test: five folded letters in a row.
  private struct Shingled {
    var letters: String
    var shingles: Set<Substring>

    init(_ text: String, _ analyzer: TextAnalyzer) {
      var analyzed = AnalyzedText()
      analyzer.analyze(Array(text.utf8), hints: LanguageHints(), into: &analyzed)
      letters = analyzed.tokens.filter { $0.kind == .word }.map { token in
        String(decoding: analyzer.form(token.form).fold, as: UTF8.self)
      }.joined()
      let scalars = letters.unicodeScalars
      shingles = scalars.count < 5 ? [letters[...]] : []
      var (start, end) = (scalars.startIndex, scalars.startIndex)
      for count in 1...max(1, scalars.count) where end < scalars.endIndex {
        end = scalars.index(after: end)
        if count < 5 { continue }
        shingles.insert(Substring(scalars[start..<end]))
        start = scalars.index(after: start)
      }
    }

    func likeness(to other: Shingled) -> Double {
      let shared = shingles.intersection(other.shingles).count
      return Double(shared) / Double(shingles.count + other.shingles.count - shared)
    }
  }

  /// All pairs by line that are so alike; of texts with the same letters, the first stands for the others.
  private func allPairs(_ texts: [String], threshold: Double) -> [Set<Int>: Double] {
    let analyzer = TextAnalyzer()
    let shingled = texts.map { Shingled($0, analyzer) }
    var firsts: [String: Int] = [:]
    for (line, text) in shingled.enumerated() where firsts[text.letters] == nil {
      firsts[text.letters] = line
    }
    var alike: [Set<Int>: Double] = [:]
    for left in texts.indices where firsts[shingled[left].letters] == left {
      for right in texts.indices where right > left {
        let isCopy = firsts[shingled[right].letters] != right
        if isCopy, firsts[shingled[right].letters] != left { continue }
        let likeness = shingled[left].likeness(to: shingled[right])
        if likeness >= threshold { alike[[left, right]] = likeness }
      }
    }
    return alike
  }

  /// The texts of the records of the only container, by line.
  private func indexed(_ texts: [String], _ snapshot: IndexSnapshot) throws -> [String] {
    var result = texts
    func keep(_ stored: StoredDocument) {
      guard let line = DocumentSummary.parts(of: stored.id).record.flatMap({ Int($0) }) else {
        return
      }
      result[line - 1] = String(decoding: stored.text, as: UTF8.self)
    }
    try snapshot.forEachDocument(where: { $0.contains("#") }, visit: keep)
    return result
  }

  @Test(arguments: [0.3, 0.5, 0.8, 0.9])
  func `Pairs are as alike as they say, and as many are found as promised`(
    threshold: Double
  ) async throws {
    let seed = UInt64.random(in: 1...1_000_000)
    var numbers = SeededNumbers(seed)
    let (lines, texts) = try AlteredTexts.container(copies: 90, &numbers)
    let place = try Workplace()
    try place.file("texts.jsonl", lines)
    try await place.add(place.folder.appending("files"))

    let snapshot = try place.catalog.snapshot()
    let banding = Banding(threshold: threshold)
    let columns = try await LikenessPass(
      snapshot: snapshot, wish: LikenessWish(banding: banding), jobs: 2, progress: { _ in }
    ).run()
    #expect(columns.count == texts.count, "seed \(seed)")
    let candidates = await CandidatePairs(columns, banding, threshold: threshold).pairs(jobs: 2)
    #expect(Set(candidates).count == candidates.count, "seed \(seed)")
    let found = try await NearPairs(
      snapshot: snapshot, columns: columns, threshold: threshold, jobs: 2
    ).verified(candidates)

    var lineOf: [Int] = []
    for document in columns.places {
      let id = try snapshot.segments[Int(document.segment)].id(of: document.document)
      let line = try #require(Int(DocumentSummary.parts(of: id).record ?? ""))
      lineOf.append(line - 1)
    }
    // As the index has them: an altered text can look like one that a repair is for.
    let alike = allPairs(try indexed(texts, snapshot), threshold: threshold)
    #expect(alike.count >= 5, "seed \(seed)")
    for pair in found {
      let lines = Set([pair.pair.first, pair.pair.second].map { lineOf[Int($0)] })
      #expect(alike[lines] == pair.likeness, "seed \(seed), lines \(lines)")
    }
    #expect(
      Double(found.count) >= Banding.promise * Double(alike.count) - 2, "seed \(seed)")
  }

  @Test func `A cut of sketches keeps its promise with the fewest bands`() {
    for hundredths in 30...100 {
      let threshold = Double(hundredths) / 100
      let banding = Banding(threshold: threshold)
      #expect(banding.meeting(threshold) >= Banding.promise)
      #expect(banding.rows * banding.bands <= LikenessSketch.slots)
    }
    #expect(Banding(threshold: 0.8).rows == 6)
  }

  @Test(arguments: [3, 20, 100, 1000])
  func `Sketches estimate the likeness of sets of any size`(size: Int) {
    let seed = UInt64.random(in: 1...1_000_000)
    var numbers = SeededNumbers(seed)
    var errors = 0.0
    let rounds = 60
    for _ in 0..<rounds {
      let all = (0..<size).map { _ in numbers.next() }
      let shared = Int.random(in: 1...size, using: &numbers)
      var sketch = LikenessSketch()
      sketch.make(of: Array(all[..<shared]).shuffled(using: &numbers))
      let part = sketch.bytes
      sketch.make(of: all + all.prefix(3))
      let estimate = LikenessSketch.estimate(part + sketch.bytes, 0, 1)
      let truth = Double(shared) / Double(size)
      errors += estimate - truth
      #expect(
        abs(estimate - truth) <= 6 * LikenessSketch.deviation(at: 0.5), "seed \(seed)")
    }
    #expect(abs(errors / Double(rounds)) < 0.03, "seed \(seed)")
  }

  @Test func `The same archive gives the same report, whatever the number of threads`() async throws
  {
    var numbers = SeededNumbers(20)
    let (lines, _) = try AlteredTexts.container(copies: 60, &numbers)
    let place = try Workplace()
    try place.file("texts.jsonl", lines)
    try await place.add(place.folder.appending("files"))
    var request = DuplicateRequest()
    request.threshold = 0.5
    var reports: Set<[UInt8]> = []
    for jobs in [1, 2, 5] {
      request.jobs = jobs
      let groups = try await place.catalog.duplicates(request).groups
      #expect(groups.count > 10)
      reports.insert(CatalogCoding.line(groups))
    }
    #expect(reports.count == 1)
  }
}
