// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a page shows that stands in attributes: the texts of pictures and of the fields of its forms (HTML
// Living Standard, 4.8.3 `alt`, 4.10.5 `value` and `placeholder`, 4.10.9 and 4.10.10 `label`).

internal import Extraction

/// Text of elements that have none inside.
enum HTMLAttributeText {
  /// What an element shows of its attributes; empty for most.
  ///
  /// A field shows its value, and while it has none what stands there to be written over. Values that
  /// a page sends and does not show (hidden fields, boxes to tick, passwords) are none.
  static func shown(_ name: String, _ attributes: [String: String]) -> String {
    switch name {
    case "img", "area": attributes["alt"] ?? ""
    case "optgroup": attributes["label"] ?? ""
    case "input": field(attributes)
    default: ""
    }
  }

  private static func field(_ attributes: [String: String]) -> String {
    let type = attributes["type"]?.lowercased() ?? "text"
    if type == "image" { return attributes["alt"] ?? "" }
    if valueless.contains(type) { return "" }
    if let value = attributes["value"], !value.isEmpty { return value }
    return attributes["placeholder"] ?? ""
  }

  /// Kinds of fields whose value is no text on the page.
  private static let valueless: Set<String> = [
    "checkbox", "color", "file", "hidden", "password", "radio", "range",
  ]
}
