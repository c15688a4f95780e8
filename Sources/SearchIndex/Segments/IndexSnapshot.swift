// Licensed under the Apache License, Version 2.0; see LICENSE.

public import SystemPackage
internal import TextAnalysis

/// One commit of an index, unchanged by whatever happens to the folder afterwards.
public final class IndexSnapshot: Sendable {
  /// The segments, oldest first.
  package let segments: [Segment]
  /// The number of the commit; rises by one with each.
  public let generation: UInt64
  /// A digest of the manifest, which holds the checksum of every file: equal digests, equal
  /// answers.
  public let digest: String
  /// The bytes of the manifest.
  package let manifest: [UInt8]
  /// The folder.
  let folder: FilePath
  /// The languages of all segments.
  let languageTable: LanguageTable

  /// The segments with what the manifest says of them.
  private let opened: [OpenedSegment]

  private typealias Listed = (manifest: IndexManifest, digest: String, bytes: [UInt8])

  private struct OpenedSegment: Sendable {
    var entry: IndexManifest.Entry
    var segment: Segment
  }

  private init(
    _ opened: [OpenedSegment], of listed: Listed, folder: FilePath
  ) {
    segments = opened.map(\.segment)
    languageTable = LanguageTable(segments)
    self.opened = opened
    generation = listed.manifest.generation
    digest = listed.digest
    manifest = listed.bytes
    self.folder = folder
  }

  /// Opens the latest commit of the index in a folder.
  ///
  /// Heads and feet of all files are checked, their checksums are not (`verify`): a few
  /// milliseconds whatever the size.
  /// - Throws: `noIndex`, `missingFile`, `corrupt`, `formatTooOld`, `formatTooNew`, `fileSystem`.
  public static func open(_ folder: FilePath) throws(SearchIndexError) -> IndexSnapshot {
    try open(folder, sharing: [], from: try IndexManifest.read(folder: folder))
  }

  /// The latest commit of the index in the same folder; this snapshot itself where it is the latest.
  ///
  /// Segments that both have are shared, so that only what is new is opened. This snapshot stays as
  /// it is, and readable, although its files may be gone from the folder.
  /// - Throws: as `open`.
  public func refreshed() throws(SearchIndexError) -> IndexSnapshot {
    let latest = try IndexManifest.read(folder: folder)
    if latest.digest == digest { return self }
    return try Self.open(folder, sharing: opened, from: latest)
  }

  private static func open(
    _ folder: FilePath, sharing known: [OpenedSegment],
    from listed: Listed
  ) throws(SearchIndexError) -> IndexSnapshot {
    var listed = listed
    var attempt = 0
    while true {
      do throws(SearchIndexError) {
        var opened: [OpenedSegment] = []
        for entry in listed.manifest.segments {
          if let same = known.first(where: { $0.entry == entry }) {
            opened.append(same)
          } else {
            opened.append(
              OpenedSegment(entry: entry, segment: try Segment(folder: folder, entry: entry)))
          }
        }
        return IndexSnapshot(opened, of: listed, folder: folder)
      } catch {
        // Since the manifest was read, a merge may have removed segments, and a rebuild may have put
        // others of the same numbers in their place.
        let latest = try IndexManifest.read(folder: folder)
        attempt += 1
        if latest.digest == listed.digest || attempt == 100 { throw error }
        listed = latest
      }
    }
  }

  /// Live documents.
  public var documentCount: Int { segments.reduce(0) { $0 + $1.liveCount } }

  /// Live documents, passages and words by language, by code; languages without any are left out.
  public var languages: [LanguageStatistics] {
    languageTable.languages.filter { $0.documents > 0 }
  }

  /// Whether a live document has this id.
  ///
  /// - Throws: `corrupt`.
  public func contains(id: String) throws(SearchIndexError) -> Bool {
    for segment in segments {
      if let document = try segment.find(id: id), !segment.isDeleted(document) { return true }
    }
    return false
  }

  /// Checks that all segments were analysed by the rules of this program.
  ///
  /// - Throws: `analysisMismatch` for the first that was not.
  public func checkAnalysis(
    _ expected: AnalysisIdentity = .current
  ) throws(SearchIndexError) {
    for segment in segments { try segment.checkAnalysis(expected) }
  }
}
