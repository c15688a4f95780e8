// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Tells Markdown from other text.
enum MarkdownSniffer {
  /// Whether a text is Markdown: by its name, or by a heading at its beginning and two other signs.
  static func isMarkdown(_ head: [UInt8], name: String) -> Bool {
    let name = name.lowercased()
    if [".md", ".markdown", ".mkd"].contains(where: { name.hasSuffix($0) }) { return true }
    let text = String(decoding: head.prefix(32 << 10), as: UTF8.self)
    guard text.hasPrefix("# ") else { return false }
    let signs = ["\n## ", "](http", "\n```", "\n- ", "\n* ", "**"]
    return signs.count { text.contains($0) } >= 2
  }
}
