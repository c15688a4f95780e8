// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The value of `date:`: a year, month or day of any calendar, or a range of them, open or not.
///
/// `2015`, `2015-06`, `1394-04-12@persian`, `2015-06..2015-07`, `2015..`, `..2014`. Digits of every
/// script. What the numbers mean in which calendar is the engine's to say.
public struct WrittenDateRange: Sendable, Hashable {
  /// A year, month or day.
  public struct Fields: Sendable, Hashable {
    /// From 1 to 9999.
    public var year: Int
    /// From 1 to 13.
    public var month: Int?
    /// From 1 to 32.
    public var day: Int?
  }

  /// The beginning; nil where the range is open; one of both ends is there.
  public let first: Fields?
  /// The end; equal to `first` where only one date is given; nil where the range is open.
  public let last: Fields?
  /// The calendar's name behind `@`, as typed; nil where none is given.
  public let calendar: String?

  /// Reads a value; nil where it is none.
  public init?(_ text: String) {
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    calendar = halves.count == 2 ? String(halves[1]) : nil
    if let calendar, calendar.isEmpty { return nil }
    let dates = WrittenDateRange.ends(of: Array(halves[0]))
    let fields = dates.map(WrittenDateRange.fields)
    guard zip(dates, fields).allSatisfy({ $0.isEmpty || $1 != nil }),
      fields.contains(where: { $0 != nil })
    else { return nil }
    first = fields[0]
    last = fields[fields.count - 1]
  }

  /// What stands before and after `..`; one element where there is none.
  private static func ends(of text: [Character]) -> [ArraySlice<Character>] {
    for index in text.indices.dropLast() where text[index] == "." && text[index + 1] == "." {
      return [text[..<index], text[(index + 2)...]]
    }
    return [text[...]]
  }

  private static func fields(_ text: ArraySlice<Character>) -> Fields? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(number)
    guard (1...3).contains(parts.count), let year = parts[0], (1...9999).contains(year)
    else { return nil }
    var fields = Fields(year: year)
    if parts.count > 1 {
      guard let month = parts[1], (1...13).contains(month) else { return nil }
      fields.month = month
    }
    if parts.count > 2 {
      guard let day = parts[2], (1...32).contains(day) else { return nil }
      fields.day = day
    }
    return fields
  }

  /// Reads one to four decimal digits of any script.
  private static func number(_ text: ArraySlice<Character>) -> Int? {
    guard (1...4).contains(text.count) else { return nil }
    var value = 0
    for character in text {
      guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
        scalar.properties.generalCategory == .decimalNumber,
        let digit = scalar.properties.numericValue
      else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
