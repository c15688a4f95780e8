// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rules of a word's own script, for whoever reads few words: the table of all scripts takes longer
// to build than a search.

/// Scripts whose rules stand in one table.
///
/// A rule is found by its first letter, and each letter of rules is on a page of one family alone: a
/// word of one family reads the same by its own table as by that of all.
enum SoundFamily: Int, CaseIterable, Sendable {
  case latin
  case greek
  case cyrillic
  case nearEastern
  case arabic
  case indic
  case southeastAsian
  case ethiopic
  case kana

  /// The family of a letter, by its page of 256; nil where no rule begins with it.
  init?(ofLetter letter: UInt32) {
    switch letter >> 8 {
    case 0x00: self = .latin
    case 0x03: self = .greek
    case 0x04: self = .cyrillic
    case 0x05, 0x10: self = .nearEastern
    case 0x06: self = .arabic
    case 0x09...0x0D: self = .indic
    case 0x0E: self = .southeastAsian
    case 0x12, 0x13: self = .ethiopic
    case 0x30: self = .kana
    default: return nil
    }
  }

  /// Its rules.
  var rules: [SoundRule] {
    switch self {
    case .latin: LatinSounds.rules
    case .greek: GreekSounds.rules
    case .cyrillic: CyrillicSounds.rules
    case .nearEastern: CaucasianSounds.rules + HebrewSounds.rules
    case .arabic: ArabicSounds.rules
    case .indic: IndicSounds.rules
    case .southeastAsian: SoutheastAsianSounds.rules
    case .ethiopic: EthiopicSounds.rules
    case .kana: KanaSounds.rules
    }
  }
}

extension SoundRules {
  private static let latin = SoundRules(SoundFamily.latin.rules)
  private static let greek = SoundRules(SoundFamily.greek.rules)
  private static let cyrillic = SoundRules(SoundFamily.cyrillic.rules)
  private static let nearEastern = SoundRules(SoundFamily.nearEastern.rules)
  private static let arabic = SoundRules(SoundFamily.arabic.rules)
  private static let indic = SoundRules(SoundFamily.indic.rules)
  private static let southeastAsian = SoundRules(SoundFamily.southeastAsian.rules)
  private static let ethiopic = SoundRules(SoundFamily.ethiopic.rules)
  private static let kana = SoundRules(SoundFamily.kana.rules)
  private static let none = SoundRules([])

  /// Whose rules a word needs.
  enum Scope: Equatable {
    /// Nobody's: none of its letters begins a rule.
    case nothing
    case family(SoundFamily)
    /// Those of all scripts.
    case all
  }

  /// Whose rules a word needs.
  static func scope(of word: [UInt32]) -> Scope {
    var family: SoundFamily?
    for letter in word {
      guard let own = SoundFamily(ofLetter: letter), own != family else { continue }
      if family != nil { return .all }
      family = own
    }
    return family.map { .family($0) } ?? .nothing
  }

  /// A table with all rules that a word needs.
  static func table(for word: [UInt32]) -> SoundRules { table(of: scope(of: word)) }

  /// The table of a scope.
  static func table(of scope: Scope) -> SoundRules {
    switch scope {
    case .nothing: none
    case .family(.latin): latin
    case .family(.greek): greek
    case .family(.cyrillic): cyrillic
    case .family(.nearEastern): nearEastern
    case .family(.arabic): arabic
    case .family(.indic): indic
    case .family(.southeastAsian): southeastAsian
    case .family(.ethiopic): ethiopic
    case .family(.kana): kana
    case .all: shared
    }
  }
}
