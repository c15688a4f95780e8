// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Synchronization
internal import SystemPackage

/// One line on standard error that says how far a long command is.
///
/// It is there only where
/// standard error is a terminal, is drawn at most ten times a second, and is wiped before anything
/// else is written.
final class ProgressBar: Sendable {
  /// How much is done, in any unit.
  struct Step: Sendable {
    /// Done so far, in the unit of `total`.
    var done: Int64
    /// All there is; 0 where nobody knows yet.
    var total: Int64
    /// What to write after the percentage, such as `12 of 80 files`.
    var counts: String
    /// What `done` counts.
    var unit: Unit
  }

  /// What a step counts, which says how its rate is written.
  enum Unit: Sendable {
    /// Bytes: `8.1 MB/s`.
    case bytes
    /// Bytes of files that are read page by page, so many so far: `2.3 pages/s`.
    case pages(Int)
    /// Anything else: `412/s`.
    case items
  }

  private struct State {
    var drawn: ContinuousClock.Instant?
    var isVisible = false
  }

  private let terminal: Terminal
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  /// Makes a bar; nothing is drawn yet.
  init(terminal: Terminal = Terminal(of: .standardError)) { self.terminal = terminal }

  /// Draws the bar, unless it was drawn less than a tenth of a second ago.
  func show(_ step: Step) {
    guard terminal.isInteractive else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      if let drawn = state.drawn, now - drawn < .milliseconds(100) { return }
      state.drawn = now
      state.isVisible = true
      let line = ProgressBar.line(step, elapsed: now - started, columns: terminal.columns)
      Diagnostics.write("\r\u{1B}[K" + line)
    }
  }

  /// Wipes the bar, writes a warning, and leaves the line free for the next draw.
  func warn(_ sentence: String) {
    state.withLock { state in
      wipe(&state)
      Diagnostics.warn(sentence)
    }
  }

  /// Wipes the bar for good.
  func finish() { state.withLock { wipe(&$0) } }

  private func wipe(_ state: inout State) {
    guard state.isVisible else { return }
    state.isVisible = false
    Diagnostics.write("\r\u{1B}[K")
  }

  /// The line of a bar: percentage, bar, counts, rate, time left; cut to the width.
  static func line(_ step: Step, elapsed: Duration, columns: Int) -> String {
    let seconds = max(elapsed / .seconds(1), 0.001)
    let rate = Double(step.done) / seconds
    let speed =
      switch step.unit {
      case .bytes: "\(Amount.bytes(Int64(rate)))/s"
      case .pages(let pages): "\(Amount.decimal(Double(pages) / seconds, places: 1)) pages/s"
      case .items: "\(Amount.count(Int(rate)))/s"
      }
    guard step.total > 0 else {
      return DisplayWidth.fitted("\(step.counts)  \(speed)", to: columns - 1)
    }
    let share = min(1, Double(step.done) / Double(step.total))
    let left = rate > 0 ? Double(step.total - step.done) / rate : .infinity
    let percent = "\(Int(share * 100)) %"
    let tail = "\(step.counts)  \(speed)  \(Amount.duration(seconds: left)) left"
    let room = min(30, columns - 11 - DisplayWidth.of(tail))
    let filled = Int(share * Double(max(0, room)))
    let bar =
      room < 6
      ? ""
      : "[" + String(repeating: "#", count: filled)
        + String(repeating: "-", count: room - filled) + "]  "
    let space = String(repeating: " ", count: 5 - percent.count)
    return DisplayWidth.fitted("\(space)\(percent) \(bar)\(tail)", to: columns - 1)
  }
}
