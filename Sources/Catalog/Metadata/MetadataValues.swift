// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Reading and setting metadata by the names that people use.

internal import TextAnalysis

extension DocumentMetadata {
  /// The values under a name, in order; empty where there are none.
  ///
  /// Those of a sighting are of all sightings, each once, oldest first.
  package func values(of key: MetadataKey) -> [String] {
    switch key {
    case .dublinCore(let element): dublinCore?[element.rawValue] ?? []
    case .field(let name): fields?[name] ?? []
    case .tags: tags
    case .language: language.map { [$0] } ?? []
    case .charset: charset.map { [$0] } ?? []
    case .sighting(let key): sightings.distinct { $0[key] }
    }
  }

  /// All names under which something is said, in a fixed order.
  package var keys: [MetadataKey] {
    let elements = DublinCoreElement.allCases.map { MetadataKey.dublinCore($0) }
    let facts = MetadataKey.SightingKey.allCases.map { MetadataKey.sighting($0) }
    let made = (fields ?? [:]).keys.sorted().map { MetadataKey.field($0) }
    return (elements + [.tags, .language, .charset] + facts + made).filter {
      !values(of: $0).isEmpty
    }
  }

  /// Sets the values under a name; none takes them away.
  ///
  /// - Parameters:
  ///   - values: the values; white space at their ends and empty ones are left out.
  ///   - key: the name.
  ///   - sighting: which sighting is meant, from 1; nil for the latest.
  /// - Throws: `CatalogError.unusable` where a value is none of its kind, or there is no such
  ///   sighting.
  package mutating func set(
    _ values: [String], for key: MetadataKey, sighting: Int? = nil
  ) throws(CatalogError) {
    let values = values.map(\.trimmed).filter { !$0.isEmpty }
    switch key {
    case .dublinCore(let element):
      dublinCore = Self.setting(values, for: element.rawValue, in: dublinCore)
    case .field(let name): fields = Self.setting(values, for: name, in: fields)
    case .tags: tags = Set(values).sorted()
    case .language: language = try Self.one(values, of: key).map(Self.language)
    case .charset: charset = try Self.one(values, of: key).map(Self.charset)
    case .sighting(let fact):
      let number = sighting ?? sightings.count
      guard sightings.indices.contains(number - 1) else {
        throw .unusable(
          value: "\(number)", asWhat: "the number of a sighting",
          advice: "document \(document.prefix(12)) has \(sightings.count)")
      }
      try sightings[number - 1].set(Self.one(values, of: key), for: fact)
    }
  }

  private static func setting(
    _ values: [String], for name: String, in old: [String: [String]]?
  ) -> [String: [String]]? {
    var new = old ?? [:]
    new[name] = values.isEmpty ? nil : values
    return new.isEmpty ? nil : new
  }

  private static func one(
    _ values: [String], of key: MetadataKey
  ) throws(CatalogError) -> String? {
    guard values.count > 1 else { return values.first }
    throw .unusable(
      value: values.joined(separator: "; "), asWhat: "one value", advice: "give one \(key.name)")
  }

  /// The code of a language.
  ///
  /// - Throws: `CatalogError.unusable`.
  static func language(_ tag: String) throws(CatalogError) -> String {
    if let language = Language(tag: tag), language.code.utf8.count <= 3 { return language.code }
    throw .unusable(
      value: tag, asWhat: "a language", advice: "give its ISO 639 code, such as fa or ckb")
  }

  /// The usual name of a charset.
  ///
  /// - Throws: `CatalogError.unusable`.
  static func charset(_ name: String) throws(CatalogError) -> String {
    if let standard = CharsetDecoder.standardName(of: name) { return standard }
    throw .unusable(
      value: name, asWhat: "a charset", advice: "give its IANA name, such as windows-1256")
  }
}

extension Sighting {
  /// A fact of the sighting.
  subscript(key: MetadataKey.SightingKey) -> String? {
    switch key {
    case .place: place
    case .date: date
    case .source: source
    case .finder: finder
    case .url: url
    case .note: note
    }
  }

  /// Sets a fact, or takes it away.
  ///
  /// - Throws: `CatalogError.unusable` for what is no date.
  mutating func set(
    _ value: String?, for key: MetadataKey.SightingKey
  ) throws(CatalogError) {
    switch key {
    case .place: place = value
    case .source: source = value
    case .finder: finder = value
    case .url: url = value
    case .note: note = value
    case .date:
      let found: FoundDate? = if let value { try FoundDate(value) } else { nil }
      date = found?.text
      dateAsGiven = found?.asGiven
    }
  }
}

extension Sequence {
  /// The values that `value` gives, each once, in the order met.
  func distinct<Value: Hashable>(_ value: (Element) -> Value?) -> [Value] {
    var seen: Set<Value> = []
    return compactMap(value).filter { seen.insert($0).inserted }
  }
}
