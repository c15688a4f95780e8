// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SearchIndex
internal import TextAnalysis

/// `handbill search`: ranked hits with snippets.
struct SearchCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find documents, best first.",
    discussion: HelpText.discussion(
      """
      Words match on any of four rungs, each coarser than the one before: exact (only case \
      evened out), fold (marks, letter variants and digits evened out), stem (grammatical \
      endings evened out), sound (the same sound in any script and spelling; for names). Each hit \
      names the finest rung that finds it, and the last line how many documents each rung finds.

      \(QueryHelp.syntax)
      """,
      examples: [
        "handbill search tunnel",
        "handbill search '\"lost papers\" +lang:fa since:2026-10'",
        "handbill search نفق --match exact --format ndjson",
        "handbill search tunnel --sort -date --collapse --timeout 2s",
        "handbill search tunnel --receipt tunnel.json && handbill receipt tunnel.json",
      ]))

  @OptionGroup var query: QueryArguments

  @Option(help: "The coarsest rung on which a word may match.")
  var match: RungArgument = .stem

  @OptionGroup var filters: FilterOptions

  @Option(help: ArgumentHelp("Show at most so many hits.", valueName: "n"))
  var limit = 10

  @Option(help: "How to write the answer.")
  var format: ListFormat = .text

  @OptionGroup var order: OrderOptions

  @Option(
    help: ArgumentHelp(
      "Stop after this time, such as 200ms or 2s, and show what was found.", valueName: "time"))
  var timeout: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Write query, settings, index and all hits into a file, for `handbill receipt`.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var receipt: PathArgument?

  @Flag(help: "Count all matches by language, script, tag, place, month and source.")
  var facets = false

  @Flag(help: "Say how the query was read and how each score came about.")
  var explain = false

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit takes 0 or more.") }
    if receipt != nil, order.after != nil {
      throw ValidationError("A receipt has all hits, of whatever page: leave --after out.")
    }
  }

  func execute() throws -> ExitStatus {
    let catalog = try home.catalog()
    try catalog.warnOfOtherAnalysis()
    var answer: CatalogAnswer
    do throws(CatalogError) {
      answer = try answered(by: catalog)
    } catch {
      return try query.refuse(error)
    }
    if format == .json || format == .ndjson { answer = try catalog.withPlaces(answer) }
    let writer = SearchWriter(query: query.text, match: match.rung, format: format)
    try writer.write(answer)
    if order.after != nil, format != .json, let next = answer.answer.next {
      Diagnostics.report("next page: --after \(next.text)")
    }
    if answer.found.isEmpty, answer.answer.total == 0 {
      if format == .text, !answer.answer.isPartial { hint(answer.answer) }
      return .nothingFound
    }
    return .done
  }

  /// Searches, and writes the receipt if one is wanted.
  private func answered(by catalog: Catalog) throws(CatalogError) -> CatalogAnswer {
    let request = filters.request(query.text, options)
    guard let receipt else { return try catalog.search(request) }
    let (answer, written) = try catalog.searchWithReceipt(request)
    do throws(FileStorageError) {
      try WholeFile.write(Array(ReceiptFile.text(of: written).utf8), to: receipt.path)
    } catch {
      throw .storage(error)
    }
    return answer
  }

  private var options: SearchOptions {
    var options = SearchOptions(match: match.rung, limit: limit)
    options.facets = facets
    options.explain = explain
    options.suggestions = 5
    options.timeout = timeout?.duration
    order.apply(to: &options)
    leaveOutUnseen(&options)
    return options
  }

  /// Asks for nothing that the format has no place for: lines of hits have no totals.
  private func leaveOutUnseen(_ options: inout SearchOptions) {
    if format == .text || format == .json || receipt != nil { return }
    options.suggestions = 0
    // How many there are tells whether something was found, and whether a page is the last one.
    options.counts = limit == 0 || order.after != nil ? .matches : .none
    if format == .ids { options.content = .ids }
  }

  /// Says which coarser rungs would find something, and what unknown words may stand for.
  private func hint(_ answer: SearchAnswer) {
    let coarser = answer.totalsByRung.filter { $0.rung > match.rung && $0.documents > 0 }
    let counts = coarser.map { "\($0.rung.name) \(Amount.count($0.documents))" }
    let advice =
      coarser.first.map { first in
        "; coarser rungs find: \(counts.joined(separator: " · ")) (add --match \(first.rung.name))"
      } ?? (match == .sound ? "" : "; coarser rungs find nothing either")
    Diagnostics.report("nothing found on the rung \(match.rung.name)\(advice)")
    for unknown in answer.suggestions {
      let forms = unknown.suggestions.map {
        "\(SafeText.inline($0.form)) (\(Amount.count($0.documents)))"
      }
      Diagnostics.write(
        "Did you mean, for \(SafeText.inline(unknown.word)): \(forms.joined(separator: ", "))?\n")
    }
  }
}
