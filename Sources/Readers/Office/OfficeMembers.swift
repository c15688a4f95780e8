// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Files inside office files and books that are documents of their own: what is embedded, and pictures
// large enough to hold words.

internal import Extraction

/// Finds the files inside a package.
enum OfficeMembers {
  /// Pictures below this size are ornaments.
  static let smallestPicture = 10 << 10
  /// Files that are taken out of one package, at most.
  private static let limit = 2000

  private static let pictureEndings = [
    ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".svg", ".jp2",
  ]

  /// Adds the pictures and embedded files of a package, each by its own name.
  ///
  /// - Parameters:
  ///   - used: parts that were read as text.
  ///   - package: the package.
  ///   - reading: takes the members; each is unpacked when it is sent.
  static func add(of used: Set<String>, in package: OfficePackage, to reading: OfficeReading) {
    for name in package.names where !used.contains(name) && !name.hasSuffix("/") {
      guard reading.members.count < limit else { break }
      let lower = name.lowercased()
      let isPicture = pictureEndings.contains { lower.hasSuffix($0) }
      guard isPicture || isEmbedded(lower) else { continue }
      // A thumbnail shows what the document says anyway.
      if lower.hasPrefix("thumbnails/") || lower.contains("docprops/thumbnail") { continue }
      let file = name.split(separator: "/").last.map(String.init) ?? name
      reading.members.append(
        OfficeMember(header: MemberHeader(path: [file])) {
          guard let bytes = package.part(name) else { return nil }
          return isPicture && bytes.count < smallestPicture ? nil : bytes
        })
    }
  }

  private static func isEmbedded(_ lower: String) -> Bool {
    // OpenDocument keeps what is no document of its own kind as "Object 1" and so on.
    if lower.hasPrefix("object ") { return !lower.contains("/") }
    return lower.contains("/embeddings/") || lower.contains("/afchunk") || lower.hasSuffix(".pdf")
  }
}
