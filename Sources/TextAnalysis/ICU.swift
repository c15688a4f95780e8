// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Safe faces of ICU's services; with `ICUDictionary.swift` the only importer of `CICU`. ICU's handles
// are not thread-safe, so the classes here are not Sendable: one of each kind per thread, reused from
// text to text.
//
// Text is UTF-8 throughout and offsets are bytes. Boundaries are never sought over UTF-16: ICU's
// dictionaries cut some Burmese differently there.

internal import CICU

/// ICU itself: which one is running, and what it knows of characters.
enum ICU {
  /// The version of the ICU that is running, such as `72.1`.
  ///
  /// Another version may cut words elsewhere, so indexes record it.
  static let version: String = {
    var parts: [4 of UInt8] = [0, 0, 0, 0]
    // SAFETY: the callee writes four bytes, and the array has four.
    unsafe withUnsafeMutablePointer(to: &parts) { pointer in
      unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 4) { unsafe cicu_icu_version($0) }
    }
    return "\(parts[0]).\(parts[1])"
  }()

  /// The version of Unicode whose properties and boundary rules are used, such as `15.0`.
  static let unicodeVersion: String = {
    var parts: [4 of UInt8] = [0, 0, 0, 0]
    // SAFETY: the callee writes four bytes, and the array has four.
    unsafe withUnsafeMutablePointer(to: &parts) { pointer in
      unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 4) {
        unsafe cicu_unicode_version($0)
      }
    }
    return "\(parts[0]).\(parts[1])"
  }()

  /// The `Script` property of a code point; `.unknown` where it is not assigned.
  static func script(of codePoint: UInt32) -> Script {
    Script(rawValue: UInt16(clamping: cicu_script(codePoint)))
  }

  /// The `Script_Extensions` of a code point: the scripts it is used with, at least one.
  static func scriptExtensions(of codePoint: UInt32) -> [Script] {
    var found = [Int32](repeating: 0, count: 64)
    // SAFETY: the capacity passed is the count of the array.
    let count = unsafe found.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe cicu_script_extensions(codePoint, base, 64)
    }
    return found.prefix(Int(min(max(count, 0), 64))).map { Script(rawValue: UInt16(clamping: $0)) }
  }

  /// The general category of a code point.
  static func category(of codePoint: UInt32) -> GeneralCategory {
    GeneralCategory(rawValue: UInt8(clamping: cicu_general_category(codePoint))) ?? .unassigned
  }

  /// Whether a code point has a binary property.
  static func has(_ property: BinaryProperty, _ codePoint: UInt32) -> Bool {
    cicu_has_property(codePoint, property.number)
  }

  /// The value of an enumerated property of a code point, as ICU numbers it.
  static func value(of property: EnumeratedProperty, _ codePoint: UInt32) -> Int32 {
    cicu_property_value(codePoint, property.number)
  }

  /// The value of a decimal digit of any script, 0 to 9; nil for anything else.
  static func digitValue(of codePoint: UInt32) -> UInt8? {
    let value = cicu_digit_value(codePoint)
    return value < 0 ? nil : UInt8(clamping: value)
  }

  /// The ISO 15924 code of a script, such as `Arab`; nil where ICU does not know the number.
  static func shortName(of script: Script) -> String? {
    // SAFETY: the callee returns null or a static, null-terminated string.
    unsafe cicu_script_short_name(Int32(script.rawValue)).map { unsafe String(cString: $0) }
  }

  /// The English name of a script, such as `Arabic`; nil where ICU does not know the number.
  static func longName(of script: Script) -> String? {
    // SAFETY: the callee returns null or a static, null-terminated string.
    unsafe cicu_script_long_name(Int32(script.rawValue)).map { unsafe String(cString: $0) }
  }

  /// The script with an ISO 15924 code or an English name; nil where there is none.
  static func script(named name: String) -> Script? {
    let number = unsafe cicu_script_by_name(name)
    return number < 0 ? nil : Script(rawValue: UInt16(clamping: number))
  }

  /// The English name of a language, such as `Persian`; nil where ICU knows no name.
  static func englishName(ofLanguage code: String) -> String? {
    var units = [UInt16](repeating: 0, count: 128)
    var status: Int32 = 0
    // SAFETY: the capacity passed is the count of the array.
    let length = unsafe units.withUnsafeMutableBufferPointer { buffer in
      unsafe cicu_display_language(code, "en", buffer.baseAddress, 128, &status)
    }
    guard status <= 0, (1...128).contains(length) else { return nil }
    let name = String(decoding: units.prefix(Int(length)), as: UTF16.self)
    return name == code ? nil : name
  }

  /// The first days of so many months from the first month of a year on, in days since 1970-01-01.
  ///
  /// `calendar` is CLDR's name, such as `islamic-umalqura`; it has `monthsAYear`. Traps with a
  /// message where ICU's data is missing.
  static func monthStarts(
    of calendar: String, from year: Int32, monthsAYear: Int32, count: Int
  ) -> [Int32] {
    var days = [Int32](repeating: 0, count: count)
    // SAFETY: the count passed is that of the array.
    let status = unsafe days.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe cicu_month_starts(
        "@calendar=" + calendar, year, monthsAYear, base, Int32(buffer.count))
    }
    guard status <= 0 else { stop("open a calendar", status) }
    return days
  }

  /// Stops with a sentence that says what to repair.
  ///
  /// ICU's services fail to open only where its
  /// data library is missing or memory is exhausted, and then no text can be analysed at all.
  fileprivate static func stop(_ what: String, _ status: Int32) -> Never {
    // SAFETY: the callee returns a static, null-terminated string.
    let name = unsafe String(cString: cicu_status_name(status))
    fatalError("ICU could not \(what) (\(name)); reinstall the package of libicu.")
  }
}

