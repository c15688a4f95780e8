// Licensed under the Apache License, Version 2.0; see LICENSE.

/// One step of an edit.
package enum AmendmentStep: Sendable, Hashable {
  /// Gives a name these values in the place of all that it had; none takes them away.
  case set(MetadataKey, [String], sighting: Int?)
  /// Adds a value to those that a name has.
  case add(MetadataKey, String)
  /// Takes a value away, where it is there.
  case take(MetadataKey, String)
}

/// What is to be changed of one document.
package struct Amendment: Sendable {
  /// The document's id, or its beginning.
  package var document: String
  /// The steps, in order.
  package var steps: [AmendmentStep]

  /// Plans steps for a document.
  package init(document: String, steps: [AmendmentStep]) {
    self.document = document
    self.steps = steps
  }
}

extension DocumentMetadata {
  /// Takes the steps of an edit.
  ///
  /// - Throws: `CatalogError.unusable`.
  mutating func apply(_ steps: [AmendmentStep]) throws(CatalogError) {
    for step in steps {
      switch step {
      case .set(let key, let values, let sighting):
        try set(values, for: key, sighting: sighting)
      case .add(let key, let value):
        let values = values(of: key)
        if !values.contains(value) { try set(values + [value], for: key) }
      case .take(let key, let value):
        try set(values(of: key).filter { $0 != value }, for: key)
      }
    }
  }
}

extension [AmendmentStep] {
  /// Looks at the values that can be wrong.
  ///
  /// - Throws: `CatalogError.unusable`.
  func check() throws(CatalogError) {
    var scratch = DocumentMetadata(
      document: "", name: "", bytes: 0, sightings: [Sighting(added: "", name: "")])
    try scratch.apply(self)
    for step in self {
      if case .add(_, let value) = step, value.trimmed.isEmpty {
        throw .unusable(value: value, asWhat: "a tag", advice: "give it at least one letter")
      }
    }
  }
}
