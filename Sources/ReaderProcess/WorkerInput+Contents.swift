// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction
internal import FileStorage

extension WorkerInput {
  /// The whole file.
  ///
  /// - Throws: `ExtractionFailure` with `.sizeLimit` where it is larger than files that are held in
  ///   memory may be, `.fileNotReadable`.
  package func contents() throws(ExtractionFailure) -> [UInt8] {
    do throws(FileStorageError) {
      let file = try FileReader.standardInput()
      if try file.status().size <= limits.fileBytes { return try file.rest() }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    throw ExtractionFailure(
      .sizeLimit, "the file is larger than \(limits.fileBytes >> 20) MB; split it")
  }
}
