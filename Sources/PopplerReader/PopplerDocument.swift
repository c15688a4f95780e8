// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import CPoppler
internal import Extraction

/// A PDF that poppler has opened.
///
/// It alone holds poppler's document, and gives it back when it ends.
@safe struct PopplerDocument: ~Copyable {
  private let document: OpaquePointer

  /// Poppler's version.
  static var popplerVersion: String { unsafe String(cString: cpoppler_version()) }

  /// Loads the tables that all documents need.
  static func prepare() { cpoppler_prepare() }

  /// Opens a file, whatever it is.
  init(_ path: String) {
    // SAFETY: the call keeps no pointer to the path, and always gives a document.
    unsafe document = cpoppler_open(path)
  }

  deinit { unsafe cpoppler_close(document) }

  /// Why it cannot be read; nil where it can.
  var failure: ExtractionFailure? {
    switch unsafe cpoppler_opened(document) {
    case CPOPPLER_OPEN: nil
    case CPOPPLER_LOCKED:
      ExtractionFailure(.encrypted, "the PDF asks for a password; add a copy that does not")
    default:
      ExtractionFailure(
        .damaged, "the PDF is damaged or cut off, and poppler cannot open it; find another copy")
    }
  }

  /// How many pages it says it has.
  var pageCount: Int { Int(unsafe cpoppler_describe(document).pages) }

  /// What it says of itself, and what poppler complained of so far.
  func description() -> PDFDescription {
    let facts = unsafe cpoppler_describe(document)
    var result = PDFDescription(pageCount: Int(facts.pages))
    result.version = "\(facts.major_version).\(facts.minor_version)"
    result.forbidsCopying = facts.forbids_copying
    result.hasXFA = facts.has_xfa
    for name in ["Title", "Author", "Subject", "Keywords", "Creator", "Producer"] {
      result.texts[name] = unsafe Self.text(cpoppler_information(document, name))
    }
    for name in ["CreationDate", "ModDate"] {
      result.texts[name] = unsafe Self.text(cpoppler_date(document, name))
    }
    result.complaints = unsafe Self.text(cpoppler_complaints(document)) ?? ""
    return result
  }

  /// The stream of XMP; nil where there is none.
  func metadata() -> [UInt8]? {
    let bytes = unsafe Self.bytes(cpoppler_metadata(document))
    return bytes.isEmpty ? nil : bytes
  }

  /// Whether there may be files inside.
  var mayHaveFiles: Bool { unsafe cpoppler_has_files(document) }

  /// How a page is shown; nil where it cannot be found.
  func shape(of number: Int) -> PDFPageShape? {
    var shape = cpoppler_shape()
    guard unsafe cpoppler_page(document, Int32(clamping: number), &shape) else { return nil }
    return PDFPageShape(
      media: PDFPageShape.Edges(shape.media), crop: PDFPageShape.Edges(shape.crop),
      turn: Int(shape.turn))
  }

  /// What people have noted on a page.
  func comments(on number: Int) -> [PDFComment] {
    let bytes = unsafe Self.bytes(cpoppler_notes(document, Int32(clamping: number)))
    return bytes.split(separator: 0x1E).compactMap { note in
      guard let border = note.firstIndex(of: 0x1F) else { return nil }
      return PDFComment(
        author: String(decoding: note[..<border], as: UTF8.self),
        text: String(decoding: note[(border + 1)...], as: UTF8.self))
    }
  }

  /// The words of a page as `PopplerWords` reads them.
  func words(of number: Int) -> [UInt8] {
    unsafe Self.bytes(cpoppler_words(document, Int32(clamping: number)))
  }

  private static func bytes(_ found: cpoppler_bytes) -> [UInt8] {
    // SAFETY: the bytes live until the next call with the document, and are copied before.
    unsafe Array(UnsafeBufferPointer(start: found.bytes, count: found.count))
  }

  private static func text(_ found: cpoppler_bytes) -> String? {
    unsafe found.count == 0 ? nil : String(decoding: bytes(found), as: UTF8.self)
  }
}

extension PDFPageShape.Edges {
  fileprivate init(_ edges: cpoppler_edges) {
    self.init(
      left: Int(edges.left), lower: Int(edges.lower), right: Int(edges.right),
      upper: Int(edges.upper))
  }
}
