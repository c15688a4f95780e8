// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file of the command line with an unsafe call: the C library's question for the width
// of a terminal.

internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// What a stream can show: whether somebody looks at it, how wide it is, whether it has colours.
struct Terminal: Equatable {
  /// Whether the stream is a terminal; a pipe or a file is not.
  var isInteractive: Bool
  /// Width in columns, at least 20.
  var columns: Int
  /// Whether escape sequences may be written.
  var hasColour: Bool

  /// Looks at a stream.
  ///
  /// `COLUMNS` goes before the device's own width. `NO_COLOR` with any value but the empty one,
  /// and `TERM=dumb`, forbid colours. Without a terminal the width is 80.
  init(
    of descriptor: FileDescriptor,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let device = TerminalDevice(descriptor: descriptor)
    isInteractive = device.isTerminal
    let asked = environment["COLUMNS"].flatMap { Int($0) }
    columns = max(20, asked ?? (isInteractive ? device.columns : nil) ?? 80)
    let forbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    hasColour = isInteractive && !forbidden && environment["TERM"] != "dumb"
  }

  /// Makes a terminal as described.
  init(isInteractive: Bool, columns: Int, hasColour: Bool) {
    self.isInteractive = isInteractive
    self.columns = columns
    self.hasColour = hasColour
  }

  /// How a piece of text stands out.
  enum Style: String {
    /// A word that the query matched.
    case match = "1;31"
    /// A heading or a name.
    case strong = "1"
    /// Something secondary.
    case faint = "2"
    /// Something amiss.
    case alarm = "31"
  }

  /// The text in the style where there are colours; unchanged otherwise.
  func styled(_ text: String, _ style: Style) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A matched word: in colour, or in brackets where there is none.
  func marked(_ text: String) -> String {
    hasColour ? styled(text, .match) : "[\(text)]"
  }
}

/// The terminal device behind a file descriptor.
private struct TerminalDevice {
  /// The descriptor; not closed here.
  let descriptor: FileDescriptor

  /// Whether somebody looks at what is written.
  var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Columns of the window; nil where the device does not say.
  var columns: Int? {
    var size = winsize()
    // SAFETY: TIOCGWINSZ writes one `winsize`, which `size` is, and keeps no pointer to it.
    let status = unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size)
    return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}