/// Binary properties that text analysis asks for.
enum BinaryProperty: Sendable {
  case alphabetic
  case ideographic
  case defaultIgnorable
  case diacritic
  case extendedPictographic

  fileprivate var number: Int32 {
    switch self {
    case .alphabetic: cicu_property_alphabetic
    case .ideographic: cicu_property_ideographic
    case .defaultIgnorable: cicu_property_default_ignorable
    case .diacritic: cicu_property_diacritic
    case .extendedPictographic: cicu_property_extended_pictographic
    }
  }
}

/// Enumerated properties that text analysis asks for; their values are ICU's numbers.
enum EnumeratedProperty: Sendable {
  case bidiClass
  case graphemeClusterBreak
  case wordBreak
  case lineBreak
  case canonicalCombiningClass
  case joiningType
  case indicSyllabicCategory

  fileprivate var number: Int32 {
    switch self {
    case .bidiClass: cicu_property_bidi_class
    case .graphemeClusterBreak: cicu_property_grapheme_cluster_break
    case .wordBreak: cicu_property_word_break
    case .lineBreak: cicu_property_line_break
    case .canonicalCombiningClass: cicu_property_canonical_combining_class
    case .joiningType: cicu_property_joining_type
    case .indicSyllabicCategory: cicu_property_indic_syllabic_category
    }
  }
}

/// Finds boundaries of one kind in UTF-8 text by ICU's root rules and dictionaries.
///
/// Ill-formed bytes count as U+FFFD. Not Sendable; opening one costs 0.3 to 2 ms, so reuse it.
@safe final class BoundaryFinder {
  /// What lies between two boundaries.
  enum Kind: Sendable {
    case grapheme
    case word
    case line
    case sentence
  }

  /// The end of a piece of text.
  struct Boundary: Hashable, Sendable {
    /// Byte offset.
    var offset: Int32
    /// What the rules say of the piece before it.
    ///
    /// For words: 0..<100 no word, 100..<200 number,
    /// 200..<300 letters, 300..<400 kana, 400..<500 ideographs.
    var status: Int32
  }

  private let iterator: OpaquePointer
  private var offsets = [Int32](repeating: 0, count: 256)
  private var statuses = [Int32](repeating: 0, count: 256)

