// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import OCFL

/// What an export wrote.
package struct ExportReport: Sendable, Codable {
  /// Documents that were written.
  package var documents = 0
  /// Files that were written.
  package var files = 0
  /// Bytes of those files.
  package var bytes: Int64 = 0
  /// SHA-512 of the file that lists the digests of all others; nil where there is none.
  package var manifestSHA512: String?
  /// What the receiver may stumble over, one sentence each.
  package var warnings: [String] = []
  /// Documents that were left out because they are damaged.
  package var failures: [ExportFailure] = []

  /// Makes an empty report.
  package init() {}
}

/// A document that could not be exported or imported, and why.
package struct ExportFailure: Sendable, Hashable, Codable {
  /// The document id, or what stands for it.
  package var document: String
  /// One sentence.
  package var reason: String

  /// Notes a failure.
  package init(document: String, reason: String) {
    self.document = document
    self.reason = reason
  }
}

extension CatalogError {
  /// Whether a single object is to blame, so that the others can go on.
  var concernsOneObject: Bool {
    switch self {
    case .malformedObject, .unreadableOriginal, .removed, .digestClash, .changedWhileRead: true
    case .archive(.invalidObject), .archive(.digestMismatch), .archive(.objectChanged),
      .archive(.noSuchFile), .archive(.noSuchVersion), .archive(.invalidLogicalPath):
      true
    case .storage(let error): error.isMissing
    default: false
    }
  }
}
