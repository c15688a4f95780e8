// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What was asked and what was answered, so that it can be asked again and compared. The JSON of it is
// described in Documentation/Formats/receipt.md; unknown keys are passed over.

public import QuerySyntax
internal import TextAnalysis

/// A search with its settings, the index that answered, and the answer.
public struct SearchReceipt: Codable, Sendable, Equatable {
  /// The version of the format that this program writes, and the newest that it reads.
  public static let newestFormat = 2

  /// The version of the format.
  public var receiptFormat = SearchReceipt.newestFormat
  /// The program, with its version.
  public var program: String
  /// The rules by which words were cut, folded and stemmed.
  public var analysis: String
  /// When it was asked, in ISO 8601.
  public var created: String
  /// The query in its canonical spelling.
  public var query: String
  /// How it was to be answered.
  public var settings: Settings
  /// The commit that answered.
  public var index: Commit
  /// Whether the search was stopped before its end.
  public var partial: Bool
  /// All documents that match.
  public var total: Int
  /// All documents that match after duplicates became one; absent where they did not.
  public var distinct: Int?
  /// The hits, best first; `handbill` writes all of them, also those that it did not show.
  public var hits: [Entry]
  /// The SHA-256 of `hitLines`, in hexadecimal; absent in format 1.
  public var hitsSHA256: String?

  /// The options that decide what the hits are.
  public struct Settings: Codable, Sendable, Equatable {
    /// The rung, by its name.
    public var match: String
    /// Codes of languages; empty for all.
    public var languages: [String]
    /// The most hits.
    public var limit: Int
    /// The order of hits: `score`, `newest` or `oldest`.
    public var sort: String
    /// Whether duplicates became one.
    public var collapse: Bool
    /// The most forms of one prefix.
    public var prefixExpansions: Int
  }

  /// A commit of an index.
  public struct Commit: Codable, Sendable, Equatable {
    /// Its number.
    public var generation: UInt64
    /// The digest of its manifest.
    public var digest: String
    /// The SHA-256 of its manifest, in hexadecimal; absent in format 1.
    public var sha256: String?
  }

  /// A hit.
  public struct Entry: Codable, Sendable, Equatable {
    /// The document's id.
    public var id: String
    /// The score in the shortest decimal digits that read back as the same number.
    public var score: String
  }
}

extension SearchReceipt {
  /// Writes down the answer to a search, without digests of SHA-256.
  public init(
    of answer: SearchAnswer, query: QueryNode, _ options: SearchOptions,
    snapshot: IndexSnapshot, program: String, created: String
  ) {
    self.program = program
    analysis = AnalysisIdentity.current.description
    self.created = created
    self.query = query.text
    settings = Settings(
      match: options.match.name, languages: options.languages.map(\.code), limit: options.limit,
      sort: options.sort.rawValue, collapse: options.collapse,
      prefixExpansions: options.prefixExpansions)
    index = Commit(generation: snapshot.generation, digest: snapshot.digest)
    partial = answer.isPartial
    total = answer.total
    distinct = answer.distinct
    hits = answer.hits.map { Entry(id: $0.documentID, score: "\($0.score)") }
  }

  /// A line `id TAB score` for each hit, as UTF-8.
  public var hitLines: [UInt8] {
    hits.flatMap { Array("\($0.id)\t\($0.score)\n".utf8) }
  }

  /// The options to ask again with, without a timeout; nil where a setting is none of this program.
  public var options: SearchOptions? {
    let languages = settings.languages.compactMap { Language(tag: $0) }
    guard let match = Rung(name: settings.match),
      let sort = SearchOptions.Sort(rawValue: settings.sort),
      languages.count == settings.languages.count, settings.limit >= 0,
      settings.prefixExpansions >= 0
    else { return nil }
    var options = SearchOptions(match: match, languages: languages, limit: settings.limit)
    options.sort = sort
    options.collapse = settings.collapse
    options.prefixExpansions = settings.prefixExpansions
    return options
  }
}

/// How a later answer to the same search differs from an earlier one.
public struct ReceiptComparison: Sendable {
  /// Hits that the earlier answer had not, with their ranks from 1.
  public var came: [(rank: Int, id: String)] = []
  /// Hits that the later answer has not, with their ranks from 1.
  public var went: [(rank: Int, id: String)] = []
  /// Hits of both at other ranks.
  public var moved: [(before: Int, after: Int, id: String)] = []
  /// Hits of both with other scores.
  public var rescored: [(before: String, after: String, id: String)] = []
  /// The two receipts.
  public var receipts: (before: SearchReceipt, after: SearchReceipt)

  /// Compares two answers, by the ids of their hits.
  ///
  /// A receipt of format 1 has the first page alone: of the later answer no more is compared.
  public init(_ before: SearchReceipt, _ after: SearchReceipt) {
    var after = after
    if before.receiptFormat == 1 { after.hits = Array(after.hits.prefix(before.settings.limit)) }
    receipts = (before, after)
    let old = Self.places(before)
    let new = Self.places(after)
    for (place, hit) in before.hits.enumerated() where new[hit.id] == nil {
      went.append((place + 1, hit.id))
    }
    for (place, hit) in after.hits.enumerated() {
      guard let earlier = old[hit.id] else {
        came.append((place + 1, hit.id))
        continue
      }
      if earlier != place { moved.append((earlier + 1, place + 1, hit.id)) }
      let score = before.hits[earlier].score
      if score != hit.score { rescored.append((score, hit.score, hit.id)) }
    }
  }

  /// Whether hits, order, scores and totals are the same.
  public var isSame: Bool {
    let (before, after) = receipts
    return before.hits == after.hits && before.total == after.total
      && before.distinct == after.distinct
  }

  /// Whether the same commit answered.
  public var isSameIndex: Bool { receipts.before.index == receipts.after.index }

  /// Whether words were analysed by the same rules.
  public var isSameAnalysis: Bool { receipts.before.analysis == receipts.after.analysis }

  private static func places(_ receipt: SearchReceipt) -> [String: Int] {
    Dictionary(
      receipt.hits.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
