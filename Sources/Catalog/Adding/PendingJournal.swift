// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The ids of objects that a run has begun to archive. A run that is killed leaves the file behind,
// and the next writer finishes what it lists: text that was not read yet, documents that are not
// in the index yet.

internal import FileStorage
internal import SystemPackage

/// What a writer has begun and not finished.
struct PendingJournal: Sendable {
  private let path: FilePath

  /// Names the journal of a home.
  init(_ home: Home) { path = home.pending }

  /// The ids that an earlier run left; empty where it ended well.
  func unfinished() throws(CatalogError) -> [String] {
    do throws(FileStorageError) {
      guard try Folder.status(path) != nil else { return [] }
      let bytes = try FileReader.contents(of: path)
      return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.utf8.count == AddPlan.idDigits && $0.allSatisfy(\.isHexDigit) }
    } catch {
      throw .storage(error)
    }
  }

  /// Notes ids before their objects are moved into the archive; durable on return.
  func begin(_ ids: [String]) throws(CatalogError) {
    do throws(FileStorageError) {
      try WholeFile.write([UInt8](ids.map { $0 + "\n" }.joined().utf8), to: path)
    } catch {
      throw .storage(error)
    }
  }

  /// Forgets all ids: what they name is durable and searchable.
  func end() throws(CatalogError) {
    do throws(FileStorageError) { try Folder.removeFile(path) } catch { throw .storage(error) }
  }
}
