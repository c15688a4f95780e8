// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// When each object was last found good: `Indexes/fixity.tsv`, a line for each check of an object.
//
//     handbill-fixity-1 LF
//     ( time TAB head TAB digest TAB place LF )*
//
// time: RFC 3339, UTC, to the second (20 bytes) · head: the newest version then, `v2` · digest: the
// first 32 digits of the inventory's SHA-512 · place: the object's folder below Archive/, its
// control characters as `%` and two digits. The newest line of a place counts. Lines are only added,
// so a crash leaves a line torn at most, which no reader takes for one. Losing the file loses no
// archive data. Format page: Documentation/Formats/archive.md § Dates of checks.

internal import FileStorage
internal import SystemPackage

/// The last good check of each object of an archive.
struct VerifyDates {
  /// What a check that found an object good has seen.
  struct GoodCheck: Equatable, Sendable {
    /// RFC 3339, UTC, to the second: texts in the order of their times.
    var time: String
    /// The newest version then.
    var head: String
    /// The first 32 digits of the inventory's SHA-512.
    var digest: String

    /// A check at a time, of an object with a newest version and the SHA-512 of its inventory.
    init(time: String, head: String, sha512: String) {
      self.time = time
      self.head = head
      digest = String(sha512.prefix(VerifyDates.digestDigits))
    }
  }

  private static let header = "handbill-fixity-1"
  fileprivate static let digestDigits = 32

  private let path: FilePath
  private var checks: [[UInt8]: GoodCheck] = [:]
  private var lines = 0
  private var pending: [UInt8] = []
  private var endsInLine = false
  /// Whether there is a file that a newer program has written: it is neither read nor changed.
  let isForeign: Bool

  /// Reads the dates of a home; none where there is no such file, or another.
  ///
  /// - Throws: `FileStorageError.failed` where it is there and cannot be read.
  init(_ home: Home) throws(FileStorageError) {
    path = home.indexes.appending("fixity.tsv")
    let bytes = try Folder.status(path) == nil ? [] : try FileReader.contents(of: path)
    let first = bytes.prefix { $0 != 0x0A }
    isForeign =
      first.count < bytes.count && first.starts(with: "handbill-fixity-".utf8)
      && !first.elementsEqual(Self.header.utf8)
    if isForeign { return }
    endsInLine = bytes.last.map { $0 != 0x0A } ?? false
    for line in bytes.dropFirst(first.count).split(separator: 0x0A) {
      lines += 1
      if let (place, check) = Self.entry(line) { checks[place] = check }
    }
    if bytes.isEmpty || !first.elementsEqual(Self.header.utf8) { lines = .max }
  }

  /// The last good check of the object in a folder.
  ///
  /// A time to come is none: the clock was wrong then, and the object is to be checked again.
  func lastGood(_ place: [UInt8], now: String) -> GoodCheck? {
    checks[Self.key(place)].flatMap { $0.time > now ? nil : $0 }
  }

  /// Notes that an object was found good.
  mutating func note(_ check: GoodCheck, at place: [UInt8]) {
    let key = Self.key(place)
    checks[key] = check
    pending += Self.line(key, check)
  }

  /// Bytes noted and not written yet.
  var pendingBytes: Int { pending.count }

  /// Writes what was noted; the whole file anew where it has become long.
  ///
  /// Another check may write at the same time: a lock of its own keeps the lines apart.
  /// - Throws: `FileStorageError`; what was noted is then noted still.
  mutating func write(sync: Bool) throws(FileStorageError) {
    if pending.isEmpty { return }
    let lock = try FolderLock(
      folder: path.removingLastComponent(), name: "fixity.lock", wait: .seconds(10))
    defer { withExtendedLifetime(lock) {} }
    if lines > 2 * checks.count + 1000 {
      var whole = Array("\(Self.header)\n".utf8)
      for (place, check) in checks.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        whole += Self.line(place, check)
      }
      try WholeFile.write(whole, to: path, sync: sync)
      lines = checks.count
    } else {
      try AppendedFile.append((endsInLine ? [0x0A] : []) + pending, to: path, sync: sync)
      lines += pending.count(where: { $0 == 0x0A })
    }
    endsInLine = false
    pending.removeAll(keepingCapacity: true)
  }

  private static func line(_ key: [UInt8], _ check: GoodCheck) -> [UInt8] {
    Array("\(check.time)\t\(check.head)\t\(check.digest)\t".utf8) + key + [0x0A]
  }

  /// The place and check of a line; nil where it is torn.
  private static func entry(_ line: ArraySlice<UInt8>) -> ([UInt8], GoodCheck)? {
    let fields = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 4, fields[0].count == 20, fields[0].last == UInt8(ascii: "Z"),
      fields[2].count == digestDigits, !fields[3].isEmpty
    else { return nil }
    let check = GoodCheck(
      time: String(decoding: fields[0], as: UTF8.self),
      head: String(decoding: fields[1], as: UTF8.self),
      sha512: String(decoding: fields[2], as: UTF8.self))
    return (Array(fields[3]), check)
  }

  private static func key(_ place: [UInt8]) -> [UInt8] {
    guard place.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return place }
    let digits = Array("0123456789ABCDEF".utf8)
    return place.flatMap { byte in
      byte < 0x20 || byte == 0x7F
        ? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
    }
  }
}
