// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Writes small compound files, as `CompoundFile` reads them: sectors of 512 bytes, entries one behind
/// the other as right siblings.
struct CompoundFileWriter {
  /// A folder, or a stream with its content.
  indirect enum Entry {
    case stream(String, [UInt8])
    case folder(String, [Entry])
  }

  private struct Node {
    var name: String
    var kind: UInt8
    var right = UInt32.max
    var child = UInt32.max
    var contents: [UInt8] = []
    var start = UInt32.max - 1
  }

  private static let none = UInt32.max
  private static let end = UInt32.max - 1
  private var nodes = [Node(name: "Root Entry", kind: 5)]
  private var sectors: [[UInt8]] = []
  private var table: [UInt32] = []

  /// The bytes of a file with these entries.
  static func file(_ entries: [Entry]) -> [UInt8] {
    var writer = CompoundFileWriter()
    writer.nodes[0].child = writer.add(entries)
    return writer.bytes()
  }

  private mutating func add(_ entries: [Entry]) -> UInt32 {
    var first = Self.none
    for entry in entries.reversed() {
      let place = nodes.count
      switch entry {
      case .stream(let name, let contents):
        nodes.append(Node(name: name, kind: 2, right: first, contents: contents))
      case .folder(let name, let inner):
        nodes.append(Node(name: name, kind: 1, right: first))
        let child = add(inner)
        nodes[place].child = child
      }
      first = UInt32(place)
    }
    return first
  }

  private mutating func bytes() -> [UInt8] {
    var mini: [UInt8] = []
    var miniTable: [UInt32] = []
    for place in nodes.indices where nodes[place].kind == 2 {
      let contents = nodes[place].contents
      if contents.count >= 4096 {
        nodes[place].start = append(contents)
      } else if !contents.isEmpty {
        nodes[place].start = UInt32(miniTable.count)
        let count = (contents.count + 63) / 64
        for index in 1...count {
          miniTable.append(index == count ? Self.end : UInt32(miniTable.count + 1))
        }
        mini += contents + [UInt8](repeating: 0, count: count * 64 - contents.count)
      }
    }
    nodes[0].contents = mini
    nodes[0].start = append(mini)
    let miniStart = append(miniTable.flatMap(Self.four))
    let directoryStart = append(nodes.flatMap(Self.entry))
    let tableSectors = table.count / 127 + 1
    let first = sectors.count
    table += [UInt32](repeating: UInt32.max - 2, count: tableSectors)
    table += [UInt32](repeating: Self.none, count: tableSectors * 128 - table.count)
    let starts = (0..<109).map { $0 < tableSectors ? UInt32(first + $0) : Self.none }
    return Self.header(directoryStart, miniStart, tableSectors, starts) + sectors.joined()
      + table.flatMap(Self.four)
  }

  /// Puts contents into sectors of their own; returns the first.
  private mutating func append(_ contents: [UInt8]) -> UInt32 {
    guard !contents.isEmpty else { return Self.end }
    let start = UInt32(sectors.count)
    for place in stride(from: 0, to: contents.count, by: 512) {
      let part = Array(contents[place..<min(place + 512, contents.count)])
      sectors.append(part + [UInt8](repeating: 0, count: 512 - part.count))
      table.append(place + 512 < contents.count ? UInt32(sectors.count) : Self.end)
    }
    return start
  }

  private static func header(
    _ directory: UInt32, _ mini: UInt32, _ tableSectors: Int, _ starts: [UInt32]
  ) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
    bytes += [UInt8](repeating: 0, count: 10) + four(UInt32(tableSectors)) + four(directory)
    bytes += four(0) + four(4096) + four(mini) + four(1) + four(end) + four(0)
    return bytes + starts.flatMap(four)
  }

  private static func entry(_ node: Node) -> [UInt8] {
    let units = Array(node.name.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var bytes = units + [UInt8](repeating: 0, count: 64 - units.count)
    bytes += [UInt8(units.count + 2), 0, node.kind, 1] + four(none) + four(node.right)
    bytes += four(node.child) + [UInt8](repeating: 0, count: 36) + four(node.start)
    return bytes + four(UInt32(node.contents.count)) + four(0)
  }

  /// A number as four bytes.
  static func four(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }
}
