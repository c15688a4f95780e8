// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What holds of every fold, whatever the script: it is a fixed point, it is not empty, it keeps the
// marks that make words, and it joins no more words of a language than its spelling explains.

import Glibc
import Testing

@testable import TextAnalysis

/// The fold of code points.
private func folded(_ scalars: [UInt32]) -> [UInt32] {
  var result: [UInt32] = []
  FoldTable.shared.fold(scalars, into: &result)
  return result
}

/// The exact form of code points.
private func exact(_ scalars: [UInt32], _ former: inout Former) -> [UInt32] {
  var bytes: [UInt8] = []
  for codePoint in scalars { bytes.append(scalar: codePoint) }
  former.makeExact(of: bytes.span)
  let form = former.exact
  var result: [UInt32] = []
  result.decode(form.span)
  return result
}

private func text(_ scalars: [UInt32]) -> String {
  scalars.map { String($0, radix: 16) }.joined(separator: " ")
}

struct FoldContractTests {
  /// All assigned letters, marks and numbers, Han and Hangul thinned out.
  private static let alphabet: [UInt32] = (UInt32(0x21)...0x1EFFF).filter { codePoint in
    let isThinned = (0x3400...0x9FFF).contains(codePoint) || (0xAC00...0xD7A3).contains(codePoint)
    if isThinned && codePoint % 61 != 0 || (0x12000...0x18FFF).contains(codePoint) { return false }
    let category = ICU.category(of: codePoint)
    return category.isLetter || category.isMark || category.isNumber
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Folding random strings twice changes nothing, and none is empty`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var former = Former()
    for round in 0..<40_000 {
      let letters = FoldContractTests.alphabet
      let anchor = Int.random(in: 0..<letters.count, using: &generator)
      let source = (0..<Int.random(in: 2...7, using: &generator)).map { _ -> UInt32 in
        // Mostly neighbours in the code charts, since rules are about characters of one script.
        let distance = Int.random(in: -60...60, using: &generator)
        let place =
          round % 4 == 0 ? Int.random(in: 0..<letters.count, using: &generator) : anchor + distance
        return letters[min(max(place, 0), letters.count - 1)]
      }
      let form = exact(source, &former)
      guard !form.isEmpty else { continue }
      let once = folded(form)
      if once.isEmpty || folded(once) != once {
        Issue.record("seed \(seed): \(text(source)) is \(text(once)), then \(text(folded(once)))")
      }
    }
  }

  @Test func `Every pair of a pair rule is looked at, and few other letters are`() {
    let ends = FoldPairs.all.compactMap { $0.letters.unicodeScalars.last?.value }
    for end in ends + Array(IndicFold.consonants) where !FoldPairs.mayEnd(with: end) {
      Issue.record("\(text([end]))")
    }
    let known = Set(ends).union(IndicFold.consonants)
    let looked = (0..<UInt32(0x10000)).filter { FoldPairs.mayEnd(with: $0) }
    #expect(Set(looked) == known)
  }

  @Test
  func `Every pair of a pair rule and a neighbour folds to a fixed point`() {
    let letters = Array(Set(FoldPairs.all.flatMap { $0.letters.unicodeScalars.map(\.value) }))
      .sorted()
    for first in letters {
      for second in letters where first >> 7 == second >> 7 {
        for third in letters where first >> 7 == third >> 7 {
          let once = folded([first, second, third])
          if folded(once) != once { Issue.record("\(text([first, second, third]))") }
        }
      }
    }
  }

  @Test
  func `Marks that make words stay: viramas, coeng, tones, voicing, vowel signs`() {
    var former = Former()
    let tones: [ClosedRange<UInt32>] = [
      0x0E48...0x0E4B, 0x0EC8...0x0ECB, 0x1037...0x1038, 0x1A75...0x1A79, 0xA92B...0xA92D,
      0xAABF...0xAAC2, 0x16B30...0x16B36, 0x3099...0x309A, 0x07A6...0x07B0,
    ]
    for codePoint in UInt32(0x300)...0x1FFFF {
      let isKiller = ICU.value(of: .canonicalCombiningClass, codePoint) == 9
      let isTone = tones.contains { $0.contains(codePoint) }
      let isVowel = ICU.value(of: .indicSyllabicCategory, codePoint) == 34
      guard isKiller || isTone || isVowel && ICU.category(of: codePoint).isMark else { continue }
      // After a letter that forms no pair with any of them.
      let form = exact([0x915, codePoint], &former)
      if form.count > 1, folded(form).count < form.count { Issue.record("\(text([codePoint]))") }
    }
  }

  @Test
  func `Nuktas are those of Unicode`() {
    for codePoint in UInt32(0x900)...0x1FFFF
    where ICU.value(of: .indicSyllabicCategory, codePoint) == 23 {
      if folded([0x915, codePoint]) != [0x915] { Issue.record("\(text([codePoint]))") }
    }
  }

  /// Over all translations of the Declaration: how many distinct exact forms meet.
  ///
  /// Vietnamese loses tones and vowel qualities by design, and Yoruba and its like tones; three in
  /// ten forms at most, save in Ojitlán Chinantec, which writes seven tones over its vowels.
  @Test(.enabled(if: PublicData.has("udhr/udhr.jsonl.zst"), "needs ../shared/data"))
  func `Texts of every language fold to fixed points, and to most of their forms`() {
    let command = "zstd -dqc \"$1\"/udhr/udhr.jsonl.zst"
    for line in PublicData.lines(of: command) {
      guard let language = field("lang", of: line), let body = field("text", of: line)
      else { continue }
      var forms: Set<String> = []
      var folds: [String: Set<String>] = [:]
      for token in see(body, language) where token.kind == .word {
        forms.insert(token.exact)
        folds[token.fold, default: []].insert(token.exact)
        if foldOfForm(token.fold) != token.fold { Issue.record("\(language): \(token.exact)") }
      }
      let share = Double(folds.count) / Double(max(forms.count, 1))
      if getenv("HANDBILL_PRINT") != nil {
        let met = folds.values.filter { $0.count > 1 }.map { $0.sorted().joined(separator: "=") }
        print("fold", language, forms.count, folds.count, met.sorted().prefix(12))
      }
      if share < (language == "chj" ? 0.65 : 0.7) {
        Issue.record("\(language): \(forms.count) forms, \(folds.count) folds")
      }
    }
  }

  /// A string of a line of JSON, where it holds no escape but `\n` and `\"`.
  private func field(_ name: String, of line: Substring) -> String? {
    guard
      let start = line.firstRange(of: "\"\(name)\": \"") ?? line.firstRange(of: "\"\(name)\":\"")
    else { return nil }
    var value = ""
    var isEscaped = false
    for character in line[start.upperBound...] {
      if isEscaped {
        value.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return value
      } else {
        value.append(character)
      }
    }
    return nil
  }
}
