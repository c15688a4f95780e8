// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import ReaderProcess

/// What a reader of containers says of the whole, beside the files inside.
struct ContainerFindings: Sendable {
  /// Gaps that are told one by one; the rest are counted by their reason.
  private static let mostGaps = 1000

  /// Files that were given out.
  private(set) var members = 0
  /// Remarks, one sentence each.
  var notes: [String] = []
  /// The first gap that kept a file from being read, until it is told: where no file is given out, it
  /// is why.
  private var held: ExtractionGap?
  private var told = 0
  private var untold: [FailureReason: Int] = [:]
  private var passedOver: [(what: String, count: Int)] = []

  /// Counts a file that was given out, and tells what was held back before it.
  mutating func count(to output: inout WorkerOutput) throws(WorkerStop) {
    members += 1
    if let gap = held { try output.gap(gap) }
    held = nil
  }

  /// Tells a gap.
  mutating func gap(
    _ reason: FailureReason, _ sentence: String, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    let gap = ExtractionGap(page: nil, reason, sentence)
    told += 1
    if told > Self.mostGaps {
      untold[reason, default: 0] += 1
    } else if members == 0, held == nil, reason != .unsafeName {
      held = gap
    } else {
      try output.gap(gap)
    }
  }

  /// Tells a failure of a part of the file as a gap.
  mutating func gap(
    _ failure: ExtractionFailure, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    try gap(failure.reason, failure.sentence, to: &output)
  }

  /// Tells damage to what has a name, or a missing password.
  mutating func gap(
    _ fault: ArchiveFault, of name: String, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    if fault.asksForPassword { return try gap(.encrypted(name), to: &output) }
    let message = fault.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let reason = message.isEmpty ? "" : " (\(message))"
    try gap(
      .damaged, "\(name) is damaged\(reason); what came before the damage is kept", to: &output)
  }

  /// Counts what is passed over; `what` goes behind a number.
  mutating func passOver(_ what: String) {
    if let place = passedOver.firstIndex(where: { $0.what == what }) {
      passedOver[place].count += 1
    } else {
      passedOver.append((what, 1))
    }
  }

  /// Ends the reading: tells what was counted, and the report of the file itself.
  mutating func finish(
    _ report: ExtractionReport, to output: inout WorkerOutput
  ) throws(WorkerStop) {
    for (reason, count) in untold.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let sentence = "\(count) more of this kind are not listed one by one"
      try output.gap(ExtractionGap(page: nil, reason, sentence))
    }
    var report = report
    report.notes += notes
    report.notes += passedOver.map { "passed over: \($0.count) \($0.what)" }
    report.failure = held.map { ExtractionFailure($0.reason, $0.sentence) }
    try output.document(ReadDocument(path: [], document: nil, report: report))
  }
}

extension ExtractionFailure {
  /// A file inside that asks for a password.
  static func encrypted(_ name: String) -> ExtractionFailure {
    ExtractionFailure(
      .encrypted, "\(name) asks for a password; unpack it with the password and add what is inside")
  }
}
