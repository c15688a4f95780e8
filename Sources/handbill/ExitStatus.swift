// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import FileStorage
internal import SearchIndex

/// What a command tells its caller by its exit status.
///
/// The numbers are a promise to scripts.
enum ExitStatus: Int32, CaseIterable, Error {
  /// Found, or done.
  case done = 0
  /// Nothing found.
  case nothingFound = 1
  /// Wrong usage, or an internal error.
  case usage = 2
  /// Finished, but some files failed; they are listed.
  case someFailed = 3
  /// The archive or the index is not as it was written.
  case integrity = 4
  /// There is no archive here.
  case noArchive = 10
  /// Another process writes to the archive.
  case locked = 11
  /// Ctrl-C.
  case interrupted = 130

  /// What the number means, for the help.
  var meaning: String {
    switch self {
    case .done: "found, or done"
    case .nothingFound: "nothing found"
    case .usage: "wrong usage, or an internal error"
    case .someFailed: "finished, but some files failed; they are listed"
    case .integrity: "integrity failure: something is not as it was written"
    case .noArchive: "no archive here"
    case .locked: "locked: another handbill is writing"
    case .interrupted: "interrupted"
    }
  }

  /// The list that every `--help` ends with.
  static let help: String =
    "EXIT STATUS:\n"
    + allCases.map { status in
      let number = String(status.rawValue)
      return "  " + number + String(repeating: " ", count: 5 - number.count) + status.meaning
    }.joined(separator: "\n")
}

extension ExitStatus {
  /// The status of a command that ended with an error: the only place that decides it.
  init(of error: any Error) {
    self =
      switch error {
      case OutputError.readerGone: .done
      case is CancellationError: .interrupted
      case CatalogError.noArchive, Failure.notOCFL: .noArchive
      case CatalogError.locked, CatalogError.storage(.locked), CatalogError.index(.locked):
        .locked
      case CatalogError.noSuchDocument, CatalogError.removed: .nothingFound
      case CatalogError.malformedObject, CatalogError.digestClash, CatalogError.invalidBag:
        .integrity
      case let error as CatalogError where error.isDamage: .integrity
      case CatalogError.index(.corrupt), CatalogError.index(.missingFile): .integrity
      default: .usage
      }
  }
}
