// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A step of the exactness ladder: how alike a word of the query and a word of the text must be.
///
/// Rungs are ordered from the finest to the coarsest; a coarser rung finds all that a finer one
/// finds.
public enum Rung: UInt8, Sendable, CaseIterable, Comparable, Codable {
  /// The same letters and marks; only case and compatibility forms are evened out (NFKC_Casefold).
  case exact = 0
  /// The same letters by the folding table of their script: marks, variants and digits evened out.
  case fold = 1
  /// The same stem in the language of the passage, or by the light rules of the script.
  case stem = 2
  /// The same sound, across scripts, spellings and transliterations; meant for names.
  case sound = 3

  /// The name as the command line writes it.
  public var name: String {
    switch self {
    case .exact: "exact"
    case .fold: "fold"
    case .stem: "stem"
    case .sound: "sound"
    }
  }

  /// Reads a rung from its name; nil where there is none of that name.
  public init?(name: String) {
    guard let rung = Rung.allCases.first(where: { $0.name == name }) else { return nil }
    self = rung
  }

  /// Finer rungs come first.
  public static func < (left: Rung, right: Rung) -> Bool { left.rawValue < right.rawValue }
}
