// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which languages are written in which scripts, as far as passages need it: scripts that name
// their language, and scripts that a declared language can be believed in. Sources: the likely
// subtags of CLDR and ISO 15924.

extension Script {
  /// The language of a script in which only one living language is commonly written, with the
  /// share of texts in the script that are in it, as far as anybody knows; nil for others.
  var onlyLanguage: (language: Language, confidence: Float)? { Script.onlyLanguages[self] }

  fileprivate static let onlyLanguages: [Script: (language: Language, confidence: Float)] = {
    var found: [Script: (language: Language, confidence: Float)] = [:]
    for (list, confidence) in [(certain, Float(0.98)), (usual, Float(0.8))] {
      for pair in list.split(separator: " ") {
        let parts = pair.split(separator: ":").map(String.init)
        guard let script = Script(code: parts[0]) else { continue }
        found[script] = (Language(unchecked: parts[1]), confidence)
      }
    }
    return found
  }()

  private static let certain = """
    Thai:th Geor:ka Armn:hy Khmr:km Laoo:lo Grek:el Gujr:gu Guru:pa Orya:or Taml:ta Telu:te \
    Knda:kn Mlym:ml Sinh:si Thaa:dv Cher:chr Yiii:ii Vaii:vai Olck:sat Nkoo:nqo Osge:osa
    """

  private static let usual = """
    Tibt:bo Syrc:syr Mong:mn Adlm:ff Mtei:mni Java:jv Sund:su Bali:ban Bugi:bug Lisu:lis \
    Limb:lif Lepc:lep Cakm:ccp Cham:cjm Copt:cop Goth:got Tale:tdd Talu:khb Rohg:rhg \
    Hmnp:hmn Hmng:hmn Wcho:nnp Saur:saz Kali:eky Batk:bbc
    """
}

extension Language {
  /// Whether text in `script` may be in this language.
  ///
  /// A language that is not in the tables is believed in every script that is not another
  /// language's alone.
  func isWritten(in script: Script) -> Bool {
    if let scripts = Language.scripts[code] { return scripts.contains(script) }
    guard let only = script.onlyLanguage else { return true }
    return only.language == self
  }

  /// Whether the tables say which scripts this language is written in.
  var hasKnownScripts: Bool { Language.scripts[code] != nil }

  /// Languages by the scripts they are written in.
  private static let scripts: [String: Set<Script>] = {
    var found: [String: Set<Script>] = [:]
    for line in written.split(separator: "\n") {
      let sides = line.split(separator: ":")
      let scripts = Set(sides[0].split(separator: " ").compactMap { Script(code: String($0)) })
      for language in sides[1].split(separator: " ") { found[String(language)] = scripts }
    }
    for (script, only) in Script.onlyLanguages where found[only.language.code] == nil {
      found[only.language.code] = [script]
    }
    return found
  }()

  private static let written = """
    Latn: af ak ast ay bi bm br ca ceb co cs cy da de ee en eo es et eu fi fj fo fr fy ga gd gl \
    gn gv haw hil hmn hr ht hu ia id ie ig ilo is it jv kg ki kl la lb lg ln lt lv mg mh mi mt \
    na nd nl nn no nr nso ny oc om pap pl pt qu rm rn ro rw sc se sg sk sl sm sn sq ss st su sv \
    tl tn to tpi tr ts tum tw ty ve vi wa war wo xh yo zu
    Cyrl: ab av ba be bg ce cv kv mk myv mdf os ru rue sah tyv udm uk xal
    Arab: ar ckb fa glk mzn prs ps sdh skr ur
    Deva: awa bho brx doi hi hne kok mag mai mr ne new raj sa
    Hebr: he yi
    Ethi: am gez ti tig
    Mymr: my shn mnw ksw kac
    Beng: as bn bpy
    Tibt: bo dz
    Hang Hani: ko
    Hani Hira Kana: ja
    Hani Bopo: zh yue nan hak wuu lzh gan hsn
    Cyrl Latn: bs cnr crh gag lez mo sr
    Cyrl Latn Arab: az kk ky tg tk tt uz
    Latn Arab: bal ber ha kab kr ms shi so sw zgh
    Latn Arab Cyrl: ku
    Arab Cyrl Latn: ug
    Hebr Latn: lad
    Cyrl Mong: mn bua
    Guru Arab: pa
    Arab Deva: ks sd
    Latn Adlm Arab: ff
    Cans Latn: cr iu oj
    Beng Mtei: mni
    Grek: el
    """
}
