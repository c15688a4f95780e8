// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What files tell of the people who made them: where a picture was taken, with which camera, by whom.

internal import Extraction
internal import FileStorage
internal import SystemPackage

/// What one document tells of its maker.
package struct PrivacyFinding: Sendable, Hashable, Codable {
  /// The document id.
  package var id: String
  /// Its name, and what it is in.
  package var name: String
  /// Where it was made, in degrees: north, east; nil where it does not tell.
  package var place: [Double]?
  /// What else it tells: `author`, `camera`, `software`, by name.
  package var facts: [String: String]
}

extension Catalog {
  /// The documents whose files tell where, with what or by whom they were made, in the order of their
  /// ids.
  ///
  /// O(objects): reads what extraction wrote down of each, and looks at pictures anew where the program
  /// that knows of places was missing then.
  /// - Throws: `CatalogError.archive`, `.malformedObject`, `.storage`.
  package func privacyFindings() async throws(CatalogError) -> [PrivacyFinding] {
    let store = try store()
    let extractor = Extractor(parent: home.extracting)
    var findings: [PrivacyFinding] = []
    for id in try store.ids() {
      let document = try store.document(id)
      let metadata = try document.metadata()
      if metadata.removal != nil { continue }
      let original = try document.original()
      if let extraction = try document.extraction() {
        let now = await extractor.pictureFacts(
          MediaType(rawValue: extraction.mediaType),
          notes: extraction.pages == 0 ? nil : extraction.notes
        ) { original.path }
        findings.note(
          PrivacyFinding(id: id, name: metadata.name, now ?? extraction.properties))
      }
      for part in try document.partsWithoutPages() {
        let name = ([metadata.name] + part.chain).reversed().joined(separator: " in ")
        let now = await extractor.facts(of: part, in: original.path)
        findings.note(
          PrivacyFinding(
            id: "\(id)#\(part.name)", name: name, now ?? part.document?.metadata ?? [:]))
      }
    }
    return findings
  }
}

extension Extractor {
  /// What a picture in an original says of itself, where it was not asked when it was read.
  fileprivate func facts(of part: ExtractedPart, in original: FilePath) async -> [String: String]? {
    var taken: FoundMember?
    defer { withExtendedLifetime(taken) {} }
    return await pictureFacts(
      part.report.mediaType, notes: part.document == nil ? nil : part.report.notes
    ) {
      let input = ExtractionInput(path: original, name: "")
      taken = (try? await member(part.chain, sha512: part.sha512, of: input)) ?? nil
      return taken?.path
    }
  }
}

extension ArchivedDocument {
  /// The documents inside, without their pages.
  fileprivate func partsWithoutPages() throws(CatalogError) -> [ExtractedPart] {
    guard let path = try partsFile() else { return [] }
    return try storing { () throws(FileStorageError) in
      var found: [ExtractedPart] = []
      var lines = try LineReader(path)
      while let line = try lines.next() {
        guard var part = PartsFile.part(line.bytes) else { continue }
        part.document?.pages = []
        found.append(part)
      }
      return found
    }
  }
}

extension PrivacyFinding {
  /// Names of properties that tell of people.
  private static let telling = ["author", "camera", "software"]

  /// What the properties of a document tell; nothing where they tell nothing.
  fileprivate init(id: String, name: String, _ properties: [String: String]) {
    self.id = id
    self.name = name
    let degrees = ["latitude", "longitude"].compactMap { properties[$0].flatMap(Double.init) }
    place = degrees.count == 2 ? degrees : nil
    facts = properties.filter { Self.telling.contains($0.key) }
  }

  /// Whether it tells nothing.
  fileprivate var isEmpty: Bool { place == nil && facts.isEmpty }
}

extension [PrivacyFinding] {
  /// Adds a finding that tells something.
  fileprivate mutating func note(_ finding: PrivacyFinding) {
    if !finding.isEmpty { append(finding) }
  }
}
