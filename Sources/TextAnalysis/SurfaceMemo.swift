// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the analyzer remembers of texts, so that a surface met before costs a hash and a comparison:
// the forms of words, and how whole units are divided into tokens.

/// A memory of surfaces.
///
/// What is remembered depends on the surface and the tag alone, so forgetting changes no result.
/// Memory is bounded: where `size` is above `limit` when a text begins, everything is forgotten.
/// Within one text it grows with the distinct surfaces of the text.
struct SurfaceMemo {
  /// Bytes of memory above which the memo is emptied before the next text.
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
  private var map = ByteMap()
  private let limit: Int

  /// Makes an empty memo; another limit is for tests.
  init(limit: Int = SurfaceMemo.limit) { self.limit = limit }

  /// The memory in use, in bytes.
  var size: Int {
    map.size + arena.count + shares.count * MemoryLayout<Share>.stride
      + divisions.count * MemoryLayout<Division>.stride
  }

  /// Forgets everything where there is too much.
  mutating func startText() { if size > limit { removeAll() } }

  /// Forgets everything and gives the memory back.
  mutating func removeAll() { self = SurfaceMemo(limit: limit) }

  /// The form of a surface; nil where it is new. `tag` tells language and kind.
  @inline(__always)
  func form(of surface: Span<UInt8>, hash: UInt64, tag: UInt32) -> FormID? {
    map.find(surface, hash: hash, tag: tag, in: arena.span)
  }

  /// Remembers the form of a surface.
  mutating func remember(_ surface: Span<UInt8>, hash: UInt64, tag: UInt32, form: FormID) {
    insert(surface, hash: hash, tag: tag, value: form)
  }

  /// The division of a unit; nil where it is new. `tag` tells the language, and must be no tag of
  /// a form.
  @inline(__always)
  func division(of unit: Span<UInt8>, hash: UInt64, tag: UInt32) -> Division? {
    guard unit.count <= SurfaceMemo.longestUnit,
      let number = map.find(unit, hash: hash, tag: tag, in: arena.span)
    else { return nil }
    return divisions[Int(number)]
  }

  /// Remembers how a unit was divided, if it is no longer than `longestUnit`; `offset` and
  /// `position` are where it stands.
  mutating func remember(
    _ unit: Span<UInt8>, hash: UInt64, tag: UInt32, tokens: ArraySlice<Token>, offset: UInt32,
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
    insert(unit, hash: hash, tag: tag, value: UInt32(divisions.count - 1))
  }

  private mutating func insert(_ key: Span<UInt8>, hash: UInt64, tag: UInt32, value: UInt32) {
    let start = arena.count
    for index in key.indices { arena.append(key[index]) }
    map.insert(start: start, count: key.count, hash: hash, tag: tag, value: value)
  }
}
