// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The safe face of the dictionaries that ICU's word break iterator uses: their bytes, copied out of
// ICU's data once, and whether ICU would use them at all.

internal import CICU

/// One of ICU's dictionaries of words.
enum ICUDictionary: String, CaseIterable, Sendable {
  case thai = "thaidict"
  case lao = "laodict"
  case khmer = "khmerdict"
  case burmese = "burmesedict"
  case hanAndKana = "cjdict"

  /// The major version of ICU whose words `DictionaryBreaker` is proven to find.
  static let provenVersion = "72."

  /// Whether the running ICU is of the proven version.
  static let isProven = ICU.version.hasPrefix(provenVersion)

  /// The ISO 15924 code under which ICU seeks a trained model before it takes the dictionary.
  private var script: String {
    switch self {
    case .thai: "Thai"
    case .lao: "Laoo"
    case .khmer: "Khmr"
    case .burmese: "Mymr"
    case .hanAndKana: "Hani"
    }
  }

  /// The bytes of the dictionary, 0.1 to 2 MB; nil where ICU has none, or would not use it.
  func bytes() -> [UInt8]? {
    guard unsafe !cicu_has_word_model(script) else { return nil }
    var length: Int32 = 0
    var status: Int32 = 0
    guard let base = unsafe cicu_dictionary(rawValue, &length, &status), length > 0 else {
      return nil
    }
    // SAFETY: the callee returns memory that stays in place for ever and holds `length` bytes.
    return unsafe Array(UnsafeBufferPointer(start: base, count: Int(length)))
  }
}
