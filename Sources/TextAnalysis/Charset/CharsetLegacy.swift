// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The charsets of before Unicode: each of a fixed list is tried on a sample of the bytes, and the
// one that gives the most plausible text wins. ICU's detector never offers TIS-620, windows-1258
// and most DOS charsets, and confuses short texts; its guess is one voice here.

/// A charset that is tried, and what its texts are made of.
struct CharsetCandidate: Hashable {
  /// IANA name.
  var name: String
  /// The name ICU decodes by: sometimes a superset that real files use under the same name.
  var converter: String
  /// How to judge a text decoded from it.
  var kind: Kind

  /// Whether the charset is so rare today that only text in a recognised language proves it.
  var isRare: Bool {
    let names = [
      "macintosh", "ISO-8859-3", "ISO-8859-4", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14",
      "ISO-8859-16", "x-mac-cyrillic",
    ]
    return name.hasPrefix("IBM") || names.contains(name)
  }

  /// Whether it is one of the Vietnamese charsets that are not ICU's.
  var isVietnamese: Bool {
    [VietnameseCharsets.viscii, VietnameseCharsets.tcvn3, VietnameseCharsets.vni].contains(name)
  }

  /// Scripts, as far as judging goes.
  enum Kind: Hashable {
    case latin
    case cyrillic
    case greek
    case arabic
    case hebrew
    case thai
    case japanese
    case chinese
    case korean

    /// The script that tells texts of this kind.
    var script: Script {
      switch self {
      case .latin: .latin
      case .cyrillic: .cyrillic
      case .greek: .greek
      case .arabic: .arabic
      case .hebrew: .hebrew
      case .thai: .thai
      case .japanese, .chinese: .han
      case .korean: .hangul
      }
    }
  }

  /// All that are tried.
  ///
  /// Where two give the same text, the earlier names it.
  static let all: [CharsetCandidate] = {
    let list: [(String, String, Kind)] = [
      ("windows-1252", "windows-1252", .latin), ("windows-1250", "windows-1250", .latin),
      ("ISO-8859-2", "ISO-8859-2", .latin), ("windows-1254", "windows-1254", .latin),
      ("windows-1257", "windows-1257", .latin), ("windows-1258", "windows-1258", .latin),
      ("ISO-8859-15", "ISO-8859-15", .latin), ("ISO-8859-3", "ISO-8859-3", .latin),
      ("ISO-8859-4", "ISO-8859-4", .latin), ("macintosh", "macintosh", .latin),
      ("IBM850", "IBM850", .latin), ("IBM852", "IBM852", .latin),
      ("windows-1251", "windows-1251", .cyrillic), ("KOI8-R", "KOI8-R", .cyrillic),
      ("KOI8-U", "KOI8-U", .cyrillic), ("ISO-8859-5", "ISO-8859-5", .cyrillic),
      ("IBM866", "IBM866", .cyrillic), ("ISO-8859-7", "ISO-8859-7", .greek),
      ("windows-1253", "windows-1253", .greek), ("windows-1256", "windows-1256", .arabic),
      ("ISO-8859-6", "ISO-8859-6", .arabic), ("windows-1255", "windows-1255", .hebrew),
      ("ISO-8859-8", "ISO-8859-8", .hebrew), ("TIS-620", "windows-874", .thai),
      ("Shift_JIS", "Shift_JIS", .japanese), ("EUC-JP", "EUC-JP", .japanese),
      ("GB18030", "GB18030", .chinese), ("Big5", "Big5", .chinese),
      ("EUC-KR", "windows-949", .korean),
      (VietnameseCharsets.vni, VietnameseCharsets.vni, .latin),
      (VietnameseCharsets.tcvn3, VietnameseCharsets.tcvn3, .latin),
      (VietnameseCharsets.viscii, VietnameseCharsets.viscii, .latin),
      ("ISO-8859-10", "ISO-8859-10", .latin), ("ISO-8859-13", "ISO-8859-13", .latin),
      ("ISO-8859-14", "ISO-8859-14", .latin), ("ISO-8859-16", "ISO-8859-16", .latin),
      ("x-mac-cyrillic", "x-mac-cyrillic", .cyrillic), ("IBM862", "IBM862", .hebrew),
    ]
    return list.map { CharsetCandidate(name: $0.0, converter: $0.1, kind: $0.2) }
  }()
}

/// Decodes bytes that are in no charset of Unicode.
enum CharsetLegacy {
  /// Score below which a text is not believed.
  private static let least: Float = 0.55

