// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A JSON document whose shape is not known yet, so that each departure can be named.

internal import FoundationEssentials

/// A JSON value.
enum JSONTree: Equatable {
  case string(String)
  case object([String: JSONTree])
  case array([JSONTree])
  case other

  /// Reads a JSON document; nil where the bytes are none.
  init?(_ bytes: [UInt8]) {
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(bytes)) else { return nil }
    self = tree
  }

  var string: String? {
    if case .string(let string) = self { return string }
    return nil
  }

  var object: [String: JSONTree]? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// The strings of an array that holds nothing else.
  var strings: [String]? {
    guard case .array(let values) = self else { return nil }
    let strings = values.compactMap(\.string)
    return strings.count == values.count ? strings : nil
  }
}

extension JSONTree: Decodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if let string = try? single.decode(String.self) {
      self = .string(string)
    } else if let object = try? decoder.container(keyedBy: Key.self) {
      var values: [String: JSONTree] = [:]
      for key in object.allKeys {
        values[key.stringValue] = try object.decode(JSONTree.self, forKey: key)
      }
      self = .object(values)
    } else if var array = try? decoder.unkeyedContainer() {
      var values: [JSONTree] = []
      while !array.isAtEnd { values.append(try array.decode(JSONTree.self)) }
      self = .array(values)
    } else {
      self = .other
    }
  }
}
