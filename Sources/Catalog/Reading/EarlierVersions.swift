// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A document as it was: `show --version`, `diff`.

internal import OCFL
package import SystemPackage

/// A document as it was in one version.
package struct DocumentAtVersion: Sendable {
  /// The version.
  package var version: DocumentVersion
  /// What people had said of it.
  package var metadata: DocumentMetadata
  /// How its text had been obtained; nil where nobody had tried yet.
  package var extraction: ExtractionRecord?
  /// Its text then, page by page.
  package var pages: [String]
  /// Where the bytes of its original are; nil for a version without.
  package var original: FilePath?
}

/// What differs between two versions of a document.
package struct VersionDifference: Sendable, Codable {
  /// The older version's name.
  package var from: String
  /// The newer version's name.
  package var to: String
  /// What is said of it before and after.
  package var metadata: [MetadataChange]
  /// Pages whose text differs.
  package var pages: [PageDifference]
  /// Logical paths of files that only the newer has.
  package var added: [String]
  /// Logical paths of files that only the older has.
  package var removed: [String]
}

/// Lines of one page that differ.
package struct PageDifference: Sendable, Codable {
  /// The page, from 1.
  package var page: Int
  /// The lines in order, those around differences included.
  package var lines: [Line]

  /// A line of one version or of both.
  package struct Line: Sendable, Hashable, Codable {
    /// Which version has it.
    package var side: Side
    /// The line, without its end.
    package var text: String

    /// Which version has a line.
    package enum Side: String, Sendable, Codable {
      case both, from, to
    }
  }
}

extension Catalog {
  /// A document as it was in a version, named `3` or `v3`.
  ///
  /// - Throws: `CatalogError.noSuchDocument`, `.ambiguousDocument`, `.unusable` where it has no such
  ///   version, `.malformedObject`, `.archive`.
  package func document(
    _ id: String, atVersion name: String
  ) throws(CatalogError) -> DocumentAtVersion {
    let id = try resolveArchived(id)
    return try store().reading(id) { (document) throws(CatalogError) in
      try Self.document(document, atVersion: name)
    }
  }

  private static func document(
    _ document: ArchivedDocument, atVersion name: String
  ) throws(CatalogError) -> DocumentAtVersion {
    let versions = document.versions
    let wanted = name.hasPrefix("v") ? name : "v\(name)"
    guard let number = VersionNumber(name: wanted),
      let version = versions.first(where: {
        VersionNumber(name: $0.version)?.number == number.number
      }), let stored = VersionNumber(name: version.version)
    else {
      throw .unusable(
        value: name, asWhat: "a version of \(document.id.prefix(12))",
        advice: "it has 1 to \(versions.count)")
    }
    let extraction = try document.extraction(stored)
    return DocumentAtVersion(
      version: version, metadata: try document.metadata(stored),
      extraction: extraction,
      pages: try document.pageTexts(count: extraction?.pages ?? 0, stored),
      original: try document.originalFile(stored))
  }

  /// What differs between two versions; nil for the newest, and for the one before the other.
  ///
  /// - Throws: as `document(_:atVersion:)`.
  package func difference(
    of id: String, from: String?, to: String?
  ) throws(CatalogError) -> VersionDifference {
    let count = try store().document(try resolveArchived(id)).versions.count
    let newer = try document(id, atVersion: to ?? "\(count)")
    let before = VersionNumber(name: newer.version.version).map { max(1, $0.number - 1) } ?? 1
    let older = try document(id, atVersion: from ?? "\(before)")
    let (old, new) = (try files(of: id, older), try files(of: id, newer))
    let pages = (0..<max(older.pages.count, newer.pages.count)).compactMap { page in
      PageDifference(page: page, older.pages, newer.pages)
    }
    return VersionDifference(
      from: older.version.version, to: newer.version.version,
      metadata: MetadataChange.all(from: older.metadata, to: newer.metadata), pages: pages,
      added: new.filter { !old.contains($0) }, removed: old.filter { !new.contains($0) })
  }

  private func files(
    of id: String, _ document: DocumentAtVersion
  ) throws(CatalogError) -> [String] {
    let object = try store().document(try resolveArchived(id)).object
    return try ArchiveStore.archived { () throws(OCFLError) in
      try object.logicalPaths(of: VersionNumber(name: document.version.version))
    }
  }
}

extension PageDifference {
  /// Lines shown around a difference.
  private static let context = 2

  /// Compares a page of two versions, from 0; nil where it is the same.
  fileprivate init?(page: Int, _ old: [String], _ new: [String]) {
    func lines(_ pages: [String]) -> [Substring] {
      pages.indices.contains(page)
        ? pages[page].split(separator: "\n", omittingEmptySubsequences: false) : []
    }
    let (before, after) = (lines(old), lines(new))
    if before == after { return nil }
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    self.page = page + 1
    self.lines = Self.near(Self.merged(before, after, removed: removed, inserted: inserted))
  }

  /// Both texts as one list: lines of the older before those of the newer.
  private static func merged(
    _ before: [Substring], _ after: [Substring], removed: Set<Int>, inserted: Set<Int>
  ) -> [Line] {
    var lines: [Line] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if removed.contains(old) {
        lines.append(Line(side: .from, text: String(before[old])))
        old += 1
      } else if inserted.contains(new) {
        lines.append(Line(side: .to, text: String(after[new])))
        new += 1
      } else {
        lines.append(Line(side: .both, text: String(before[old])))
        (old, new) = (old + 1, new + 1)
      }
    }
    return lines
  }

  /// The lines that differ, with those around them.
  private static func near(_ lines: [Line]) -> [Line] {
    var isNear = [Bool](repeating: false, count: lines.count)
    for index in lines.indices where lines[index].side != .both {
      for near in max(0, index - context)...min(lines.count - 1, index + context) {
        isNear[near] = true
      }
    }
    return zip(lines, isNear).filter(\.1).map(\.0)
  }
}
