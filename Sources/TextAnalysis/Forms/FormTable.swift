// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The distinct forms of the texts met so far. All bytes lie in one arena.

/// Interned forms: one for each (exact bytes, language, kind), numbered from 0.
///
/// Memory grows with distinct forms, never with text, and is given back by `removeAll()`.
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
  private var exacts = ByteMap()

  /// Forgets everything and gives the memory of the keys back.
  mutating func removeAll() { self = FormTable() }

  /// The form with exact bytes; nil where it is new.
  ///
  /// `tag` tells language and kind.
  func form(ofExact exact: Span<UInt8>, tag: UInt32) -> FormID? {
    exacts.find(exact, tag: tag, in: arena.span)
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
    exacts.insert(exact, start: exactRange.start, tag: tag, value: id)
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
