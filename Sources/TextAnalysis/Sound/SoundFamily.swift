// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The rules of a word's own script, for whoever reads few words: the table of all scripts takes longer
// to build than a search.

internal import Synchronization

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
  private static let tables = Mutex<[SoundFamily?: SoundRules]>([:])

  /// A table with all rules that a word needs.
  static func table(for word: [UInt32]) -> SoundRules {
    var family: SoundFamily?
    for letter in word {
      guard let own = SoundFamily(ofLetter: letter), own != family else { continue }
      if family != nil { return shared }
      family = own
    }
    return tables.withLock { tables in
      if let known = tables[family] { return known }
      let table = SoundRules(family?.rules ?? [])
      tables[family] = table
      return table
    }
  }
}
