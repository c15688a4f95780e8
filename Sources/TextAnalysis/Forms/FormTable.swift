// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The distinct forms of the texts met so far. All bytes lie in one arena. Coarser rungs are made
// when somebody asks for them: a form costs as little as possible when it is met.

/// Forms by number, each with its exact bytes, language and kind.
///
/// Memory grows with distinct forms, never with text, and is given back by `removeAll()`. Which
/// forms there are already is for `SurfaceMemo` to know.
struct FormTable {
  /// A form, by its place in the arena.
  struct Record {
    /// First byte in the arena.
    var start: Int
    /// Number of bytes.
    var count: Int32
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
    let record = records[Int(id)]
    return record.start..<record.start + Int(record.count)
  }

  /// Adds a form that is not there yet.
  mutating func add(_ exact: Span<UInt8>, language: UInt16, kind: TokenKind) -> FormID {
    let id = FormID(records.count)
    records.append(
      Record(start: arena.count, count: Int32(exact.count), language: language, kind: kind))
    arena.append(copying: exact)
    return id
  }
}
