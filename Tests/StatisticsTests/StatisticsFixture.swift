// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SearchIndex
import SystemPackage
import TextAnalysis

/// An index in a scratch folder that disappears with the test.
final class StatisticsFixture {
  let folder: FilePath

  init() throws {
    folder = FilePath(FileManager.default.temporaryDirectory.path)
      .appending("handbill-statistics-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.string) }

  /// Writes documents as segments of at most `cut`, then deletes some in a second commit.
  func index(
    _ documents: [IndexedDocument], cut: Int, deleting ids: [String] = []
  ) throws -> IndexSnapshot {
    let writer = try IndexWriter(folder: folder)
    let builder = SegmentBuilder()
    var segments: [SegmentDescription] = []
    for start in stride(from: 0, to: documents.count, by: cut) {
      for document in documents[start..<min(start + cut, documents.count)] {
        try builder.add(document)
      }
      segments.append(try builder.write(to: folder, segment: writer.nextSegmentNumber()))
    }
    try writer.publish(segments: segments)
    if !ids.isEmpty { try writer.publish(segments: [], deleting: ids) }
    return try IndexSnapshot.open(folder)
  }
}

/// A generator whose failures can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Documents in several languages and scripts, the same for the same seed.
func sampleDocuments(_ count: Int, seed: UInt64) -> [IndexedDocument] {
  var random = SeededGenerator(seed: seed)
  let words: [(language: String?, words: [String])] = [
    ("en", ["the", "harbour", "kitchen", "is", "open", "12", "don't", "free"]),
    ("fr", ["la", "cuisine", "est", "ouverte", "l'après-midi", "12", "port"]),
    ("ar", ["المطبخ", "في", "الميناء", "مفتوح", "والنفق"]),
    ("ru", ["кухня", "открыта", "порт", "в"]),
    ("th", ["อาหารฟรีทุกวัน", "ท่าเรือ"]),
    (nil, ["የምግብ", "ቤት", "δωρεάν", "the", "зебра"]),
  ]
  return (0..<count).map { number in
    var text = ""
    var spans: [LanguageHints.DeclaredSpan] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let source = words[Int.random(in: 0..<words.count, using: &random)]
      let start = text.utf8.count
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Double.random(in: 0..<1, using: &random)
        text += source.words[Int(place * place * Double(source.words.count))] + " "
      }
      text += ".\n"
      if let language = source.language.flatMap({ Language(tag: $0) }) {
        spans.append(.init(range: start..<text.utf8.count, language: language))
      }
    }
    let months: [Int32] = [20_500, 20_501, 20_540, -40]
    let dates = months.filter { _ in Bool.random(using: &random) }
    let sources = ["walk", "Harbour, \"old\"", "مكتبة"].filter { _ in
      Bool.random(using: &random)
    }
    return IndexedDocument(
      id: "d\(number)", text: Array(text.utf8), hints: LanguageHints(spans: spans),
      name: "sheet", sources: sources, dates: dates)
  }
}
