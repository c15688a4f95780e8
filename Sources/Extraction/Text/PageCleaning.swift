// Licensed under the Apache License, Version 2.0; see LICENSE.

extension ExtractedPage {
  /// The page with control characters replaced by spaces of the same length, so that the spans stay
  /// true.
  package func withoutControls() -> ExtractedPage {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { Self.isControl($0) }) else { return self }
    var clean = ""
    for scalar in scalars {
      if Self.isControl(scalar) {
        clean += scalar.value < 0x80 ? " " : "\u{A0}"
      } else {
        clean.unicodeScalars.append(scalar)
      }
    }
    return ExtractedPage(text: clean, spans: spans, layout: layout)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
      || (0x7F...0x9F).contains(scalar.value)
  }
}
