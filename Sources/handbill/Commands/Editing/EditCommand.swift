// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SystemPackage

/// `handbill edit`: changes what is said of documents.
struct EditCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change what is said of documents.",
    discussion: HelpText.discussion(
      """
      Each document that changes gets a new version; the old ones are kept. NAME is an element of \
      Dublin Core (title, creator, subject … or dc:date, dc:source, dc:language), tags, language, \
      charset, a fact of a sighting (found-at, found-on, source, found-by, url, note), or a field \
      of your own. Dates of any calendar are taken: 2026-11, 1404-09-05@persian, ۵ آذر ۱۴۰۴.

      --from reads a table with a column `id` (or `name`) and one column a NAME. It shows what \
      would change and asks; an empty cell changes nothing, and - takes away what is there.
      """,
      examples: [
        "handbill edit 3f2a91c04d --set title='Free meals' --set creator='Food Not Bombs'",
        "handbill edit 3f2a91c04d --set found-on=1404-09-05@persian --sighting 1",
        "handbill edit 3f2a91c04d --unset rights -m 'rights are unclear'",
        "handbill edit --from corrections.csv",
        "handbill edit 3f2a91c04d --page 2 --text page2.txt -m 'read by Ada'",
        "handbill edit 3f2a91c04d --layout scan.hocr",
      ]))

  @Argument(help: "Ids of documents, or their beginnings.")
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      "Give a name this value; given twice, both values.", valueName: "name=value"),
    transform: AssignmentArgument.init(argument:))
  var set: [AssignmentArgument] = []

  @Option(
    help: ArgumentHelp("Take away what is said under a name.", valueName: "name"),
    transform: MetadataKeyArgument.init(argument:))
  var unset: [MetadataKeyArgument] = []

  @Option(
    help: ArgumentHelp("Which sighting is meant, from 1; default: the latest.", valueName: "n"))
  var sighting: Int?

  @Option(help: ArgumentHelp("A table of changes.", valueName: "file.csv"), completion: .file())
  var from: PathArgument?

  @Option(
    help: ArgumentHelp(
      "What a page says, from a text file in UTF-8 (- for standard input); an empty file takes it away.",
      valueName: "file"),
    completion: .file())
  var text: PathArgument?

  @Option(help: ArgumentHelp("The page that --text is of, from 1.", valueName: "n"))
  var page: Int?

  @Option(
    help: ArgumentHelp(
      "A file of hOCR, ALTO or PAGE that says what stands where on the pages of a scan; its text takes the place of the one that was recognized.",
      valueName: "file"),
    completion: .file())
  var layout: PathArgument?

  @Flag(help: "Take the file of --layout away again.")
  var noLayout = false

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Change without asking.")
  var yes = false

  @Option(help: "How to write what changed.")
  var format: ReportFormat = .text

  @OptionGroup var edit: EditArguments

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if layout != nil || noLayout {
      guard ids.count == 1, set.isEmpty, unset.isEmpty, from == nil, text == nil, page == nil,
        !dryRun, layout == nil || !noLayout
      else {
        throw ValidationError("--layout and --no-layout go with one id, and nothing else.")
      }
    } else if text != nil {
      guard ids.count == 1, set.isEmpty, unset.isEmpty, from == nil, !dryRun else {
        throw ValidationError("--text goes with one id, and without --set, --unset and --from.")
      }
    } else if page != nil {
      throw ValidationError("--page goes with --text.")
    } else if from != nil {
      guard ids.isEmpty, set.isEmpty, unset.isEmpty else {
        throw ValidationError("--from goes without ids, --set and --unset.")
      }
    } else if ids.isEmpty || set.isEmpty && unset.isEmpty {
      throw ValidationError("Name documents and what to --set or --unset, or a table --from.")
    }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    if let text { return try await correct(text, catalog) }
    if layout != nil || noLayout { return try await changeLayout(catalog) }
    let amendments = try amendments(catalog)
    let preview = try catalog.preview(amendments)
    let writer = EditWriter(preview)
    var output = StandardOutput()
    if dryRun || from != nil && !yes {
      try writer.write(format, .planned, to: &output)
      try output.flush()
      if dryRun || !writer.changesAnything { return .done }
      guard Question.isPossible else {
        Diagnostics.report("nothing is changed yet; add --yes to do it")
        return .done
      }
      let documents = Amount.of(writer.changed, "document", "documents")
      guard Question.ask("Change \(documents)? [y/N] ", expecting: "y") else {
        Diagnostics.report("nothing is changed")
        return .done
      }
    }
    let outcome = try await catalog.edit(amendments, options: edit.options())
    if from == nil || yes {
      try EditWriter(outcome).write(format, .done, to: &output)
      try output.flush()
    }
    return .done
  }

  /// Keeps what a page says beside what was read.
  private func correct(_ file: PathArgument, _ catalog: Catalog) async throws -> ExitStatus {
    let bytes = try FileReader.contents(of: file.isStandardInput ? "/dev/stdin" : file.path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.notUTF8(file: file.path.string)
    }
    let correction = PageCorrection(page: page ?? 1, text: text)
    let changed = try await catalog.correct(ids[0], correction, options: edit.options())
    var output = StandardOutput()
    switch (format, changed) {
    case (.json, _):
      try output.write(
        JSONText.encode(CorrectionJSON(id: changed, page: correction.page), .indented))
    case (.text, let id?):
      let act = text.isEmpty ? "is no longer corrected" : "is corrected"
      try output.line("\(DocumentSummary.shortID(id))  page \(correction.page) \(act)")
    case (.text, nil): try output.line("page \(correction.page) says that already")
    }
    try output.flush()
    return .done
  }

  /// Puts a file of layout beside the original, or takes it away.
  private func changeLayout(_ catalog: Catalog) async throws -> ExitStatus {
    let options = try edit.options()
    let changed =
      if let layout {
        try await catalog.attach(layout.path, to: ids[0], options: options)
      } else {
        try await catalog.detachLayout(of: ids[0], options: options)
      }
    var output = StandardOutput()
    switch (format, changed) {
    case (.json, _):
      let name = layout?.path.lastComponent?.string
      try output.write(JSONText.encode(LayoutJSON(id: changed, layout: name), .indented))
    case (.text, let id?):
      let act = layout == nil ? "has no layout any more" : "is read from the layout"
      try output.line("\(DocumentSummary.shortID(id))  \(act)")
    case (.text, nil):
      try output.line(layout == nil ? "there is no layout" : "that layout is there already")
    }
    try output.flush()
    return .done
  }

  private func amendments(_ catalog: Catalog) throws -> [Amendment] {
    if let from { return try catalog.amendments(AmendmentTable(from.path)) }
    return ids.map { Amendment(document: $0, steps: steps) }
  }

  /// One step a name, with all of its values.
  private var steps: [AmendmentStep] {
    var keys: [MetadataKey] = []
    for key in unset.map(\.key) + set.map(\.key) where !keys.contains(key) { keys.append(key) }
    return keys.map { key in
      let values = set.filter { $0.key == key }.map(\.value)
      return .set(key, values.filter { !$0.isEmpty }, sighting: sighting)
    }
  }
}

/// What became of a file of layout.
private struct LayoutJSON: Encodable {
  /// The document; nil where nothing changed.
  var id: String?
  /// The name of the file; nil where it was taken away.
  var layout: String?
}

/// What became of a corrected page.
private struct CorrectionJSON: Encodable {
  /// The document; nil where nothing changed.
  var id: String?
  /// The page, from 1.
  var page: Int
}
