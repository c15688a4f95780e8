// Licensed under the Apache License, Version 2.0; see LICENSE.

import TextAnalysis

@testable import Extraction

/// What bytes mean in a charset that is known.
enum CharsetOracle {
  /// The text with its line ends evened out.
  static func text(_ bytes: [UInt8], _ charset: String) -> String? {
    CharsetDecoder.decode(bytes, using: charset)
      .map { TextCleaner.pages(of: $0.utf8).joined(separator: "\n") }
  }
}
