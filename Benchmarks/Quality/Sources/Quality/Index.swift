// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import QuerySyntax
import SearchIndex
import SystemPackage
import TextAnalysis

/// An index of given texts in a folder that goes with the process's temporary files.
struct TextIndex {
  let searcher: Searcher

  /// Indexes texts without telling anybody their languages.
  init(_ documents: [(id: String, text: String)]) throws {
    let path = NSTemporaryDirectory() + "handbill-quality-\(UUID().uuidString)"
    let folder = FilePath(path)
    let writer = try IndexWriter(folder: folder)
    let builder = SegmentBuilder()
    for document in documents {
      try builder.add(IndexedDocument(id: document.id, text: Array(document.text.utf8)))
    }
    let segment = try builder.write(to: folder, segment: writer.nextSegmentNumber())
    try writer.publish(segments: [segment])
    searcher = Searcher(try IndexSnapshot.open(folder))
    // Mapped files stay readable after their names are gone.
    try FileManager.default.removeItem(atPath: path)
  }

  /// The ids of the best documents for any of the words of a text.
  func best(_ text: String, match: Rung, limit: Int) throws -> [String] {
    let words = text.split(whereSeparator: \.isWhitespace).map { QueryNode.word(String($0)) }
    let query = words.count == 1 ? words[0] : .boolean(must: [], should: words, mustNot: [])
    var options = SearchOptions(match: match, limit: limit)
    options.snippetLength = 1
    return try searcher.search(query, options).hits.map(\.documentID)
  }
}

/// `probes FILE`: `id TAB what TAB rung TAB found|missed` for each probe, by rung as the probe says.
enum Probes {
  private struct Probe: Decodable {
    var id: String
    var text: String
    var query: String
    var what: String
    var rung: String?
  }

  static func run(_ file: String) throws {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let probes = try lines.map { try JSONDecoder().decode(Probe.self, from: Data($0.utf8)) }
    var idOfText: [String: String] = [:]
    for probe in probes where idOfText[probe.text] == nil { idOfText[probe.text] = probe.id }
    let index = try TextIndex(idOfText.sorted { $0.value < $1.value }.map { ($0.value, $0.key) })
    for probe in probes {
      let rung = probe.rung.flatMap(Rung.init(name:)) ?? .stem
      let found = try index.best(probe.query, match: rung, limit: probes.count)
      let verdict = found.contains(idOfText[probe.text] ?? "") ? "found" : "missed"
      print("\(probe.id)\t\(probe.what)\t\(probe.rung ?? "default")\t\(verdict)")
    }
  }
}

/// `ranking FOLDER`: nDCG@10 of each language's questions, in an index of its own and in one of all.
///
/// The folder has one folder a language with `paragraphs.jsonl` and `questions.tsv`. Prints
/// `language TAB rung TAB questions TAB separate TAB pooled`.
enum RankingMeasure {
  private struct Paragraph: Decodable {
    var id: String
    var text: String
  }

  private struct Language {
    var code: String
    var paragraphs: [(id: String, text: String)]
    var questions: [(text: String, gold: String)]
  }

  static func run(_ folder: String) throws {
    let codes = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let languages = try codes.map { try read($0, folder) }
    let pooled = try TextIndex(languages.flatMap(\.paragraphs))
    for language in languages {
      let separate = try TextIndex(language.paragraphs)
      for rung in [Rung.fold, .stem] {
        let own = try gain(language.questions, in: separate, rung)
        let all = try gain(language.questions, in: pooled, rung)
        let figures = [own, all].map { String(format: "%.4f", $0) }.joined(separator: "\t")
        print("\(language.code)\t\(rung.name)\t\(language.questions.count)\t\(figures)")
      }
    }
  }

  private static func read(_ code: String, _ folder: String) throws -> Language {
    let path = "\(folder)/\(code)"
    let paragraphs = try String(contentsOfFile: "\(path)/paragraphs.jsonl", encoding: .utf8)
      .split(separator: "\n")
      .map { try JSONDecoder().decode(Paragraph.self, from: Data($0.utf8)) }
    let questions = try String(contentsOfFile: "\(path)/questions.tsv", encoding: .utf8)
      .split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    return Language(
      code: code, paragraphs: paragraphs.map { ($0.id, $0.text) },
      questions: questions.map { (String($0[1]), String($0[2])) })
  }

  /// Mean of 1 / log2(rank + 1) over the questions: each has one right paragraph.
  private static func gain(
    _ questions: [(text: String, gold: String)], in index: TextIndex, _ rung: Rung
  ) throws -> Double {
    var sum = 0.0
    for question in questions {
      let hits = try index.best(question.text, match: rung, limit: 10)
      if let place = hits.firstIndex(of: question.gold) { sum += 1 / log2(Double(place) + 2) }
    }
    return sum / Double(max(questions.count, 1))
  }
}
