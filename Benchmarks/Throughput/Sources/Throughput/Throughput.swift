// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How fast texts become tokens, beside ICU alone on the same text in the same run:
//
//     swift run -c release Throughput [data folder] [language …]
//
// Each figure is MB of UTF-8 a second by the process's CPU clock, the best and the median of rounds
// that take turns. `steady`: the analyzer has met the text. `unseen`: it has met the first half and
// is measured on the second. `detected`: steady, with nobody saying which language it is.

import CBareICU
import Foundation
import TextAnalysis

@main
struct Throughput {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "--cold" {
      print(ColdStart.milliseconds(arguments.last ?? "") ?? -1)
      return
    }
    let folder = arguments.first ?? "../../../shared/data"
    let chosen = Set(arguments.dropFirst())
    print(Row.heading)
    for language in languages where chosen.isEmpty || chosen.contains(language) {
      let text = Corpus(folder: folder).text(of: language)
      guard text.count > 10_000 else { continue }
      print(Measurement(text: text, language: language).row())
    }
    print(ColdStart.table())
  }

  /// Alphabets and abjads first, then scripts without spaces.
  static let languages = [
    "en", "fr", "de", "tr", "vi", "yo", "ru", "uk", "el", "ar", "fa", "ur", "ckb", "he", "am", "hi",
    "bn", "ta", "ka", "ko", "th", "lo", "km", "my", "zh", "ja",
  ]
}

/// The texts of one language in the public corpora.
struct Corpus {
  let folder: String

  /// All texts of a language, a line each; at most 4 MB.
  func text(of language: String) -> [UInt8] {
    let script = """
      { zstd -dc '\(folder)/open.jsonl.zst' | grep -F '"lang": "\(language)"'; \
      cat '\(folder)/xquad/\(language)/paragraphs.jsonl'; } 2>/dev/null
      """
    var text: [UInt8] = []
    for line in Self.output(of: script).split(separator: UInt8(ascii: "\n")) where text.count < 4 << 20 {
      guard let record = try? JSONDecoder().decode(Record.self, from: Data(line)) else { continue }
      text += Array(record.text.utf8) + [UInt8(ascii: "\n")]
    }
    return text
  }

  private struct Record: Decodable { var text: String }

  /// The output of a shell command; empty where it fails.
  static func output(of command: String) -> [UInt8] {
    guard let pipe = popen(command, "r") else { return [] }
    defer { pclose(pipe) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      guard count > 0 else { return bytes }
      bytes += chunk[0..<count]
    }
  }
}

/// Seconds of CPU that the process has used.
func processSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Rates of one contender over all rounds, in MB/s.
struct Rates {
  private var values: [Double] = []

  /// Runs `body`, which goes over `bytes` bytes, for at least 40 ms, and notes the rate.
  mutating func measure(bytes: Int, _ body: () -> Void) {
    let start = processSeconds()
    var passes = 0
    repeat {
      body()
      passes += 1
    } while processSeconds() - start < 0.04
    values.append(Double(bytes * passes) / (processSeconds() - start) / 1e6)
  }

  /// The best rate.
  var best: Double { values.max() ?? 0 }
  /// The median rate.
  var median: Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
}

/// One text, all contenders.
struct Measurement {
  let text: [UInt8]
  let language: String
  private static let rounds = 7

