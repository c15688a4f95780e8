// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How good a reading is, without a dictionary: the confidence of tesseract, and whether letters and
// language agree with the model that wrote them.

internal import TextAnalysis

extension ReadWord {
  /// How far the word looks like one that its models would write, from 0 to 1.
  ///
  /// Letters of two scripts in one word, lone letters, and signs alone are what noise is read as; letters
  /// and digits by turns are words whose spaces were lost: `10a13hyde16a19h`.
  func plausibility(_ models: [RecognitionModel]) -> Double {
    var scripts: Set<ReadingScript> = []
    var (letters, digits, others, switches) = (0, 0, 0, 0)
    var wasDigit: Bool?
    for scalar in text.unicodeScalars {
      if let script = ReadingScript(of: scalar) {
        scripts.insert(script)
        letters += 1
        if wasDigit == true, !script.isUnspaced { switches += 1 }
        wasDigit = script.isUnspaced ? nil : false
      } else if scalar.properties.numericType != nil {
        digits += 1
        if wasDigit == false { switches += 1 }
        wasDigit = true
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        others += 1
      }
    }
    if scripts.contains(.japanese) || scripts.contains(.hangul) { scripts.remove(.han) }
    if letters + digits == 0 { return 0.4 }
    if scripts.count > 1 { return 0.5 }
    let own = scripts.allSatisfy { script in models.contains { $0.writes(script) } }
    let clean = others <= letters + digits ? 1.0 : 0.6
    let lone = letters == 1 && digits == 0 && !scripts.contains(where: \.isUnspaced) ? 0.8 : 1
    let joined = switches > Self.mostSwitches ? 0.7 : 1
    return (own ? 1 : 0.85) * clean * lone * joined
  }

  /// Changes between letters and digits that words have: `18h30` has two, a number plate three.
  private static let mostSwitches = 3

  /// Letters and digits in it.
  var letterCount: Int {
    text.unicodeScalars.count {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  /// Confidence times plausibility, from 0 to 100.
  func score(_ models: [RecognitionModel]) -> Double { confidence * plausibility(models) }
}

extension ReadLine {
  /// The score of its words by the room they take, from 0 to 100.
  var score: Double {
    var (sum, area) = (0.0, 0.0)
    for word in words {
      let size = Double(max(1, word.box.width * word.box.height))
      sum += word.score(models) * size
      area += size
    }
    return area == 0 ? 0 : sum / area
  }

  /// Letters and digits in it.
  var letterCount: Int { words.reduce(0) { $0 + $1.letterCount } }
}

extension PageReading {
  /// The score of its lines by the room they take, from 0 to 100.
  var score: Double {
    var (sum, area) = (0.0, 0.0)
    for line in lines {
      let size = Double(max(1, line.box.width * line.box.height))
      sum += line.score * size
      area += size
    }
    return area == 0 ? 0 : sum / area
  }

  /// How much was read, and how well: by this, two readings of one page are weighed.
  var worth: Double {
    lines.reduce(0) { $0 + Double($1.letterCount) * max(0, $1.score - 50) }
  }

  /// The languages of its text by their share of it, the largest first, as detection sees them.
  func languages() -> [(language: Language, share: Double)] {
    var cutter = PassageCutter()
    let text = Array(self.text.utf8)
    var bytes: [Language: Int] = [:]
    for passage in cutter.passages(of: text) where passage.language != .unknown {
      bytes[passage.language, default: 0] += passage.range.count
    }
    let whole = Double(max(1, text.count))
    return bytes.map { ($0.key, Double($0.value) / whole) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
  }

  /// The score, lowered where the text is not seen to be in the language of a model.
  func scoreByLanguage() -> Double {
    let wanted = Set(models.map(\.language))
    let share = languages().reduce(0) { wanted.contains($1.language) ? $0 + $1.share : $0 }
    return score * (0.8 + 0.2 * share)
  }
}
