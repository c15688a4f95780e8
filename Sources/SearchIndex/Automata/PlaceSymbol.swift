// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import QuerySyntax

/// What one place of an expression takes.
enum PlaceSymbol: Hashable, Sendable {
  /// One scalar.
  case scalar(UInt32)
  /// The scalars of rising ranges that do not touch; none is a surrogate.
  case ranges([ClosedRange<UInt32>])
  /// The scalars of a set that has Unicode classes.
  case classes(ScalarSet)

  /// Makes the symbol of a set.
  init(_ set: ScalarSet) {
    guard set.classes.isEmpty else {
      self = .classes(set)
      return
    }
    let ranges = PlaceSymbol.ranges(of: set)
    if ranges.count == 1, ranges[0].count == 1 {
      self = .scalar(ranges[0].lowerBound)
    } else {
      self = .ranges(ranges)
    }
  }

  /// The members of a set without classes, as rising ranges.
  private static func ranges(of set: ScalarSet) -> [ClosedRange<UInt32>] {
    var joined: [ClosedRange<UInt32>] = []
    for range in set.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound &+ 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    guard set.isNegated else { return joined }
    var others: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in joined {
      if next < range.lowerBound { others.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { others.append(next...0x10FFFF) }
    return others
  }

  /// Whether it takes a scalar; O(log ranges), or O(ranges) for a set with classes.
  func contains(_ scalar: UInt32) -> Bool {
    switch self {
    case .scalar(let only): return only == scalar
    case .ranges(let ranges):
      return ranges.first { $0.upperBound >= scalar }?.contains(scalar) ?? false
    case .classes(let set): return Unicode.Scalar(scalar).map(set.contains) ?? false
    }
  }

  /// How many scalars of a set with classes are looked at before a bound is given.
  private static let lookAhead = 256

  /// A bound not above any scalar from `least` on that it takes; nil where it takes none.
  func least(from least: UInt32) -> UInt32? {
    switch self {
    case .scalar(let only): return only >= least ? only : nil
    case .ranges(let ranges):
      guard let range = ranges.first(where: { $0.upperBound >= least }) else { return nil }
      let bound = max(range.lowerBound, least)
      return (0xD800...0xDFFF).contains(bound)
        ? PlaceSymbol.ranges(ranges).least(from: 0xE000) : bound
    case .classes:
      var scalar = least
      for _ in 0..<Self.lookAhead {
        if contains(scalar) { return scalar }
        guard let next = FormScalar.next(after: scalar) else { return nil }
        scalar = next
      }
      return scalar
    }
  }
}