  /// Measures.
  func row() -> Row {
    var row = Row(language: language, bytes: text.count)
    guard let bare = bare_icu_open(text, Int64(text.count)) else { return row }
    defer { bare_icu_close(bare) }
    let declared = LanguageHints(declared: Language(tag: language))
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let middle = text[(text.count / 2)...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count / 2
    let halves = (Array(text[..<middle]), Array(text[middle...]))
    analyzer.analyze(text, hints: declared, into: &result)
    analyzer.analyze(text, hints: LanguageHints(), into: &result)
    row.tokens = result.tokens.count
    for _ in 0..<Measurement.rounds {
      row.steady.measure(bytes: text.count) {
        analyzer.analyze(text, hints: declared, into: &result)
      }
      row.utf16.measure(bytes: text.count) { _ = bare_icu_words_utf16(bare) }
      row.normalized.measure(bytes: text.count) { _ = bare_icu_normalized_words(bare) }
      row.utf8.measure(bytes: text.count) { _ = bare_icu_words_utf8(bare) }
      row.detected.measure(bytes: text.count) {
        analyzer.analyze(text, hints: LanguageHints(), into: &result)
      }
      row.unseen.append(Measurement.unseenRate(halves, declared))
    }
    return row
  }

  /// The rate over the second half of a text for an analyzer that has met the first.
  private static func unseenRate(_ halves: ([UInt8], [UInt8]), _ hints: LanguageHints) -> Double {
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    analyzer.analyze(halves.0, hints: hints, into: &result)
    let start = processSeconds()
    analyzer.analyze(halves.1, hints: hints, into: &result)
    return Double(halves.1.count) / (processSeconds() - start) / 1e6
  }
}

/// One line of the table.
struct Row: CustomStringConvertible {
  let language: String
  let bytes: Int
  var tokens = 0
  var steady = Rates()
  var detected = Rates()
  var unseen: [Double] = []
  var utf16 = Rates()
  var utf8 = Rates()
  var normalized = Rates()

  init(language: String, bytes: Int) {
    self.language = language
    self.bytes = bytes
  }

  static let heading = """
    | text | kB | bytes a token | steady best | median | unseen | detected | ubrk UTF-16 | ubrk UTF-8 \
    | ubrk + unorm2 | steady ÷ ubrk UTF-16 | ÷ ubrk + unorm2 |
    |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
    """

  var description: String {
    let middle = unseen.isEmpty ? 0 : unseen.sorted()[unseen.count / 2]
    let rates = [
      Double(bytes) / Double(max(tokens, 1)), steady.best, steady.median, middle, detected.median,
      utf16.median, utf8.median, normalized.median, steady.median / utf16.median,
      steady.median / normalized.median,
    ]
    return "| \(language) | \(bytes / 1000) | "
      + rates.map { String(format: "%.1f", $0) }.joined(separator: " | ") + " |"
  }
}

/// The first analysis of a process, from opening an analyzer to the tokens of one line.
enum ColdStart {
  private static let lines = [
    ("fr", "L’assemblée des locataires aura lieu demain, 12 rue de l’Église."),
    ("fa", "غذای گرم برای همه در ایستگاه، ساعت ۱۹"), ("hi", "किरायेदारों की बैठक ज़रूर होगी"),
    ("th", "การประชุมผู้เช่าจะมีขึ้นที่ห้องสมุดวันนี้"), ("zh", "租户大会将于星期一在图书馆举行"),
  ]

  /// Measures one language in this process, in milliseconds; nil where there is no line in it.
  static func milliseconds(_ language: String) -> Double? {
    guard let line = lines.first(where: { $0.0 == language })?.1 else { return nil }
    let start = processSeconds()
    let analyzer = TextAnalyzer()
    var result = AnalyzedText()
    let hints = LanguageHints(declared: Language(tag: language))
    analyzer.analyze(Array(line.utf8), hints: hints, into: &result)
    return (processSeconds() - start) * 1000
  }

  /// Measures all by starting this program anew, five times a language; a table.
  static func table() -> String {
    var rows = ["| first line of a process | ms, median | best |", "|---|--:|--:|"]
    for (language, _) in lines {
      let values = (0..<5).compactMap { _ in
        Corpus.output(of: "'\(CommandLine.arguments[0])' --cold \(language)")
      }.compactMap { Double(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }.sorted()
      guard let best = values.first else { continue }
      rows.append(
        "| \(language) | \(String(format: "%.2f", values[values.count / 2])) "
          + "| \(String(format: "%.2f", best)) |")
    }
    return rows.joined(separator: "\n")
  }
}
