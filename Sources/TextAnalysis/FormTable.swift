// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The distinct forms of the texts met so far, and the memo from surfaces to forms. All bytes lie in
// one arena and both tables are open addressing over numbers, so that a token met before costs a
// hash and a comparison, and no allocation.

/// Interned forms: one for each (exact bytes, language, kind), numbered from 0.
///
/// Memory grows with distinct surfaces, never with text, and is given back by `removeAll()`.
struct FormTable {
  /// A form, by places in the arena.
  struct Record {
    var exact: ArenaRange
    var fold: ArenaRange
    /// Its stems: a range of `stems`.
    var stems: Range<Int32>
    /// Its keys on the rung `sound`: a range of `sounds`.
    var sounds: Range<Int32>
    var language: UInt16
    var script: Script
    var kind: TokenKind
  }

  /// A stem, by its place in the arena.
  struct Stem {
    var stemmer: Stemmer
    var key: ArenaRange
  }

  /// A stretch of the arena.
  struct ArenaRange {
    var start: Int
    var count: Int32
    var range: Range<Int> { start..<start + Int(count) }
  }

  /// The bytes of all surfaces and keys.
  private(set) var arena: [UInt8] = []
  /// The forms by number.
  private(set) var records: [Record] = []
  /// The stems of all forms.
  private(set) var stems: [Stem] = []
  /// The sound keys of all forms.
  private(set) var sounds: [ArenaRange] = []
  private var surfaces = ByteMap()
  private var exacts = ByteMap()

  /// Forgets everything and gives the memory of the keys back.
  mutating func removeAll() { self = FormTable() }

  /// The form that a surface was remembered to have; nil where it is new.
  ///
  /// `tag` tells language and kind.
  @inline(__always)
  func form(ofSurface surface: Span<UInt8>, tag: UInt32) -> FormID? {
    surfaces.find(surface, tag: tag, in: arena)
  }

  /// The form with exact bytes; nil where it is new.
  func form(ofExact exact: Span<UInt8>, tag: UInt32) -> FormID? {
    exacts.find(exact, tag: tag, in: arena)
  }

  /// Remembers the form of a surface.
  mutating func remember(_ surface: Span<UInt8>, tag: UInt32, form: FormID) {
    surfaces.insert(store(surface), tag: tag, value: form, in: arena)
  }

  /// Adds a form that is not there yet.
  mutating func add(
    exact: Span<UInt8>, fold: Span<UInt8>, language: UInt16, script: Script, kind: TokenKind,
    tag: UInt32
  ) -> FormID {
    let exactRange = store(exact)
    let isSame = fold.count == exact.count && fold.indices.allSatisfy { fold[$0] == exact[$0] }
    let id = FormID(records.count)
    let noStems = Int32(stems.count)..<Int32(stems.count)
    let noSounds = Int32(sounds.count)..<Int32(sounds.count)
    records.append(
      Record(
        exact: exactRange, fold: isSame ? exactRange : store(fold), stems: noStems,
        sounds: noSounds, language: language, script: script, kind: kind))
    exacts.insert(exactRange, tag: tag, value: id, in: arena)
    return id
  }

  /// Adds a stem to the form that was added last.
  ///
  /// - Precondition: there is a form.
  mutating func addStem(_ stemmer: Stemmer, key: Span<UInt8>) {
    precondition(!records.isEmpty, "stems belong to a form")
    stems.append(Stem(stemmer: stemmer, key: store(key)))
    let first = records[records.count - 1].stems.lowerBound
    records[records.count - 1].stems = first..<Int32(stems.count)
  }

  /// Adds a sound key to the form that was added last.
  ///
  /// - Precondition: there is a form.
  mutating func addSound(_ key: Span<UInt8>) {
    precondition(!records.isEmpty, "sound keys belong to a form")
    sounds.append(store(key))
    let first = records[records.count - 1].sounds.lowerBound
    records[records.count - 1].sounds = first..<Int32(sounds.count)
  }

  private mutating func store(_ bytes: Span<UInt8>) -> ArenaRange {
    let start = arena.count
    for index in bytes.indices { arena.append(bytes[index]) }
    return ArenaRange(start: start, count: Int32(bytes.count))
  }
}

/// A map from (bytes, tag) to numbers; the bytes lie in somebody else's arena.
private struct ByteMap {
  private struct Entry {
    var key: FormTable.ArenaRange
    var tag: UInt32
    var value: UInt32
  }

  /// Upper half: upper half of the hash; lower half: number of the entry plus one, 0 where empty.
  private var slots = [UInt64](repeating: 0, count: 1024)
  private var entries: [Entry] = []

  @inline(__always)
  func find(_ bytes: Span<UInt8>, tag: UInt32, in arena: [UInt8]) -> UInt32? {
    let hash = ByteMap.hash(bytes, tag)
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash >> 32 {
        let entry = entries[Int(slots[place] & 0xFFFF_FFFF) - 1]
        if entry.tag == tag, ByteMap.equal(bytes, entry.key, in: arena) { return entry.value }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a key that is not there yet.
  mutating func insert(
    _ key: FormTable.ArenaRange, tag: UInt32, value: UInt32, in arena: [UInt8]
  ) {
    entries.append(Entry(key: key, tag: tag, value: value))
    if entries.count * 2 > slots.count { return grow(arena) }
    let hash = ByteMap.hash(arena.span.extracting(key.range), tag)
    place(hash, number: entries.count)
  }

  private mutating func place(_ hash: UInt64, number: Int) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number)
  }

  private mutating func grow(_ arena: [UInt8]) {
    slots = [UInt64](repeating: 0, count: slots.count * 4)
    for (index, entry) in entries.enumerated() {
      place(ByteMap.hash(arena.span.extracting(entry.key.range), entry.tag), number: index + 1)
    }
  }

  @inline(__always)
  private static func equal(
    _ bytes: Span<UInt8>, _ key: FormTable.ArenaRange, in arena: [UInt8]
  ) -> Bool {
    guard bytes.count == Int(key.count) else { return false }
    for index in 0..<bytes.count where arena[key.start &+ index] != bytes[index] { return false }
    return true
  }

  /// FNV-1a over the bytes with a final mix, so that both halves are good.
  @inline(__always)
  private static func hash(_ bytes: Span<UInt8>, _ tag: UInt32) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(tag) &* 0x9E37_79B9_7F4A_7C15
    for index in 0..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash >> 29
  }
}
