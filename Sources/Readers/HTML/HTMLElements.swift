// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the elements of HTML mean for the text that is read out of them.

internal import Extraction

/// How an element stands in the text around it.
enum HTMLElementKind {
  /// Inside a line: no effect.
  case inline
  /// A line of its own.
  case line
  /// Lines of its own, with a blank line around them.
  case block
  /// A cell of a table: a tab before it.
  case cell
  /// Not for reading: its text is dropped.
  case hidden
  /// The reading beside a word: put behind it in brackets.
  case annotation
  /// White space counts as it stands.
  case preformatted
  /// The title of the document.
  case title

  /// The kind of the element `name` (lower case); unknown elements are inline.
  init(_ name: String) { self = Self.kinds[name] ?? .inline }

  private static let kinds: [String: HTMLElementKind] = {
    let names: [(HTMLElementKind, String)] = [
      (.hidden, "script style template rp annotation annotation-xml datalist"),
      (.preformatted, "pre textarea listing xmp plaintext"),
      (.annotation, "rt"),
      (.title, "title"),
      (.cell, "td th"),
      (.line, "address article aside body br caption center dd details dialog div dt fieldset "),
      (.line, "figcaption footer form head header hgroup html legend li main nav noscript option "),
      (.line, "search section select summary tbody tfoot thead tr optgroup frameset noframes "),
      (.block, "blockquote dl figure h1 h2 h3 h4 h5 h6 hr menu ol p table ul dir"),
    ]
    var kinds: [String: HTMLElementKind] = [:]
    for (kind, list) in names {
      for name in list.split(separator: " ") { kinds[String(name)] = kind }
    }
    return kinds
  }()
}

/// The white space owed before the next character, weakest first.
enum HTMLSpace: Int, Comparable {
  case none
  case space
  case tab
  case line
  case blankLine

  /// What to write for it.
  var bytes: [UInt8] {
    switch self {
    case .none: []
    case .space: [0x20]
    case .tab: [0x09]
    case .line: [0x0A]
    case .blankLine: [0x0A, 0x0A]
    }
  }

  static func < (left: HTMLSpace, right: HTMLSpace) -> Bool { left.rawValue < right.rawValue }
}
