// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The order of the eye turned into that of reading, line by line: the line is reversed, then what
// reads from left to right is reversed again: numbers with their separators (UAX #9, rules W4 and
// W5) and words of other scripts with what stands between them. Brackets are mirrored (L4). In a
// line of another script only the runs of Hebrew and Arabic are reversed.

/// Reorders lines of Hebrew and Arabic.
struct VisualLine {
  /// Where the marks of a letter are stored in visual order.
  enum Marks {
    /// Before it, as in text reversed character by character.
    case beforeLetters
    /// Behind it, as in text reversed letter by letter.
    case behindLetters
  }

  /// Where the marks of a letter are stored.
  let marks: Marks

  /// A character with its marks, and how it runs.
  private struct Cluster {
    var scalars: [Unicode.Scalar]
    var direction: Direction
  }

  private enum Direction {
    case left
    case right
    case number
    case separator
    case neutral
  }

  /// Each line in the other order; with marks behind letters its own inverse for nearly all lines.
  func reordered(_ lines: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(lines.count)
    var start = 0
    for index in 0...lines.count {
      guard index == lines.count || lines[index] == 0x0A || lines[index] == 0x0D else { continue }
      result += reordered(line: lines[start..<index])
      if index < lines.count { result.append(lines[index]) }
      start = index + 1
    }
    return result
  }

  private func reordered(line: ArraySlice<UInt8>) -> [UInt8] {
    let clusters = clusters(of: String(decoding: line, as: UTF8.self))
    let right = clusters.count { $0.direction == .right }
    guard right > 0 else { return Array(line) }
    let left = clusters.count { $0.direction == .left }
    if left > right * 2 { return utf8(of: runsReversed(clusters)) }
    // Space around the line stays where it is: it is layout.
    let first = clusters.firstIndex { !isSpace($0) } ?? 0
    let last = (clusters.lastIndex { !isSpace($0) } ?? clusters.count - 1) + 1
    let inner = wholeReversed(clusters[first..<last])
    return utf8(of: Array(clusters[..<first]) + inner + Array(clusters[last...]))
  }

  /// Reverses all but numbers and runs of other scripts.
  private func wholeReversed(_ clusters: ArraySlice<Cluster>) -> [Cluster] {
    var result: [Cluster] = []
    var end = clusters.endIndex
    while end > clusters.startIndex {
      let start = startOfLeftRun(clusters, endingAt: end)
      if start < end {
        result += clusters[start..<end]
        end = start
      } else {
        result.append(mirrored(clusters[end - 1]))
        end -= 1
      }
    }
    return result
  }

  /// Reverses the runs of Hebrew and Arabic in a line that reads from left to right.
  private func runsReversed(_ clusters: [Cluster]) -> [Cluster] {
    var result: [Cluster] = []
    var index = 0
    while index < clusters.count {
      guard clusters[index].direction == .right else {
        result.append(clusters[index])
        index += 1
        continue
      }
      var end = index + 1
      var probe = end
      while probe < clusters.count, clusters[probe].direction != .left {
        probe += 1
        if clusters[probe - 1].direction == .right { end = probe }
      }
      result += wholeReversed(clusters[index..<end])
      index = end
    }
    return result
  }

  /// Where the run from left to right starts that ends at `end`; `end` where none does.
  private func startOfLeftRun(_ clusters: ArraySlice<Cluster>, endingAt end: Int) -> Int {
    var start = end
    var probe = end
    while probe > clusters.startIndex {
      let cluster = clusters[probe - 1]
      switch cluster.direction {
      case .right: return start
      case .left, .number: start = probe - 1
      case .separator where start == end: return end
      case .separator, .neutral:
        // Between words of another script everything is part of the run; numbers are joined by
        // their separators alone.
        if start == end { return end }
        let isJoined = clusters[start].direction == .left || cluster.direction == .separator
        guard isJoined, probe - 1 > clusters.startIndex else { return start }
        if clusters[start].direction == .number {
          guard clusters[probe - 2].direction == .number else { return start }
        }
      }
      probe -= 1
    }
    return start
  }

  private func clusters(of line: String) -> [Cluster] {
    var clusters: [Cluster] = []
    var waiting: [Unicode.Scalar] = []
    for scalar in line.unicodeScalars {
      guard ICU.category(of: scalar.value).isMark else {
        let own = [scalar] + waiting.reversed()
        waiting = []
        clusters.append(Cluster(scalars: own, direction: direction(of: scalar)))
        continue
      }
      if marks == .beforeLetters || clusters.isEmpty {
        waiting.append(scalar)
      } else {
        clusters[clusters.count - 1].scalars.append(scalar)
      }
    }
    for mark in waiting { clusters.append(Cluster(scalars: [mark], direction: .neutral)) }
    return clusters
  }

  private func direction(of scalar: Unicode.Scalar) -> Direction {
    let category = ICU.category(of: scalar.value)
    if category == .decimalNumber { return .number }
    if category.isLetter {
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: return .right
      default: return .left
      }
    }
    switch scalar {
    case ".", ",", ":", "/", "-", "+", "٫", "٬": return .separator
    default: return .neutral
    }
  }

  private func isSpace(_ cluster: Cluster) -> Bool {
    cluster.scalars[0].properties.isWhitespace
  }

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»",
    "»": "«", "‹": "›", "›": "‹",
  ]

  private func mirrored(_ cluster: Cluster) -> Cluster {
    guard let other = Self.brackets[cluster.scalars[0]] else { return cluster }
    return Cluster(scalars: [other] + cluster.scalars.dropFirst(), direction: cluster.direction)
  }

  private func utf8(of clusters: [Cluster]) -> [UInt8] {
    var result: [UInt8] = []
    for cluster in clusters {
      for scalar in cluster.scalars { result.append(scalar: scalar.value) }
    }
    return result
  }
}
