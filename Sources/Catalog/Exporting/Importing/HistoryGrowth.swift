// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An archive that is imported again and again. Each import ends with a version of our own, which notes
// it; what has happened over there since follows as further versions, each with its own message, person and
// time. Our acts and theirs stand in one list of events.

internal import OCFL

/// What became of the history of an object that both archives have.
enum HistoryGrowth {
  /// It has the versions now that it lacked.
  case grown(StagedObject)
  /// It lacked none: here are only the notes of imports beside them.
  case present
  /// Something else happened to it here than there.
  case apart
}

extension ArchiveWriter {
  /// Builds an object with the versions that the one it was imported from has got since.
  ///
  /// - Parameters:
  ///   - object: the object over there, validated.
  ///   - here: the object in this archive.
  ///   - event: notes the import.
  /// - Returns: the object, for `commit`, or why there is none.
  /// - Throws: `CatalogError.archive` where a file has not the digest of the inventory, `.storage`.
  func stageGrowth(
    of object: OCFLObject, onto here: OCFLObject, event: DocumentEvent
  ) throws(CatalogError) -> HistoryGrowth {
    try ArchiveStore.archived { () throws(OCFLError) in
      let coming = object.inventory.history
      guard let known = try Self.knownVersions(of: object, in: here), known > 0 else {
        return .apart
      }
      var before = try Self.events(of: object, at: coming[known - 1].number)
      var events = try Self.events(of: here, at: here.inventory.head)
      guard Self.lines(of: events, butImportsNotIn: before) == before.split(separator: 0x0A) else {
        return .apart
      }
      if known == coming.count { return .present }
      var staged: StagedObject?
      for (number, _) in coming[known...] {
        let now = try Self.events(of: object, at: number)
        guard now.starts(with: before) else { return .apart }
        events += now.dropFirst(before.count)
        before = now
        if number == object.inventory.head { events += Self.lines([event]) }
        staged = try stage(number, of: object, after: staged, events: events)
      }
      return staged.map { .grown($0) } ?? .apart
    }
  }

  private static func events(
    of object: OCFLObject, at version: VersionNumber
  ) throws(OCFLError) -> [UInt8] {
    try object.contents(of: ArchiveStore.eventsFile, version: version)
  }

  /// How many of an object's versions there are here, from the first on, between those that note
  /// imports; nil where there are others.
  private static func knownVersions(
    of object: OCFLObject, in here: OCFLObject
  ) throws(OCFLError) -> Int? {
    let coming = try object.inventory.history.map { (number, _) throws(OCFLError) in
      try Essence(of: object, at: number)
    }
    var known = 0
    var before: Essence?
    for (number, _) in here.inventory.history {
      let own = try Essence(of: here, at: number)
      if known < coming.count, own == coming[known] {
        known += 1
      } else if own.files != before?.files || own.message != ArchiveWriter.importMessage {
        return nil
      }
      before = own
    }
    return known
  }

  /// A version but for its events, which differ by the imports.
  private struct Essence: Equatable {
    var created: String
    var message: String?
    var files: [String]

    init(of object: OCFLObject, at number: VersionNumber) throws(OCFLError) {
      let version = try object.version(number)
      (created, message) = (version.created, version.message)
      files = []
      for path in try object.logicalPaths(of: number) where path != ArchiveStore.eventsFile {
        files.append("\(path) \(try object.file(path, version: number).digest)")
      }
    }
  }

  /// The lines of events without the notes of imports that others have not.
  private static func lines(
    of events: [UInt8], butImportsNotIn others: [UInt8]
  ) -> [ArraySlice<UInt8>] {
    let known = Set(others.split(separator: 0x0A))
    return events.split(separator: 0x0A).filter { line in
      let event = CatalogCoding.decode(DocumentEvent.self, from: Array(line))
      return known.contains(line) || event?.type != DocumentEvent.Kind.importing.rawValue
    }
  }

  /// Builds one version after those that are staged, or after those that are here.
  private func stage(
    _ number: VersionNumber, of object: OCFLObject, after staged: StagedObject?, events: [UInt8]
  ) throws(OCFLError) -> StagedObject {
    let writer =
      if let staged { try staging.stageVersion(after: staged) } else {
        try staging.stage(object.inventory.id)
      }
    let paths = try object.logicalPaths(of: number)
    for path in writer.logicalPaths where !paths.contains(path) { try writer.remove(path) }
    for path in paths where path != ArchiveStore.eventsFile {
      let file = try object.file(path, version: number)
      if writer.digest(of: path) == file.digest { continue }
      let digest = try writer.add(file: file.path, as: path)
      if digest != file.digest.lowercased() {
        throw .digestMismatch(path: file.path, expected: file.digest, found: digest)
      }
    }
    try writer.add(events, as: ArchiveStore.eventsFile)
    let version = try object.version(number)
    let user = version.user.flatMap { $0.name.isEmpty ? nil : $0 } ?? author.user
    let next = try writer.finish(
      message: version.message ?? Self.importMessage, user: user, created: version.created)
    if let staged { staging.discard(staged) }
    return next
  }
}
