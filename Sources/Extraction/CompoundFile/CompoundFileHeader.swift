// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The first bytes of a compound file.
package struct CompoundFileHeader: Sendable {
  /// The signature that all of them begin with.
  package static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The largest number of a sector; larger ones have meanings of their own.
  static let lastSector: UInt32 = 0xFFFF_FFF9

  /// Bytes of a sector: 512 or 4096, more in files that lie.
  let sectorSize: Int
  /// Bytes of a mini sector.
  let miniSectorSize: Int
  /// Streams below this length are kept in mini sectors.
  let miniCutoff: Int
  /// First sector of the directory.
  package let directory: UInt32
  /// First sector of the table of mini sectors.
  let miniTable: UInt32
  /// First sector of the list of further table sectors.
  let tableList: UInt32
  /// The first table sectors.
  let tableSectors: [UInt32]

  /// Reads a header; nil where the bytes are none.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 512, bytes.starts(with: Self.signature) else { return nil }
    let shift = Int(bytes[30]) | Int(bytes[31]) << 8
    let miniShift = Int(bytes[32]) | Int(bytes[33]) << 8
    guard (7...16).contains(shift), (4...12).contains(miniShift) else { return nil }
    sectorSize = 1 << shift
    miniSectorSize = 1 << miniShift
    miniCutoff = Int(min(Self.number(bytes, at: 56), 1 << 20))
    directory = Self.number(bytes, at: 48)
    miniTable = Self.number(bytes, at: 60)
    tableList = Self.number(bytes, at: 68)
    tableSectors = (0..<109).map { Self.number(bytes, at: 76 + 4 * $0) }
      .prefix { $0 <= Self.lastSector }.map { $0 }
  }

  /// Where the directory begins in the file.
  var directoryStart: Int { (Int(directory) + 1) * sectorSize }

  /// Four bytes as a number.
  package static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
    UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
      | UInt32(bytes[place + 3]) << 24
  }

  /// Bytes as numbers; those behind the last whole one are left out.
  package static func numbers(_ bytes: [UInt8]) -> [UInt32] {
    (0..<bytes.count / 4).map { number(bytes, at: 4 * $0) }
  }
}
