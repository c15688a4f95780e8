// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Whether and how pictures of text are read.
package struct RecognitionOptions: Sendable, Hashable, Codable {
  /// When text recognition is used.
  package enum Use: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where there is no other text: pictures, and pages without a text layer or with a broken one.
    case auto
    /// On every page of pictures and PDF files.
    case always
    /// Nowhere.
    case never
  }

  /// When it is used.
  package var use: Use = .auto
  /// The models to read with, such as `ara` and `fra`; empty to find them out page by page.
  package var languages: [String] = []

  /// Makes the options that `add` uses.
  package init() {}

  /// The languages of a list such as `ara+fra`; nil where one of them is no name of a model.
  package static func languages(in list: String) -> [String]? {
    let names = list.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    return names.allSatisfy { RecognitionModel($0) != nil } ? names : nil
  }
}
