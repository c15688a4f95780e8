// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Tells kinds of XML apart by the first element, with its namespaces.
enum MarkupSniffer {
  /// The kind of a document of which `text` is the beginning from its first element on, in lower case;
  /// nil where it is none of those that have readers of their own.
  static func mediaType(of text: Substring, isXML: Bool) -> MediaType? {
    guard text.hasPrefix("<") else { return nil }
    let tag = text.prefix { $0 != ">" }
    let name = tag.dropFirst().prefix { $0 != " " && $0 != "/" }
    let local = name.split(separator: ":").last ?? ""
    switch local {
    case "svg" where isXML || tag.contains("http://www.w3.org/2000/svg"): return .svg
    case "fictionbook": return .fictionBook
    case "document" where tag.contains("opendocument:xmlns:office"): return openDocument(tag)
    case "worddocument" where tag.contains("schemas.microsoft.com/office/word"): return .flatWord
    case "package" where tag.contains("schemas.microsoft.com/office/2006/xmlpackage"):
      return .flatWord
    case "document-content" where tag.contains("opendocument:xmlns:office"):
      return .openDocumentText
    default: return nil
    }
  }

  /// Where a declaration of a document's type ends, its own declarations with it; nil where it does not.
  static func endOfDoctype(_ text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case ">" where depth <= 0: return text.index(after: index)
      default: break
      }
    }
    return nil
  }

  /// A flat file says what it is in `office:mimetype`.
  private static func openDocument(_ tag: Substring) -> MediaType {
    let kinds = ["spreadsheet", "presentation", "graphics"]
    let declared = tag.split(separator: "office:mimetype=").dropFirst().first ?? ""
    let value = declared.dropFirst().prefix { $0 != "\"" && $0 != "'" }
    let kind = kinds.first { value.contains($0) } ?? "text"
    return MediaType(rawValue: MediaType.openDocumentPrefix + kind)
  }
}
