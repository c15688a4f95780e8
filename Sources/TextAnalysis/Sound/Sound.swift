// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How a word sounds, as far as its letters tell: the rung `sound`.
///
/// Made from the folded form and from nothing else. Two words meet where they share a key and
/// their readings agree; a word that is too short to tell, or holds digits, meets none.
public struct Sound: Sendable {
  /// The keys of the classes to which a form belongs; ASCII, empty where it has no sound.
  public var keys: [[UInt8]] = []
  /// The keys of the classes in which forms that meet it may be; ASCII.
  public var lookups: [[UInt8]] = []

  /// Reads a folded form, UTF-8.
  public init(fold: [UInt8]) {}

  /// Reads an exact form, UTF-8.
  public init(exact: [UInt8]) {
    var source: [UInt32] = []
    source.decode(exact.span)
    var folded: [UInt32] = []
    FoldTable.shared.fold(source, into: &folded)
    var fold: [UInt8] = []
    for codePoint in folded { fold.append(scalar: codePoint) }
    self.init(fold: fold)
  }

  /// Whether two words sound alike; symmetric.
  public func meets(_ other: Sound) -> Bool { false }
}
