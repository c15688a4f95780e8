// Licensed under the Apache License, Version 2.0; see LICENSE.

import QuerySyntax
import SearchIndex
import SystemPackage
import TextAnalysis

/// `add DIR ID TEXT PROBE`: documents one by one, each durable and found before the next.
struct Add {
  var folder: FilePath
  /// Each id is this and a number.
  var id: String
  /// Each text is this, a space, `probe` and a number.
  var text: String
  var probe: String

  /// Adds `count` documents; a line `FOUND TAB NANOSECONDS` for each.
  func run(count: Int) throws {
    let writer = try IndexWriter(folder: folder)
    let builder = SegmentBuilder(storesText: false)
    for number in 0..<count {
      let start = ContinuousClock.now
      let word = probe + String(number)
      try builder.add(IndexedDocument(id: id + String(number), text: Array("\(text) \(word)".utf8)))
      let segment = try builder.write(to: folder, segment: writer.nextSegmentNumber())
      try writer.publish(segments: [segment])
      let found = try SearchEngine(folder: folder).count(.word(word), on: .fold).count
      let nanoseconds = start.nanosecondsUntilNow
      print("\(found)\t\(nanoseconds)")
    }
  }
}
