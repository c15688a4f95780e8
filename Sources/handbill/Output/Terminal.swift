// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FoundationEssentials
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
