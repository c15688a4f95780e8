// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// Chooses between the versions of one text in a mail.
struct MailVersions {
  let mail: MailParser
  /// What reading may cost.
  let limits: ExtractionLimits

  /// A plain text with so many bytes is never taken for a mere "your program cannot show this".
  private static let enough = 500

  /// The version to read, each a list of parts: plain text, unless it is next to nothing beside HTML.
  ///
  /// Nil where none has any text.
  func best(of versions: [[Int]]) -> Int? {
    let lengths = versions.map { version in version.reduce(0) { $0 + size($1) } }
    let plain = versions.indices.first { index in
      lengths[index] > 0 && versions[index].contains { !isHTML($0) }
    }
    let other = versions.indices.last { lengths[$0] > 0 && $0 != plain }
    guard let plain else { return other }
    guard let other, lengths[plain] < Self.enough,
      textLength(versions[other]) > 4 * lengths[plain] + 200
    else { return plain }
    return other
  }

  private func isHTML(_ part: Int) -> Bool { mail.parts[part].mediaType != "text/plain" }

  /// Bytes that are not white space.
  private func size(_ part: Int) -> Int { mail.content(of: part).count { $0 > 0x20 } }

  /// Bytes of the text that HTML has, roughly: its charset is not asked for.
  private func textLength(_ version: [Int]) -> Int {
    var report = ExtractionReport(mediaType: .html, extractor: "none", extractorVersion: "1")
    return version.reduce(0) { sum, part in
      let page = HTMLReader.page(of: mail.content(of: part), limits, &report)?.page
      return sum + (page?.text.utf8.count { $0 > 0x20 } ?? 0)
    }
  }
}
