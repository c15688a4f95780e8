// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Tells files of layout from other markup.
enum LayoutSniffer {
  /// The media type of a file of layout.
  ///
  /// - Parameters:
  ///   - root: markup from the first element on, in lower case, white space as single spaces; its
  ///     first kilobytes at most.
  ///   - isHTML: whether that element is one of HTML.
  /// - Returns: nil for other markup.
  static func mediaType(of root: Substring, isHTML: Bool) -> MediaType? {
    if isHTML { return isHOCR(root) ? .hocr : nil }
    guard root.first == "<" else { return nil }
    let tag = root.dropFirst().prefix { $0 != " " && $0 != ">" && $0 != "/" }
    switch tag.split(separator: ":").last {
    case "alto": return .alto
    case "pcgts": return .page
    default: return nil
    }
  }

  /// What the specification asks of the head, or the class of a page.
  private static func isHOCR(_ root: Substring) -> Bool {
    root.contains("ocr")
      && ["ocr-system", "ocr-capabilities", "ocr_page"].contains { mark in
        ["\"", "'", "="].contains { root.contains($0 + mark) }
      }
  }
}
