// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// A passage; UTF-8 offsets into the text, whose pages are joined by U+000C.
struct PassageJSON: Encodable {
  var start: Int
  var end: Int
  var script: String
  var language: String
  var confidence: Double
  var origin: String

  init(_ passage: Passage) {
    start = passage.range.lowerBound
    end = passage.range.upperBound
    script = passage.script.code
    language = passage.language.code
    confidence = (Double(passage.confidence) * 1000).rounded() / 1000
    origin =
      switch passage.origin {
      case .declared: "declared"
      case .detected: "detected"
      case .script: "script"
      case .unknown: "unknown"
      }
  }
}
