// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// UTF-8 that was read as a charset of one byte a character and encoded again: `Ã©`, `Ð¿Ñ€Ð¸`, `â€™`.
// Characters whose bytes form a sequence of UTF-8 are taken together. One such sequence may stand in
// good text (`«IRMÃ»`); a run of them, one inside a word, or a line without any other character
// beyond ASCII may not, if what comes out is usual where it stands.

/// Undoes one encoding too many.
enum DoubleEncoding {
  /// Charsets that UTF-8 was read as, the most frequent first.
  static let readers = [
    "windows-1252", "windows-1251", "macintosh", "windows-1256", "windows-1250", "windows-1254",
    "windows-1253", "IBM437", "IBM850", "IBM866", "KOI8-R",
  ]

  /// Their tables, in the same order.
  static let codecs = readers.compactMap { LegacyCodec(name: $0) }

  /// Whether a line is doubly encoded from its first character beyond ASCII to its last.
  static func isWhole(_ line: [UInt8]) -> Bool {
    let line = ScalarLine(line, 0..<line.count)
    return codecs.contains { codec in
      let found = DoubledLine(line, codec)
      return found.isWhole && !found.replacements.isEmpty
    }
  }

  /// Repairs the text by the charset that explains most of it; false where there is nothing to do.
  static func repair(_ work: inout RepairWork) -> Bool {
    var found = codecs.map { _ in [RepairWork.Replacement]() }
    for range in work.lines where work.text[range].contains(where: { $0 >= 0xC2 }) {
      let line = ScalarLine(work.text, range)
      for (index, codec) in codecs.enumerated() {
        found[index] += DoubledLine(line, codec).replacements
      }
    }
    var best: (codec: LegacyCodec, found: [RepairWork.Replacement], weight: Int)?
    for (codec, found) in zip(codecs, found) {
      let weight = found.reduce(0) { $0 + $1.range.count }
      if weight > best?.weight ?? 0 { best = (codec, found, weight) }
    }
    guard let best else { return false }
    work.apply(
      .doubleEncoding, readAs: best.codec.name, charset: "UTF-8", best.found)
    return true
  }
}

/// The characters of a line, with their places in the text.
struct ScalarLine {
  /// The code points.
  private(set) var scalars: [UInt32] = []
  /// Where in the text each begins, and where the line ends.
  private(set) var offsets: [Int] = []

  /// Decodes the bytes `range` of a text.
  init(_ text: [UInt8], _ range: Range<Int>) {
    scalars.reserveCapacity(range.count)
    offsets.reserveCapacity(range.count + 1)
    var offset = range.lowerBound
    let span = text.span
    while offset < range.upperBound {
      let scalar = span.decodeScalar(at: offset)
      scalars.append(scalar.codePoint)
      offsets.append(offset)
      offset += scalar.length
    }
    offsets.append(range.upperBound)
  }
}

/// The doubly encoded runs of one line.
struct DoubledLine {
  /// Whether all characters beyond ASCII are part of what is to be replaced.
  private(set) var isWhole = false
  /// What is to be replaced.
  private(set) var replacements: [RepairWork.Replacement] = []

  /// A sequence of characters that is one character of UTF-8.
  private struct Sequence {
    /// Indexes of characters of the line.
    var range: Range<Int>
    var value: UInt32
  }

  private let scalars: [UInt32]
  private let offsets: [Int]

  /// Looks for runs in a line that was read by `codec`.
  init(_ line: ScalarLine, _ codec: LegacyCodec) {
    scalars = line.scalars
    offsets = line.offsets
    let sequences = self.sequences(codec)
    guard !sequences.isEmpty else { return }
    let covered = sequences.reduce(0) { $0 + $1.range.count }
    isWhole = covered == scalars.count { $0 >= 0x80 }
    for run in Self.runs(of: sequences) where isCertain(run, sequences, isWhole: isWhole) {
      var new: [UInt8] = []
      for sequence in run { new.append(scalar: sequence.value) }
      let range = offsets[run[0].range.lowerBound]..<offsets[run[run.count - 1].range.upperBound]
      replacements.append(
        RepairWork.Replacement(range: range, new: new, confidence: isWhole ? 0.97 : 0.9))
    }
    if !replacements.isEmpty, codec.name == "windows-1252" { addLoneLetters() }
  }

