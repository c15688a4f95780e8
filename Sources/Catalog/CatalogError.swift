// Licensed under the Apache License, Version 2.0; see LICENSE.

package import FileStorage
package import OCFL
package import QuerySyntax
package import SearchIndex
package import SystemPackage

/// What can go wrong in a catalog.
///
/// Each description is one sentence: what, where, what to do.
package enum CatalogError: Error, Sendable {
  /// No folder with `Archive/` and `Indexes/` was found.
  case noArchive(searchedFrom: FilePath, upwards: Bool)
  /// `init` was asked for a folder that already is a home.
  case alreadyAnArchive(FilePath)
  /// Another process writes to this home.
  case locked(FilePath)
  /// No document has this id, or an id that begins so.
  case noSuchDocument(id: String)
  /// Several documents have ids that begin so; `candidates` holds at most ten of them.
  case ambiguousDocument(id: String, candidates: [String])
  /// A value given by the user cannot be used.
  case unusable(value: String, asWhat: String, advice: String)
  /// The file changed between two readings of one `add`.
  case changedWhileRead(FilePath)
  /// Two different files share the first 160 bits of their SHA-512.
  case digestClash(id: String, path: FilePath)
  /// The document was removed.
  case removed(id: String, Removal)
  /// An object of a copy has versions that the archive has not, or others; so have `others` more.
  case copyApart(copy: FilePath, object: String, others: Int)
  /// A folder is no bag by RFC 8493, or was changed; `others` more faults were found.
  case invalidBag(path: FilePath, fault: String, others: Int)
  /// A file of an object does not say what it must.
  case malformedObject(id: String, file: String, reason: String)
  /// An archived original cannot be read.
  case unreadableOriginal(id: String, reason: String)
  /// The file system refused something.
  case storage(FileStorageError)
  /// The archive refused something.
  case archive(OCFLError)
  /// The index refused something.
  case index(SearchIndexError)
  /// The query cannot be read.
  case query(QuerySyntaxError)
}

extension CatalogError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noArchive(let folder, upwards: true):
      "there is no archive in \(folder) or above it; make one with `handbill init`, or name one "
        + "with --home"
    case .noArchive(let folder, upwards: false):
      "there is no archive in \(folder); make one with `handbill init \(folder)`"
    case .alreadyAnArchive(let folder):
      "\(folder) already holds an archive; add to it with `handbill add`"
    case .locked(let folder):
      "another handbill is writing to \(folder); try again when it has finished"
    case .noSuchDocument(let id):
      "there is no document \(id); `handbill list` shows all of them"
    case .ambiguousDocument(let id, let candidates):
      "\(id) could be \(candidates.joined(separator: ", ")); type more of the id"
    case .unusable(let value, let asWhat, let advice):
      "\"\(value)\" is not \(asWhat); \(advice)"
    case .changedWhileRead(let path):
      "\(path) changed while it was read; add it again when nothing writes to it"
    case .digestClash(let id, let path):
      "\(path) has the id \(id) of another document with other bytes; keep both and report it"
    case .removed(let id, let removal):
      "document \(id.prefix(12)) was \(removal.words); `handbill restore \(id.prefix(12))` takes it "
        + "back"
    case .copyApart(let copy, let object, let others):
      "\(copy) has versions of \(object)\(Self.more(others)) that this archive has not: the two went "
        + "apart; copy to a new folder, or take its documents in with `handbill import`"
    case .invalidBag(let path, let fault, let others):
      "\(path) is not a whole bag: \(fault)\(Self.more(others)); nothing of it was imported, get "
        + "another copy"
    case .malformedObject(let id, let file, let reason):
      "\(file) of document \(id) \(reason); check it with `handbill verify`"
    case .unreadableOriginal(let id, let reason):
      "the original of document \(id) cannot be read: \(reason); check it with `handbill verify`"
    case .storage(let error): "\(error)"
    case .archive(let error): "\(error)"
    case .index(let error): "\(error)"
    case .query(let error): "\(error)"
    }
  }
}

extension CatalogError {
  /// Whether an object is not as it was written.
  package var isDamage: Bool {
    switch self {
    case .archive(.digestMismatch), .archive(.invalidObject): true
    default: false
    }
  }

  private static func more(_ others: Int) -> String { others > 0 ? " (and \(others) more)" : "" }

  /// Whether the failure is one of these files, so that the others can be added nevertheless.
  func concerns(_ files: [SourceFile]) -> Bool {
    switch self {
    case .changedWhileRead: true
    case .storage(let error): files.contains { $0.path == error.path }
    default: false
    }
  }
}

/// Runs a call into the file system with its error in the catalog's terms.
func storing<Result>(
  _ body: () throws(FileStorageError) -> Result
) throws(CatalogError) -> Result {
  do throws(FileStorageError) { return try body() } catch { throw .storage(error) }
}
