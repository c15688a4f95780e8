// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction

/// A program that reads foreign files, each in a process of its own.
package protocol ReaderProgram {
  /// Loads what most of its readers need: children share it.
  static func prepare()
  /// Its reader of a format; nil where it has none.
  static func reader(of format: WorkerFormat) -> FormatReader?
}

/// What reads one format.
package struct FormatReader {
  /// The version of what is read out of a file; changes when the same bytes give another text.
  package let version: String
  /// Reads the file on standard input.
  let read: (WorkerInput, inout WorkerOutput) throws(WorkerStop) -> Void

  /// Makes one.
  package init(
    _ version: String,
    _ read: @escaping (WorkerInput, inout WorkerOutput) throws(WorkerStop) -> Void
  ) {
    (self.version, self.read) = (version, read)
  }
}
