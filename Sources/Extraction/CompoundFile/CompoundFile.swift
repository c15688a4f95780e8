// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The compound file format of Microsoft (MS-CFB): folders and streams in one file, kept in sectors
// whose order a table tells. MSG, DOC, XLS and PPT are such files.
//
//   0 signature (8) · 26 major version (2) · 30 sector shift (2) · 32 mini sector shift (2)
//   44 count of table sectors · 48 first directory sector · 56 mini cutoff · 60 first mini table sector
//   68 first sector of the list of table sectors · 72 their count · 76 first 109 table sectors
//
// All numbers are little-endian, of 4 bytes unless said otherwise. Sector n begins at (n + 1) sectors.
// Directory entries have 128 bytes: 0 name in UTF-16 (64) · 64 its bytes with the zero (2) · 66 kind (1)
// 68 left · 72 right · 76 child · 116 first sector · 120 size (8).

/// Why a compound file cannot be followed.
package enum CompoundFileError: Error, Hashable, CustomStringConvertible {
  /// The signature or the sizes at the beginning are none.
  case notCompound
  /// The directory cannot be found.
  case noDirectory

  package var description: String {
    switch self {
    case .notCompound: "the file does not begin as a compound file; find a whole copy of it"
    case .noDirectory: "the directory of the compound file is missing; find a whole copy of it"
    }
  }
}

/// A compound file in memory.
///
/// Any bytes are taken: chains that loop or leave the file end there, and no entry has two parents.
package struct CompoundFile: Sendable {
  /// A folder or a stream.
  package struct Entry: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Whether it is a stream; else it is a folder.
    package var isStream: Bool
    /// Length of a stream as the directory says, at most that of the file.
    package var size: Int
    /// What is in a folder: places in `entries`.
    package var children: [Int] = []
    /// Its first sector.
    fileprivate var start: UInt32
  }

  /// All entries; the first is the folder that everything is in.
  package private(set) var entries: [Entry] = []
  private let bytes: [UInt8]
  private let header: CompoundFileHeader
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: [UInt8] = []

  /// Reads the tables and the directory of a file.
  ///
  /// O(bytes).
  /// - Throws: `CompoundFileError`.
  package init(_ bytes: [UInt8]) throws(CompoundFileError) {
    guard let header = CompoundFileHeader(bytes) else { throw .notCompound }
    self.bytes = bytes
    self.header = header
    readTable()
    let directory = contents(of: chain(from: header.directory, in: table, most: table.count))
    var nodes: [Node] = []
    for start in stride(from: 0, to: directory.count - 127, by: 128) {
      nodes.append(Node(directory, at: start, longest: bytes.count))
    }
    guard let root = nodes.first, root.kind == 5 else { throw .noDirectory }
    entries = nodes.map { node in
      Entry(name: node.name, isStream: node.kind == 2, size: node.size, start: node.start)
    }
    linkChildren(nodes)
    let rootChain = chain(from: root.start, in: table, most: table.count)
    miniStream = Array(contents(of: rootChain).prefix(root.size))
    let miniChain = chain(from: header.miniTable, in: table, most: table.count)
    miniTable = CompoundFileHeader.numbers(contents(of: miniChain))
  }

  /// The place of a stream or folder by its name, whatever its case; nil where there is none.
  package func child(_ name: String, of folder: Int) -> Int? {
    let wanted = name.lowercased()
    return entries[folder].children.first { entries[$0].name.lowercased() == wanted }
  }

  /// The folders in a folder whose names begin with `prefix`, in lower case, in the order of their names.
  package func folders(_ prefix: String, of folder: Int) -> [Int] {
    let found = entries[folder].children.filter { place in
      !entries[place].isStream && entries[place].name.lowercased().hasPrefix(prefix)
    }
    return found.sorted { entries[$0].name < entries[$1].name }
  }

  /// The content of a stream, as far as it can be followed; empty for a folder.
  package func contents(of place: Int) -> [UInt8] {
    let entry = entries[place]
    guard entry.isStream, entry.size > 0 else { return [] }
    let isMini = entry.size < header.miniCutoff
    let size = isMini ? header.miniSectorSize : header.sectorSize
    let needed = (entry.size + size - 1) / size
    let sectors = chain(from: entry.start, in: isMini ? miniTable : table, most: needed)
    let content = isMini ? miniContents(of: sectors) : contents(of: sectors)
    return Array(content.prefix(entry.size))
  }
}

