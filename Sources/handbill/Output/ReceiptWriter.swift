// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SearchIndex

/// Writes how an answer differs from the one in a receipt.
struct ReceiptWriter {
  /// The receipt and the answer of today.
  let comparison: ReceiptComparison

  /// Lines for people.
  var lines: [String] {
    let (before, after) = comparison.receipts
    var lines = [summary]
    if before.partial { lines.append("The search of the receipt was stopped before its end.") }
    if !comparison.isSameIndex {
      lines.append(
        "The index has changed: commit \(before.index.generation) then, "
          + "\(after.index.generation) now.")
    }
    if !comparison.isSameAnalysis {
      lines.append("Words were analysed by \(before.analysis) then, by \(after.analysis) now.")
    }
    if before.total != after.total {
      lines.append("total  \(Amount.count(before.total)) → \(Amount.count(after.total))")
    }
    if before.distinct != after.distinct {
      let counts = [before.distinct, after.distinct].map { $0.map(Amount.count) ?? "not counted" }
      lines.append("different  \(counts[0]) → \(counts[1])")
    }
    lines += comparison.came.map { "came   \($0.rank)  \(SafeText.line($0.id))" }
    lines += comparison.went.map { "went   \($0.rank)  \(SafeText.line($0.id))" }
    lines += comparison.moved.map { "moved  \($0.before) → \($0.after)  \(SafeText.line($0.id))" }
    lines += comparison.rescored.map {
      "score  \(SafeText.line($0.before)) → \($0.after)  \(SafeText.line($0.id))"
    }
    return lines
  }

  private var summary: String {
    let (before, after) = comparison.receipts
    let hits = Amount.of(after.hits.count, "hit", "hits")
    return comparison.isSame
      ? "The answer is the same as at \(SafeText.line(before.created)): \(hits) of "
        + "\(Amount.count(after.total))."
      : "The answer differs from that of \(SafeText.line(before.created))."
  }
}

/// The comparison in JSON.
struct ReceiptComparisonJSON: Encodable {
  /// A hit of one answer alone.
  struct Hit: Encodable {
    var rank: Int
    var id: String
  }

  /// A hit at two ranks.
  struct Move: Encodable {
    var before: Int
    var after: Int
    var id: String
  }

  /// A hit with two scores.
  struct Score: Encodable {
    var before: String
    var after: String
    var id: String
  }

  var same: Bool
  var sameIndex: Bool
  var sameAnalysis: Bool
  var came: [Hit]
  var went: [Hit]
  var moved: [Move]
  var rescored: [Score]
  var before: SearchReceipt
  var after: SearchReceipt

  /// Takes a comparison over.
  init(_ comparison: ReceiptComparison) {
    same = comparison.isSame
    sameIndex = comparison.isSameIndex
    sameAnalysis = comparison.isSameAnalysis
    came = comparison.came.map { Hit(rank: $0.rank, id: $0.id) }
    went = comparison.went.map { Hit(rank: $0.rank, id: $0.id) }
    moved = comparison.moved.map { Move(before: $0.before, after: $0.after, id: $0.id) }
    rescored = comparison.rescored.map { Score(before: $0.before, after: $0.after, id: $0.id) }
    (before, after) = comparison.receipts
  }
}
