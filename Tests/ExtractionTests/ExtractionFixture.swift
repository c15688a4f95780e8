// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import TextAnalysis

@testable import Extraction
@testable import Readers

/// A scratch folder that disappears with the test.
final class ExtractionFixture {
  let folder: FilePath

  init() throws {
    folder = FilePath(FileManager.default.temporaryDirectory.path)
      .appending("handbill-extraction-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.string) }

  /// Writes a file and describes it as an input.
  func input(
    _ bytes: [UInt8], name: String = "file", charset: String? = nil, language: String? = nil
  ) throws -> ExtractionInput {
    let path = folder.appending("input")
    try Data(bytes).write(to: URL(fileURLWithPath: path.string))
    return ExtractionInput(
      path: path, name: name, declaredLanguage: language.flatMap { Language(tag: $0) },
      declaredCharset: charset)
  }

  func extract(_ bytes: [UInt8], name: String = "file") async throws -> ExtractionResult {
    await Extractor().extract(try input(bytes, name: name))
  }

  func extract(_ text: String, name: String = "file") async throws -> ExtractionResult {
    try await extract(Array(text.utf8), name: name)
  }
}

/// Small PDF files written by hand, uncompressed, in one of the fonts every reader has.
enum HandMadePDF {
  /// One page for each text, with notes on each; an empty text makes a page without a text layer.
  static func pages(_ texts: [String], notes: String = "", trailer: String = "") -> [UInt8] {
    let pageNumbers = texts.indices.map { 4 + 2 * $0 }
    let kids = pageNumbers.map { "\($0) 0 R" }.joined(separator: " ")
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [\(kids)] /Count \(texts.count) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for (index, text) in texts.enumerated() {
      let content = text.isEmpty ? "" : "BT /F1 12 Tf 72 720 Td (\(text)) Tj ET"
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(5 + 2 * index) 0 R"
          + " /Annots [\(notes)] /Resources << /Font << /F1 3 0 R >> >> >>")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    objects.append(
      "<< /Title (A leaflet) /Author (The kitchen) /CreationDate (D:20260301120000Z) >>")
    return assemble(objects, trailer: "/Info \(objects.count) 0 R " + trailer)
  }

  /// One page of text with files inside.
  static func withFiles(_ files: [(name: String, text: String)]) -> [UInt8] {
    let content = "BT /F1 12 Tf 72 720 Td (Free meals at noon) Tj ET"
    var names = ""
    var inside: [String] = []
    for (index, file) in files.enumerated() {
      names += "(\(index)) \(6 + 2 * index) 0 R "
      inside.append(
        "<< /Type /Filespec /F (\(file.name)) /UF (\(file.name)) /EF << /F \(7 + 2 * index) 0 R >> >>"
      )
      inside.append(
        "<< /Type /EmbeddedFile /Length \(file.text.utf8.count) >>\nstream\n\(file.text)\nendstream"
      )
    }
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [\(names)] >> >> >>",
      "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        + " /Resources << /Font << /F1 3 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
    ]
    return assemble(objects + inside, trailer: "")
  }

  private static func assemble(_ objects: [String], trailer: String) -> [UInt8] {
    var file = "%PDF-1.4\n"
    var table = "0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let digits = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n\(table)"
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer)>>\n"
    return Array((file + "startxref\n\(start)\n%%EOF\n").utf8)
  }
}