  /// Opens a finder; traps with a message where ICU's data is missing.
  init(_ kind: Kind) {
    let number: cicu_break_kind =
      switch kind {
      case .grapheme: cicu_break_grapheme
      case .word: cicu_break_word
      case .line: cicu_break_line
      case .sentence: cicu_break_sentence
      }
    var status: Int32 = 0
    guard let iterator = unsafe cicu_break_open(number, &status) else {
      ICU.stop("open a break iterator", status)
    }
    unsafe self.iterator = iterator
  }

  // SAFETY: the iterator was opened in `init` and is closed only here.
  deinit { unsafe cicu_break_close(iterator) }

  /// Calls `body` with each boundary of `text` after its start, in order, the end included.
  ///
  /// - Precondition: `text` is shorter than 2^31 bytes.
  func forEachBoundary(in text: Span<UInt8>, _ body: (Boundary) -> Void) {
    precondition(text.count <= Int32.max, "texts are cut into pieces below 2 GiB")
    // SAFETY: the iterator keeps the pointer only inside this closure; the empty text set at the
    // end replaces it, so it is never read after the span's lifetime.
    unsafe text.withUnsafeBufferPointer { buffer in
      let status = unsafe cicu_break_set_utf8(iterator, buffer.baseAddress, Int64(buffer.count))
      guard status <= 0 else { ICU.stop("set a text", status) }
      while deliverBatch(to: body) {}
      _ = unsafe cicu_break_set_utf8(iterator, nil, 0)
    }
  }

  /// Appends all boundaries of `text` after its start, the end included.
  ///
  /// - Precondition: `text` is shorter than 2^31 bytes.
  func appendBoundaries(of text: Span<UInt8>, to result: inout [Boundary]) {
    forEachBoundary(in: text) { result.append($0) }
  }

  /// Delivers up to 256 boundaries; false where the text has ended.
  private func deliverBatch(to body: (Boundary) -> Void) -> Bool {
    // SAFETY: both arrays have 256 elements, the capacity passed.
    let count = unsafe offsets.withUnsafeMutableBufferPointer { offsets -> Int32 in
      unsafe statuses.withUnsafeMutableBufferPointer { statuses -> Int32 in
        guard let offset = offsets.baseAddress, let status = statuses.baseAddress else { return 0 }
        return unsafe cicu_break_next_many(iterator, offset, status, 256)
      }
    }
    for index in 0..<Int(count) {
      body(Boundary(offset: offsets[index], status: statuses[index]))
    }
    return count == 256
  }
}

/// One of Unicode's normal forms over UTF-8.
///
/// ICU's normalizers are immutable and shared.
@safe struct Normalizer {
  /// The forms offered.
  enum Form: Sendable {
    case nfc
    case nfd
    case nfkc
    case nfkd
    case nfkcCasefold
  }

  private let normalizer: OpaquePointer

  /// Takes ICU's normalizer of a form; traps with a message where ICU's data is missing.
  init(_ form: Form) {
    let number: cicu_normal_form =
      switch form {
      case .nfc: cicu_nfc
      case .nfd: cicu_nfd
      case .nfkc: cicu_nfkc
      case .nfkd: cicu_nfkd
      case .nfkcCasefold: cicu_nfkc_casefold
      }
    var status: Int32 = 0
    guard let normalizer = unsafe cicu_normalizer_get(number, &status), status <= 0 else {
      ICU.stop("load a normalizer", status)
    }
    unsafe self.normalizer = normalizer
  }

