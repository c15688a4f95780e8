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
  /// For a PDF which pages are wanted.
  var pdf: PDFWish?

  /// Runs the worker; its frames are in `frames` as far as it came.
  ///
  /// - Returns: why it did not come to its end; nil where it did.
  func run(
    _ input: ExtractionInput, _ mediaType: MediaType, frames: FilePath
  ) async -> ExtractionFailure? {
    let told = WorkerInput(
      mediaType: mediaType, name: input.name, declaredLanguage: input.declaredLanguage,
      declaredCharset: input.declaredCharset, limits: limits, picture: picture, pdf: pdf)
    do throws(ExtractionFailure) {
      let outcome = try await outcome(told, input.path, frames)
      return outcome.isSuccess ? nil : failure(outcome)
    } catch {
      return error
    }
  }

  /// Runs the worker over a file that is one document.
  ///
  /// - Returns: what it sent first, and why it did not come to its end.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable` where the disk refuses.
  func document(
    of input: ExtractionInput, _ mediaType: MediaType, in folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> (read: ReadDocument?, ended: ExtractionFailure?) {
    do throws(FileStorageError) {
      let frames = try folder.newFile()
      defer { try? Folder.removeFile(frames) }
      let ended = await run(input, mediaType, frames: frames)
      // A worker that could not even be started leaves no file.
      guard try Folder.status(frames) != nil else { return (nil, ended) }
      return (try FrameReader.document(in: frames, limits), ended)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  /// Reads the file in a child of a server; in a process that is started for it where that cannot be, or
  /// did not come to an answer: a file that harms the server is then tried by itself.
  private func outcome(
    _ told: WorkerInput, _ input: FilePath, _ frames: FilePath
  ) async throws(ExtractionFailure) -> ChildOutcome {
    let child = ChildProcess(tool: format.program, limits: limits, visible: WorkerProgram.visible)
    if let end = try await served(told, input, frames, child.memoryBytes) {
      if end.isLate { throw format.program.tooSlow(seconds: limits.wallSeconds) }
      return ChildOutcome(status: end.status, output: [], messages: "")
    }
    let words = (try? JSONEncoder().encode(told)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return try await child.run([format.rawValue, words], over: input, into: frames)
  }

  private func served(
    _ told: WorkerInput, _ input: FilePath, _ frames: FilePath, _ memory: Int
  ) async throws(ExtractionFailure) -> ReaderEnd? {
    let order = ReaderOrder(
      format: format, input: told, memoryBytes: memory, writtenBytes: limits.writtenBytes)
    guard let message = try? JSONEncoder().encode(order) else { return nil }
    let end = try await ChildSlots.shared.whileHeld(memory: memory) {
      () async throws(ExtractionFailure) -> ReaderEnd? in
      if Task.isCancelled { throw .interrupted }
      do {
        let file = try FileDescriptor.open(input, .readOnly, options: .closeOnExec)
        defer { try? file.close() }
        let output = try FileDescriptor.open(
          frames, .writeOnly, options: [.create, .truncate, .append, .closeOnExec],
          permissions: .ownerReadWrite)
        defer { try? output.close() }
        return await ReaderServers.shared.read(
          Array(message), by: format.program, file, output)
      } catch {
        throw ExtractionFailure(.fileNotReadable, "cannot open \(input): \(error); check the path")
      }
    }
    if end == nil, Task.isCancelled { throw .interrupted }
    return end
  }

  private func failure(_ outcome: ChildOutcome) -> ExtractionFailure {
    switch outcome.status {
    case 2:
      ExtractionFailure(
        .programFailed,
        "\(format.program.rawValue) is of another version than handbill; put both of one version "
          + "there and add the file again")
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
    default: format.program.failed(outcome, limits)
    }
  }
}
