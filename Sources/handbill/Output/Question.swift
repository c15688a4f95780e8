// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Glibc

/// Questions to the person at the terminal.
enum Question {
  /// Whether somebody can answer.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks on standard error; whether the answer is the expected one.
  static func ask(_ question: String, expecting answer: String) -> Bool {
    Diagnostics.write(question)
    let line = readLine() ?? ""
    return line.filter { !$0.isWhitespace }.lowercased() == answer
  }
}
