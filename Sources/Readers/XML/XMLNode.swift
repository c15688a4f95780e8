// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Small XML documents as a tree, for what must be looked up: relationships, styles, metadata.

internal import Extraction

/// An element with what is inside it.
final class XMLNode {
  /// Its name without prefix.
  let name: String
  /// Values by their names without prefix.
  let attributes: [String: String]
  /// The elements inside it, in order.
  fileprivate(set) var children: [XMLNode] = []
  /// The text directly inside it, joined.
  fileprivate(set) var ownText: [UInt8] = []

  /// Makes an element without contents.
  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// Parses a document; nil where it has no element.
  ///
  /// A broken document gives what was before its fault. Elements beyond `limit` are left out.
  static func parse(_ bytes: [UInt8], limit: Int = 300_000) -> XMLNode? {
    let builder = XMLTreeBuilder(limit: limit)
    XMLParser.parse(bytes, into: builder)
    return builder.root.children.first
  }

  /// The first element of a name directly inside.
  func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

  /// All elements of a name directly inside.
  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// All elements of a name inside, at any depth, in order.
  func descendants(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
  }

  /// The text inside, at any depth, that of deeper elements behind that of their parents.
  var text: String {
    String(decoding: ownText, as: UTF8.self) + children.map(\.text).joined()
  }

  /// The text inside as a value: white space as single spaces; nil where there is none.
  var value: String? { TextCleaner.value(text) }

  subscript(_ attribute: String) -> String? { attributes[attribute] }
}

/// Builds a tree; elements nest as deep as the parser lets them.
private final class XMLTreeBuilder: XMLEvents {
  let root = XMLNode("", [:])
  private var path: [XMLNode]
  private var left: Int

  init(limit: Int) {
    left = limit
    path = [root]
  }

  var hasEnough: Bool { left <= 0 }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    let node = XMLNode(name, attributes)
    path.last?.children.append(node)
    path.append(node)
    left -= 1
  }

  func endElement(_ name: String, namespace: String) { path.removeLast() }

  func characters(_ bytes: [UInt8]) { path.last?.ownText += bytes }
}
