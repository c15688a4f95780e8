// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax
package import SearchIndex
package import SystemPackage
internal import TextAnalysis

/// What `add` is told about everything it adds in one run.
package struct AddOptions: Sendable {
  /// Language of the documents, where the adder knows it.
  package var language: String?
  /// Charset of the text files, where the adder knows it.
  package var charset: String?
  /// Where the papers were found.
  package var place: String?
  /// When the papers were found: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package var date: String?
  /// Who or what they came from.
  package var source: String?
  /// Tags for all of them.
  package var tags: [String] = []
  /// How many files are read and analysed at a time, at least 1.
  package var jobs = 1
  /// What the index may hold in memory while it is built; the bytes of the index depend on it.
  package var memory = MemoryBudget.standard
  /// How long to wait for another writer.
  package var patience: Duration = .seconds(5)

  /// Makes options that say nothing.
  package init() {}

  /// Looks at the values that can be wrong.
  ///
  /// - Throws: `CatalogError.unusable`.
  func check() throws(CatalogError) {
    if let language, Language(tag: language) == nil {
      throw .unusable(
        value: language, asWhat: "a language", advice: "give its ISO 639 code, such as fa or ckb")
    }
    if let charset, CharsetDecoder.standardName(of: charset) == nil {
      throw .unusable(
        value: charset, asWhat: "a charset", advice: "give its IANA name, such as windows-1256")
    }
    if let date, QueryDate(date) == nil {
      throw .unusable(
        value: date, asWhat: "a date", advice: "write it as 2026, 2026-11 or 2026-11-22")
    }
    if let empty = tags.first(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw .unusable(value: empty, asWhat: "a tag", advice: "give it at least one letter")
    }
    if jobs < 1 {
      throw .unusable(value: "\(jobs)", asWhat: "a number of jobs", advice: "give 1 or more")
    }
  }
}

/// Something to add.
package enum AddSource: Sendable {
  /// A file or a folder with all below it.
  case path(FilePath)
  /// Bytes already read from standard input into a file, with the name to keep them under.
  case standardInput(spooled: FilePath, name: String)
}