  /// Appends the normal form of `text` to `output`; ill-formed bytes become U+FFFD.
  ///
  /// - Precondition: `text` is shorter than 2^28 bytes.
  func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    precondition(text.count < 1 << 28, "texts are normalized in pieces below 256 MiB")
    let start = output.count
    var room = text.count + text.count / 2 + 16
    while true {
      output.append(contentsOf: repeatElement(0, count: room))
      let needed = write(text, to: &output, from: start)
      output.removeLast(output.count - start - min(needed, room))
      if needed <= room { return }
      output.removeLast(output.count - start)
      room = needed
    }
  }

  /// Writes as much of the normal form as fits after `start`; returns its full length.
  private func write(_ text: Span<UInt8>, to output: inout [UInt8], from start: Int) -> Int {
    var needed: Int32 = 0
    // SAFETY: the capacity passed is the room behind `start` in the array; the input's length is
    // that of the span.
    let status = unsafe output.withUnsafeMutableBufferPointer { target -> Int32 in
      unsafe text.withUnsafeBufferPointer { source -> Int32 in
        unsafe cicu_normalize_utf8(
          normalizer, source.baseAddress, Int32(source.count),
          target.baseAddress.map { unsafe $0 + start }, Int32(target.count - start), &needed)
      }
    }
    let bufferOverflow: Int32 = 15
    guard status <= 0 || status == bufferOverflow else { ICU.stop("normalize a text", status) }
    return Int(needed)
  }

  /// Whether `text` is in the normal form already.
  func isNormalized(_ text: Span<UInt8>) -> Bool {
    var status: Int32 = 0
    // SAFETY: the length passed is that of the span.
    return unsafe text.withUnsafeBufferPointer { source in
      unsafe cicu_is_normalized_utf8(normalizer, source.baseAddress, Int32(source.count), &status)
    }
  }

  /// Whether a code point never interacts with what stands before it.
  func hasBoundary(before codePoint: UInt32) -> Bool {
    unsafe cicu_has_boundary_before(normalizer, codePoint)
  }

  /// The normal form's own mapping of one code point; nil where it maps to itself.
  func mapping(of codePoint: UInt32) -> [UInt16]? {
    var units = [UInt16](repeating: 0, count: 64)
    var status: Int32 = 0
    // SAFETY: the capacity passed is the count of the array.
    let length = unsafe units.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -1 }
      return unsafe cicu_decomposition(normalizer, codePoint, base, 64, &status)
    }
    return length < 0 || status > 0 ? nil : Array(units.prefix(Int(length)))
  }
}

/// Rewrites text by a rule of ICU, such as `Hani-Latin` or `Traditional-Simplified`.
///
/// Not Sendable. Opening one costs up to 23 ms.
@safe final class Transliterator {
  private let transliterator: OpaquePointer

  /// Opens a transliterator by ICU's id; nil where there is none of that id.
  init?(id: String) {
    var status: Int32 = 0
    guard let opened = unsafe cicu_transliterator_open(id, &status), status <= 0 else { return nil }
    unsafe transliterator = opened
  }

  // SAFETY: the transliterator was opened in `init` and is closed only here.
  deinit { unsafe cicu_transliterator_close(transliterator) }

  /// The text rewritten.
  func apply(to text: String) -> String {
    let source = Array(text.utf16)
    var capacity = source.count * 3 + 16
    while true {
      var units = source + [UInt16](repeating: 0, count: capacity - source.count)
      var length = Int32(source.count)
      // SAFETY: the capacity passed is the count of the array, and `length` of it is text.
      let status = unsafe units.withUnsafeMutableBufferPointer { buffer -> Int32 in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe cicu_transliterate(transliterator, base, &length, Int32(capacity))
      }
      if status <= 0 { return String(decoding: units.prefix(Int(length)), as: UTF16.self) }
      guard Int(length) > capacity else { ICU.stop("transliterate a text", status) }
      capacity = Int(length)
    }
  }
}

/// Guesses charsets of bytes; not Sendable.
@safe final class CharsetGuesser {
  private let detector: OpaquePointer

  /// Opens ICU's detector; traps with a message where ICU's data is missing.
  init() {
    var status: Int32 = 0
    guard let opened = unsafe cicu_detector_open(&status), status <= 0 else {
      ICU.stop("open a charset detector", status)
    }
    unsafe detector = opened
  }

  // SAFETY: the detector was opened in `init` and is closed only here.
  deinit { unsafe cicu_detector_close(detector) }

