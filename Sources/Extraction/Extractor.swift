// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The front door of the room: which kind of file it is, and which reader it goes to.

internal import FileStorage
internal import SystemPackage

/// Reads documents: original bytes in, text by page out, and a report of how.
///
/// Bytes from outside never trap and never throw: what cannot be read is a failure in the report.
package struct Extractor: Sendable {
  private let limits: ExtractionLimits

  /// Makes an extractor.
  package init(limits: ExtractionLimits = ExtractionLimits()) { self.limits = limits }

  /// Tells what kind of file it is by looking at its first bytes, at most a megabyte of them.
  ///
  /// JSON lines are worth asking for first: `JSONLinesReader` reads them without holding them.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`, `.emptyFile`, or the reason why files of
  ///   this kind are not read.
  package func mediaType(of input: ExtractionInput) throws(ExtractionFailure) -> MediaType {
    fatalError("being written")
  }

  /// Reads a file.
  ///
  /// PDF is read by programs in child processes; cancelling the task ends them, and the failure
  /// is then `.interrupted`. Holds the whole text in memory.
  package func extract(_ input: ExtractionInput) async -> ExtractionResult {
    fatalError("being written")
  }
}
