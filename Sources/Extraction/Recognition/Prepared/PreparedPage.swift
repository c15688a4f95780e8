// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a reader of pictures is asked for, and what it says of each page.

/// Which pages of a picture are prepared, and how.
package struct PictureWish: Sendable, Codable {
  /// Whether the tones are changed.
  package enum Tones: String, Sendable, Codable {
    /// As much as the picture needs.
    case asNeeded
    /// Not at all.
    case kept
  }

  /// Whether a sheet on a photograph is cut out and laid straight.
  package enum Sheets: String, Sendable, Codable {
    /// Where one is seen.
    case straightened
    /// Never: the picture is taken whole.
    case ignored
  }

  /// The first, from 0.
  package var first: Int
  /// How many at most.
  package var count: Int
  /// Whether the file's EXIF orientation was obeyed before.
  package var isTurned: Bool
  /// What becomes of the tones.
  package var tones: Tones
  /// What becomes of a sheet that lies on a table.
  package var sheets: Sheets
  /// For pages that are to be looked at the longer side in pixels; nil for those to be recognized.
  package var side: Int?
  /// Whether the sizes of the pages are enough: nothing is decoded, and no bytes are sent.
  package var isMeasured: Bool

  /// Wishes for pages, which are prepared for recognition where nothing else is said.
  package init(
    first: Int = 0, count: Int = 8, isTurned: Bool = false, tones: Tones = .asNeeded,
    sheets: Sheets = .straightened, side: Int? = nil, isMeasured: Bool = false
  ) {
    (self.first, self.count, self.isTurned) = (first, count, isTurned)
    (self.tones, self.sheets) = (tones, sheets)
    (self.side, self.isMeasured) = (side, isMeasured)
  }
}

/// What a worker says of a page before its bytes, which are a portable gray map.
package struct PreparedPage: Sendable, Codable {
  /// Its place in the file, from 0.
  package var index: Int
  /// How many pages the file has.
  package var pages: Int
  /// How it was scaled and turned.
  package var transform: PictureTransform
  /// Pixels to the inch as the file says; 0 where it does not.
  package var resolution: Int
  /// How a viewer turns the stored pixels, as in EXIF; nil for as they are stored.
  package var orientation: Int?
  /// The version of the preparation.
  package var preparation: String

  /// Makes one of a page as it was prepared.
  package init(
    index: Int, pages: Int, transform: PictureTransform, resolution: Int,
    orientation: Int? = nil, preparation: String
  ) {
    (self.index, self.pages, self.transform) = (index, pages, transform)
    (self.resolution, self.orientation, self.preparation) = (resolution, orientation, preparation)
  }
}

extension ExtractionFailure {
  /// A picture that cannot be decoded.
  package static let damagedPicture = ExtractionFailure(
    .damaged, "the picture is damaged or cut off and cannot be decoded; find another copy")
}
