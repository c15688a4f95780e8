// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How thorough a check of the archive is.
package enum VerifyDepth: Sendable {
  /// Files, names, sidecars and inventories; no original is read.
  case structure
  /// All of that, and the digest of every file computed again.
  case digests
}

/// Which objects a check is about, and how it goes about them.
package struct VerifyRequest: Sendable {
  /// Which objects.
  package enum Selection: Sendable, Equatable {
    /// All, and the index.
    case all
    /// Those of some documents, by their ids or the beginnings of them.
    case documents([String])
    /// Those that were not found good for longest, never checked ones first; a seed decides between
    /// equals.
    case sample(Sample, seed: UInt64)
    /// Those not found good since a time, RFC 3339 in UTC to the second.
    case notGoodSince(String)
    /// Those that the last check, which was interrupted, had still to do.
    case rest
  }

  /// How many objects a sample has.
  package enum Sample: Sendable, Equatable {
    /// A part of all, above 0 and up to 1.
    case share(Double)
    /// So many, 1 and up.
    case count(Int)
  }

  /// Which objects.
  package var selection = Selection.all
  /// How thorough; `.rest` is always one of digests.
  package var depth = VerifyDepth.structure
  /// Bytes a second that may be read, nil for no limit.
  package var bytesPerSecond: Int?
  /// Objects at a time, at least 1.
  package var jobs = 1

  /// A check of the structure of all objects.
  package init() {}
}

/// One finding of `verify`.
package struct VerifyFinding: Sendable, Hashable, Codable {
  /// The OCFL validation code (`E092`), or one of our own: `index` for the derived side, `missing`
  /// for an object that is gone, `changed` for one that was rewritten, `unreadable` where the disk
  /// gives no answer.
  package var code: String
  /// The document id, where it is known.
  package var document: String?
  /// The name of the document's original, where it is known.
  package var name: String?
  /// The file it is about.
  package var path: String
  /// One sentence.
  package var reason: String
  /// Whether it breaks the archive's promise or is advice.
  package var severity: Severity
  /// When the file was last known to be good, RFC 3339; nil where nothing says it.
  package var lastKnownGood: String?
  /// What says so.
  package var knownBy: Knowledge?

  /// How bad a finding is.
  package enum Severity: String, Sendable, Codable {
    /// Something is not as it was archived.
    case error
    /// Allowed, and worth a look.
    case warning
  }

  /// Why a file was known to be good.
  package enum Knowledge: String, Sendable, Codable {
    /// A check of its digests found it good.
    case check
    /// It was archived then, and not checked since.
    case archived
  }
}

/// How far a check is.
package struct VerifyProgress: Sendable {
  /// Objects done.
  package var objects = 0
  /// Objects to do.
  package var objectsTotal = 0
  /// Bytes read.
  package var bytes: Int64 = 0
}

/// The outcome of `verify`.
package struct VerifyReport: Sendable {
  /// Objects looked at.
  package var objects = 0
  /// Objects that were to be looked at; more than `objects` after an interruption.
  package var selected = 0
  /// Objects that are there.
  package var archived = 0
  /// Bytes whose digests were computed again; 0 for a check of the structure.
  package var bytesDigested: Int64 = 0
  /// What is amiss.
  package var findings: [VerifyFinding] = []
  /// Why the dates of this check could not be kept, one sentence; nil where they were, or where a
  /// check of the structure has none.
  package var datesNotKept: String?
  /// Whether it was interrupted.
  package var interrupted = false
  /// Whether no finding is an error.
  package var isSound: Bool { !findings.contains { $0.severity == .error } }
}
