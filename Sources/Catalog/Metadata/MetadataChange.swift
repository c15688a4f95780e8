// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What one name says before and after.
package struct MetadataChange: Sendable, Hashable, Codable {
  /// The name, as `MetadataKey` reads it; a sighting's with its number where there are several.
  package var key: String
  /// Values before; empty where there were none.
  package var before: [String]
  /// Values after; empty where there are none.
  package var after: [String]
}

extension MetadataChange {
  /// What differs between two states of one document's metadata, in a fixed order.
  package static func all(
    from old: DocumentMetadata, to new: DocumentMetadata
  ) -> [MetadataChange] {
    var changes: [MetadataChange] = []
    var keys = old.keys
    keys += new.keys.filter { !keys.contains($0) }
    for key in keys {
      if case .sighting = key { continue }
      let change = MetadataChange(
        key: key.name, before: old.values(of: key), after: new.values(of: key))
      if change.before != change.after { changes.append(change) }
    }
    return changes + sightings(from: old.sightings, to: new.sightings)
  }

  private static func sightings(from old: [Sighting], to new: [Sighting]) -> [MetadataChange] {
    var changes: [MetadataChange] = []
    for index in 0..<max(old.count, new.count) {
      let before = old.indices.contains(index) ? old[index] : nil
      let after = new.indices.contains(index) ? new[index] : nil
      let number = max(old.count, new.count) > 1 ? " (sighting \(index + 1))" : ""
      if before == nil || after == nil {
        changes.append(
          MetadataChange(
            key: "sighting \(index + 1)", before: before.map { [$0.words] } ?? [],
            after: after.map { [$0.words] } ?? []))
        continue
      }
      for key in MetadataKey.SightingKey.allCases where before?[key] != after?[key] {
        changes.append(
          MetadataChange(
            key: key.rawValue + number, before: [before?[key]].compactMap(\.self),
            after: [after?[key]].compactMap(\.self)))
      }
    }
    return changes
  }

  /// The change in words: `title: "Meal" → "Meals"`.
  package var words: String {
    if key == "tags" {
      let added = after.filter { !before.contains($0) }.map { "+\($0)" }
      let taken = before.filter { !after.contains($0) }.map { "-\($0)" }
      return "tags \((added + taken).joined(separator: " "))"
    }
    return "\(key): \(Self.quoted(before)) → \(Self.quoted(after))"
  }

  private static func quoted(_ values: [String]) -> String {
    values.isEmpty ? "nothing" : values.map { "\"\($0)\"" }.joined(separator: "; ")
  }
}

extension Sighting {
  /// The sighting in words: the name, then where, when, from whom.
  package var words: String {
    var words = "\"\(name)\""
    if let place { words += ", found at \(place)" }
    if let date { words += ", found on \(date)" }
    if let dateAsGiven { words += " (given as \(dateAsGiven))" }
    if let finder { words += ", found by \(finder)" }
    if let source { words += ", from \(source)" }
    if let url { words += ", at \(url)" }
    if let path { words += ", read from \(path)" }
    if let modified { words += ", last changed \(modified)" }
    if let note { words += "; \(note)" }
    return words
  }
}
