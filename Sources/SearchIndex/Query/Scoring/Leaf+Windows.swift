// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What one clause gives in a window of doc ids: at most, and document by document.

internal import TextAnalysis

extension Leaf {
  /// What the clause adds at most to a document of a window, and the first document after it at which
  /// that can change.
  ///
  /// `seeks` says whether to find out if rare lists have any document there.
  /// - Throws: `corrupt`.
  mutating func bound(
    _ window: Range<UInt32>, seeks: Bool
  ) throws(SearchIndexError) -> (bound: FixedScore, next: UInt32) {
    if lists.count == 1 { return try lists[0].bound(window, scales, seeks: seeks) }
    var sum: FixedScore = 0
    var next = UInt32.max
    for list in lists.indices where isLong(list) {
      let (bound, change) = try lists[list].bound(window, scales, seeks: seeks)
      sum &+= bound
      next = min(next, change)
    }
    _ = seekTable(window.lowerBound)
    let (bound, change) = table.bound(window, from: tableIndex, besides: sum)
    return (bound, min(next, change))
  }

  /// Adds the clause's scores of all documents of a window; those below `least` may be left out.
  ///
  /// - Throws: `corrupt`.
  mutating func add(
    _ window: Range<UInt32>, reaching least: FixedScore, to sums: inout WindowSums
  ) throws(SearchIndexError) {
    try add(
      window, reaching: least, to: &sums.sums, &sums.touched,
      staging: &sums.staging)
  }

  private mutating func add(
    _ window: Range<UInt32>, reaching least: FixedScore, to sums: inout [FixedScore],
    _ touched: inout [UInt64], staging: inout TermStaging
  ) throws(SearchIndexError) {
    defer { lift() }
    if readsScores { return addScores(window, reaching: least, to: &sums, &touched) }
    keepSums(window, sums, &staging)
    if let only = try onlyList(in: window) {
      try addOnly(only, window, reaching: least, to: &sums, &touched)
    } else if !lists.isEmpty {
      staging.prepare()
      for list in lists.indices where isLong(list) { try stage(list, window, &staging) }
      try flush(&staging, window, to: &sums, &touched)
    }
    addTable(window, to: &sums, &touched, staging)
  }

  private mutating func addScores(
    _ window: Range<UInt32>, reaching least: FixedScore, to sums: inout [FixedScore],
    _ touched: inout [UInt64]
  ) {
    var sums = sums.mutableSpan
    var touched = touched.mutableSpan
    scores.forEach(in: window, &scoreIndex) { document, score in
      if score < least { return }
      let place = Int(document &- window.lowerBound)
      sums[place] &+= score
      touched[place >> 6] |= 1 &<< UInt64(place & 63)
    }
  }

  /// Keeps the sums of the documents of the table, to which lists will add what does not count.
  private mutating func keepSums(
    _ window: Range<UInt32>, _ sums: borrowing [FixedScore], _ staging: inout TermStaging
  ) {
    if table.documents.isEmpty { return }
    _ = seekTable(window.lowerBound)
    staging.kept.removeAll(keepingCapacity: true)
    var index = tableIndex
    while index < table.documents.count, table.documents[index] < window.upperBound {
      staging.kept.append(sums[Int(table.documents[index] &- window.lowerBound)])
      index += 1
    }
  }

  /// Adds the documents of the table to the sums that were kept.
  private mutating func addTable(
    _ window: Range<UInt32>, to sums: inout [FixedScore], _ touched: inout [UInt64],
    _ staging: borrowing TermStaging
  ) {
    if table.documents.isEmpty { return }
    for kept in staging.kept {
      let slot = Int(table.documents[tableIndex] &- window.lowerBound)
      sums[slot] = kept &+ (isScored ? table.score(at: tableIndex) : 0)
      touched[slot >> 6] |= 1 &<< UInt64(slot & 63)
      tableIndex += 1
    }
  }

  /// The only long list that has documents of a window; nil where several have some, or there is none.
  private mutating func onlyList(in window: Range<UInt32>) throws(SearchIndexError) -> Int? {
    if let mainList { return mainList }
    var only: Int?
    for list in lists.indices where isLong(list) {
      if try lists[list].seek(window.lowerBound) >= window.upperBound { continue }
      if only != nil { return nil }
      only = list
    }
    return only ?? lists.indices.first { isLong($0) }
  }

