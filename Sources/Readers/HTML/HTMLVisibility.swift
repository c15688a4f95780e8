// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a page holds and does not show: the attribute `hidden` (HTML Living Standard, 6.1), and what
// styles of the element itself say (CSS Display 3, CSS 2.2 section 11.2; `mso-hide` is Outlook's). Style
// sheets are not read: what they hide stands in the text unmarked.

internal import Extraction

/// Whether elements are shown.
enum HTMLVisibility {
  /// Whether an element is not shown, with all that is inside.
  ///
  /// Whole pages are not meant: many are hidden until a script shows them.
  static func isHidden(_ name: String, _ attributes: [String: String]) -> Bool {
    guard !attributes.isEmpty, name != "html", name != "body" else { return false }
    if attributes["hidden"] != nil { return true }
    guard let style = attributes["style"], !style.isEmpty else { return false }
    let declarations = style.lowercased().filter { !$0.isWhitespace }.split(separator: ";")
    return declarations.contains { declaration in
      let value = declaration.hasSuffix("!important") ? declaration.dropLast(10) : declaration
      return invisible.contains(String(value))
    }
  }

  private static let invisible: Set<String> = [
    "display:none", "visibility:hidden", "visibility:collapse", "mso-hide:all", "font-size:0",
    "font-size:0px", "opacity:0",
  ]
}
