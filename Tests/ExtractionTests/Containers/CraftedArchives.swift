// Licensed under the Apache License, Version 2.0; see LICENSE.

import CZlib
import FoundationEssentials

@testable import Extraction

/// A file for a hand-made archive.
struct ArchiveMember {
  var name: [UInt8]
  var contents: [UInt8]
  /// 0 stored, 8 deflated.
  var method: UInt16 = 0
  var flags: UInt16 = 0
  /// Mode of Unix, such as 0o120777 for a symbolic link.
  var mode: UInt32 = 0o100644
  var extra: [UInt8] = []
  /// Whether the sum is wrong.
  var hasWrongSum = false

  init(_ name: String, _ contents: String = "Free meals at noon\n") {
    self.init(bytes: Array(name.utf8), Array(contents.utf8))
  }

  init(bytes name: [UInt8], _ contents: [UInt8] = Array("Free meals at noon\n".utf8)) {
    self.name = name
    self.contents = contents
  }
}

/// Numbers as archives write them, lowest byte first.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number(8 * $0)) }
}

/// Packed bytes by zlib, without a wrapping.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var count = compressBound(UInt(bytes.count))
  var packed = [UInt8](repeating: 0, count: Int(count))
  precondition(compress2(&packed, &count, bytes, UInt(bytes.count), 9) == Z_OK)
  return Array(packed[2..<Int(count) - 4])
}

func checksum(_ bytes: [UInt8]) -> UInt32 {
  UInt32(crc32(0, bytes, UInt32(bytes.count)))
}

/// Zip archives written by hand.
enum CraftedZip {
  static func archive(_ members: [ArchiveMember]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let start = UInt32(file.count)
      let packed = member.method == 8 ? deflated(member.contents) : member.contents
      file += Array("PK\u{3}\u{4}".utf8) + shared(member, packed)
      file += member.name + member.extra + packed
      directory += entry(member, packed, at: start)
    }
    return file + directory + end(members.count, directory.count, at: file.count)
  }

  /// What the local header and the directory have in common, up to the lengths of name and extra.
  private static func shared(_ member: ArchiveMember, _ packed: [UInt8]) -> [UInt8] {
    let sum = checksum(member.contents) ^ (member.hasWrongSum ? 1 : 0)
    var bytes = littleEndian(UInt16(20)) + littleEndian(member.flags)
    bytes += littleEndian(member.method) + littleEndian(UInt32(0x5C61_6000)) + littleEndian(sum)
    bytes += littleEndian(UInt32(packed.count)) + littleEndian(UInt32(member.contents.count))
    return bytes + littleEndian(UInt16(member.name.count))
      + littleEndian(UInt16(member.extra.count))
  }

  /// An entry of the directory for a member at an offset.
  static func entry(_ member: ArchiveMember, _ packed: [UInt8], at start: UInt32) -> [UInt8] {
    var bytes = Array("PK\u{1}\u{2}".utf8) + littleEndian(UInt16(0x0314))
    bytes += shared(member, packed) + littleEndian(UInt16(0)) + littleEndian(UInt32(0))
    bytes += littleEndian(member.mode << 16) + littleEndian(start)
    return bytes + member.name + member.extra
  }

  /// The end of the directory.
  static func end(_ count: Int, _ size: Int, at start: Int) -> [UInt8] {
    Array("PK\u{5}\u{6}".utf8) + littleEndian(UInt32(0))
      + littleEndian(UInt16(truncatingIfNeeded: count))
      + littleEndian(UInt16(truncatingIfNeeded: count)) + littleEndian(UInt32(size))
      + littleEndian(UInt32(start)) + littleEndian(UInt16(0))
  }
}

/// Tar archives written by hand.
enum CraftedTar {
  /// The type of each entry is `0` a file, `1` a hard link, `2` a symbolic link, `3` a device.
  static func archive(
    _ members: [(member: ArchiveMember, type: Character, target: String)], isOld: Bool = false
  ) -> [UInt8] {
    var file: [UInt8] = []
    for (member, type, target) in members {
      let contents = type == "0" ? member.contents : []
      var head = [UInt8](repeating: 0, count: 512)
      func put(_ bytes: [UInt8], at place: Int) {
        head.replaceSubrange(place..<place + bytes.count, with: bytes)
      }
      put(Array(member.name.prefix(100)), at: 0)
      put(Array("0000644".utf8), at: 100)
      put(octal(contents.count, digits: 11), at: 124)
      put(octal(1_772_366_400, digits: 11), at: 136)
      put(Array(String(type).utf8), at: 156)
      put(Array(target.utf8.prefix(100)), at: 157)
      if !isOld { put(Array("ustar\u{0}00".utf8), at: 257) }
      put(Array("        ".utf8), at: 148)
      put(octal(head.reduce(0) { $0 + Int($1) }, digits: 6) + [0], at: 148)
      file += head + contents
      file += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
    }
    return file + [UInt8](repeating: 0, count: 1024)
  }

  static func archive(_ members: [ArchiveMember], isOld: Bool = false) -> [UInt8] {
    archive(members.map { ($0, "0", "") }, isOld: isOld)
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    let text = String(number, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
  }
}

/// A gzip file without a name.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(bytes) + littleEndian(checksum(bytes))
    + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
}

extension ExtractionResult {
  /// The parts, in the order of the original.
  func allParts() throws -> [ExtractedPart] {
    guard let parts else { return [] }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: parts.path.string))
    return bytes.split(separator: 0x0A).compactMap { PartsFile.part(Array($0)) }
  }
}
