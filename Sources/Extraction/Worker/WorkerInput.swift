// Licensed under the Apache License, Version 2.0; see LICENSE.

package import TextAnalysis

/// What a worker is told of its file.
package struct WorkerInput: Sendable, Codable {
  /// The kind of file, by content.
  package var mediaType: MediaType
  /// The file's own name; a hint only.
  package var name: String
  /// The language that the person who adds it declares.
  package var declaredLanguage: Language?
  /// The charset that somebody declares from outside.
  package var declaredCharset: String?
  /// What reading may cost.
  package var limits: ExtractionLimits
  /// For pictures which pages are wanted, and how; nil for others.
  package var picture: PictureWish?
  /// For a PDF which pages are wanted; nil for others.
  package var pdf: PDFWish?

  /// Makes what a worker is told.
  package init(
    mediaType: MediaType, name: String, declaredLanguage: Language? = nil,
    declaredCharset: String? = nil, limits: ExtractionLimits, picture: PictureWish? = nil,
    pdf: PDFWish? = nil
  ) {
    (self.mediaType, self.name, self.limits) = (mediaType, name, limits)
    (self.declaredLanguage, self.declaredCharset) = (declaredLanguage, declaredCharset)
    (self.picture, self.pdf) = (picture, pdf)
  }
}
