// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// The index in numbers, for people.
enum IndexText {
  /// Totals, then one line a segment.
  static func lines(_ index: IndexInfo) -> [String] {
    let deleted =
      index.deleted > 0 ? ", \(Amount.count(index.deleted)) deleted and not yet merged away" : ""
    let segments = index.segments.map { segment in
      let gone = segment.deleted > 0 ? ", \(Amount.count(segment.deleted)) of them deleted" : ""
      return "  segment \(segment.number): "
        + Amount.of(segment.documents, "document", "documents") + gone
    }
    return [
      "\(Amount.of(index.documents, "document", "documents"))\(deleted), "
        + "\(Amount.of(index.segments.count, "segment", "segments")), \(Amount.bytes(index.bytes))",
      "commit \(index.generation), digest \(index.digest)",
    ] + segments
  }
}
