// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whether a folder is a storage root as OCFL says, with all objects in it: what RootSurvey.swift
// finds outside of objects, what ObjectValidator.swift finds in each, and how they go together.

internal import FileStorage
package import SystemPackage

/// Judges objects as members of their storage root, one after the other.
///
/// Memory grows with the number of objects by some 200 bytes each, for identifiers that must be
/// unique.
package struct RootValidator {
  private let survey: RootSurvey
  private var placeOfID: [PathBytes: String] = [:]
  private var fileOfIdentity: [FileIdentity: String] = [:]
  private var patterns = LayoutPatterns()

  /// Begins with the storage root that was surveyed.
  package init(_ survey: RootSurvey) { self.survey = survey }

  /// Validates the storage root in a folder in this thread, and calls `report` with each finding.
  ///
  /// Paths are those from the storage root.
  /// - Returns: the number of objects.
  /// - Throws: `OCFLError.versionTooNew`; `.storage` where the root itself cannot be listed.
  @discardableResult
  package static func validate(
    _ path: FilePath, depth: ValidationDepth, report: (Finding) -> Void
  ) throws(OCFLError) -> Int {
    let survey = try RootSurvey(of: path)
    survey.findings.forEach(report)
    var validator = RootValidator(survey)
    for object in survey.objects {
      let found = ObjectValidator.report(on: survey.folder(of: object), depth: depth)
      validator.findings(of: found, at: object).forEach(report)
    }
    validator.findings().forEach(report)
    return survey.objects.count
  }

  /// What departs from the specification in an object, and in its place in the storage root.
  ///
  /// Paths are those from the storage root. Call once for each object.
  package mutating func findings(of report: ObjectReport, at object: [UInt8]) -> [Finding] {
    let place = String(decoding: object, as: UTF8.self)
    var findings = report.findings.map { finding in
      let below = finding.path.isEmpty ? place : "\(place)/\(finding.path)"
      return Finding(finding.code, below, finding.sentence)
    }
    if let declared = survey.declared, let newer = report.declared, newer > declared {
      findings.append(
        Finding("E081", place, "the object follows a newer version of OCFL than the root"))
    }
    if let id = report.inventory?.id {
      if let other = placeOfID.updateValue(place, forKey: PathBytes(id)) {
        findings.append(Finding("E037", place, "its id is also that of \(other)"))
      }
      checkPlace(of: id, place, &findings)
    }
    for (identity, file) in report.multiplyNamed.sorted(by: { $0.value < $1.value }) {
      if let other = fileOfIdentity.updateValue("\(place)/\(file)", forKey: identity) {
        findings.append(Finding("E090", "\(place)/\(file)", "it is a hard link to \(other)"))
      }
    }
    return findings
  }

  /// What can be said only when all objects were looked at.
  package func findings() -> [Finding] { patterns.finding.map { [$0] } ?? [] }

  private mutating func checkPlace(of id: String, _ place: String, _ findings: inout [Finding]) {
    guard let layout = survey.layout else { return patterns.add(id, place) }
    let expected = layout.folders(for: id).joined(separator: "/")
    if expected != place {
      findings.append(Finding("E083", place, "the layout puts object \(id) at \(expected)"))
    }
  }
}

/// Which of the layouts known here explain the places of objects, where the root names none.
private struct LayoutPatterns {
  private static let known: [(name: String, folders: @Sendable (String) -> [String])] = [
    ("0002-flat-direct-storage-layout", { [$0] }),
    (StorageLayout.identifierName, { StorageLayout.standard.folders(for: $0) }),
    (
      StorageLayout.digestName,
      { id in
        StorageLayout(extensionName: StorageLayout.digestName)?.folders(for: id) ?? []
      }
    ),
  ]

  private var first: (name: String, place: String)?
  /// What is said where two objects follow two layouts.
  private(set) var finding: Finding?

  mutating func add(_ id: String, _ place: String) {
    guard finding == nil,
      let name = Self.known.first(where: { $0.folders(id).joined(separator: "/") == place })?.name
    else { return }
    guard let first else {
      first = (name, place)
      return
    }
    if first.name != name {
      finding = Finding(
        "W014", place, "it follows the layout \(name), but \(first.place) follows \(first.name)")
    }
  }
}
