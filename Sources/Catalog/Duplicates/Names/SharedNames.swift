// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which names of a table say that two texts are one sheet: those that stand in texts of two languages. A name
// in one language alone is for the likeness of texts, and a heading that looks like a name is no burden.

internal import TextAnalysis

/// The names of a table that texts of several languages share.
struct SharedNames: Sendable {
  private let table: NameTable
  private let shared: Set<UInt32>

  /// No names.
  init() { (table, shared) = (NameTable(), []) }

  /// Takes the names that stand in texts of two languages or more; `matches` come with the language of their text.
  init(
    _ table: NameTable, _ matches: some Sequence<(language: Language, names: ArraySlice<NameMatch>)>
  ) {
    self.table = table
    var languages: [UInt32: Language] = [:]
    var shared: Set<UInt32> = []
    for (language, names) in matches {
      for match in names {
        let first = languages[match.name] ?? language
        languages[match.name] = first
        if first != language { shared.insert(match.name) }
      }
    }
    self.shared = shared
  }

  /// The shared names among the matches of a text, each once; of those that overlap the first.
  ///
  /// A name of three words is one name and not two.
  func kept(_ matches: some Sequence<NameMatch>) -> [NameMatch] {
    var kept: [NameMatch] = []
    var end: UInt32?
    for match in matches where shared.contains(match.name) {
      if let end, match.first <= end { continue }
      end = match.last
      if !kept.contains(where: { $0.name == match.name }) { kept.append(match) }
    }
    return kept
  }

  /// A name as a signal.
  func signal(_ name: UInt32) -> SheetSignal {
    SheetSignal(kind: .name, value: table.value(of: name))
  }

  /// The shared names of a text as signals, with how it writes them.
  ///
  /// `shingles` has read the text. O(text).
  func mentions(
    by shingles: ShingleReader, of text: [UInt8], _ reader: NameReader
  ) -> [SheetSignals.Mention] {
    kept(reader.matches(by: shingles, of: text, in: table)).map { match in
      let words = shingles.words
      let range = words[Int(match.first)].range.lowerBound..<words[Int(match.last)].range.upperBound
      return SheetSignals.Mention(
        signal: signal(match.name), readings: 1,
        written: String(decoding: text[range], as: UTF8.self))
    }
  }
}

extension LikenessColumns {
  /// Adds shared names to the signals; `found` has where the same documents have names.
  mutating func addSignals(_ shared: SharedNames, of found: LikenessColumns) {
    var (keys, parts, ends): ([UInt64], [UInt8], [Int]) = ([], [], [])
    ends.reserveCapacity(count)
    for document in 0..<count {
      var own = signalRange(of: document).map { (key: signals[$0], readings: readings[$0]) }
      own += shared.kept(found.names(of: document)).map { (shared.signal($0.name).key, 1) }
      own.sort { ($0.key, $0.readings) < ($1.key, $1.readings) }
      keys += own.lazy.map(\.key)
      parts += own.lazy.map(\.readings)
      ends.append(keys.count)
    }
    (signals, readings, signalEnds) = (keys, parts, ends)
  }
}
