// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// Writes groups of duplicates with their evidence.
struct DuplicateWriter {
  private let report: DuplicateReport

  /// Members of a group that are shown to people.
  private static let mostMembers = 20
  /// Pairs of a group that are shown to people.
  private static let mostPairs = 10

  /// Takes what was found.
  init(_ report: DuplicateReport) { self.report = report }

  /// Writes it in a format.
  ///
  /// Formats that hold nothing but groups say on standard error where groups were left out.
  func write(_ format: TableFormat, to output: inout StandardOutput) throws {
    switch format {
    case .text: try writeText(&output)
    case .json: try output.write(JSONText.encode(DuplicateReportJSON(report), .indented))
    case .ndjson:
      for group in report.groups { try output.write(JSONText.encode(group, .oneLine)) }
      reportLeftOut()
    case .csv:
      try writeCSV(&output)
      reportLeftOut()
    }
  }

  private func reportLeftOut() {
    let all = report.found.values.reduce(0, +)
    guard all > report.groups.count else { return }
    Diagnostics.warn(
      "\(Amount.count(report.groups.count)) of \(Amount.count(all)) groups are written; "
        + "--limit writes more")
  }

  private func writeText(_ output: inout StandardOutput) throws {
    for kind in DuplicateKind.allCases {
      guard let found = report.found[kind] else { continue }
      let groups = report.groups.filter { $0.kind == kind }
      try output.line(output.terminal.styled(heading(kind, found), .strong))
      for (index, group) in groups.enumerated() {
        try output.line()
        try write(group, number: index + 1, &output)
      }
      if groups.count < found {
        try output.line()
        try output.line("… and \(Amount.count(found - groups.count)) more; --limit shows them")
      }
      try output.line()
    }
    for note in notes { try output.line(output.terminal.styled(note, .faint)) }
  }

  private func heading(_ kind: DuplicateKind, _ found: Int) -> String {
    switch kind {
    case .file:
      "Same file: " + Amount.of(found, "file found more than once", "files found more than once")
    case .text: "Same text: " + Amount.of(found, "group of records", "groups of records")
    case .near:
      "Nearly the same text, likeness \(Amount.decimal(report.threshold ?? 0, places: 2)) or more: "
        + Amount.of(found, "group", "groups")
    case .family:
      "Same sheet in other prints or languages: " + Amount.of(found, "family", "families")
    }
  }

  private var notes: [String] {
    var notes = ["compared \(Amount.of(report.documents, "document", "documents"))"]
    if report.withoutText > 0 {
      notes.append(
        "\(Amount.of(report.withoutText, "document has", "documents have")) fewer than five letters, and "
          + "are compared with none")
    }
    if let promise = report.promise {
      notes.append(
        "of pairs right at the likeness asked for, at least "
          + "\(Amount.decimal(promise * 100, places: 1)) % are compared; of those above, more")
    }
    if let count = report.withoutSignals {
      notes.append(
        "\(Amount.of(count, "document has", "documents have")) no telephone number, address, "
          + "day, tag, long number or shared name that is rare here, and can be in no family")
    }
    return notes
  }

  private func write(
    _ group: DuplicateGroup, number: Int, _ output: inout StandardOutput
  ) throws {
    let languages = Set(group.members.flatMap(\.languages)).sorted()
    var title = "\(number). " + Amount.of(group.members.count, "document", "documents")
    if let sightings = group.sightings {
      title = "\(number). found \(Amount.of(sightings.count, "time", "times"))"
    }
    if !languages.isEmpty { title += "  " + languages.joined(separator: ", ") }
    try output.line(title)
    for member in group.members.prefix(Self.mostMembers) {
      let id = output.terminal.styled(SafeText.line(DocumentSummary.shortID(member.id)), .faint)
      let main = member.languages.first ?? "-"
      try output.line("  \(id)  \(main)  \(SafeText.inline(member.caption))")
    }
    if group.members.count > Self.mostMembers {
      try output.line("  … and \(Amount.count(group.members.count - Self.mostMembers)) more")
    }
    for sighting in group.sightings ?? [] {
      try output.line("    " + SafeText.inline(line(sighting)))
    }
    if let digest = group.textSHA256 { try output.line("    sha256 of the text: \(digest)") }
    for pair in group.pairs.prefix(Self.mostPairs) { try PairText.write(pair, to: &output) }
    let left = group.pairs.count - Self.mostPairs
    if left > 0 {
      try output.line("    … and \(Amount.count(left)) more; --format json has them")
    }
    if group.pairsFound > group.pairs.count {
      let reaching = "those \(Amount.count(group.pairs.count)) reach every document"
      try output.line("    \(Amount.count(group.pairsFound)) pairs in all; \(reaching)")
    }
  }

  private func line(_ sighting: Sighting) -> String {
    let facts = [sighting.date, sighting.place, sighting.source].compactMap { $0 }
    return (facts + ["added \(sighting.added) as \(sighting.name)"]).joined(separator: " · ")
  }

  private static let titles = [
    "kind", "group", "first", "second", "likeness", "shared_shingles", "all_shingles", "weight",
    "evidence",
  ]

  private func writeCSV(_ output: inout StandardOutput) throws {
    try output.write(CSVRow(Self.titles).description)
    var numbers: [DuplicateKind: Int] = [:]
    for group in report.groups {
      numbers[group.kind, default: 0] += 1
      let head = [group.kind.rawValue, String(numbers[group.kind] ?? 0)]
      for row in rows(of: group) { try output.write(CSVRow(head + row).description) }
    }
  }

  /// The rows of a group without its kind and number: one a pair, or one a document where none are described.
  private func rows(of group: DuplicateGroup) -> [[String]] {
    if !group.pairs.isEmpty { return group.pairs.map(PairText.csvFields) }
    let first = group.members.first?.id ?? ""
    if let sightings = group.sightings {
      return sightings.map { [first, "", "", "", "", "", line($0)] }
    }
    return group.members.dropFirst().map { member in
      [first, member.id, "1", "", "", "", "sha256 \(group.textSHA256 ?? "")"]
    }
  }
}

extension DuplicateMember {
  /// The title, or the file name where it has none.
  var caption: String { title.flatMap { $0.isEmpty ? nil : $0 } ?? name }
}

/// The JSON of `duplicates`.
private struct DuplicateReportJSON: Encodable {
  /// The groups.
  var groups: [DuplicateGroup]
  /// How many groups there are of each kind.
  var found: [String: Int]
  /// Documents and records of the index.
  var documents: Int
  /// Documents with fewer than five letters.
  var withoutText: Int
  /// Documents that can be in no family.
  var withoutSignals: Int?
  /// The least likeness of near duplicates.
  var threshold: Double?
  /// The share of pairs at the threshold that is sure to be compared.
  var promise: Double?
  /// The least weight of families, in bits.
  var leastWeight: Double?
  /// Ids of objects that cannot be read.
  var unreadable: [String]

  init(_ report: DuplicateReport) {
    groups = report.groups
    found = Dictionary(
      uniqueKeysWithValues: report.found.map { ($0.key.rawValue, $0.value) })
    documents = report.documents
    withoutText = report.withoutText
    withoutSignals = report.withoutSignals
    threshold = report.threshold
    promise = report.promise
    leastWeight = report.leastWeight
    unreadable = report.unreadable
  }
}
