// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Text whose bytes were read in the wrong charset and kept: `оПХБЕР` is `Привет` in windows-1251 read
// as KOI8-R, `Ïðèâåò` the same read as windows-1252, `Coäng hoøa` is `Cộng hòa` in VNI. Each line is
// read again by every pair of charsets that people confused. A line is repaired where it becomes
// usual text of the charset's script and was none before; lines too short to tell follow the others.

/// Reads lines again whose charset was mistaken.
enum MisreadCharset {
  /// A charset that text was read as, and the one it is in.
  struct Confusion: Hashable {
    /// The name of the charset it was read as.
    var readAs: String
    /// The name of the charset it is in.
    var charset: String
  }

  /// How a line reads after all.
  enum Verdict {
    /// No better than before.
    case no
    /// Better, but too little text to be sure.
    case possible
    /// Certainly better.
    case certain
  }

  /// Repairs all lines that are certainly misread, and those that may be by the same confusion.
  static func repair(_ work: inout RepairWork) {
    let suspects = work.lines.filter { isSuspect(Array(work.text[$0])) }
    guard !suspects.isEmpty else { return }
    var certain: [Confusion: Int] = [:]
    for line in suspects {
      if let best = best(for: Array(work.text[line])) { certain[best, default: 0] += 1 }
    }
    let ranked = certain.sorted { left, right in
      (left.value, right.key.readAs, right.key.charset)
        > (right.value, left.key.readAs, left.key.charset)
    }
    for (confusion, _) in ranked { apply(confusion, to: &work, all: ranked.map(\.key)) }
  }

  private static func apply(_ confusion: Confusion, to work: inout RepairWork, all: [Confusion]) {
    guard let pair = CodecPair(confusion) else { return }
    var changes: [RepairWork.Replacement] = []
    for range in work.lines {
      let line = Array(work.text[range])
      guard isSuspect(line) || line.count < 40, let new = pair.reread(line) else { continue }
      let verdict = judge(line, new, confusion)
      guard verdict == .certain || (verdict == .possible && confusion == all.first) else {
        continue
      }
      // Another confusion may be as certain of this line, and then the better one has it.
      if all.count > 1, let best = best(for: line), best != confusion { continue }
      let confidence: Float = verdict == .certain ? 0.95 : 0.8
      changes.append(RepairWork.Replacement(range: range, new: new, confidence: confidence))
    }
    work.apply(
      .misreadCharset, readAs: confusion.readAs, charset: confusion.charset, changes)
  }

  /// Whether a line has enough characters beyond ASCII to be misread.
  private static func isSuspect(_ line: [UInt8]) -> Bool {
    var wide = 0
    var letters = 0
    for byte in line {
      if byte >= 0xC0 { wide += 1 }
      if byte >= 0xC0 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) {
        letters += 1
      }
    }
    return wide >= 3 && wide * 10 >= letters
  }

  /// The confusion that a line certainly suffers from, the best where there are several.
  private static func best(for line: [UInt8]) -> Confusion? {
    let pairs = pairs(for: line)
    guard !pairs.isEmpty, !DoubleEncoding.isWhole(line) else { return nil }
    var found: (confusion: Confusion, cost: Float)?
    for pair in pairs {
      guard let new = pair.reread(line) else { continue }
      guard judge(line, new, pair.confusion) == .certain else { continue }
      let cost = cost(of: new, pair.confusion)
      if found == nil || cost < found?.cost ?? 0 { found = (pair.confusion, cost) }
    }
    return found?.confusion
  }

  private static func cost(of text: [UInt8], _ confusion: Confusion) -> Float {
    switch MisreadScript(charset: confusion.charset) {
    case .cyrillic: CyrillicJudgement(text).cost
    case .vietnamese:
      -Float(VietnameseSyllables.count(text).syllables)
    case .other(let kind): 6 - MisreadLetters(text, kind: kind).quality
    }
  }

  private static func judge(_ line: [UInt8], _ new: [UInt8], _ confusion: Confusion) -> Verdict {
    switch MisreadScript(charset: confusion.charset) {
    case .vietnamese:
      let count = VietnameseSyllables.count(new)
      if count.isConvincing { return .certain }
      return count.marked > 0 && count.syllables == count.words ? .possible : .no
    case .cyrillic: return judgeCyrillic(line, new)
    case .other(let kind): return MisreadLetters(new, kind: kind).verdict
    }
  }

  private static func judgeCyrillic(_ line: [UInt8], _ new: [UInt8]) -> Verdict {
    let after = CyrillicJudgement(new)
    guard after.letters > 2, after.isUsual else { return .no }
    let before = CyrillicJudgement(line)
    let gain = (before.cost - after.cost) * Float(after.letters)
    // Charsets that share most letters, as those of Windows and the Macintosh do, leave oddities.
    // One letter of another script inside a word, or a capital, is two of them, and no proof.
    if before.oddities >= 2, before.oddities * 40 >= before.letters, after.oddities == 0, gain >= 12
    {
      return after.letters >= 8 ? .certain : .possible
    }
    guard before.cost >= after.cost + 1.2 else { return .no }
    return gain >= 24 && after.letters >= 8 ? .certain : .possible
  }

  /// The pairs that could have made a line: those of charsets that its characters are in.
  private static func pairs(for line: [UInt8]) -> [CodecPair] {
    let text = String(decoding: line, as: UTF8.self).unicodeScalars
    let cyrillic = text.count { (0x400...0x45F).contains($0.value) }
    let latin = text.count { (0xA1...0x24F).contains($0.value) }
    let boxes = text.count { (0x2500...0x25A0).contains($0.value) }
    if cyrillic + boxes > latin {
      // Good text of a language that is judged here is left alone at once.
      let judgement = CyrillicJudgement(line)
      return judgement.cost <= 4.6 && judgement.oddities == 0 ? [] : CodecPair.ofCyrillic
    }
    return latin >= 3 ? CodecPair.ofLatin : []
  }
}

