// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program's other life: one process that reads one file with one reader, shut in, and says what it
// found in frames. Its standard input is the file, its standard output a file of its parent.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage
internal import TextAnalysis

/// What a worker is told of its file.
struct WorkerInput: Sendable, Codable {
  /// The kind of file, by content.
  var mediaType: MediaType
  /// The file's own name; a hint only.
  var name: String
  /// The language that the person who adds it declares.
  var declaredLanguage: Language?
  /// The charset that somebody declares from outside.
  var declaredCharset: String?
  /// What reading may cost.
  var limits: ExtractionLimits
  /// For pictures which pages are wanted, and how; nil for others.
  var picture: PictureWish?

  /// The whole file.
  ///
  /// - Throws: `ExtractionFailure` with `.sizeLimit` where it is larger than files that are held in
  ///   memory may be, `.fileNotReadable`.
  func contents() throws(ExtractionFailure) -> [UInt8] {
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

/// Runs one reader in this process.
package enum ExtractionWorker {
  /// The first argument of a program that is to be a worker.
  package static let word = "extraction-worker"

  /// Reads standard input with the reader that is named.
  ///
  /// - Parameter arguments: the name of the reader, and what is known of the file as JSON.
  /// - Returns: the status to exit with.
  package static func run(_ arguments: [String]) -> Int32 {
    guard arguments.count == 2, let format = WorkerFormat(rawValue: arguments[0]),
      let input = try? JSONDecoder().decode(WorkerInput.self, from: Data(arguments[1].utf8))
    else { return 2 }
    var output = WorkerOutput(.standardOutput)
    do {
      try format.read(input, to: &output)
      try output.finish()
      return 0
    } catch {
      return 3
    }
  }
}