  /// Adds `Ã` before a plain space: the `à` whose second byte, a no-break space, became plain.
  private mutating func addLoneLetters() {
    for index in scalars.indices.dropLast() where scalars[index] == 0xC3 {
      let before = index > 0 ? scalars[index - 1] : 0x20
      guard scalars[index + 1] == 0x20, before == 0x20 || before == 0x28 else { continue }
      replacements.append(
        RepairWork.Replacement(
          range: offsets[index]..<offsets[index + 1], new: Array("à".utf8), confidence: 0.85))
    }
    replacements.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// All sequences of the line, in order.
  private func sequences(_ codec: LegacyCodec) -> [Sequence] {
    var found: [Sequence] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index] >= 0x80, let lead = codec.byte(of: scalars[index]),
        let sequence = sequence(at: index, lead: lead, codec)
      else {
        index += 1
        continue
      }
      found.append(sequence)
      index = sequence.range.upperBound
    }
    return found
  }

  private func sequence(at index: Int, lead: UInt8, _ codec: LegacyCodec) -> Sequence? {
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return nil
    }
    guard index + length <= scalars.count, isLater(scalars[index + 1], codec) else { return nil }
    var bytes = [lead]
    for place in index + 1..<index + length {
      guard scalars[place] >= 0x80, let byte = codec.byte(of: scalars[place]),
        (0x80...0xBF).contains(byte)
      else { return nil }
      bytes.append(byte)
    }
    guard let text = String(validating: bytes, as: UTF8.self),
      let value = text.unicodeScalars.first?.value, isText(value)
    else { return nil }
    return Sequence(range: index..<index + length, value: value)
  }

  /// Whether a character is a later byte of UTF-8.
  private func isLater(_ value: UInt32, _ codec: LegacyCodec) -> Bool {
    value >= 0x80 && codec.byte(of: value).map { (0x80...0xBF).contains($0) } ?? false
  }

  private func isText(_ value: UInt32) -> Bool {
    switch ICU.category(of: value) {
    case .unassigned, .privateUse, .surrogate, .control: (0x80...0x9F).contains(value)
    default: true
    }
  }

  /// Neighbouring sequences together.
  private static func runs(of sequences: [Sequence]) -> [[Sequence]] {
    var runs: [[Sequence]] = []
    for sequence in sequences {
      if let last = runs.last?.last, last.range.upperBound == sequence.range.lowerBound {
        runs[runs.count - 1].append(sequence)
      } else {
        runs.append([sequence])
      }
    }
    return runs
  }

  /// Whether a run was encoded twice beyond doubt.
  private func isCertain(_ run: [Sequence], _ all: [Sequence], isWhole: Bool) -> Bool {
    guard run.allSatisfy({ isFitting($0) }), run.count > 1 || !isBehindCapital(run[0])
    else { return false }
    guard isWhole || isApart(run) else { return false }
    let isLong = run.count >= 2
    if isWhole, all.count >= 2, all.allSatisfy({ isFitting($0) }), isUnusual(all) {
      return true
    }
    // Two letters of Arabic or Cyrillic can be UTF-8 by chance, and a whole line of them.
    if isLong, run.count >= 4 || isUnusual(run) { return isOneScript(run) }
    return run.allSatisfy { isTelling($0) && !isAtHome($0, all) }
  }

  /// Whether a sequence begins with a letter of a script, not Latin, that the rest of the line is
  /// written in too: there such letters are what good text has.
  private func isAtHome(_ sequence: Sequence, _ all: [Sequence]) -> Bool {
    let lead = scalars[sequence.range.lowerBound]
    let script = ICU.script(of: lead)
    guard ICU.category(of: lead).isLetter, script != .latin, script != .common else { return false }
    var index = 0
    for other in all {
      if scalars[index..<other.range.lowerBound].contains(where: { ICU.script(of: $0) == script }) {
        return true
      }
      index = other.range.upperBound
    }
    return scalars[index...].contains { ICU.script(of: $0) == script }
  }

  /// Whether a single sequence would give a small letter at the end of a word of capitals, as the
  /// last letter of `«IRMÃ»` would with the quotation mark.
  private func isBehindCapital(_ sequence: Sequence) -> Bool {
    let start = sequence.range.lowerBound
    let after =
      sequence.range.upperBound < scalars.count ? scalars[sequence.range.upperBound] : 0x20
    return start > 0 && (0x41...0x5A).contains(scalars[start - 1]) && !isSmall(after)
      && ICU.category(of: sequence.value) == .lowercaseLetter
  }

  /// Whether no letter beyond ASCII touches a run.
  private func isApart(_ run: [Sequence]) -> Bool {
    let start = run[0].range.lowerBound
    let end = run[run.count - 1].range.upperBound
    let before = start > 0 ? scalars[start - 1] : 0x20
    let after = end < scalars.count ? scalars[end] : 0x20
    return [before, after].allSatisfy { value in
      let category = ICU.category(of: value)
      return value < 0x80 || !(category.isLetter || category.isMark || category == .control)
    }
  }

  /// Whether most sequences are what good text hardly has: not two letters of which the first is no
  /// capital.
  private func isUnusual(_ sequences: [Sequence]) -> Bool {
    let odd = sequences.count { sequence in
      let lead = ICU.category(of: scalars[sequence.range.lowerBound])
      let next = scalars[sequence.range.lowerBound + 1]
      return lead == .uppercaseLetter || !lead.isLetter || !isLetter(next)
    }
    return odd * 5 >= sequences.count * 3
  }

  /// Whether a run gives letters of one script, marks and punctuation.
  private func isOneScript(_ run: [Sequence]) -> Bool {
    var script: Script?
    for sequence in run where ICU.category(of: sequence.value).isLetter {
      let own = ICU.script(of: sequence.value)
      if let script, script != own, !Self.areEastAsian(script, own) { return false }
      script = own
    }
    return true
  }

  private static func areEastAsian(_ left: Script, _ right: Script) -> Bool {
    let east: Set<Script> = [.han, .hiragana, .katakana, .hangul, .common]
    return east.contains(left) && east.contains(right)
  }

  /// Whether what a sequence gives may stand between its neighbours.
  private func isFitting(_ sequence: Sequence) -> Bool {
    let before = sequence.range.lowerBound > 0 ? scalars[sequence.range.lowerBound - 1] : 0x20
    let after =
      sequence.range.upperBound < scalars.count ? scalars[sequence.range.upperBound] : 0x20
    let category = ICU.category(of: sequence.value)
    if isRare(sequence.value) { return false }
    guard category.isLetter else { return true }
    let script = ICU.script(of: sequence.value)
    // Letters of other scripts do not stand inside Latin words.
    if isASCIILetter(before) || isASCIILetter(after) {
      guard script == .latin || script == .common,
        sequence.value < 0x250 || (0x1E00...0x1EFF).contains(sequence.value)
      else { return false }
    }
    return true
  }

  /// Whether a single sequence tells by itself, because good text has no such characters together:
  /// punctuation of three bytes, a symbol or capital inside a word of small letters, a control, `Â`
  /// before a sign, `Ã` alone.
  private func isTelling(_ sequence: Sequence) -> Bool {
    let first = sequence.range.lowerBound
    let lead = ICU.category(of: scalars[first])
    let next = ICU.category(of: scalars[first + 1])
    let before = first > 0 ? scalars[first - 1] : 0x20
    let after =
      sequence.range.upperBound < scalars.count ? scalars[sequence.range.upperBound] : 0x20
    let isInside = isSmall(before) || isSmall(after)
    let isPunctuation =
      (0x2010...0x2044).contains(sequence.value) || [0x20AC, 0x2122].contains(sequence.value)
    if isPunctuation {
      if sequence.range.contains(where: { !isLetter(scalars[$0]) }) { return true }
      return lead == .uppercaseLetter && next == .uppercaseLetter && isSmall(before)
    }
    if (0x1F000...0x1FAFF).contains(sequence.value) {
      return sequence.range.contains { !isLetter(scalars[$0]) }
    }
    guard lead != .lowercaseLetter, isOfLatin(sequence.value) else { return false }
    if next == .control { return true }
    if !lead.isLetter { return isInside || isLetter(scalars[first + 1]) }
    if ICU.category(of: sequence.value).isLetter {
      let isAlone = !isASCIILetter(before) && !isASCIILetter(after)
      return isInside || (isAlone && scalars[first] == 0xC3 && before < 0x80 && after < 0x80)
    }
    return scalars[first] == 0xC2 && !isASCIILetter(before) && before < 0x80
  }

  /// Letters and signs that texts in Latin letters use beyond ASCII.
  private func isOfLatin(_ value: UInt32) -> Bool {
    value < 0x180 || (0x218...0x21B).contains(value) || (0x1E00...0x1EFF).contains(value)
      || [0x1A0, 0x1A1, 0x1AF, 0x1B0].contains(value)
  }

  /// Whether a character is a letter, other than the ordinals `ª` and `º`.
  private func isLetter(_ value: UInt32) -> Bool {
    value != 0xAA && value != 0xBA && ICU.category(of: value).isLetter
  }

  private func isSmall(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }

  private func isASCIILetter(_ value: UInt32) -> Bool {
    (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
  }

  private func isRare(_ value: UInt32) -> Bool {
    let usualMarks: Set<UInt32> = [0x2C6, 0x2DC, 0x300, 0x301, 0x302, 0x303, 0x308, 0x309, 0x323]
    return (0x250...0x36F).contains(value) && !usualMarks.contains(value)
  }
}
