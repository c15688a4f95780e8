// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What of a sheet survives its translation: telephone numbers, addresses of the Internet, dates, tags,
// long numbers, and names by their sound. Each is written in one way whatever the digits, the calendar or
// the grouping on the paper.

/// What a signal is.
package enum SignalKind: UInt8, Sendable, Hashable, CaseIterable, Encodable {
  /// A telephone number, by its digits without the country code.
  case phone = 0
  /// An e-mail address, in lower case.
  case mail = 1
  /// An address of the web with a path, without scheme, language and what follows `?` or `#`.
  case link = 2
  /// The host of an address of the web.
  case site = 3
  /// A day, `YYYY-MM-DD`, written in any calendar.
  case date = 4
  /// A hashtag, in lower case.
  case hashtag = 5
  /// A name on a social network, `@name`, in lower case.
  case account = 6
  /// A number of four digits or more that is no year and does not end in two zeros.
  case number = 7
  /// A name of two words that texts in several languages have, by its sound.
  case name = 8

  /// The word for it.
  package var word: String {
    switch self {
    case .phone: "phone"
    case .mail: "mail"
    case .link: "link"
    case .site: "site"
    case .date: "date"
    case .hashtag: "hashtag"
    case .account: "account"
    case .number: "number"
    case .name: "name"
    }
  }

  /// The share of documents that have one of these by chance, where nothing else is known.
  var prior: Double {
    switch self {
    case .phone, .mail, .link: 0.0001
    case .hashtag, .account, .name: 0.001
    case .date, .number: 0.002
    case .site: 0.01
    }
  }

  /// How far one of these, if rare, says that two sheets are the same: 1 for what is given to one sheet or
  /// its makers, less for what different sheets of one place and time have in common.
  var tellingness: Double {
    switch self {
    case .phone, .mail, .link: 1
    case .account: 0.9
    case .name: 0.7
    case .hashtag, .number, .date, .site: 0.5
    }
  }

  /// Writes the word.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(word)
  }
}

/// A signal in its one way of writing.
struct SheetSignal: Hashable, Sendable {
  /// What it is.
  var kind: SignalKind
  /// The value.
  var value: String

  /// A number for it: equal for equal signals, with the kind in its lowest four bits.
  var key: UInt64 {
    Mixing.hash(value.utf8, seed: UInt64(kind.rawValue)) & ~15 | UInt64(kind.rawValue)
  }

  /// The kind of a signal by its number.
  static func kind(of key: UInt64) -> SignalKind {
    SignalKind(rawValue: UInt8(key & 15)) ?? .number
  }
}

/// The signals of one text.
struct SheetSignals: Sendable, Equatable {
  /// A signal, and among how many readings of the same place it is one.
  struct Mention: Sendable, Equatable {
    /// The signal.
    var signal: SheetSignal
    /// 1, or more for a date that can be read in several ways.
    var readings: Int
    /// How the text writes it, where texts write it in different ways: for names.
    var written: String?
  }

  /// Each signal once, in the order of the text.
  var mentions: [Mention] = []
  /// Small numbers of the text, rising, each once; hours after noon as those before it.
  ///
  /// They weigh nothing, and tell the sheets of one maker apart.
  var smallNumbers: [UInt16] = []

  /// The most signals that are taken of one text.
  static let most = 200

  /// The mentions by their signals, of equal ones the first.
  var bySignal: [SheetSignal: Mention] {
    Dictionary(mentions.map { ($0.signal, $0) }) { first, _ in first }
  }

  /// Takes up a signal, unless it is there already.
  mutating func add(_ kind: SignalKind, _ value: String, readings: Int = 1) {
    let signal = SheetSignal(kind: kind, value: value)
    guard mentions.count < Self.most, !mentions.contains(where: { $0.signal == signal }) else {
      return
    }
    mentions.append(Mention(signal: signal, readings: readings))
  }
}
