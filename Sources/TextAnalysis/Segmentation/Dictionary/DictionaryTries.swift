// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The dictionaries that a breaker reads, opened when first asked for.
struct DictionaryTries: Sendable {
  /// A dictionary; nil where ICU has none, or one of another kind.
  let open: @Sendable (ICUDictionary) -> SerializedTrie?

  /// Dictionaries that are opened by a function.
  init(open: @escaping @Sendable (ICUDictionary) -> SerializedTrie?) { self.open = open }

  /// Those that come with ICU, read once and shared by all threads.
  static let ofICU = DictionaryTries { dictionary in
    switch dictionary {
    case .thai: thai
    case .lao: lao
    case .khmer: khmer
    case .burmese: burmese
    case .hanAndKana: hanAndKana
    }
  }

  private static let thai = read(.thai)
  private static let lao = read(.lao)
  private static let khmer = read(.khmer)
  private static let burmese = read(.burmese)
  private static let hanAndKana = read(.hanAndKana)

  private static func read(_ dictionary: ICUDictionary) -> SerializedTrie? {
    dictionary.bytes().flatMap { SerializedTrie(dictionary, bytes: $0) }
  }
}
