// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tesseract's models as Debian packs them: one a language, such as tesseract-ocr-fra.

package import TextAnalysis

/// A model of tesseract, by its name, such as `fra` or `chi_sim`.
package struct RecognitionModel: Sendable, Hashable, Codable {
  /// The name, as `tesseract -l` takes it.
  package var name: String

  /// Names a model; nil where it is no name of one: letters, digits and `_`, up to 32.
  package init?(_ name: String) {
    let isName = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
    guard isName, !name.isEmpty, name.utf8.count <= 32 else { return nil }
    self.name = name
  }

  private init(known name: Substring) { self.name = String(name) }

  /// Debian's package of it.
  package var debianPackage: String {
    "tesseract-ocr-" + String(name.map { $0 == "_" ? "-" : $0 }).lowercased()
  }

  /// The language that it reads; unknown where its name is none of a language.
  package var language: Language {
    switch name {
    case "kmr": Language(tag: "ku") ?? .unknown
    default: name.split(separator: "_").first.flatMap { Language(tag: String($0)) } ?? .unknown
    }
  }

  /// The script that it reads; Latin where it is not known.
  var script: ReadingScript { Self.scripts[name] ?? .latin }

  /// Whether it writes letters of this script: its own, and those that come with it.
  func writes(_ script: ReadingScript) -> Bool {
    let own = self.script
    if script == own { return true }
    switch own {
    case .japanese, .hangul: return script == .han
    default: return false
    }
  }

  /// Models that Debian has for a script, those with the most readers first.
  static func known(of script: ReadingScript) -> [RecognitionModel] {
    switch script {
    case .han: (byScript[.han] ?? []) + (byScript[.japanese] ?? [])
    case .japanese: (byScript[.japanese] ?? []) + (byScript[.han] ?? [])
    default: byScript[script] ?? []
    }
  }

  private static let byScript: [ReadingScript: [RecognitionModel]] = {
    var found: [ReadingScript: [RecognitionModel]] = [:]
    for line in list.split(separator: "\n") {
      let sides = line.split(separator: ":")
      guard sides.count == 2, let script = ReadingScript(rawValue: String(sides[0])) else {
        continue
      }
      found[script] = sides[1].split(separator: " ").map { RecognitionModel(known: $0) }
    }
    return found
  }()

  private static let scripts: [String: ReadingScript] = {
    var found: [String: ReadingScript] = [:]
    for (script, models) in byScript {
      for model in models { found[model.name] = script }
    }
    return found
  }()

  private static let list = """
    Latin: eng fra spa deu por ita vie tur pol ron nld ind ces hun swe dan nor fin hrv slk slv srp_latn sqi lit lav est cat \
    kmr aze uzb swa hat afr bos bre ceb cos cym enm epo eus fao fil frm fry gla gle glg isl jav lat ltz mlt mri msa oci \
    que sun ton yor
    Arabic: ara fas urd pus uig snd
    Armenian: hye
    Bengali: ben asm
    Canadian_Aboriginal: iku
    Cherokee: chr
    Cyrillic: rus ukr bul srp bel mkd kaz kir mon tgk tat aze_cyrl uzb_cyrl
    Devanagari: hin mar nep san
    Ethiopic: amh tir
    Georgian: kat
    Greek: ell grc
    Gujarati: guj
    Gurmukhi: pan
    Han: chi_sim chi_tra
    Hangul: kor
    Hebrew: heb yid
    Japanese: jpn
    Kannada: kan
    Khmer: khm
    Lao: lao
    Malayalam: mal
    Myanmar: mya
    Oriya: ori
    Sinhala: sin
    Syriac: syr
    Tamil: tam
    Telugu: tel
    Thaana: div
    Thai: tha
    Tibetan: bod dzo
    """
}
