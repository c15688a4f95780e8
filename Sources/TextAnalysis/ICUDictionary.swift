// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The safe face of the dictionaries that ICU's word break iterator uses: their bytes, where they lie in
// ICU's data, and whether ICU would use them at all.

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
  func bytes() -> DictionaryBytes? {
    guard unsafe !cicu_has_word_model(script) else { return nil }
    var length: Int32 = 0
    var status: Int32 = 0
    guard let base = unsafe cicu_dictionary(rawValue, &length, &status), length > 0 else {
      return nil
    }
    // SAFETY: the callee returns memory that stays in place for ever and holds `length` bytes.
    return unsafe DictionaryBytes(base, count: Int(length))
  }
}

/// The bytes of a dictionary: ICU's own where they lie, or others.
///
/// A short run meets a few pages of a dictionary: a copy would touch all of it.
@safe struct DictionaryBytes: Sendable {
  /// The first of ICU's own; nil where `copy` has the bytes.
  private nonisolated(unsafe) let base: UnsafePointer<UInt8>?
  private let count: Int
  private let copy: [UInt8]

  /// Bytes that are not ICU's.
  init(_ bytes: [UInt8]) {
    unsafe base = nil
    count = bytes.count
    copy = bytes
  }

  /// Bytes that stay in place, and as they are, for ever.
  @unsafe fileprivate init(_ base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
    copy = []
  }

  /// All of them.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      guard let base = unsafe base else { return copy.span }
      // SAFETY: who made this promised `count` bytes that stay in place for ever.
      let span = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }
}