  /// ICU's guesses with their confidence from 0 to 100, best first, at most 16.
  func guesses(of bytes: Span<UInt8>) -> [(charset: String, confidence: Int)] {
    var found = unsafe [cicu_charset_guess](repeating: cicu_charset_guess(), count: 16)
    var status: Int32 = 0
    // SAFETY: the capacity passed is the count of the array, the length that of the span; the
    // detector reads the bytes inside this closure only, since each use sets a text of its own.
    let count = unsafe bytes.withUnsafeBufferPointer { bytes -> Int32 in
      unsafe found.withUnsafeMutableBufferPointer { found -> Int32 in
        guard let base = bytes.baseAddress, let target = found.baseAddress
        else { return 0 }
        return unsafe cicu_detect(detector, base, Int32(bytes.count), target, 16, &status)
      }
    }
    // SAFETY: each name is null or a static, null-terminated string.
    return unsafe found.prefix(Int(count)).compactMap { guess in
      unsafe guess.name.map { (unsafe String(cString: $0), Int(unsafe guess.confidence)) }
    }
  }
}

/// Converts between one charset and Unicode; not Sendable.
@safe final class CharsetConverter {
  private let converter: OpaquePointer

  /// Opens a converter by any name of the charset; nil where ICU has none of that name.
  init?(charset: String) {
    var status: Int32 = 0
    guard let opened = unsafe cicu_converter_open(charset, &status), status <= 0
    else { return nil }
    unsafe converter = opened
  }

  // SAFETY: the converter was opened in `init` and is closed only here.
  deinit { unsafe cicu_converter_close(converter) }

  /// The preferred MIME or IANA name of any alias of a charset; nil where it has none.
  static func standardName(of alias: String) -> String? {
    // SAFETY: the callee returns null or a static, null-terminated string.
    unsafe cicu_charset_standard_name(alias).map { unsafe String(cString: $0) }
  }

  /// Text decoded, and what was lost.
  struct Decoded: Sendable {
    /// UTF-16; each loss is one U+FFFD.
    var units: [UInt16]
    /// Byte sequences that are illegal in the charset.
    var illegal: Int
    /// Legal byte sequences to which the charset assigns no character.
    var unassigned: Int
  }

  /// Decodes all of `bytes`.
  ///
  /// - Precondition: `bytes` is shorter than 2^29 bytes.
  func decode(_ bytes: Span<UInt8>) -> Decoded {
    precondition(bytes.count < 1 << 29, "bytes are decoded in pieces below 512 MiB")
    var units = [UInt16](repeating: 0, count: bytes.count + 16)
    while true {
      var needed: Int32 = 0
      var illegal: Int32 = 0
      var unassigned: Int32 = 0
      // SAFETY: the capacity passed is the count of the array, the length that of the span.
      _ = unsafe bytes.withUnsafeBufferPointer { bytes -> Int32 in
        unsafe units.withUnsafeMutableBufferPointer { units -> Int32 in
          unsafe cicu_decode(
            converter, bytes.baseAddress, Int32(bytes.count), units.baseAddress,
            Int32(units.count), &needed, &illegal, &unassigned)
        }
      }
      if Int(needed) <= units.count {
        units.removeLast(units.count - Int(needed))
        return Decoded(units: units, illegal: Int(illegal), unassigned: Int(unassigned))
      }
      units = [UInt16](repeating: 0, count: Int(needed))
    }
  }

  /// Encodes a text; nil where the charset cannot write all of it.
  func encode(_ text: String) -> [UInt8]? {
    let units = Array(text.utf16)
    var bytes = [UInt8](repeating: 0, count: units.count * 8 + 32)
    var needed: Int32 = 0
    var unencodable: Int32 = 0
    // SAFETY: the capacity passed is the count of the array, the length that of the other; eight
    // bytes a unit and 32 for escapes hold any text in any charset of ICU.
    let status = unsafe units.withUnsafeBufferPointer { units -> Int32 in
      unsafe bytes.withUnsafeMutableBufferPointer { bytes -> Int32 in
        unsafe cicu_encode(
          converter, units.baseAddress, Int32(units.count), bytes.baseAddress,
          Int32(bytes.count), &needed, &unencodable)
      }
    }
    guard status <= 0, unencodable == 0 else { return nil }
    return Array(bytes.prefix(Int(needed)))
  }
}
