// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex
internal import TextAnalysis

/// What the search form says: the same names in every address of the room.
struct SearchForm: Sendable, Equatable {
  /// `q`: the query as typed.
  var query = ""
  /// `match`: the coarsest rung on which a word may match.
  var match = Rung.stem
  /// `lang`: languages to search in, none for all.
  var languages: [Language] = []
  /// `limit`: the most hits to show.
  var limit = Self.step

  /// Hits that are shown at first, and that "more" adds.
  static let step = 10
  /// The most hits on one page.
  static let most = 1000

  /// The form as it is at first.
  init() {}

  /// Reads the values of an address; names that are not of the form are left alone.
  ///
  /// - Throws: `ReadingRoomError.badValue`.
  init(_ request: WebRequest) throws(ReadingRoomError) {
    query = request.value("q") ?? ""
    if let name = request.value("match") {
      guard let rung = Rung(name: name) else {
        let names = Rung.allCases.map(\.name).joined(separator: ", ")
        throw .badValue(name: "match", value: name, advice: "it is one of \(names)")
      }
      match = rung
    }
    languages = try Self.languages(request.value("lang") ?? "")
    if let text = request.value("limit") {
      guard let limit = Int(text), (0...Self.most).contains(limit) else {
        throw .badValue(
          name: "limit", value: text, advice: "it is a whole number from 0 to \(Self.most)")
      }
      self.limit = limit
    }
  }

  private static func languages(_ text: String) throws(ReadingRoomError) -> [Language] {
    var languages: [Language] = []
    for tag in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let language = Language(tag: String(tag)) else {
        throw .badValue(
          name: "lang", value: String(tag),
          advice: "write ISO 639 codes with commas between them, such as fa, ar")
      }
      if !languages.contains(language) { languages.append(language) }
    }
    return languages
  }

  /// Whether nothing is asked for yet.
  var isEmpty: Bool { query.allSatisfy(\.isWhitespace) }

  /// The languages as the form shows them.
  var languageText: String { languages.map(\.code).joined(separator: ", ") }

  /// The request to the catalog.
  var request: SearchRequest {
    SearchRequest(
      query: query, options: SearchOptions(match: match, languages: languages, limit: limit))
  }

  /// The part of an address behind `?`; what is as at first is left out.
  var values: String {
    var values = ["q=" + PercentCoding.encode(query)]
    if match != .stem { values.append("match=" + match.name) }
    if !languages.isEmpty {
      values.append(
        "lang=" + languages.map { PercentCoding.encode($0.code) }.joined(separator: ","))
    }
    if limit != Self.step { values.append("limit=\(limit)") }
    return values.joined(separator: "&")
  }

  /// The same form with another rung.
  func asking(_ match: Rung) -> SearchForm {
    var form = self
    form.match = match
    form.limit = Self.step
    return form
  }

  /// The same form with more hits.
  var withMore: SearchForm {
    var form = self
    form.limit = min(limit + Self.step, Self.most)
    return form
  }

  /// The address of a document's page, with the words of this form to mark there.
  func address(ofDocument id: String, page: Int = 1) -> String {
    var marking = self
    marking.limit = Self.step
    var values = isEmpty ? [] : [marking.values]
    if page > 1 { values.append("page=\(page)") }
    let query = values.isEmpty ? "" : "?" + values.joined(separator: "&")
    return "/document/\(PercentCoding.encode(id))\(query)" + (page > 1 ? "#page-\(page)" : "")
  }
}
