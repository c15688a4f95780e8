// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill tag`: gives documents tags, and takes tags away.
struct TagCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Give documents tags, and take tags away.",
    discussion: HelpText.discussion(
      """
      +TAG gives a tag, -TAG takes it away; without either, the tags are shown.
      """,
      examples: [
        "handbill tag 3f2a91c04d +tunnel -unsorted",
        "handbill tag $(handbill search tunnel --format ids) +tunnel",
        "handbill tag 3f2a91c04d",
      ]))

  @Argument(help: "Ids, then +TAG and -TAG.")
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "Take a tag away; -TAG is short for it, but for tags of one letter.", valueName: "tag"))
  var untag: [String] = []

  @OptionGroup var edit: EditArguments

  @Option(help: "How to write what changed.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if ids.isEmpty { throw ValidationError("Name a document.") }
    if let stray = words.dropFirst(ids.count).first(where: { !$0.hasPrefix("+") }) {
      throw ValidationError("'\(SafeText.inline(stray))' is no +TAG or -TAG; ids come first.")
    }
    if steps.contains(where: \.isWithoutTag) {
      throw ValidationError("A tag has at least one letter.")
    }
  }

  /// The arguments with each `-TAG` of more than one letter as `--untag TAG`: the parser would take
  /// it for flags.
  static func withTagsAsOptions(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName else { return arguments }
    return arguments.map { word in
      let isTag = word.hasPrefix("-") && !word.hasPrefix("--") && word.count > 2
      return isTag ? "--untag=" + word.dropFirst() : word
    }
  }

  private var ids: [String] { Array(words.prefix { !$0.hasPrefix("+") }) }

  private var steps: [AmendmentStep] {
    words.dropFirst(ids.count).map { .add(.tags, String($0.dropFirst())) }
      + untag.map { .take(.tags, $0) }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    var output = StandardOutput()
    if steps.isEmpty {
      for id in ids {
        for tag in try catalog.detail(of: id).summary.tags { try output.line(SafeText.line(tag)) }
      }
    } else {
      let amendments = ids.map { Amendment(document: $0, steps: steps) }
      let outcome = try await catalog.edit(amendments, options: edit.options())
      try EditWriter(outcome).write(format, .done, to: &output)
    }
    try output.flush()
    return .done
  }
}

extension AmendmentStep {
  /// Whether it names a tag without a letter.
  fileprivate var isWithoutTag: Bool {
    switch self {
    case .add(_, let tag), .take(_, let tag): tag.allSatisfy(\.isWhitespace)
    case .set: false
    }
  }
}
