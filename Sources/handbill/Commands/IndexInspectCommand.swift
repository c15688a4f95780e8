// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import SearchIndex

/// `handbill index inspect`: what the files of the index say.
struct IndexInspectCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what the files of the index say.",
    discussion: HelpText.discussion(
      """
      Without a choice, the segments and their files. Lines begin with the segment they come \
      from. The formats are described in Documentation/Formats/.
      """,
      examples: [
        "handbill index inspect",
        "handbill index inspect --terms tun --limit 20",
        "handbill index inspect --postings tunnel",
        "handbill index inspect --fold تونل",
        "handbill index inspect --document 3f2a91c04d",
      ]))

  @Flag(help: "The languages of each segment.")
  var languages = false

  @Option(help: ArgumentHelp("Terms from this form on.", valueName: "form"))
  var terms: String?

  @Option(help: ArgumentHelp("Postings and positions of an exact form.", valueName: "form"))
  var postings: String?

  @Option(help: ArgumentHelp("All forms with this folded form.", valueName: "form"))
  var fold: String?

  @Option(help: ArgumentHelp("What is kept of a document.", valueName: "id"))
  var document: String?

  @Option(help: "The field of --terms, --postings and --fold.")
  var field: FieldArgument = .text

  @Option(help: ArgumentHelp("Show at most so many terms of a segment.", valueName: "n"))
  var limit = 100

  @OptionGroup var home: HomeOptions

  func validate() throws {
    let choices = [terms, postings, fold, document].count { $0 != nil } + (languages ? 1 : 0)
    if choices > 1 { throw ValidationError("Choose one thing to inspect.") }
    if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let target = try target(in: catalog)
    let snapshot = try catalog.snapshot()
    let lines: [String]
    do throws(SearchIndexError) {
      lines = try snapshot.inspect(target)
    } catch {
      throw CatalogError.index(error)
    }
    var output = StandardOutput()
    for line in lines { try output.line(SafeText.inline(line)) }
    try output.flush()
    return lines.isEmpty ? .nothingFound : .done
  }

  private func target(in catalog: Catalog) throws -> InspectionTarget {
    if languages { return .languages }
    if let terms { return .terms(field: field.field, from: terms, limit: limit) }
    if let postings { return .postings(field: field.field, form: postings) }
    if let fold { return .members(field: field.field, key: .fold(Array(fold.utf8))) }
    if let document { return .document(id: try catalog.resolve(document)) }
    return .files
  }
}

/// A field by its name.
enum FieldArgument: String, ChoiceArgument {
  /// Words of the text.
  case text
  /// Parts of compound words.
  case part
  /// Grams of unspaced scripts.
  case gram
  /// Names and titles.
  case name
  /// Tags.
  case tag
  /// Places.
  case place
  /// Sources.
  case source
  /// Dates written in the text.
  case date
  /// Phone numbers.
  case number

  /// The field itself.
  var field: Field {
    switch self {
    case .text: .text
    case .part: .part
    case .gram: .gram
    case .name: .name
    case .tag: .tag
    case .place: .place
    case .source: .source
    case .date: .date
    case .number: .number
    }
  }
}
