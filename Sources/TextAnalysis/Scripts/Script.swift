// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A script by its ISO 15924 code, such as `Arab` or `Ethi`.
///
/// Han, Hiragana, Katakana and the other parts of Japanese stay separate scripts here.
public struct Script: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// ICU's `UScriptCode`, stable across its versions.
  public let rawValue: UInt16

  /// Takes ICU's number of a script.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Characters that belong to every script: spaces, most punctuation, ASCII digits.
  public static let common = Script(rawValue: 0)
  /// Marks that take the script of the character before them.
  public static let inherited = Script(rawValue: 1)
  /// Code points without a script: unassigned, private use.
  public static let unknown = Script(rawValue: 103)

  /// Orders by number.
  public static func < (left: Script, right: Script) -> Bool { left.rawValue < right.rawValue }
}

extension Script {
  /// Reads an ISO 15924 code or an English name (`Arab`, `Arabic`); nil where there is none.
  public init?(code: String) {
    guard let script = ICU.script(named: code) else { return nil }
    self = script
  }

  /// The ISO 15924 code, such as `Arab`; `Zzzz` where the number belongs to no script.
  public var code: String { ICU.shortName(of: self) ?? "Zzzz" }

  /// The English name, such as `Arabic`.
  public var englishName: String {
    (ICU.longName(of: self) ?? "Unknown").split(separator: "_").joined(separator: " ")
  }

  /// The code.
  public var description: String { code }
}
