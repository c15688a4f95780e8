// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The head of a request by RFC 9112, as far as a room needs it where nobody may change anything:
// GET without a body, one request a connection. All bytes here come from outside.

/// A request for a page.
package struct WebRequest: Sendable, Equatable {
  /// The parts of the path between slashes, decoded; none for `/`.
  package var path: [String]
  /// The values behind the `?`, decoded, in order.
  package var values: [Value]
  /// The host it is meant for, as written, with its port; nil in HTTP/1.0 without one.
  package var host: String?

  /// A named value.
  package struct Value: Sendable, Equatable {
    /// The name.
    package var name: String
    /// The value; empty where there is none.
    package var text: String
  }

  /// The longest head that is read, in bytes.
  package static let headLimit = 16_384

  /// The value of a name, the first where there are several.
  package func value(_ name: String) -> String? { values.first { $0.name == name }?.text }

  /// Reads the head of a request, with or without its empty line.
  ///
  /// - Throws: `ReadingRoomError.malformedRequest`, `.methodRefused`, `.bodyRefused`.
  package init(head: [UInt8]) throws(ReadingRoomError) {
    var lines = head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
    }[...]
    guard let first = lines.popFirst() else { throw .malformedRequest(.requestLine) }
    let (method, target, version) = try Self.requestLine(first)
    let fields = try Self.fields(lines.prefix { !$0.isEmpty })
    try self.init(target: target)
    if host == nil { host = fields.host }
    if host == nil, version == Array("HTTP/1.1".utf8) { throw .malformedRequest(.host) }
    guard method == "GET" else { throw .methodRefused(method) }
    if fields.hasBody { throw .bodyRefused }
  }

  /// Reads the address of a request: `/path?name=value`, or the whole of it with a host.
  init(target: ArraySlice<UInt8>) throws(ReadingRoomError) {
    var target = target
    if target.first != UInt8(ascii: "/") {
      let scheme = Array("http://".utf8)
      guard target.starts(with: scheme) else { throw .malformedRequest(.requestLine) }
      target = target.dropFirst(scheme.count)
      let end = target.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
      host = String(decoding: target[..<(end ?? target.endIndex)], as: UTF8.self)
      target = target[(end ?? target.endIndex)...]
    }
    target = target.prefix { $0 != UInt8(ascii: "#") }
    let parts = target.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    let segments = (parts.first ?? []).dropFirst()
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for segment in segments {
      guard let text = PercentCoding.decode(segment, plus: .literal) else {
        throw .malformedRequest(.address)
      }
      path.append(text)
    }
    self.path = path == [""] ? [] : path
    values = try Self.values(parts.count > 1 ? parts[1] : [])
  }

  private static func values(_ query: ArraySlice<UInt8>) throws(ReadingRoomError) -> [Value] {
    var values: [Value] = []
    for part in query.split(separator: UInt8(ascii: "&")) {
      let sides = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decode(sides[0], plus: .space),
        let text = PercentCoding.decode(sides.count > 1 ? sides[1] : [], plus: .space)
      else { throw .malformedRequest(.address) }
      values.append(Value(name: name, text: text))
    }
    return values
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(ReadingRoomError) -> (method: String, target: ArraySlice<UInt8>, version: [UInt8]) {
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, isToken(parts[0]), !parts[1].isEmpty,
      parts[1].allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      parts[2].count == 8, parts[2].starts(with: "HTTP/1.".utf8)
    else { throw .malformedRequest(.requestLine) }
    return (String(decoding: parts[0], as: UTF8.self), parts[1], Array(parts[2]))
  }

  /// What the fields of a head say that matters here.
  private struct Fields {
    var host: String?
    var hasBody = false
  }

  private static func fields(
    _ lines: ArraySlice<ArraySlice<UInt8>>
  ) throws(ReadingRoomError) -> Fields {
    var fields = Fields()
    for line in lines {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else {
        throw .malformedRequest(.field)
      }
      let text = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
      switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
      case "host":
        guard fields.host == nil else { throw .malformedRequest(.host) }
        fields.host = text
      case "content-length": fields.hasBody = fields.hasBody || text != "0"
      case "transfer-encoding": fields.hasBody = true
      default: continue
      }
    }
    return fields
  }

  /// Without spaces and tabs at both ends.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// Whether bytes are a token of RFC 9110, at least one byte long.
  private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    return !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: marks.contains(byte)
        }
      }
  }
}

/// Which hosts a request may be meant for.
package enum HostPolicy: Sendable {
  /// The names of this machine's own loopback, on any port (a tunnel may have another).
  case loopbackOnly
  /// Any: the room was opened to other machines on purpose.
  case any

  /// Refuses a request that is meant for somebody else.
  ///
  /// A page on another site can make its own name point to 127.0.0.1, and its scripts may then read
  /// our answers; but the browser still says the other name here.
  /// - Throws: `ReadingRoomError.foreignHost`.
  package func check(_ host: String?) throws(ReadingRoomError) {
    guard self == .loopbackOnly, let host else { return }
    let name: Substring
    let port: Substring
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      name = host[...end]
      port = host[host.index(after: end)...]
    } else {
      name = host.prefix { $0 != ":" }
      port = host[name.endIndex...]
    }
    let isPort =
      port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    guard isPort, ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased()) else {
      throw .foreignHost(host)
    }
  }
}
