// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FoundationEssentials
internal import Logging
internal import Synchronization
internal import SystemPackage

/// Which archive a command works on; the same for every command.
struct HomeOptions: ParsableArguments {
  /// The folder as typed; nil for the environment or the nearest one upwards.
  @Option(
    help: ArgumentHelp(
      "The folder that holds Archive/ and Indexes/.",
      discussion: "Default: HANDBILL_HOME, or the nearest such folder, here or above.",
      valueName: "dir"),
    completion: .directory)
  var home: PathArgument?

  /// Finds the home: `--home`, then `HANDBILL_HOME`, then the nearest folder, here or above.
  ///
  /// - Throws: `CatalogError.noArchive`.
  func resolve() throws -> Home {
    let current = FilePath(FileManager.default.currentDirectoryPath)
    return try Home.find(named: named, startingAt: current)
  }

  /// Opens the archive; what it has to say beside its answers goes to standard error.
  ///
  /// - Throws: `CatalogError.noArchive`.
  func catalog() throws -> Catalog {
    let logger = Logger(label: "handbill") { _ in WarningLog() }
    let catalog = Catalog(home: try resolve(), logger: logger)
    Self.opened.withLock { $0.append(catalog) }
    return catalog
  }

  /// What was opened, until the process ends and gives all of it back at once.
  ///
  /// To take it apart before costs a short search half a millisecond. A catalog holds no lock and no
  /// folder between calls.
  private static let opened = Mutex<[Catalog]>([])

  /// The folder that was named, if any.
  var named: FilePath? {
    if let home { return home.path }
    let variable = ProcessInfo.processInfo.environment["HANDBILL_HOME"] ?? ""
    return variable.isEmpty ? nil : FilePath(variable)
  }
}

extension HomeOptions {
  /// The arguments with a leading `--home DIR` moved behind the command it is meant for.
  ///
  /// `handbill --home DIR search word` is how people write it who know git's `-C`.
  static func movedBehindCommand(_ arguments: [String]) -> [String] {
    guard let first = arguments.first else { return arguments }
    let count = first == "--home" ? 2 : first.hasPrefix("--home=") ? 1 : 0
    guard count > 0, arguments.count > count else { return arguments }
    let rest = arguments.dropFirst(count)
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end] + arguments.prefix(count) + rest[end...])
  }
}
