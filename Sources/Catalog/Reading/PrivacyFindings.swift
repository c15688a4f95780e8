// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What files tell of the people who made them: where a picture was taken, with which camera, by whom.

internal import Extraction
internal import FileStorage

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
  /// O(objects): reads what extraction wrote down of each.
  /// - Throws: `CatalogError.archive`, `.malformedObject`, `.storage`.
  package func privacyFindings() throws(CatalogError) -> [PrivacyFinding] {
    let store = try store()
    var findings: [PrivacyFinding] = []
    for id in try store.ids() {
      let document = try store.document(id)
      let metadata = try document.metadata()
      if metadata.removal != nil { continue }
      if let extraction = try document.extraction() {
        findings.note(PrivacyFinding(id: id, name: metadata.name, extraction.properties))
      }
      guard let path = try document.partsFile() else { continue }
      findings += try storing { () throws(FileStorageError) in
        var found: [PrivacyFinding] = []
        var lines = try LineReader(path)
        while let line = try lines.next() {
          guard let part = PartsFile.part(line.bytes) else { continue }
          let name = ([metadata.name] + part.chain).reversed().joined(separator: " in ")
          found.note(
            PrivacyFinding(
              id: "\(id)#\(part.name)", name: name, part.document?.metadata ?? [:]))
        }
        return found
      }
    }
    return findings
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
