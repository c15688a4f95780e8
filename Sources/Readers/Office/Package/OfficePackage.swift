// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// An office file or book as what it is inside: parts with names, in a zip.

internal import Extraction

/// The parts of an office file or book.
///
/// Reading a part never fails: what cannot be unpacked is empty or cut, and remembered in `faults`.
final class OfficePackage {
  /// A part that could not be unpacked whole.
  struct Fault: Hashable {
    /// Its name.
    var part: String
    /// `.damaged`, `.encrypted` or `.sizeLimit`.
    var reason: FailureReason
  }

  /// The names of all parts, in the order of the directory.
  let names: [String]
  /// Whether the zip had lost its directory.
  let isRescued: Bool
  /// What could not be unpacked.
  private(set) var faults: [Fault] = []
  private let zip: ZipReader
  private var places: [String: Int] = [:]
  private var left: Int

  /// Members that are looked at, at most.
  private static let memberLimit = 50_000
  /// Bytes that one part may unpack to.
  private static let partLimit = 256 << 20
  /// Bytes that a part may unpack to for each of its packed bytes, beyond the first 16 MB.
  private static let ratioLimit = 100

  /// Opens a package; its parts unpack to `unpackedBytes` together at most.
  ///
  /// - Throws: `ExtractionFailure` with `.damaged` where no part can be found.
  init(_ bytes: [UInt8], unpackedBytes: Int = 1 << 30) throws(ExtractionFailure) {
    var isRescued = false
    var zip = ZipReader(bytes, limit: Self.memberLimit)
    if zip == nil, let repaired = ZipRescue.repaired(bytes) {
      zip = ZipReader(repaired, limit: Self.memberLimit)
      isRescued = true
    }
    guard let zip, !zip.members.isEmpty else { throw .damagedPackage }
    self.zip = zip
    self.isRescued = isRescued
    left = unpackedBytes
    names = zip.members.map { Self.name($0.name) }
    for (index, name) in names.enumerated() where places[name.lowercased()] == nil {
      places[name.lowercased()] = index
    }
  }

  /// Whether there is a part of a name, in whatever case.
  func contains(_ name: String) -> Bool { places[name.lowercased()] != nil }

  /// The contents of a part; nil where there is none of that name, or nothing can be had of it.
  func part(_ name: String) -> [UInt8]? {
    guard let index = places[name.lowercased()] else { return nil }
    let member = zip.members[index]
    guard !member.isEncrypted else { return note(name, .encrypted) }
    let byRatio = (16 << 20) + min(member.packedBytes, 64 << 20) * Self.ratioLimit
    let (bytes, ending) = zip.contents(at: index, limit: min(Self.partLimit, byRatio, left))
    left -= bytes.count
    switch ending {
    case .whole: return bytes
    // A rescued member has no true checksum behind it: its end is the end of what is left.
    case .damaged: _ = isRescued && !bytes.isEmpty ? nil : note(name, .damaged)
    case .tooLarge: _ = note(name, .sizeLimit)
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// The tree of a part of XML; nil where there is none.
  func tree(_ name: String) -> XMLNode? { part(name).flatMap { XMLNode.parse($0) } }

  private func note(_ name: String, _ reason: FailureReason) -> [UInt8]? {
    let fault = Fault(part: name, reason: reason)
    if faults.count < 100, !faults.contains(fault) { faults.append(fault) }
    return nil
  }

  /// Names as paths: some programs write backslashes, or a slash in front.
  private static func name(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
    return String(text.drop { $0 == "/" })
  }

  /// The name of the part that `target` means when `base` says it, without `.` and `..`.
  static func resolve(_ target: String, from base: String) -> String {
    let target = String(target.prefix { $0 != "#" && $0 != "?" })
    let isAbsolute = target.hasPrefix("/")
    var steps = isAbsolute ? [] : base.split(separator: "/").dropLast().map(String.init)
    for step in target.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(unescaped(String(step)))
      }
    }
    return steps.joined(separator: "/")
  }

  /// Percent escapes resolved; the text itself where they are none of UTF-8.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self) ?? text
  }
}

extension ExtractionFailure {
  /// A package without a part that can be found.
  static let damagedPackage = ExtractionFailure(
    .damaged, "the file is damaged: nothing in its zip can be read; find another copy")
}
