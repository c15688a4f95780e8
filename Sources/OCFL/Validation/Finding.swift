// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a validator has to say about an object or a storage root, under the codes of the
// specification: https://ocfl.io/1.1/spec/validation-codes.html

/// One departure from the specification.
package struct Finding: Sendable, Equatable, Codable {
  /// How much a departure weighs.
  package enum Severity: Sendable, Equatable {
    /// A MUST is broken: the object is not valid.
    case error
    /// A SHOULD is broken: the object is valid.
    case warning
  }

  /// The specification's code: `E` for an error, `W` for a warning, then three digits; or
  /// `unreadable`, where the disk gives no answer.
  package var code: String
  /// Where: a path from the folder that is validated, empty for that folder itself.
  package var path: String
  /// What is wrong, a clause without a full stop.
  package var sentence: String

  /// Whether the object stays valid in spite of it.
  package var severity: Severity { code.hasPrefix("W") ? .warning : .error }

  /// Makes a finding.
  package init(_ code: String, _ path: String, _ sentence: String) {
    self.code = code
    self.path = path
    self.sentence = sentence
  }
}

extension Finding: CustomStringConvertible {
  /// Code, place and sentence in one line.
  package var description: String {
    path.isEmpty ? "\(code) \(sentence)" : "\(code) \(path): \(sentence)"
  }
}