  private mutating func addOnly(
    _ list: Int, _ window: Range<UInt32>, reaching least: FixedScore,
    to sums: inout [FixedScore], _ touched: inout [UInt64]
  ) throws(SearchIndexError) {
    guard try lists[list].cursor.seek(window.lowerBound) else { return }
    var sums = sums.mutableSpan
    var touched = touched.mutableSpan
    try lists[list].forEachScore(before: window.upperBound, reaching: least, scales, segment) {
      document, score in
      let place = Int(document &- window.lowerBound)
      sums[place] &+= score
      touched[place >> 6] |= 1 &<< UInt64(place & 63)
      return least
    }
  }

  private mutating func stage(
    _ list: Int, _ window: Range<UInt32>, _ staging: inout TermStaging
  ) throws(SearchIndexError) {
    guard try lists[list].cursor.seek(window.lowerBound) else { return }
    while true {
      try lists[list].cursor.loadFrequencies()
      let size = lists[list].cursor.size
      var index = lists[list].cursor.index
      while index < size {
        let document = lists[list].cursor.documents[index]
        if document >= window.upperBound { break }
        let worth = lists[list].worths[Int(lists[list].cursor.variants[index])]
        if worth.slot >= 0 {
          let frequency = Double(lists[list].cursor.frequencies[index]) * worth.weight
          let place = Int(document &- window.lowerBound)
          if scales.all[Int(worth.slot)].documents.contains(document) {
            staging.frequencies[place] += frequency
            staging.touched[place >> 6] |= 1 &<< UInt64(place & 63)
          } else {
            staging.strays.append((UInt32(place), worth.slot, frequency))
          }
        }
        index &+= 1
      }
      lists[list].cursor.index = index
      if index < size { return }
      lists[list].cursor.index = size &- 1
      guard try lists[list].cursor.advance() else { return }
    }
  }

  /// Turns staged frequencies into scores.
  private func flush(
    _ staging: inout TermStaging, _ window: Range<UInt32>, to sums: inout [FixedScore],
    _ touched: inout [UInt64]
  ) throws(SearchIndexError) {
    var next = 0
    var slot = 0
    for word in 0..<((window.count + 63) / 64) where staging.touched[word] != 0 {
      var bits = staging.touched[word]
      touched[word] |= bits
      staging.touched[word] = 0
      while bits != 0 {
        let place = word &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        let document = window.lowerBound &+ UInt32(place)
        // Documents rise, and so do the ranges of their main languages.
        if place >= next {
          while !scales.all[slot].documents.contains(document) { slot += 1 }
          next = Int(scales.all[slot].documents.upperBound &- window.lowerBound)
        }
        let frequency = staging.frequencies[place]
        staging.frequencies[place] = 0
        sums[place] &+= scales.all[slot].score(
          frequency, words: segment.values.mainWords(of: document))
      }
    }
    try flushStrays(&staging, window, to: &sums, &touched)
  }

  private func flushStrays(
    _ staging: inout TermStaging, _ window: Range<UInt32>, to sums: inout [FixedScore],
    _ touched: inout [UInt64]
  ) throws(SearchIndexError) {
    guard !staging.strays.isEmpty else { return }
    staging.strays.sort { ($0.place, $0.slot) < ($1.place, $1.slot) }
    var index = 0
    while index < staging.strays.count {
      let first = staging.strays[index]
      var frequency = 0.0
      while index < staging.strays.count, staging.strays[index].place == first.place,
        staging.strays[index].slot == first.slot
      {
        frequency += staging.strays[index].frequency
        index += 1
      }
      let document = window.lowerBound &+ first.place
      let place = Int(first.place)
      sums[place] &+= try scales.all[Int(first.slot)].score(frequency, in: document, of: segment)
      touched[place >> 6] |= 1 &<< UInt64(place & 63)
    }
    staging.strays.removeAll(keepingCapacity: true)
  }
}
