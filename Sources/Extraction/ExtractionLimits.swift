// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How much a document may cost before its reading is stopped.
///
/// Bytes and seconds.
package struct ExtractionLimits: Sendable, Hashable {
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

  /// Makes the limits that `add` uses.
  package init() {}
}
