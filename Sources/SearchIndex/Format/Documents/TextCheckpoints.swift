// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where in a long text the positions of its index stand, about every 110 bytes: a snippet is cut
// there without an analysis of what comes before.

internal import TextAnalysis

/// Places of a long text at which a token begins, with its position; none of a short one.
struct TextCheckpoints: Sendable, Equatable {
  /// Bytes from one checkpoint to the next, at the least; up to the next word these mostly stay below
  /// 128, which are written in one byte.
  static let spacing = 108
  /// Bytes of a text that has any.
  static let shortestText = 8 * spacing

  /// Offsets into the text, strictly rising.
  private(set) var offsets: [Int] = []
  /// For each offset the position of the token there; strictly rising.
  private(set) var positions: [UInt32] = []

  /// Makes those of a text without any.
  init() {}

  /// Takes the checkpoints of a text that was analysed: words after a space where there are any.
  ///
  /// O(tokens).
  init(_ text: AnalyzedText, of utf8: [UInt8]) {
    guard utf8.count >= Self.shortestText else { return }
    var next = Self.spacing
    for token in text.tokens where token.kind != .part && Int(token.start) >= next {
      let start = Int(token.start)
      let isAfterSpace = utf8[start - 1] <= 0x20
      guard isAfterSpace || start >= next + Self.spacing / 2, token.position > positions.last ?? 0
      else { continue }
      append(offset: start, position: token.position)
      next = start + Self.spacing
    }
  }

  /// Adds a checkpoint behind the last one.
  private mutating func append(offset: Int, position: UInt32) {
    offsets.append(offset)
    positions.append(position)
  }

  /// Whether there are none.
  var isEmpty: Bool { offsets.isEmpty }

  /// The bytes from the last checkpoint at or before a position to the first one after another.
  ///
  /// O(log checkpoints).
  func bytes(from first: UInt32, through last: UInt32, ofBytes count: Int) -> Range<Int> {
    let before = self.count(upTo: first)
    let after = max(before, self.count(upTo: last))
    let start = before == 0 ? 0 : offsets[before - 1]
    return start..<(after == offsets.count ? count : offsets[after])
  }

  /// How many stand at or before a position.
  private func count(upTo position: UInt32) -> Int {
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TextCheckpoints {
  /// Appends them, each as its distance from the one before.
  func write(to writer: inout ByteWriter) {
    writer.varint(offsets.count)
    var last: (offset: Int, position: UInt32) = (0, 0)
    for (offset, position) in zip(offsets, positions) {
      writer.varint(offset - last.offset)
      writer.varint(position - last.position)
      last = (offset, position)
    }
  }

  /// Reads what `write` wrote.
  ///
  /// - Throws: `corrupt`.
  init(from reader: inout ByteReader) throws(SearchIndexError) {
    let count = try reader.count(limit: reader.end)
    var last: (offset: Int, position: UInt32) = (0, 0)
    for _ in 0..<count {
      let distance = try reader.count(limit: reader.end - last.offset)
      let (position, overflow) = last.position.addingReportingOverflow(try reader.varint32())
      guard distance > 0, position > last.position, !overflow else {
        throw reader.corrupt(.outOfOrder)
      }
      last = (last.offset + distance, position)
      append(offset: last.offset, position: position)
    }
  }

  /// Passes over what `write` wrote.
  ///
  /// - Throws: `corrupt`.
  static func skip(in reader: inout ByteReader) throws(SearchIndexError) {
    for _ in 0..<(try reader.count(limit: reader.end)) {
      _ = try reader.count(limit: reader.end)
      _ = try reader.varint32()
    }
  }
}
