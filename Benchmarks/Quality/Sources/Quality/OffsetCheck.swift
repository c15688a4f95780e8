// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import TextAnalysis

/// `offsets FILE`: cuts every token of every document out of its text and analyzes the cut alone.
///
/// The cut must give a token over all of it with the same exact and folded form. Each distinct pair
/// of bytes and kind is analyzed once. Prints documents, tokens, distinct cuts, differing cuts, and
/// up to twenty of them.
enum OffsetCheck {
  private struct Record: Decodable { var text: String }

  private struct Cut: Hashable {
    var bytes: [UInt8]
    var kind: TokenKind
  }

  static func run(_ file: String) throws {
    guard let handle = fopen(file, "r") else {
      throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: file])
    }
    defer { fclose(handle) }
    var check = Check()
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, handle) > 0 {
      guard let line else { break }
      let record = try JSONDecoder().decode(Record.self, from: Data(bytes: line, count: strlen(line)))
      check.document(Array(record.text.utf8))
    }
    print("\(check.documents)\t\(check.tokens)\t\(check.seen.count)\t\(check.differing.count)")
    for cut in check.differing.prefix(20) {
      print("\(cut.kind)\t\(String(decoding: cut.bytes, as: UTF8.self).debugDescription)")
    }
  }

  private struct Check {
    var documents = 0
    var tokens = 0
    var seen: Set<Cut> = []
    var differing: [Cut] = []
    private let analyzer = TextAnalyzer()
    private let alone = TextAnalyzer()
    private var analyzed = AnalyzedText()
    private var again = AnalyzedText()

    mutating func document(_ text: [UInt8]) {
      documents += 1
      if analyzer.formCount > 2_000_000 { analyzer.removeAllForms() }
      if alone.formCount > 2_000_000 { alone.removeAllForms() }
      analyzer.analyze(text, hints: LanguageHints(declared: .unknown), into: &analyzed)
      for token in analyzed.tokens {
        tokens += 1
        let cut = Cut(bytes: Array(text[Int(token.start)..<Int(token.end)]), kind: token.kind)
        guard seen.insert(cut).inserted else { continue }
        if !isSame(cut, analyzer.form(token.form)) { differing.append(cut) }
      }
    }

    /// Whether the cut alone gives a token over all of it with these forms; a part stands alone as
    /// a word.
    private mutating func isSame(_ cut: Cut, _ form: AnalyzedForm) -> Bool {
      alone.analyze(cut.bytes, hints: LanguageHints(declared: .unknown), into: &again)
      return again.tokens.contains { token in
        guard token.start == 0, Int(token.end) == cut.bytes.count,
          (token.kind == .gram) == (cut.kind == .gram)
        else { return false }
        let found = alone.form(token.form)
        return found.exact == form.exact && found.fold == form.fold
      }
    }
  }
}
