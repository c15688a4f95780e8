// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Office files of 1993 to 2003.

internal import Extraction
internal import ReaderProcess

/// Reads DOC, XLS and PPT.
enum LegacyReader {
  /// The version of what is read out of a document; changes when the same bytes give another text.
  static let version = "1"

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .legacyOffice, to: &output) {
      reading, bytes throws(ExtractionFailure) in
      guard let file = try? CompoundFile(bytes) else { throw .damagedOffice }
      switch input.mediaType {
      case .xls: try ExcelBinaryReader.read(file, into: reading)
      case .ppt: try PowerPointBinaryReader.read(file, into: reading)
      default: try WordBinaryReader.read(file, into: reading)
      }
      if let reason = reading.watch.stopped { reading.gap(reason, reading.watch.sentence) }
    }
  }
}
