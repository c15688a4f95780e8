// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog

/// `handbill remove`: takes documents out of sight, or destroys them.
struct RemoveCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take documents out of the collection.",
    discussion: HelpText.discussion(
      """
      A removed document is in no list and no search; its bytes and versions are kept, and \
      `handbill restore` takes it back. With --purge its bytes, its text and what was said of it \
      are destroyed, in archive and index; there is left that it was there, and that it was \
      purged. You are asked to type the beginning of its id; --confirm gives it beforehand. \
      Backups and exports are not reached.
      """,
      examples: [
        "handbill remove 3f2a91c04d -m 'added by mistake'",
        "handbill remove 3f2a91c04d --purge -m 'names a child'",
      ]))

  @Argument(help: "Ids of documents, or their beginnings.")
  var ids: [String]

  @Flag(help: "Destroy the bytes.")
  var purge = false

  @Option(
    help: ArgumentHelp(
      "The first 12 digits of the id, instead of being asked.", valueName: "id"))
  var confirm: String?

  @OptionGroup var edit: EditArguments

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if ids.isEmpty { throw ValidationError("Name a document.") }
    if purge && ids.count > 1 { throw ValidationError("--purge takes one document at a time.") }
    if confirm != nil && !purge { throw ValidationError("--confirm goes with --purge.") }
  }

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let options = try edit.options()
    var output = StandardOutput()
    for id in ids {
      let short = DocumentSummary.shortID(try catalog.resolveArchived(id))
      if purge {
        guard try isConfirmed(short) else { throw Failure.notConfirmed(id: short) }
        try await catalog.purge(id, options: options)
      } else {
        try await catalog.remove(id, options: options)
      }
      let advice = purge ? "" : "; `handbill restore \(short)` takes it back"
      try output.line("\(purge ? "purged" : "removed") \(short)\(advice)")
    }
    try output.flush()
    return .done
  }

  private func isConfirmed(_ short: String) throws -> Bool {
    if let confirm { return confirm.lowercased().hasPrefix(short) }
    guard Question.isPossible else { return false }
    return Question.ask("Type \(short) to destroy this document for good: ", expecting: short)
  }
}

/// `handbill restore`: takes removed documents back.
struct RestoreCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Take removed documents back.",
    discussion: HelpText.discussion(
      """
      The document is as it was before it was removed. A purged one comes back with the file that \
      is given, which must be its original; what was said of it is lost. `handbill list --removed` \
      shows what can be taken back.
      """,
      examples: [
        "handbill restore 3f2a91c04d", "handbill restore 3f2a91c04d --from leaflet.pdf",
      ]))

  @Argument(help: "The id of the document, or its beginning.")
  var id: String

  @Option(
    help: ArgumentHelp("The original, for a purged document.", valueName: "file"),
    completion: .file())
  var from: PathArgument?

  @OptionGroup var edit: EditArguments

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    try await catalog.restore(id, from: from?.path, options: edit.options())
    var output = StandardOutput()
    try output.line("restored \(DocumentSummary.shortID(try catalog.resolve(id)))")
    try output.flush()
    return .done
  }
}
