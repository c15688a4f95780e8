// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The distinct forms of the texts met so far. All bytes lie in one arena. A form is folded when it is met,
// since whoever builds an index asks for that twice; stems and sounds are made when somebody asks for them.

/// Forms by number, each with its exact bytes, its folded bytes, language and kind.
///
/// Memory grows with distinct forms, never with text, and is given back by `removeAll()`. Which
/// forms there are already is for `SurfaceMemo` to know.
struct FormTable {
  /// A form; its bytes end where those of the next begin.
  struct Record {
    /// First byte in the arena.
    fileprivate var start: UInt32
    /// The number of exact bytes, behind which the folded ones stand; `same` where those are alike, `unknown`
    /// where there are too many to say so.
    fileprivate var exactCount: UInt8
    /// The number of its language.
    var language: UInt16
    /// What its tokens are cut from.
    var kind: TokenKind
  }

  private static let same: UInt8 = 0
  private static let unknown: UInt8 = .max
  /// Bytes of the arena up to which folded forms are kept: those of one giant text must leave room for the
  /// exact ones.
  private static let mostKept = 1 << 30

  /// The bytes of all forms, one after the other.
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

  /// Where the exact bytes of a form are, and the folded ones; nil where those were not kept.
  func ranges(of id: FormID) -> (exact: Range<Int>, fold: Range<Int>?) {
    let record = records[Int(id)]
    let start = Int(record.start)
    let next = Int(id) + 1
    let end = next < records.count ? Int(records[next].start) : arena.count
    switch record.exactCount {
    case Self.same: return (start..<end, start..<end)
    case Self.unknown: return (start..<end, nil)
    default:
      let middle = start + Int(record.exactCount)
      return (start..<middle, middle..<end)
    }
  }

  /// Adds a form that is not there yet; all of them take less than 4 GiB.
  mutating func add(
    _ exact: Span<UInt8>, fold: Span<UInt8>, language: UInt16, kind: TokenKind
  ) -> FormID {
    let id = FormID(records.count)
    let isSame = fold.count == exact.count && exact.holds(fold, at: 0)
    let isKept = !isSame && exact.count < Int(Self.unknown) && arena.count < Self.mostKept
    records.append(
      Record(
        start: UInt32(arena.count),
        exactCount: isSame ? Self.same : isKept ? UInt8(exact.count) : Self.unknown,
        language: language, kind: kind))
    arena.append(copying: exact)
    if isKept { arena.append(copying: fold) }
    return id
  }
}
