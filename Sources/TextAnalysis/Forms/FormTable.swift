// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The distinct forms of the texts met so far. All bytes lie in one arena. Coarser rungs are made
// when somebody asks for them: a form costs as little as possible when it is met.

/// Forms by number, each with its exact bytes, language and kind.
///
/// Memory grows with distinct forms, never with text, and is given back by `removeAll()`. Which
/// forms there are already is for `SurfaceMemo` to know.
struct FormTable {
  /// A form; its bytes end where those of the next begin.
  struct Record {
    /// First byte in the arena.
    fileprivate var start: UInt32
    /// The number of its language.
    var language: UInt16
    /// What its tokens are cut from.
    var kind: TokenKind
  }

  /// The exact bytes of all forms, one after the other.
  private(set) var arena: [UInt8] = []
  /// The forms by number.
  private(set) var records: [Record] = []

  /// The memory in use, in bytes.
  var size: Int { arena.count + records.count * MemoryLayout<Record>.stride }

  /// Forgets everything, and gives the memory back unless it is to be kept for what follows.
  mutating func removeAll(keepingCapacity: Bool) {
    arena.removeAll(keepingCapacity: keepingCapacity)
    records.removeAll(keepingCapacity: keepingCapacity)
  }

  /// The bytes of a form.
  func range(of id: FormID) -> Range<Int> {
    let next = Int(id) + 1
    let end = next < records.count ? Int(records[next].start) : arena.count
    return Int(records[Int(id)].start)..<end
  }

  /// Adds a form that is not there yet; all of them take less than 4 GiB.
  mutating func add(_ exact: Span<UInt8>, language: UInt16, kind: TokenKind) -> FormID {
    let id = FormID(records.count)
    records.append(Record(start: UInt32(arena.count), language: language, kind: kind))
    arena.append(copying: exact)
    return id
  }
}