/// Which script a charset is for, as far as judging goes.
enum MisreadScript {
  case cyrillic
  case vietnamese
  case other(CharsetCandidate.Kind)

  /// The script of a charset.
  init(charset: String) {
    switch charset {
    case VietnameseCharsets.viscii, VietnameseCharsets.tcvn3, VietnameseCharsets.vni:
      self = .vietnamese
    case "windows-1253": self = .other(.greek)
    case "windows-1255": self = .other(.hebrew)
    case "windows-1256": self = .other(.arabic)
    case "windows-874": self = .other(.thai)
    default: self = .cyrillic
    }
  }
}

/// Two charsets that were confused, ready for use.
struct CodecPair: Sendable {
  /// Their names.
  let confusion: MisreadCharset.Confusion
  private let reader: LegacyCodec
  private let writer: LegacyCodec

  /// Takes both charsets; nil where one is not known.
  init?(_ confusion: MisreadCharset.Confusion) {
    guard let reader = LegacyCodec(name: confusion.readAs),
      let writer = LegacyCodec(name: confusion.charset)
    else { return nil }
    self.confusion = confusion
    self.reader = reader
    self.writer = writer
  }

  /// A line read in the right charset; nil where it was not read in the wrong one.
  func reread(_ line: [UInt8]) -> [UInt8]? {
    guard let bytes = reader.encode(line), bytes != line else { return nil }
    let new = writer.decode(bytes)
    return new == line ? nil : new
  }

  private static func pairs(_ readers: [String], _ charsets: [String]) -> [CodecPair] {
    readers.flatMap { reader in
      charsets.filter { $0 != reader }.compactMap {
        CodecPair(MisreadCharset.Confusion(readAs: reader, charset: $0))
      }
    }
  }

  /// Confusions among charsets of Cyrillic letters.
  static let ofCyrillic: [CodecPair] = {
    let names = ["windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "x-mac-cyrillic", "KOI8-U"]
    return pairs(names, names).filter {
      ![$0.confusion.readAs, $0.confusion.charset].allSatisfy { $0.hasPrefix("KOI8") }
    }
  }()

  /// Texts of other scripts, and Vietnamese, that were read as Western European.
  static let ofLatin = pairs(
    ["windows-1252"],
    [
      "windows-1251", "KOI8-R", "KOI8-U", "IBM866", "ISO-8859-5", "x-mac-cyrillic", "windows-1253",
      "windows-1255", "windows-1256", "windows-874", VietnameseCharsets.vni,
      VietnameseCharsets.tcvn3, VietnameseCharsets.viscii,
    ])
}
