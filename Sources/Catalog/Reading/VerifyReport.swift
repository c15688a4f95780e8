// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How thorough a check of the archive is.
package enum VerifyDepth: Sendable {
  /// Files, names, sidecars and inventories; no original is read.
  case structure
  /// All of that, and the digest of every file computed again.
  case digests
}

/// One finding of `verify`.
package struct VerifyFinding: Sendable, Hashable, Codable {
  /// The OCFL validation code (`E092`), or `index` for the derived side.
  package var code: String
  /// The document id, where it is known.
  package var document: String?
  /// The file it is about.
  package var path: String
  /// One sentence.
  package var reason: String
  /// Whether it breaks the archive's promise or is advice.
  package var severity: Severity

  /// How bad a finding is.
  package enum Severity: String, Sendable, Codable {
    /// Something is not as it was archived.
    case error
    /// Allowed, and worth a look.
    case warning
  }
}

/// The outcome of `verify`.
package struct VerifyReport: Sendable, Codable {
  /// Objects looked at.
  package var objects = 0
  /// Bytes whose digests were computed again; 0 for a check of the structure.
  package var bytesDigested: Int64 = 0
  /// What is amiss.
  package var findings: [VerifyFinding] = []
  /// Whether no finding is an error.
  package var isSound: Bool { !findings.contains { $0.severity == .error } }
}
