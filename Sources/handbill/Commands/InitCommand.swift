// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FoundationEssentials
internal import SystemPackage

/// `handbill init`: makes an empty archive.
struct InitCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make an empty archive.",
    discussion: HelpText.discussion(
      """
      Makes Archive/, a valid OCFL 1.1 storage root, and Indexes/ in the folder, which is made as \
      well where it is missing. A folder that already is an archive is left as it is, with an \
      error.
      """,
      examples: ["handbill init", "handbill init papers"]))

  @Argument(help: "The folder; the current one by default.", completion: .directory)
  var directory: PathArgument?

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let current = FilePath(FileManager.default.currentDirectoryPath)
    let folder = current.pushing(directory?.path ?? home.named ?? ".").lexicallyNormalized()
    let made = try Catalog.create(at: folder)
    var output = StandardOutput()
    try output.line("Made an archive in \(SafeText.inline(made.folder.string)).")
    try output.flush()
    return .done
  }
}
