// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The front door of the room: which kind of file it is, and which reader it goes to.

internal import FileStorage
package import SystemPackage

/// Reads documents: original bytes in, text by page out, and a report of how.
///
/// Bytes from outside never trap and never throw: what cannot be read is a failure in the report.
package struct Extractor: Sendable {
  /// What a document may cost.
  let limits: ExtractionLimits
  /// A folder for what is written on the way.
  let parent: FilePath
  private let recognition: RecognitionOptions
  private let recognized: RecognitionCache?

  /// Makes an extractor.
  ///
  /// - Parameters:
  ///   - limits: what a document may cost.
  ///   - parent: a folder for what is written on the way; it is made where it is missing.
  ///   - recognition: whether and how pictures of text are read.
  ///   - recognized: pages that were recognized before; nil to keep none.
  package init(
    limits: ExtractionLimits = ExtractionLimits(),
    parent: FilePath = ExtractionFolder.standardParent,
    recognition: RecognitionOptions = RecognitionOptions(), recognized: RecognitionCache? = nil
  ) {
    self.limits = limits
    self.parent = parent
    self.recognition = recognition
    self.recognized = recognized
  }

  /// Tells what kind of file it is by looking at its first bytes, at most a megabyte of them.
  ///
  /// JSON lines are worth asking for first: `JSONLinesReader` reads them without holding them.
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  package func mediaType(of input: ExtractionInput) throws(ExtractionFailure) -> MediaType {
    try Self.sniff(input).mediaType
  }

  /// Reads a file, with all that is packed inside it.
  ///
  /// Programs read in child processes; cancelling the task ends them, and the failure is then
  /// `.interrupted`. Holds the text of the file itself in memory, and that of a few of its parts.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - progress: told of pages of pictures and PDF while they are read, from any thread.
  /// - Returns: its documents, how they were read or why not, and what is inside.
  package func extract(
    _ input: ExtractionInput, progress: (@Sendable (PageProgress) -> Void)? = nil
  ) async -> ExtractionResult {
    let size = ((try? FileReader(input.path).status()) ?? nil)?.size ?? 0
    let folder = ExtractionFolder(in: parent)
    let writer = PartsWriter(in: folder)
    let recognizer = Recognizer(
      limits: limits, folder: folder, declared: input.declaredLanguage, cache: recognized)
    let run = ExtractionRun(
      limits: limits, folder: folder, budget: ExtractionBudget(limits, size: size),
      recognition: recognition, recognized: recognized,
      recognizer: recognition.use == .never ? nil : recognizer,
      pages: progress.map(PageMeter.init))
    var reading = await run.read(input, chain: []) { await writer.write($0) }
    do throws(FileStorageError) {
      let parts = try await writer.finish()
      let partsInterrupted = await writer.wasInterrupted
      if reading.report.isInterrupted || partsInterrupted {
        // Half a reading would count as whole; what took long in it, recognized pages, is kept elsewhere.
        reading.report.failure = .interrupted
        reading.report.gaps = []
        return ExtractionResult(documents: [], report: reading.report)
      }
      return ExtractionResult(
        documents: reading.documents, report: reading.report, parts: parts)
    } catch {
      reading.report.failure = ExtractionFailure(.fileNotReadable, "\(error)")
      return ExtractionResult(documents: [], report: reading.report)
    }
  }

  /// What a picture says of itself, asked now, where it could not be asked when it was read.
  ///
  /// - Parameters:
  ///   - mediaType: of the file.
  ///   - notes: those of its report; nil where the report says why nothing was read.
  ///   - path: gives the file, only where it is wanted.
  /// - Returns: `latitude`, `longitude`, `camera` and others by name; nil for what is no picture, where it
  ///   was asked, and where it cannot be now.
  package func pictureFacts(
    _ mediaType: MediaType, notes: [String]?, _ path: () async -> FilePath?
  ) async -> [String: String]? {
    let wasAsked = notes.map { !$0.contains { $0.hasPrefix(PictureFacts.unread) } } ?? false
    guard PictureReader.reads(mediaType), !wasAsked, ExtractionTool.exiftool.path() != nil,
      let path = await path()
    else { return nil }
    return await PictureFacts.read(path, limits: limits).facts.metadata
  }

  /// Tells what kind of file it is, and its length in bytes.
  ///
  /// - Throws: `ExtractionFailure` with `.fileNotReadable`.
  static func sniff(
    _ input: ExtractionInput
  ) throws(ExtractionFailure) -> (mediaType: MediaType, size: Int) {
    do throws(FileStorageError) {
      let file = try FileReader(input.path)
      let size = try file.status().size
      var head = [UInt8](repeating: 0, count: min(size, ContentSniffer.headBytes))
      let count = try file.read(into: &head)
      head.removeSubrange(count...)
      let type = ContentSniffer.mediaType(
        of: head, isWhole: count == size, name: input.name)
      if let mail = try CompoundFileKind.mediaType(of: file, head) { return (mail, size) }
      return (PackageSniffer(file: file, size: size).mediaType(type) ?? type, size)
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  /// Reads a file of a format that holds no other files.
  static func readAlone(
    _ input: ExtractionInput, _ mediaType: MediaType, _ size: Int, _ limits: ExtractionLimits
  ) async -> FileReading {
    switch mediaType {
    case .empty:
      return .failed(
        ExtractionFailure(.emptyFile, "the file is empty; find a copy with content and add that"),
        mediaType)
    case .jsonLines:
      return readRecords(input, limits)
    case .encryptedOffice:
      return .failed(.encryptedOffice, mediaType)
    default:
      if let format = KnownFormat.named(mediaType) { return .failed(format.failure, mediaType) }
      return readText(input, mediaType, size, limits)
    }
  }

  /// Reads a file that is decoded as one text.
  private static func readText(
    _ input: ExtractionInput, _ mediaType: MediaType, _ size: Int, _ limits: ExtractionLimits
  ) -> FileReading {
    guard size <= limits.fileBytes else {
      let sentence = "the file is larger than \(limits.fileBytes >> 20) MB; split it"
      return .failed(ExtractionFailure(.sizeLimit, sentence), mediaType)
    }
    let bytes: [UInt8]
    do throws(FileStorageError) {
      if try TextReader.beginsBinary(input, size) {
        return .failed(.binary, .unknown, extractor: "text", version: TextReader.version)
      }
      bytes = try FileReader.contents(of: input.path)
    } catch {
      return .failed(ExtractionFailure(.fileNotReadable, "\(error)"), mediaType)
    }
    var report = ExtractionReport(
      mediaType: mediaType, extractor: "text", extractorVersion: TextReader.version)
    var documents = TextReader.read(bytes, input, &report)
    if mediaType == .markdown {
      for index in documents.indices { MarkdownFront.enter(into: &documents[index]) }
    }
    return FileReading(documents: documents, report: report)
  }

  /// Reads all records of a JSON-lines file into memory.
  private static func readRecords(
    _ input: ExtractionInput, _ limits: ExtractionLimits
  ) -> FileReading {
    let fields = input.recordFields ?? RecordFields()
    var reading = FileReading(report: JSONLinesReader.emptyReport)
    do throws(ExtractionFailure) {
      var reader = try JSONLinesReader(input.path, limits: limits)
      while let chunk = try reader.nextChunk() { reading.take(chunk.parse(fields)) }
    } catch {
      reading.report.failure = error
      return FileReading(report: reading.report)
    }
    return reading.finished(input, .noValidRecord(fields))
  }

  /// Reads all rows of a table into memory.
  static func readTable(
    _ input: ExtractionInput, _ fields: RecordFields, _ limits: ExtractionLimits
  ) -> FileReading {
    do throws(ExtractionFailure) {
      var reader = try RowReader(
        input.path, fields: fields, declaredCharset: input.declaredCharset, limits: limits)
      var reading = FileReading(report: reader.emptyReport)
      while let chunk = try reader.nextChunk() { reading.take(chunk.parse()) }
      return reading.finished(input, .noValidRecord(fields))
    } catch {
      return .failed(error, .csv, extractor: "rows")
    }
  }
}

extension FileReading {
  /// Takes records.
  fileprivate mutating func take(
    _ read: (documents: [ExtractedDocument], broken: [BrokenRecord])
  ) {
    documents += read.documents
    report.brokenRecords += read.broken
  }

  /// The reading with the language that somebody declared, and a failure where there is no record.
  fileprivate consuming func finished(
    _ input: ExtractionInput, _ failure: ExtractionFailure
  ) -> FileReading {
    for index in documents.indices {
      documents[index].language = documents[index].language ?? input.declaredLanguage
    }
    if documents.isEmpty { report.failure = failure }
    return self
  }
}

extension ExtractionFailure {
  /// An office file with a password.
  package static let encryptedOffice = ExtractionFailure(
    .encrypted, "the file asks for a password; add a copy that does not")
  /// A container without a good record.
  package static let noValidRecord = noValidRecord(RecordFields())

  /// A container without a good record, where the fields were chosen.
  package static func noValidRecord(_ fields: RecordFields) -> ExtractionFailure {
    ExtractionFailure(
      .noValidRecord,
      "none of the lines is a record with text in a field \(RecordTable(fields).textNames)")
  }
}
