// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// Gives each record of a container a name that no other has.
///
/// Keeps about ten bytes for each name; of ten million names, two are mistaken for one once in several
/// hundred thousand containers, and then one of them gets its line behind it.
struct RecordNames {
  private var taken = CompactHashes()
  /// Records that could not have their own id.
  private(set) var renamed = 0

  /// Longest own id that becomes part of a document id, in bytes of UTF-8.
  private static let longest = 1024

  /// The record under its own id where it is the first to bear it, else with its line behind it.
  mutating func naming(_ record: ExtractedDocument) -> ExtractedDocument {
    let line = String(record.line ?? taken.count)
    var name = record.record ?? line
    if name.isEmpty || name.utf8.count > Self.longest { name = line }
    if name == record.record, take(name) { return record }
    renamed += 1
    while !take(name) { name += "~\(line)" }
    var record = record
    record.record = name
    return record
  }

  /// Takes a name; false where it is taken.
  private mutating func take(_ name: String) -> Bool { taken.insert(Self.hash(name)) }

  /// FNV-1a of 64 bits, with its bits mixed: the same in every run.
  private static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 32)
  }
}

/// A set of hashes in little more than eight bytes for each, whatever their number: a hash table takes up to
/// three times that, and once more while it grows.
///
/// Insertion takes O(hashes / 16,384).
struct CompactHashes {
  private static let partBits = 14
  /// By the highest bits of the hashes, mixed; each rises.
  private var parts = [[UInt64]](repeating: [], count: 1 << partBits)
  /// Another in each set, so that no file can bring names that all fall into one part.
  private let factor = UInt64.random(in: .min ... .max) | 1
  /// The number of hashes.
  private(set) var count = 0

  /// Adds a hash; false where it is there already.
  mutating func insert(_ hash: UInt64) -> Bool {
    let part = Int((hash &* factor) >> UInt64(64 - Self.partBits))
    let place = Self.firstIndex(in: parts[part], atLeast: hash)
    if place < parts[part].count, parts[part][place] == hash { return false }
    let size = parts[part].count
    if size == parts[part].capacity { parts[part].reserveCapacity(size + size / 8 + 4) }
    parts[part].insert(hash, at: place)
    count += 1
    return true
  }

  private static func firstIndex(in part: [UInt64], atLeast hash: UInt64) -> Int {
    var low = 0
    var high = part.count
    while low < high {
      let middle = (low + high) / 2
      if part[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
