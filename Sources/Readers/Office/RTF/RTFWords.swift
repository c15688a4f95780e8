// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the control words of RTF mean for the text.

internal import Extraction

extension RTFText {
  /// Takes a control word.
  mutating func take(_ word: String, _ number: Int?) {
    if word != "u", skipsOne() { return }
    if state.destination == .skipped { return }
    if case .value = state.destination { date(word, number) }
    if let destination = Self.destinations[word] {
      begin(destination, word)
    } else if state.destination == .fonts {
      font(word, number)
    } else if state.destination == .info {
      enter(.value(word))
    } else if !character(word), !formatting(word, number) {
      table(word)
    }
  }

  private mutating func begin(_ destination: RTFDestination, _ word: String) {
    switch destination {
    case .note:
      noteCount += 1
      write("[\(noteCount)]")
      enter(.note)
    case .value: enter(.value(word))
    default: enter(destination)
    }
  }

  /// Takes a control symbol.
  mutating func take(symbol: UInt8) {
    if skipsOne() { return }
    switch symbol {
    case UInt8(ascii: "~"): write(after: "\u{A0}")
    case UInt8(ascii: "_"): write(after: "\u{2011}")
    default: break
    }
  }

  private mutating func write(after text: String) {
    flush()
    write(text)
  }

  /// Dates of the document stand in numbers: year, month, day.
  private mutating func date(_ word: String, _ number: Int?) {
    guard let number, (0...9999).contains(number) else { return }
    switch word {
    case "yr": write("\(number)")
    case "mo", "dy": write(number < 10 ? "-0\(number)" : "-\(number)")
    default: break
    }
  }

  /// Characters by name; false where it is none.
  private mutating func character(_ word: String) -> Bool {
    guard let text = Self.characters[word] else { return false }
    write(after: text)
    return true
  }

  /// What holds for the text that follows; false where it is nothing of that kind.
  private mutating func formatting(_ word: String, _ number: Int?) -> Bool {
    switch word {
    case "u": appendUnit(UInt16(truncatingIfNeeded: number ?? 0))
    case "uc": state.fallback = max(0, min(number ?? 1, 100))
    case "ansicpg": codePage = number.flatMap { $0 > 0 ? $0 : nil }
    case "mac": codePage = codePage ?? 10_000
    case "pc": codePage = codePage ?? 437
    case "pca": codePage = codePage ?? 850
    case "deff": defaultFont = number
    case "deflang": defaultLanguage = number
    case "lang", "langfe", "alang": language(word, number)
    case "f", "af", "loch", "hich", "dbch", "rtlch", "ltrch": script(word, number)
    case "v": change { $0.isHidden = number != 0 }
    case "deleted": change { $0.isDeleted = number != 0 }
    case "revauthdel": state.deleter = number
    case "revised": if number != 0 { reading.insertions += 1 }
    case "plain":
      change {
        ($0.isHidden, $0.isDeleted, $0.languages) = (false, false, WordLanguages())
        ($0.isRightToLeft, $0.usesAssociated, $0.font) = (false, false, nil)
      }
    case "pngblip", "jpegblip": isPicture = true
    default: return false
    }
    return true
  }

  private mutating func change(_ body: (inout RTFState) -> Void) {
    flush()
    body(&state)
  }

  private mutating func script(_ word: String, _ number: Int?) {
    flush()
    switch word {
    case "f":
      state.font = number
      if state.usesAssociated { state.associatedFont = number }
    case "af": state.associatedFont = number
    case "dbch": state.usesAssociated = true
    case "loch", "hich": state.usesAssociated = false
    case "rtlch": (state.isRightToLeft, state.usesAssociated) = (true, false)
    default: (state.isRightToLeft, state.usesAssociated) = (false, false)
    }
  }

  /// A language; that of the whole document is only where nobody chose another.
  private mutating func language(_ word: String, _ number: Int?) {
    flush()
    let tag = number == defaultLanguage ? nil : number.flatMap { WindowsLanguage.tag($0) }
    switch word {
    case "langfe": state.languages.eastAsian = tag
    case "alang": state.languages.complex = tag
    default: state.languages.set(tag)
    }
  }

  private mutating func font(_ word: String, _ number: Int?) {
    switch word {
    case "f": currentFont = number ?? 0
    case "fcharset":
      fonts[currentFont, default: RTFFont()].charset = WindowsCharset.ofFont(number ?? 0)
      fonts[currentFont]?.isWestern = number == 0
      fonts[currentFont]?.isSymbols = number == 2
    case "cpg":
      if let number, number > 0 {
        fonts[currentFont, default: RTFFont()].charset = WindowsCharset.name(number)
      }
    default: break
    }
  }

  /// Paragraphs and tables.
  private mutating func table(_ word: String) {
    switch word {
    case "par", "sect": endParagraph()
    case "line", "page", "softline", "column":
      flush()
      level.text.newLine()
    case "tab", "nestcell":
      flush()
      level.text.tab()
    case "nestrow":
      flush()
      level.text.newLine()
    case "intbl":
      flush()
      beginRow()
    case "cell":
      endParagraph()
      beginRow()
      level.text.beginCell()
    case "row":
      flush()
      if level.isInRow { level.text.endRow() }
      level.isInRow = false
    default: break
    }
  }

  private mutating func beginRow() {
    guard !level.isInRow else { return }
    level.isInRow = true
    level.text.beginRow()
    level.text.beginCell()
  }

  private static let characters: [String: String] = [
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "zwj": "\u{200D}", "zwnj": "\u{200C}", "ltrmark": "\u{200E}", "rtlmark": "\u{200F}",
    "zwbo": "\u{200B}",
  ]

  /// Groups that are no ordinary text, by the word that begins them.
  private static let destinations: [String: RTFDestination] = {
    let names: [(RTFDestination, String)] = [
      (.fonts, "fonttbl"), (.info, "info"), (.instruction, "fldinst"), (.picture, "pict"),
      (.authors, "revtbl"), (.box, "shptxt dptxbxtext"), (.note, "footnote"),
      (.margin, "header headerl headerr headerf footer footerl footerr footerf"),
      (.comment, "annotation"), (.value(""), "atnauthor generator"),
      (.skipped, "stylesheet colortbl listtable listoverridetable rsidtbl objdata objclass"),
      (.skipped, "shprslt nonshppict themedata colorschememapping datastore latentstyles xmlnstbl"),
      (.skipped, "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend filetbl pgptbl"),
      (.skipped, "nonesttables nesttableprops mmathPr template falt panose fname sp objname atnid"),
      (.skipped, "atrfstart atrfend atndate atnref atnicon atntime fldtype formfield tc xe tcn"),
    ]
    var table: [String: RTFDestination] = [:]
    for (destination, list) in names {
      for name in list.split(separator: " ") { table[String(name)] = destination }
    }
    return table
  }()

  /// Groups marked as optional that are read all the same.
  static let optional: Set<String> = [
    "fldinst", "annotation", "atnauthor", "revtbl", "shppict", "shpinst", "do", "generator",
    "shptxt", "dptxbxtext", "moMath", "mmath", "footnote",
  ]
}
