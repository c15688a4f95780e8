// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How much a document may cost before its reading is stopped.
///
/// Bytes and seconds.
package struct ExtractionLimits: Sendable, Hashable, Codable {
  /// Largest text or HTML file that is read into memory.
  package var fileBytes = 256 << 20
  /// Deepest nesting of HTML elements.
  package var htmlDepth = 4096
  /// Most attributes of one HTML element; libxml2 compares each with all before it.
  package var htmlAttributes = 10_000
  /// Longest line of a JSON-lines file.
  package var recordBytes = 64 << 20
  /// Largest text that a program may give for one document.
  package var outputBytes = 128 << 20
  /// Processor seconds of a program, and of the HTML parser for one document.
  package var processorSeconds = 60
  /// Seconds by the clock that a program may take.
  package var wallSeconds = 120
  /// Address space of a program.
  package var memoryBytes = 2 << 30

  /// Most pixels of a picture, or of one of its pages.
  package var picturePixels = 200_000_000
  /// Most pages of a picture.
  package var picturePages = 2_000
  /// Processor seconds that recognizing may take for one reading of a page.
  package var recognitionSeconds = 120

  /// How deep files may be packed in one another: a leaflet in a zip in a mail is two deep.
  package var packedDepth = 8
  /// Most files and documents inside one original.
  package var parts = 100_000
  /// Most bytes that one original may unpack to, all files inside it together.
  package var unpackedBytes = 16 << 30
  /// Most bytes that are unpacked for each byte of the packed file, beyond the first 256 MB.
  package var unpackedRatio = 200

  /// Makes the limits that `add` uses.
  package init() {}
}

extension ExtractionLimits {
  /// The longest file that a program may write, in bytes.
  var writtenBytes: Int { unpackedBytes + outputBytes }
}
