// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import FoundationEssentials

/// Bytes that stand in a text file as base64.
enum Base64 {
  /// The bytes; nil where the text is no base64.
  ///
  /// White space counts for nothing.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    Data(base64Encoded: Data(text), options: .ignoreUnknownCharacters).map(Array.init)
  }
}
