// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where readers of page formats and text recognition meet.

internal import SystemPackage

/// The picture of a page.
struct PagePicture: Sendable {
  /// The file of the picture.
  var path: FilePath
  /// Pixels to the inch.
  var resolution: Int
}

/// A page that was recognized.
struct RecognizedPage: Sendable, Codable {
  /// The page; nil where no text was found.
  var page: ExtractedPage?
  /// Remarks of one sentence.
  var notes: [String]
  /// What gave no text, or a doubtful one.
  var gaps: [ExtractionGap]
}

/// Reads the text in pictures of pages.
protocol PageRecognizing: Sendable {
  /// Reads a picture.
  ///
  /// - Parameters:
  ///   - picture: the picture.
  ///   - number: the number of its page, from 1.
  ///   - languages: models that it is to be read with; empty to find them out.
  /// - Returns: the page, or why there is none.
  func recognize(_ picture: PagePicture, number: Int, languages: [String]) async -> RecognizedPage
}
