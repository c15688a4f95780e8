// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// Sentences on standard error: warnings and the reason of a failure.
enum Diagnostics {
  /// One sentence after the name of the program.
  static func report(_ sentence: String) {
    write("handbill: " + SafeText.line(sentence) + "\n")
  }

  /// One sentence about something that does not stop the command.
  static func warn(_ sentence: String) {
    let label = Terminal(of: .standardError).styled("warning:", .alarm)
    write("handbill: \(label) " + SafeText.line(sentence) + "\n")
  }

  /// Text as it is.
  ///
  /// A standard error that cannot be written is nobody's to hear of.
  static func write(_ text: String) {
    do {
      try FileDescriptor.standardError.writeAll(text.utf8)
    } catch {
      return
    }
  }
}
