// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The part of a command's help that is the same everywhere.
enum HelpText {
  /// What a command does beyond its summary, examples, and the exit statuses.
  static func discussion(_ text: String, examples: [String]) -> String {
    let shown = examples.map { "  " + $0 }.joined(separator: "\n")
    return text + "\n\nEXAMPLES:\n" + shown + "\n\n" + ExitStatus.help
  }
}