// Sectors.
extension CompoundFile {
  /// The contents of a stream in the outermost folder, whatever the case of its name.
  ///
  /// Nil where there is none.
  package func stream(_ name: String) -> [UInt8]? { child(name, of: 0).map(contents) }

  /// Sectors from `start` on, in order; at most so many.
  private func chain(from start: UInt32, in table: [UInt32], most: Int) -> [Int] {
    var sectors: [Int] = []
    var next = start
    while next <= CompoundFileHeader.lastSector, sectors.count < most {
      sectors.append(Int(next))
      guard Int(next) < table.count else { break }
      next = table[Int(next)]
    }
    return sectors
  }

  /// The bytes of sectors; ends at the first that is not in the file.
  private func contents(of sectors: [Int]) -> [UInt8] {
    var result: [UInt8] = []
    for sector in sectors {
      let start = (sector + 1) * header.sectorSize
      guard start < bytes.count else { break }
      result += bytes[start..<min(start + header.sectorSize, bytes.count)]
    }
    return result
  }

  private func miniContents(of sectors: [Int]) -> [UInt8] {
    var result: [UInt8] = []
    for sector in sectors {
      let start = sector * header.miniSectorSize
      guard start < miniStream.count else { break }
      result += miniStream[start..<min(start + header.miniSectorSize, miniStream.count)]
    }
    return result
  }

  /// Reads the table that says which sector follows which.
  private mutating func readTable() {
    let most = bytes.count / header.sectorSize + 1
    var listed = header.tableSectors
    var next = header.tableList
    var lists = 0
    while next <= CompoundFileHeader.lastSector, lists < most, listed.count < most {
      let numbers = CompoundFileHeader.numbers(contents(of: [Int(next)]))
      guard numbers.count == header.sectorSize / 4, let following = numbers.last else { break }
      listed += numbers.dropLast()
      next = following
      lists += 1
    }
    let sectors = listed.prefix { $0 <= CompoundFileHeader.lastSector }.prefix(most).map(Int.init)
    table = CompoundFileHeader.numbers(contents(of: sectors))
  }
}

// The directory.
extension CompoundFile {
  private struct Node {
    var name: String
    var kind: UInt8
    var left: UInt32
    var right: UInt32
    var child: UInt32
    var start: UInt32
    var size: Int

    init(_ directory: [UInt8], at place: Int, longest: Int) {
      let number: (Int) -> UInt32 = { CompoundFileHeader.number(directory, at: place + $0) }
      let length = min(64, Int(directory[place + 64]) | Int(directory[place + 65]) << 8)
      let units = stride(from: 0, to: max(0, length - 2), by: 2).map { offset in
        UInt16(directory[place + offset]) | UInt16(directory[place + offset + 1]) << 8
      }
      name = String(decoding: units, as: UTF16.self)
      kind = directory[place + 66]
      (left, right, child) = (number(68), number(72), number(76))
      start = number(116)
      // Files of version 3 may have anything in the upper half.
      size = min(Int(number(120)), longest)
    }
  }

  /// Gives each folder its entries: a tree of siblings below its child.
  private mutating func linkChildren(_ nodes: [Node]) {
    var isTaken = [Bool](repeating: false, count: nodes.count)
    isTaken[0] = true
    for folder in nodes.indices where nodes[folder].kind == 1 || nodes[folder].kind == 5 {
      var waiting = [nodes[folder].child]
      while let next = waiting.popLast() {
        guard let place = Int(exactly: next), place < nodes.count, !isTaken[place],
          nodes[place].kind == 1 || nodes[place].kind == 2
        else { continue }
        isTaken[place] = true
        entries[folder].children.append(place)
        waiting += [nodes[place].right, nodes[place].left]
      }
      entries[folder].children.sort()
    }
  }
}
