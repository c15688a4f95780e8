// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// The query of `search` and `count`.
struct QueryArguments: ParsableArguments {
  /// The words as typed.
  @Argument(help: "The query; several arguments are joined by spaces.")
  var query: [String]

  /// The query as one text.
  var text: String { query.joined(separator: " ") }

  func validate() throws {
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("The query is empty.") }
  }

  /// Says on standard error why the query cannot be read, with a caret under the place.
  ///
  /// - Throws: the error, where it is none of the query.
  func refuse(_ error: CatalogError) throws -> ExitStatus {
    guard case .query(let fault) = error else { throw error }
    Diagnostics.report(Failure.sentence(for: fault))
    Diagnostics.write(QueryArguments.pointing(at: fault, in: text))
    return ExitStatus(of: error)
  }

  /// The query and a caret under the place of the error.
  ///
  /// A query with right-to-left letters is shown in the order in which it was typed (between LRO
  /// and PDF), because the caret would point elsewhere in a reordered line.
  static func pointing(at error: QuerySyntaxError, in query: String) -> String {
    var lines = error.caret(under: query).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if let first = lines.first, SafeText.hasRightToLeft(first) {
      lines[0] = "\u{202D}\(first)\u{202C}"
    }
    return lines.map { "  \($0)\n" }.joined()
  }
}

/// Conditions on documents, the same for `search`, `count` and `list`.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("Only in these languages, such as fa,ar.", valueName: "codes"))
  var languageList: LanguageList?

  @Option(
    help: ArgumentHelp("Found on this date or later: 2026, 2026-11, 2026-11-22.", valueName: "date")
  )
  var since: DateArgument?

  @Option(help: ArgumentHelp("Found on this date or earlier.", valueName: "date"))
  var until: DateArgument?

  @Option(
    name: .customLong("tag"),
    help: ArgumentHelp("With this tag; may be repeated.", valueName: "tag"))
  var tags: [String] = []

  /// The languages, none for all.
  var languages: [Language] { languageList?.languages ?? [] }

  /// A request with these conditions.
  func request(_ query: String, _ options: SearchOptions) -> SearchRequest {
    var request = SearchRequest(query: query, options: options)
    request.options.languages = languages
    request.tags = tags
    request.since = since?.text
    request.until = until?.text
    return request
  }
}

/// A rung by its name.
enum RungArgument: String, ChoiceArgument {
  /// `Rung.exact`.
  case exact
  /// `Rung.fold`.
  case fold
  /// `Rung.stem`.
  case stem
  /// `Rung.sound`.
  case sound

  /// The rung itself.
  var rung: Rung {
    switch self {
    case .exact: .exact
    case .fold: .fold
    case .stem: .stem
    case .sound: .sound
    }
  }
}

/// What the help says of queries.
enum QueryHelp {
  /// The query language on half a page.
  static let syntax = """
    QUERY LANGUAGE:
      two words        documents with any of them; more of them rank higher
      "two words"      side by side; "two words"~5 with up to five between
      +must -not       required, forbidden
      AND OR NOT ( )   in capitals; NOT binds before AND, AND before OR
      pre*             words that begin so
      word^2           counts double
      lang:fa tag:t place:x source:x name:x since:2026-11 until:2026-11-22
    """
}
