// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the number in a cell means: Excel stores a date as the days since the end of 1899, and only the
// format of the cell tells it from any other number.

internal import Extraction

/// How the number of a cell is meant.
enum NumberFormat: Sendable, Hashable {
  /// A number.
  case number
  /// A part of a hundred.
  case percent
  /// A number with at least so many digits, such as a postal code.
  case padded(Int)
  /// Days since the epoch.
  case date
  /// A part of a day.
  case time
  /// Days since the epoch and a part of a day.
  case dateTime
}

/// The formats of the cells of a workbook.
struct NumberFormats {
  private var styles: [NumberFormat] = []
  /// Whether days are counted from 1904, as Excel did on the Macintosh.
  private let isFrom1904: Bool

  /// Reads `styles.xml`.
  init(_ tree: XMLNode?, isFrom1904: Bool) {
    self.isFrom1904 = isFrom1904
    var own: [Int: NumberFormat] = [:]
    for node in tree?.child("numFmts")?.children ?? [] {
      if let id = node["numFmtId"].flatMap({ Int($0) }), let code = node["formatCode"] {
        own[id] = Self.kind(of: code)
      }
    }
    for node in tree?.child("cellXfs")?.children ?? [] {
      let id = node["numFmtId"].flatMap { Int($0) } ?? 0
      styles.append(own[id] ?? Self.builtIn(id))
    }
  }

  /// Takes format codes by their numbers, and for each style the number of its format.
  init(codes: [Int: String], styles: [Int], isFrom1904: Bool) {
    self.isFrom1904 = isFrom1904
    self.styles = styles.map { codes[$0].map(Self.kind) ?? Self.builtIn($0) }
  }

  /// The number of a cell in a style, as it is meant; the text itself where it is no number.
  func text(_ value: String, style: Int?) -> String {
    guard let number = Double(value), number.isFinite else { return value }
    let format = style.flatMap { styles.indices.contains($0) ? styles[$0] : nil } ?? .number
    switch format {
    case .number: return Self.plain(number)
    case .percent: return Self.plain((number * 1e12).rounded() / 1e10) + "%"
    case .padded(let digits):
      let plain = Self.plain(number)
      return String(repeating: "0", count: max(0, digits - plain.utf8.count)) + plain
    case .date, .time, .dateTime: return SerialDate.text(number, format, isFrom1904) ?? value
    }
  }

  /// A number without needless digits and without an exponent where it is whole.
  static func plain(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    // Excel keeps 15 digits; what is behind them is the noise of binary fractions.
    guard number != 0, abs(number) > 1e-4, abs(number) < 1e15 else { return "\(number)" }
    var scale = 1.0
    while abs(number) * scale < 1e14 { scale *= 10 }
    return "\((number * scale).rounded() / scale)"
  }

  private static func builtIn(_ id: Int) -> NumberFormat {
    switch id {
    case 9, 10: .percent
    case 14...17, 27...31, 34...36, 50...54, 57, 58: .date
    case 18...21, 32, 33, 45...47, 55, 56: .time
    case 22: .dateTime
    default: .number
    }
  }

  /// What a format code is for, by the letters outside quotes and brackets.
  static func kind(of code: String) -> NumberFormat {
    let bare = bareLetters(code)
    let hasDay = bare.contains { "ydegb".contains($0) }
    let hasTime = bare.contains { "hs".contains($0) }
    if hasDay || (bare.contains("m") && !hasTime) { return hasTime ? .dateTime : .date }
    if hasTime { return .time }
    if bare.contains("%") { return .percent }
    let first = bare.prefix { $0 != ";" }
    return first.count > 1 && first.allSatisfy { $0 == "0" } ? .padded(first.count) : .number
  }

  private static func bareLetters(_ code: String) -> String {
    var bare = ""
    var closing: Character?
    var isEscaped = false
    for character in code.lowercased().replacing("general", with: "").prefix(1000) {
      if isEscaped {
        isEscaped = false
      } else if let mark = closing {
        if character == mark { closing = nil }
      } else {
        switch character {
        case "\\", "_", "*": isEscaped = true
        case "\"": closing = "\""
        case "[": closing = "]"
        default: bare.append(character)
        }
      }
    }
    // Hours beyond a day stand in brackets.
    return code.lowercased().contains("[h") ? bare + "h" : bare
  }
}

/// Days since the epoch of a workbook → ISO 8601.
enum SerialDate {
  /// A date, a time or both; nil for a number that means none.
  static func text(_ serial: Double, _ format: NumberFormat, _ isFrom1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let seconds = Int(((serial - serial.rounded(.down)) * 86_400).rounded())
    var days = Int(serial.rounded(.down))
    let clock = clock(seconds % 86_400)
    if format == .time {
      let hours = days * 24 + seconds / 3600
      return days == 0 ? clock : "\(hours)\(clock.dropFirst(2))"
    }
    days += seconds / 86_400
    // Lotus believed that there was a 29th of February 1900, and so must Excel.
    if isFrom1904 { days += 1462 } else if days < 60 { days += 1 }
    let date = day(days - 25_569)
    return format == .date || seconds % 86_400 == 0 ? date : date + "T" + clock
  }

  private static func clock(_ seconds: Int) -> String {
    let parts = [seconds / 3600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
    return parts.map { two($0) }.joined(separator: ":")
  }

  /// The day so many days after the first of January 1970, in the Gregorian calendar.
  ///
  /// - SeeAlso: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, `civil_from_days`.
  private static func day(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let date = ofYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    let digits = "\(year)"
    let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    return "\(padded)-\(two(calendarMonth))-\(two(date))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
