// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SearchIndex
internal import Statistics
internal import SystemPackage
internal import TextAnalysis

/// `handbill stats`: counts by language, script, month or source; languages in detail.
struct StatsCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count documents, passages, tokens and types, and describe languages.",
    discussion: HelpText.discussion(
      """
      A table with one row a language, script, month or source. With --lang and without --by, \
      each language in detail: its most frequent and most distinctive words, its scripts, and how \
      its vocabulary grows. The counting rules are in Documentation/Guides/statistics.md.
      """,
      examples: [
        "handbill stats",
        "handbill stats --lang fa --chart farsi.svg",
        "handbill stats --by month --format csv",
        "handbill stats --recognition",
      ]))

  @Option(
    help: ArgumentHelp("Describe these languages, or count in them alone.", valueName: "codes"))
  var lang: LanguageList?

  @Option(
    help: ArgumentHelp(
      "What the rows stand for; language, unless --lang asks for detail.", valueName: "grouping"))
  var by: GroupingArgument?

  @Flag(help: "How sure the letters and words are that were read from pictures, by language.")
  var recognition = false

  @Option(help: ArgumentHelp("Most frequent and distinctive words to show.", valueName: "n"))
  var top = 20

  @Option(help: "How to write the numbers.")
  var format: TableFormat = .text

  @Option(
    help: ArgumentHelp("Draw a chart into this SVG file as well.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var chart: PathArgument?

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if recognition, lang != nil || by != nil || chart != nil {
      throw ValidationError("--recognition goes without --lang, --by and --chart.")
    }
    if top < 1 { throw ValidationError("--top takes 1 or more.") }
  }

  func execute() throws -> ExitStatus {
    if recognition {
      let rows = try home.catalog().recognitionStatistics()
      var output = StandardOutput()
      try RecognitionWriter.write(rows, format, to: &output)
      try output.flush()
      return rows.isEmpty ? .nothingFound : .done
    }
    let statistics = ArchiveStatistics(try home.catalog().snapshot())
    let languages = lang?.languages ?? []
    var output = StandardOutput()
    let isEmpty: Bool
    if by == nil, !languages.isEmpty {
      let profiles = try describe(languages, statistics)
      try StatisticsWriter.write(profiles, format, to: &output)
      if let chart { try draw(profiles, statistics, into: chart.path) }
      isEmpty = profiles.isEmpty
    } else {
      let table = try count(by?.grouping ?? .language, languages, statistics)
      try StatisticsWriter.write(table, format, to: &output)
      if let chart { try save(StatisticsChart.svg(table), chart.path) }
      isEmpty = table.total.documents == 0
    }
    try output.flush()
    return isEmpty ? .nothingFound : .done
  }

  private func describe(
    _ languages: [Language], _ statistics: ArchiveStatistics
  ) throws(CatalogError) -> [LanguageProfile] {
    do throws(SearchIndexError) {
      return try statistics.profiles(of: languages, top: top)
    } catch {
      throw .index(error)
    }
  }

  private func count(
    _ grouping: StatisticsGrouping, _ languages: [Language], _ statistics: ArchiveStatistics
  ) throws(CatalogError) -> StatisticsTable {
    do throws(SearchIndexError) {
      return try statistics.table(by: grouping, languages: languages)
    } catch {
      throw .index(error)
    }
  }

  /// Draws one language in detail, or several beside each other.
  private func draw(
    _ profiles: [LanguageProfile], _ statistics: ArchiveStatistics, into path: FilePath
  ) throws {
    if let profile = profiles.first, profiles.count == 1 {
      try save(StatisticsChart.svg(profile), path)
    } else {
      let table = try count(.language, profiles.map(\.language), statistics)
      try save(StatisticsChart.svg(table), path)
    }
  }

  private func save(_ chart: String, _ path: FilePath) throws(CatalogError) {
    do throws(FileStorageError) {
      try WholeFile.write(Array(chart.utf8), to: path)
    } catch {
      throw .storage(error)
    }
  }
}

/// What the rows of a table stand for.
enum GroupingArgument: String, ChoiceArgument {
  /// The language of the passage.
  case language
  /// The script of the word.
  case script
  /// The month in which the document was found.
  case month
  /// Who or what the document came from.
  case source

  /// The grouping itself.
  var grouping: StatisticsGrouping {
    switch self {
    case .language: .language
    case .script: .script
    case .month: .month
    case .source: .source
    }
  }
}
