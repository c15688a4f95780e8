// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex
internal import TextAnalysis

/// Finds the signals of texts; not for use by two threads.
final class SignalReader {
  private let dates = DateRecognizer()

  /// Makes a reader.
  init() {}

  /// The signals of a document's text.
  ///
  /// O(text).
  func signals(of stored: StoredDocument) -> SheetSignals {
    signals(in: stored.text, passages: stored.passages)
  }

  /// The signals of a text, whose passages may be left out.
  ///
  /// O(text).
  func signals(in text: [UInt8], passages: [Passage] = []) -> SheetSignals {
    var signals = SheetSignals()
    var taken: [Range<Int>] = []
    for address in WebAddresses.find(in: text) {
      taken.append(address.range)
      for signal in address.signals { signals.add(signal.kind, signal.value) }
    }
    for number in PhoneNumbers.find(in: text) {
      if taken.contains(where: { $0.overlaps(number.range) }) { continue }
      taken.append(number.range)
      signals.add(.phone, String(decoding: number.national, as: UTF8.self))
    }
    for date in dates.dates(in: text, passages: passages) {
      taken.append(date.range)
      let days = Self.days(of: date)
      for day in days { signals.add(.date, CivilDay(day).iso, readings: days.count) }
    }
    taken.sort { $0.lowerBound < $1.lowerBound }
    addNumbers(of: text, outside: taken, to: &signals)
    return signals
  }

  /// The days that a date can mean; none where it means a month, a year, or too much.
  ///
  /// A date of the Hijri calendar means one of two or three days.
  private static func days(of date: RecognizedDate) -> [Int32] {
    var days: Set<Int32> = []
    for reading in date.readings where reading.day != nil && reading.days.count <= 3 {
      days.formUnion(reading.days)
    }
    return days.count <= 6 ? days.sorted() : []
  }

  private func addNumbers(
    of text: [UInt8], outside taken: [Range<Int>], to signals: inout SheetSignals
  ) {
    var small: Set<UInt16> = []
    var next = 0
    for number in WrittenNumbers.find(in: text) {
      while next < taken.count, taken[next].upperBound <= number.range.lowerBound { next += 1 }
      if next < taken.count, taken[next].overlaps(number.range) { continue }
      if number.isOrdinal { continue }
      if number.isLong {
        signals.add(.number, number.digits)
      } else if let value = number.small {
        small.insert(value)
      }
    }
    signals.smallNumbers = small.sorted()
  }
}
