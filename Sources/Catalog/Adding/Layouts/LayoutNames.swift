// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the names of files say of which belong together: `scan.tif` and `scan.hocr`, as programs of
// recognition and exports of libraries name them. Whether they do, their contents tell.

internal import OCFL

/// The name of a file, as far as it tells of a layout or of what one is of.
///
/// Case makes no difference.
enum LayoutNames {
  /// Endings of pictures and of PDF.
  private static let originals: Set<String> = [
    "jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "webp", "gif", "bmp", "heic", "heif",
    "avif",
    "jp2", "j2k", "pnm", "pbm", "pgm", "ppm", "pdf",
  ]

  /// Endings of files of layout, the longest first where one is the end of another.
  private static let endings = [
    ".hocr.html", ".hocr.htm", ".hocr.xml", ".alto.xml", ".page.xml", ".xhtml", ".hocr", ".alto",
    ".html", ".htm", ".xml",
  ]

  /// What people and programs put between the name and the ending.
  private static let marks = ["alto", "hocr", "page", "pagexml", "ocr"]

  /// Folders beside those of the pictures that exports put layouts into.
  private static let folders: Set<String> = [
    "alto", "page", "hocr", "ocr", "pagexml", "page_xml", "page-xml", "fulltext", "xml", "layout",
  ]

  /// A name in the form in which names are compared.
  static func key(_ name: [UInt8]) -> String { LogicalPath.text(of: name).text.lowercased() }

  /// The name without its ending, where it is one of a picture or a PDF; else nil.
  static func stem(ofOriginal key: String) -> String? {
    guard let dot = key.lastIndex(of: "."), dot > key.startIndex,
      originals.contains(String(key[key.index(after: dot)...]))
    else { return nil }
    return String(key[..<dot])
  }

  /// What the files may be called that a layout of this name is of, with or without their endings, the
  /// likeliest first; empty where it is not the name of one.
  static func subjects(ofLayout key: String) -> [String] {
    guard let ending = endings.first(where: { key.hasSuffix($0) }), key.count > ending.count else {
      return []
    }
    let base = String(key.dropLast(ending.count))
    for mark in marks {
      for separator in ["_", "-", "."] where base.hasSuffix(separator + mark) {
        let short = String(base.dropLast(mark.count + 1))
        return short.isEmpty ? [base] : [base, short]
      }
    }
    return [base]
  }

  /// Whether a name says by itself that it may be that of a layout; web pages are many.
  static func isTelling(layout key: String) -> Bool {
    key.hasSuffix(".hocr") || key.hasSuffix(".alto") || key.hasSuffix(".xml")
      || key.contains("hocr")
  }

  /// Whether the pictures of the layouts in a folder may lie beside or above it.
  static func isFolderOfLayouts(_ key: String) -> Bool {
    folders.contains(key) || key.hasPrefix("ocr-d")
  }
}
