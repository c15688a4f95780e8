// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The dictionaries that a breaker reads, opened when first asked for.
struct DictionaryTries: Sendable {
  /// The words of a script of South East Asia; nil where there are none, or damaged ones.
  var syllabic: @Sendable (ICUDictionary) -> ByteTrie?
  /// The words of Han and kana; nil where there are none, or damaged ones.
  var hanAndKana: @Sendable () -> UnitTrie?

  /// Those that come with ICU, shared by all threads.
  static let ofICU = DictionaryTries(
    syllabic: { dictionary in
      switch dictionary {
      case .thai: thai
      case .lao: lao
      case .khmer: khmer
      case .burmese: burmese
      case .hanAndKana: nil
      }
    }, hanAndKana: { kanaAndHan })

  private static let thai = ICUDictionary.thai.bytes().flatMap(ByteTrie.init(dictionary:))
  private static let lao = ICUDictionary.lao.bytes().flatMap(ByteTrie.init(dictionary:))
  private static let khmer = ICUDictionary.khmer.bytes().flatMap(ByteTrie.init(dictionary:))
  private static let burmese = ICUDictionary.burmese.bytes().flatMap(ByteTrie.init(dictionary:))
  private static let kanaAndHan =
    ICUDictionary.hanAndKana.bytes().flatMap(UnitTrie.init(dictionary:))

  /// Those of dictionaries given as bytes.
  init(bytes: @escaping @Sendable (ICUDictionary) -> [UInt8]?) {
    syllabic = { bytes($0).flatMap(ByteTrie.init(dictionary:)) }
    hanAndKana = { bytes(.hanAndKana).flatMap(UnitTrie.init(dictionary:)) }
  }

  private init(
    syllabic: @escaping @Sendable (ICUDictionary) -> ByteTrie?,
    hanAndKana: @escaping @Sendable () -> UnitTrie?
  ) {
    self.syllabic = syllabic
    self.hanAndKana = hanAndKana
  }
}
