// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a check says of an object in the words of documents: which document, which file, and since
// when it was last known to be good.

internal import FoundationEssentials
internal import OCFL
internal import SystemPackage

/// Words findings of one archive.
struct VerifyFindings {
  /// The archive's folder.
  let archive: FilePath
  /// The last good check of each object, as it was before this one.
  let dates: VerifyDates?
  /// The present, RFC 3339 in UTC to the second.
  let now: String

  /// Findings about one object, whose paths are those from the archive.
  func findings(
    _ findings: [Finding], of report: ObjectReport, at object: [UInt8]
  ) -> [VerifyFinding] {
    if findings.isEmpty { return [] }
    let inventory = report.inventory ?? report.versionInventory
    let place = String(decoding: object, as: UTF8.self)
    return findings.map { finding in
      var worded = self.finding(finding)
      worded.document = Self.document(inventory, place)
      worded.name = Self.name(inventory)
      if worded.severity == .error {
        let path = finding.path.dropFirst(place.count + 1)
        (worded.lastKnownGood, worded.knownBy) = knowledge(String(path), inventory, object)
      }
      return worded
    }
  }

  /// A finding that is about no object.
  func finding(_ finding: Finding) -> VerifyFinding {
    VerifyFinding(
      code: finding.code, path: archive.appending(finding.path).string, reason: finding.sentence,
      severity: finding.severity == .error ? .error : .warning)
  }

  /// An inventory that was rewritten since the last good check; nil where it was not.
  func rewritten(_ report: ObjectReport, at object: [UInt8]) -> Finding? {
    guard let inventory = report.inventory, let good = dates?.lastGood(object, now: now),
      good.head == inventory.head.name, !report.inventorySHA512.hasPrefix(good.digest)
    else { return nil }
    return Finding(
      "changed", String(decoding: object, as: UTF8.self) + "/inventory.json",
      "it is another than at the last good check, and \(good.head) was the newest version then too")
  }

  /// The document of an object, by its inventory or by the name of its folder.
  private static func document(_ inventory: Inventory?, _ place: String) -> String? {
    let prefix = ArchiveStore.objectID("")
    if let id = inventory?.id {
      return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
    }
    let name = place.split(separator: "/").last ?? ""
    let encoded = "urn%3ahandbill%3a"
    return name.hasPrefix(encoded) ? String(name.dropFirst(encoded.count)) : nil
  }

  private static func name(_ inventory: Inventory?) -> String? {
    let paths = inventory?.newest?.state.values.flatMap(\.self) ?? []
    let original = paths.filter { $0.hasPrefix(ArchiveStore.originalFolder) }.min()
    return original.map { String($0.dropFirst(ArchiveStore.originalFolder.count)) }
  }

  /// When a file was last known to be good: at the last good check, or when its version was made,
  /// whichever is later.
  private func knowledge(
    _ path: String, _ inventory: Inventory?, _ object: [UInt8]
  ) -> (String?, VerifyFinding.Knowledge?) {
    let check = dates?.lastGood(object, now: now)?.time
    let folder = path.prefix { $0 != "/" }
    let version = inventory?.versions[String(folder)] ?? inventory?.newest
    guard let created = version?.created, !created.isEmpty else {
      return (check, check.map { _ in .check })
    }
    guard let check, !Self.isLater(created, than: check) else { return (created, .archived) }
    return (check, .check)
  }

  private static func isLater(_ time: String, than other: String) -> Bool {
    guard let first = try? Date(time, strategy: .iso8601),
      let second = try? Date(other, strategy: .iso8601)
    else { return time > other }
    return first > second
  }
}