  /// The text in the most plausible legacy charset; nil where none is plausible.
  static func decode(_ bytes: [UInt8], declared: String?) -> DecodedText? {
    guard !CharsetUnicode.looksBinary(bytes) else { return nil }
    let sample = CharsetSample.bytes(of: bytes)
    let guesses = CharsetGuesser().guesses(of: sample.span)
    var judged: [CharsetJudgement] = []
    for candidate in candidates(declared: declared) {
      guard
        let found = CharsetJudgement(
          candidate, sample: sample, isRare: candidate.isRare)
      else { continue }
      var judgement = found
      judgement.hear(guesses: guesses, declared: declared)
      judged.append(judgement)
    }
    // Stable: where scores are equal, the order of the list decides.
    let ranked = judged.enumerated().sorted {
      ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset)
    }.map(\.element)
    guard let best = ranked.first, best.score >= least else { return nil }
    return text(of: bytes, best: best, ranked: ranked, declared: declared)
  }

  private static func candidates(declared: String?) -> [CharsetCandidate] {
    guard let declared, CharsetConverter(charset: declared) != nil,
      !CharsetCandidate.all.contains(where: { CharsetNames.areSame($0.name, declared) }),
      !CharsetNames.canonical(declared).hasPrefix("utf-")
    else { return CharsetCandidate.all }
    let name = CharsetConverter.standardName(of: declared) ?? declared
    return CharsetCandidate.all
      + [CharsetCandidate(name: name, converter: declared, kind: .latin)]
  }

  private static func text(
    of bytes: [UInt8], best: CharsetJudgement, ranked: [CharsetJudgement], declared: String?
  ) -> DecodedText? {
    guard let decoded = CharsetConverter.Decoded(of: bytes, in: best.candidate.converter)
    else { return nil }
    let others = ranked.filter { $0.text != best.text && $0.score >= least }
    let margin = best.score - (others.first?.score ?? 0)
    let confidence = min(0.99, best.score) * (0.5 + 0.5 * min(1, margin / 0.2))
    var found = CharsetDecoder.text(
      Array(String(decoding: decoded.units, as: UTF16.self).utf8), name(of: best, bytes),
      confidence, declared, replacements: decoded.illegal + decoded.unassigned)
    found.alternatives = others.prefix(4).map {
      .init(charset: $0.candidate.name, confidence: min(0.99, $0.score) * (1 - confidence))
    }
    found.note = note(on: found, declared: declared)
    return found
  }

  /// The ISO or national name where no byte is of the Windows superset.
  private static func name(of best: CharsetJudgement, _ bytes: [UInt8]) -> String {
    let usesControls = bytes.contains { (0x80...0x9F).contains($0) }
    switch best.candidate.name {
    case "TIS-620": return usesControls ? "windows-874" : "TIS-620"
    default: return best.candidate.name
    }
  }

  private static func note(on found: DecodedText, declared: String?) -> String? {
    if let declared, !CharsetNames.areSame(declared, found.charset) {
      return "Declared as \(declared), but the bytes read better as \(found.charset)."
    }
    if let other = found.alternatives.first, found.confidence < 0.7 {
      return "Read as \(found.charset); \(other.charset) is possible too."
    }
    if found.replacements > 0 {
      return "\(found.replacements) byte sequences mean nothing in \(found.charset)."
    }
    return nil
  }

  /// Text in ISO-2022-JP or ISO-2022-KR, whose bytes are all ASCII; nil where their escapes are
  /// missing.
  static func decodeEscaped(_ bytes: [UInt8]) -> DecodedText? {
    guard let charset = escapedCharset(bytes), let converter = CharsetConverter(charset: charset)
    else { return nil }
    let decoded = converter.decode(bytes.span)
    guard decoded.illegal + decoded.unassigned == 0 else { return nil }
    return CharsetDecoder.text(
      Array(String(decoding: decoded.units, as: UTF16.self).utf8), charset, 0.98, nil)
  }

  private static func escapedCharset(_ bytes: [UInt8]) -> String? {
    guard bytes.count > 3 else { return nil }
    for index in bytes.indices.dropLast(3) where bytes[index] == 0x1B && bytes[index + 1] == 0x24 {
      if bytes[index + 2] == 0x42 || bytes[index + 2] == 0x40 { return "ISO-2022-JP" }
      if bytes[index + 2] == 0x29, bytes[index + 3] == 0x43 { return "ISO-2022-KR" }
    }
    return nil
  }
}

/// The bytes by which a charset is judged.
enum CharsetSample {
  /// Bytes of a sample.
  static let most = 4000

  /// Up to 4,000 bytes: those of lines that hold a byte beyond ASCII; O(bytes).
  static func bytes(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > most else { return bytes }
    var sample: [UInt8] = []
    for line in bytes.split(separator: 0x0A) where line.contains(where: { $0 >= 0x80 }) {
      sample += line.prefix(most - sample.count)
      if sample.count >= most { break }
      sample.append(0x0A)
    }
    return sample
  }
}
