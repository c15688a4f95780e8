// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the analyzer remembers of texts, so that a surface met before costs a hash and a comparison:
// the forms of words, and how whole units are divided into tokens.

/// A memory of surfaces.
///
/// The exact bytes of each form are remembered as a surface, so that this memory also tells which
/// forms there are. What else is remembered depends on the surface and the tag alone, so forgetting
/// it changes no result. Memory is bounded by that of the forms: where `size` is above `limit` and
/// above twice what the forms took when a text begins, all but the forms is forgotten. Within one
/// text it grows with the distinct surfaces of the text.
struct SurfaceMemo {
  /// Bytes of memory below which nothing is forgotten.
  static let limit = 64 << 20
  /// The longest unit whose division is remembered, in bytes.
  static let longestUnit = 240

  /// A token of a remembered unit, counted from the beginning of the unit.
  struct Share {
    var start: UInt8
    var end: UInt8
    var position: UInt8
    var kind: TokenKind
    var form: FormID
  }

  /// How a unit is divided.
  struct Division {
    /// Its tokens: a range of `shares`.
    var shares: Range<Int>
    /// The positions that it takes.
    var positions: UInt32
  }

  /// The tokens of all remembered units.
  private(set) var shares: [Share] = []
  private var divisions: [Division] = []
  private var arena: [UInt8] = []
  private var short = ShortMap()
  private var long = ByteMap()
  private let limit: Int
  /// The size above which is forgotten.
  private var bound: Int

  /// Makes an empty memo; another limit is for tests.
  init(limit: Int = SurfaceMemo.limit) {
    self.limit = limit
    bound = limit
  }

  /// The memory in use, in bytes.
  var size: Int {
    short.size + long.size + arena.count + shares.count * MemoryLayout<Share>.stride
      + divisions.count * MemoryLayout<Division>.stride
  }

  /// Forgets all but the forms where there is too much.
  mutating func startText(_ forms: FormTable) {
    if size <= bound { return }
    removeAll(keepingCapacity: false)
    for (id, record) in forms.records.enumerated() {
      remember(
        forms.arena.span.extracting(forms.ranges(of: FormID(id)).exact),
        tag: SurfaceMemo.tag(record.language, record.kind.rawValue), number: UInt32(id))
    }
    bound = max(limit, 2 * size)
  }

  /// Gives all memory back; the forms are remembered again when the next text begins.
  mutating func forget() {
    removeAll(keepingCapacity: false)
    bound = -1
  }

  /// What a surface means depends on its language and kind.
  @inline(__always)
  static func tag(_ language: UInt16, _ kind: UInt8) -> UInt32 {
    UInt32(language) << 2 | UInt32(kind)
  }

  /// Forgets everything, and gives the memory back unless it is to be kept for what follows.
  mutating func removeAll(keepingCapacity: Bool) {
    var kept = ShortMap()
    if keepingCapacity {
      swap(&kept, &short)
      kept.removeAll()
    }
    self = SurfaceMemo(limit: limit)
    short = kept
  }

  /// The number remembered with a surface; nil where it is new.
  ///
  /// The surface is `text` from `start` to `end`; `tag` tells language and kind. The number of a word
  /// is that of its form, the number of a unit that of its division.
  @inline(__always)
  func number(of text: Span<UInt8>, from start: Int, to end: Int, tag: UInt32) -> UInt32? {
    if end - start <= ShortMap.longest {
      return short.find(ShortMap.Key(text, from: start, to: end, tag: tag))
    }
    return long.find(text.extracting(start..<end), tag: tag, in: arena.span)
  }

  /// How a unit is divided.
  func division(_ number: UInt32) -> Division { divisions[Int(number)] }

  /// Remembers a number with a surface that has none yet.
  mutating func remember(_ surface: Span<UInt8>, tag: UInt32, number: UInt32) {
    if surface.count <= ShortMap.longest {
      let key = ShortMap.Key(surface, from: 0, to: surface.count, tag: tag)
      return short.insert(key, value: number)
    }
    let start = arena.count
    arena.append(copying: surface)
    long.insert(surface, start: start, tag: tag, value: number)
  }

  /// Remembers how a unit was divided, if it is no longer than `longestUnit`; `offset` and
  /// `position` are where it stands.
  mutating func remember(
    _ unit: Span<UInt8>, tag: UInt32, tokens: ArraySlice<Token>, offset: UInt32,
    position: UInt32, positions: UInt32
  ) {
    guard unit.count <= SurfaceMemo.longestUnit else { return }
    let first = shares.count
    for token in tokens {
      shares.append(
        Share(
          start: UInt8(token.start - offset), end: UInt8(token.end - offset),
          position: UInt8(token.position - position), kind: token.kind, form: token.form))
    }
    divisions.append(Division(shares: first..<shares.count, positions: positions))
    remember(unit, tag: tag, number: UInt32(divisions.count - 1))
  }
}
