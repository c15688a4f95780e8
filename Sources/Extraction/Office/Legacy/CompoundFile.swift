// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// OLE compound files: a small file system in a file, with sectors, a table of chains and a directory.
//
//   header: magic:8 … byte 30: sector shift:2 mini shift:2 … 44: table sectors:4 directory start:4 …
//           56: mini cutoff:4 mini table start:4 count:4 table list start:4 count:4 109 × sector:4
//   directory entry, 128 bytes: name:64 (UTF-16) length:2 kind:1 … 116: start:4 length:8
//
// - SeeAlso: [MS-CFB] Compound File Binary File Format.

/// A compound file, read through a function that gives its bytes.
struct CompoundFile {
  /// A stream or folder in the directory.
  struct Entry {
    /// Its name.
    var name: String
    /// Its length in bytes.
    var size: Int
    fileprivate var kind: UInt8
    fileprivate var start: Int
  }

  /// All entries of the directory, the root first.
  private(set) var entries: [Entry] = []
  private let size: Int
  private let read: (_ offset: Int, _ count: Int) -> [UInt8]
  private let sectorSize: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: [UInt8] = []
  private let miniCutoff: Int

  private static let lastSector: UInt32 = 0xFFFF_FFFA
  private static let entryLimit = 20_000

  /// Opens a file; nil where its header is none.
  ///
  /// Any bytes are taken; chains that loop or leave the file end there.
  /// - Parameters:
  ///   - size: the length of the file.
  ///   - read: gives bytes from an offset on, fewer at the end of the file.
  init?(size: Int, read: @escaping (_ offset: Int, _ count: Int) -> [UInt8]) {
    let header = read(0, 512)
    guard header.count == 512,
      header.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
      header[30] == 9 || header[30] == 12
    else { return nil }
    self.size = size
    self.read = read
    sectorSize = 1 << Int(header[30])
    miniCutoff = Self.four(header, 56)
    loadTable(header)
    loadDirectory(from: UInt32(Self.four(header, 48)))
    miniTable = Self.words(chain(from: UInt32(Self.four(header, 60)), limit: 32 << 20))
    if let root = entries.first, root.size <= 256 << 20 {
      miniStream = chain(from: UInt32(root.start), limit: root.size)
    }
  }

  /// Opens a file in memory; nil where its header is none.
  init?(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { offset, count in
      guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
      return Array(bytes[offset..<min(bytes.count, offset + count)])
    }
  }

  /// The first stream of a name, in whatever case; nil where there is none.
  func stream(_ name: String) -> [UInt8]? {
    entries.first { $0.kind == 2 && $0.name.lowercased() == name.lowercased() }.map(contents)
  }

  /// The bytes of a stream, as far as its chain goes.
  func contents(_ entry: Entry) -> [UInt8] {
    let limit = min(entry.size, size)
    guard entry.size < miniCutoff else { return chain(from: UInt32(entry.start), limit: limit) }
    var bytes: [UInt8] = []
    var sector = UInt32(entry.start)
    while bytes.count < limit, Int(sector) < miniTable.count {
      let start = Int(sector) * 64
      guard start < miniStream.count else { break }
      bytes += miniStream[start..<min(miniStream.count, start + 64)]
      sector = miniTable[Int(sector)]
    }
    return Array(bytes.prefix(limit))
  }

  /// The bytes of a chain of sectors, at most `limit` of them.
  private func chain(from start: UInt32, limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var sector = start
    var left = table.count
    while sector < Self.lastSector, left > 0, bytes.count < limit {
      let piece = read((Int(sector) + 1) * sectorSize, sectorSize)
      bytes += piece
      guard piece.count == sectorSize, Int(sector) < table.count else { break }
      sector = table[Int(sector)]
      left -= 1
    }
    return Array(bytes.prefix(limit))
  }

  /// Collects the table from its sectors: the first 109 are listed in the header, others in a chain.
  private mutating func loadTable(_ header: [UInt8]) {
    var sectors = Self.words(Array(header[76...]))
    var next = UInt32(Self.four(header, 68))
    var left = 1000
    while next < Self.lastSector, left > 0 {
      let list = Self.words(read((Int(next) + 1) * sectorSize, sectorSize))
      guard list.count > 1, let link = list.last else { break }
      sectors += list.dropLast()
      next = link
      left -= 1
    }
    for sector in sectors where sector < Self.lastSector {
      guard table.count * sectorSize <= size + sectorSize * 256 else { break }
      table += Self.words(read((Int(sector) + 1) * sectorSize, sectorSize))
    }
  }

  private mutating func loadDirectory(from start: UInt32) {
    let bytes = chain(from: start, limit: Self.entryLimit * 128)
    for index in stride(from: 0, to: bytes.count - 127, by: 128) {
      let length = min(64, Int(bytes[index + 64]) | Int(bytes[index + 65]) << 8)
      let units = stride(from: 0, to: max(0, length - 2), by: 2).map { place in
        UInt16(bytes[index + place]) | UInt16(bytes[index + place + 1]) << 8
      }
      entries.append(
        Entry(
          name: String(decoding: units, as: UTF16.self), size: Self.four(bytes, index + 120),
          kind: bytes[index + 66], start: Self.four(bytes, index + 116)))
    }
  }

  private static func four(_ bytes: [UInt8], _ index: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[index + $1]) << (8 * $1) }
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count - 3, by: 4).map { UInt32(four(bytes, $0)) }
  }
}
