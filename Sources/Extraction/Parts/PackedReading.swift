// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From the frames of a worker to documents: the file's own, and those of what it holds. Files found
// inside are read side by side; what came of them is given out in the order of the original.

internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// Reads one file in a worker, and what is inside it.
struct PackedReading {
  let run: ExtractionRun
  let format: WorkerFormat
  /// Names that lead to the file in the original.
  let chain: [String]
  /// Takes the parts.
  let sink: ExtractionRun.Sink

  /// Longest frame that is believed, in bytes, beyond the text of a document.
  private static let frameAllowance = 64 << 20

  /// Reads the file, which has `size` bytes.
  func read(_ input: ExtractionInput, _ mediaType: MediaType, size: Int) async -> FileReading {
    var reading = FileReading(
      report: ExtractionReport(
        mediaType: mediaType, extractor: format.rawValue, extractorVersion: "unknown"))
    var ended: ExtractionFailure?
    var parts = 0
    do throws(FileStorageError) {
      let frames = try run.folder.newFile()
      let limits = run.budget.left(of: format.limits(run.limits, size: size))
      ended = await WorkerRun(format: format, limits: limits)
        .run(input, mediaType, frames: frames)
      let found = try await follow(frames, input, &reading)
      parts = found.parts
      ended = found.failure ?? ended
      try? Folder.removeFile(frames)
    } catch {
      ended = ended ?? ExtractionFailure(.fileNotReadable, "\(error)")
    }
    finish(&reading, ended, parts: parts)
    return reading
  }

  /// Enters why the worker stopped: as the failure of a file that gave nothing, else as a gap.
  private func finish(
    _ reading: inout FileReading, _ ended: ExtractionFailure?, parts: Int
  ) {
    if reading.documents.isEmpty, parts == 0 {
      reading.report.failure =
        ended ?? reading.report.failure
        ?? ExtractionFailure(.emptyContainer, "there is nothing in the file")
    } else if let ended {
      reading.report.gaps.append(ExtractionGap(page: nil, ended.reason, ended.sentence))
    }
  }

  /// Follows the frames to their end.
  private func follow(
    _ frames: FilePath, _ input: ExtractionInput, _ reading: inout FileReading
  ) async throws(FileStorageError) -> (parts: Int, failure: ExtractionFailure?) {
    var frames = try FrameReader(
      frames, longest: run.limits.outputBytes + Self.frameAllowance)
    var parts = PartsInOrder(run: run, chain: chain, sink: sink)
    var member: MemberSpool?
    var failure: ExtractionFailure?
    while failure == nil, let frame = try frames.next() {
      if Task.isCancelled { return (await parts.finish(), .interrupted) }
      switch frame {
      case .document(let found) where found.path.isEmpty:
        reading.documents = found.document.map { [$0] } ?? []
        reading.report.take(found.report)
      case .document(let found):
        await parts.add(
          ExtractedPart(chain: chain + found.path, document: found.document, report: found.report))
      case .gap(let gap): reading.report.gaps.append(gap)
      case .member(let header):
        if !run.budget.takePart() { failure = .tooManyParts(run.limits) }
        member = try MemberSpool(header, run.folder)
      case .bytes(let bytes):
        if !run.budget.take(bytes: bytes.count) { failure = .tooManyBytes }
        try member?.write(bytes)
      case .memberEnd:
        if let whole = try member?.finish(declaredLanguage: input.declaredLanguage) {
          await parts.read(whole)
        }
        member = nil
      case .reader(let version): reading.report.extractorVersion = version
      case .picture, .pdf, .pageShape, .pageWords, .pageComments:
        break  // only the readers of pictures and of PDF send these
      case .end:
        return (await parts.finish(), nil)
      }
    }
    return (await parts.finish(), failure)
  }
}

extension ExtractionReport {
  /// Takes over what a worker says of the file itself, with gaps that were told before.
  fileprivate mutating func take(_ report: ExtractionReport) {
    let before = gaps
    self = report
    gaps = before + report.gaps
  }
}

extension ExtractionFailure {
  /// More files inside than allowed.
  package static func tooManyParts(_ limits: ExtractionLimits) -> ExtractionFailure {
    ExtractionFailure(
      .sizeLimit, "there are more than \(limits.parts) files inside; the rest was not read")
  }

  /// More bytes inside than allowed.
  package static let tooManyBytes = ExtractionFailure(
    .sizeLimit,
    "what is packed in the file is far larger than the file; the rest was not unpacked")
}

/// A file that is being taken out of another.
struct MemberSpool {
  private let header: MemberHeader
  private let path: FilePath
  private let file: FileWriter
  private var count = 0
  private var digest = ContentDigest()

  /// Begins a file in a folder.
  init(_ header: MemberHeader, _ folder: ExtractionFolder) throws(FileStorageError) {
    self.header = header
    path = try folder.newFile()
    file = try FileWriter(path)
  }

  /// Writes more of it.
  mutating func write(_ bytes: [UInt8]) throws(FileStorageError) {
    try file.write(bytes)
    count += bytes.count
    digest.take(bytes)
  }

  /// Ends it, with the language that was declared for the original.
  func finish(declaredLanguage: Language?) throws(FileStorageError) -> SpooledMember {
    try file.finish(sync: false)
    let input = ExtractionInput(
      path: path, name: header.path.last ?? "", declaredLanguage: declaredLanguage,
      declaredCharset: header.declaredCharset)
    return SpooledMember(
      header: header, input: input, bytes: count, sha512: digest.hexadecimal)
  }
}
