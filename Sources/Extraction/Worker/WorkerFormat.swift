// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which reader takes which format. All of these run in a process of their own.

/// A format that is read in a worker, by the name of its reader.
enum WorkerFormat: String, Sendable, CaseIterable {
  /// HTML and XHTML.
  case html

  /// The reader of a media type; nil where it has none.
  init?(_ mediaType: MediaType) {
    switch mediaType {
    case .html, .xhtml: self = .html
    default: return nil
    }
  }

  /// The version of what is read out of a file; changes when the same bytes give another text.
  var version: String {
    switch self {
    case .html: HTMLReader.version
    }
  }

  /// Reads the file.
  func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    switch self {
    case .html: try HTMLReader.read(input, to: &output)
    }
  }
}
