// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// Reads one file in a worker.
struct WorkerRun {
  /// The reader.
  var format: WorkerFormat
  /// What reading may cost.
  var limits: ExtractionLimits
  /// For pictures which pages are wanted.
  var picture: PictureWish?

  /// Runs the worker; its frames are in `frames` as far as it came.
  ///
  /// - Returns: why it did not come to its end; nil where it did.
  func run(
    _ input: ExtractionInput, _ mediaType: MediaType, frames: FilePath
  ) async -> ExtractionFailure? {
    let told = WorkerInput(
      mediaType: mediaType, name: input.name, declaredLanguage: input.declaredLanguage,
      declaredCharset: input.declaredCharset, limits: limits, picture: picture)
    let words = (try? JSONEncoder().encode(told)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let child = ChildProcess(tool: .worker, limits: limits, visible: WorkerProgram.visible)
    do throws(ExtractionFailure) {
      let outcome = try await child.run([format.rawValue, words], over: input.path, into: frames)
      return outcome.isSuccess ? nil : failure(outcome)
    } catch {
      return error
    }
  }

  private func failure(_ outcome: ChildOutcome) -> ExtractionFailure {
    switch outcome.status {
    case 3, 153:
      ExtractionFailure(
        .sizeLimit,
        "what is inside is larger than \(limits.unpackedBytes >> 20) MB; the rest was not read")
    case 137, 152:
      ExtractionFailure(
        .timeLimit,
        "reading took more than \(limits.processorSeconds) processor seconds and was stopped")
    case 129...:
      ExtractionFailure(
        .readerFailed, "the reader of this format crashed over the file and was shut down")
    default: ExtractionTool.worker.failed(outcome, limits)
    }
  }
}
