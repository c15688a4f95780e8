// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One original with all that is packed inside it: each file goes to the reader of its format, and what
// that finds inside goes the same way.

internal import FileStorage
internal import Synchronization
internal import SystemPackage

/// What came of one file.
struct FileReading: Sendable {
  /// Its documents: one, or one a record; none for a container or where nothing could be read.
  var documents: [ExtractedDocument] = []
  /// How it was read.
  var report: ExtractionReport
}

/// The reading of one original.
struct ExtractionRun: Sendable {
  /// What it may cost.
  let limits: ExtractionLimits
  /// Where files go on the way.
  let folder: ExtractionFolder
  /// What is left of the limits of the whole original.
  let budget: ExtractionBudget
  /// Whether and how pictures of text are read.
  var recognition = RecognitionOptions()
  /// Pages that were recognized before; nil where none are kept.
  var recognized: RecognitionCache?
  /// Reads the text off pictures of pages; nil where nobody is to.
  var recognizer: (any PageRecognizing)?
  /// Told of pages as they are done.
  var pages: PageMeter?

  /// Takes parts as they are read, in the order of the original.
  typealias Sink = @Sendable (ExtractedPart) async -> Void

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - chain: names that lead to it in the original; empty for the original itself.
  ///   - sink: takes what is found inside.
  /// - Returns: the file's own documents.
  func read(_ input: ExtractionInput, chain: [String], sink: @escaping Sink) async -> FileReading {
    let mediaType: MediaType
    let size: Int
    do throws(ExtractionFailure) {
      (mediaType, size) = try Extractor.sniff(input)
    } catch {
      return .failed(error, .unknown)
    }
    if let fields = input.recordFields, RowReader.reads(mediaType, name: input.name, fields) {
      return Extractor.readTable(input, fields, limits)
    }
    if let format = WorkerFormat(mediaType) {
      return await PackedReading(run: self, format: format, chain: chain, sink: sink)
        .read(input, mediaType, size: size)
    }
    if PageSizes.reads(mediaType) {
      return await readPages(input, mediaType, chain: chain, sink: sink)
    }
    return await Extractor.readAlone(input, mediaType, size, limits)
  }

  /// Reads a picture or a PDF, with the text of the file beside it where there is one that fits.
  private func readPages(
    _ input: ExtractionInput, _ mediaType: MediaType, chain: [String], sink: @escaping Sink
  ) async -> FileReading {
    var known: (BesidePages, LayoutFile)?
    var refusal: String?
    if let file = input.layout {
      do throws(ExtractionFailure) {
        known = (try await BesidePages(file, of: input, mediaType, self), file)
      } catch {
        refusal = error.sentence
      }
    }
    var reading: FileReading
    let pages = pages
    if mediaType == .pdf {
      reading = await PDFReader(run: self, chain: chain, known: known, sink: sink).read(input)
    } else {
      let reader = PictureReader(
        limits: limits, folder: folder, options: recognition, cache: recognized,
        advance: { pages?.advance(of: chain.isEmpty ? $0 : nil) })
      reading =
        if let (pages, file) = known {
          await reader.read(input, mediaType, pages, file)
        } else {
          await reader.read(input, mediaType)
        }
    }
    if let refusal { reading.report.notes.append(refusal) }
    return reading
  }

  /// Reads a file that was found inside another, and all that is inside it.
  ///
  /// - Returns: the part, and its own parts behind it.
  func readMember(_ member: SpooledMember, chain: [String]) async -> [ExtractedPart] {
    let inner = CollectedParts()
    let chain = chain + member.header.path
    let reading: FileReading
    if chain.count > limits.packedDepth {
      reading = .failed(
        ExtractionFailure(
          .packedTooDeep, "files are packed more than \(limits.packedDepth) deep; unpack them first"
        ), .unknown)
    } else {
      reading = await read(member.input, chain: chain) { await inner.add($0) }
    }
    try? Folder.removeFile(member.input.path)
    var report = reading.report
    report.notes += member.header.notes ?? []
    let own = ExtractedPart(
      chain: chain, header: member.header, bytes: member.bytes, sha512: member.sha512,
      document: reading.documents.first, report: report)
    var parts = [own]
    if reading.documents.count > 1 {
      parts[0].document = nil
      parts += reading.documents.map { document in
        var document = document
        let name = document.record ?? document.line.map(String.init) ?? ""
        document.record = nil
        return ExtractedPart(chain: chain + [name], document: document, report: reading.report)
      }
    }
    return parts + (await inner.parts)
  }
}

/// A file that was taken out of another.
struct SpooledMember: Sendable {
  /// What the container says of it.
  var header: MemberHeader
  /// The file.
  var input: ExtractionInput
  /// Its length.
  var bytes: Int
  /// SHA-512 of its bytes, lower-case hexadecimal.
  var sha512: String
}

/// Parts in memory, in the order in which they came.
private actor CollectedParts {
  private(set) var parts: [ExtractedPart] = []

  func add(_ part: ExtractedPart) { parts.append(part) }
}

/// What is left of what one original may unpack to, and may have under way.
final class ExtractionBudget: Sendable {
  private struct Left: Sendable {
    var bytes: Int
    var parts: Int
    var readers: Int
  }
  /// Files of one original that are read beside the first of each container that is open.
  static let readersBeside = 3
  private let left: Mutex<Left>

  /// The budget of an original of so many bytes.
  init(_ limits: ExtractionLimits, size: Int) {
    let (product, overflow) = size.multipliedReportingOverflow(by: limits.unpackedRatio)
    let byRatio =
      (256 << 20) + (overflow ? limits.unpackedBytes : min(product, limits.unpackedBytes))
    left = Mutex(
      Left(
        bytes: min(limits.unpackedBytes, byRatio), parts: limits.parts, readers: Self.readersBeside)
    )
  }

  /// The limits, with what is left of those of the whole original.
  func left(of limits: ExtractionLimits) -> ExtractionLimits {
    let left = self.left.withLock { $0 }
    var limits = limits
    limits.unpackedBytes = max(0, min(limits.unpackedBytes, left.bytes))
    limits.parts = max(0, min(limits.parts, left.parts))
    return limits
  }

  /// Takes bytes; false where there are no more.
  func take(bytes: Int) -> Bool {
    left.withLock { left in
      left.bytes -= bytes
      return left.bytes >= 0
    }
  }

  /// Takes a part; false where there are no more.
  func takePart() -> Bool {
    left.withLock { left in
      left.parts -= 1
      return left.parts >= 0
    }
  }

  /// Takes leave to read one more file beside others; false where so many are read already.
  func takeReader() -> Bool {
    left.withLock { left in
      guard left.readers > 0 else { return false }
      left.readers -= 1
      return true
    }
  }

  /// Gives such leave back.
  func returnReader() { left.withLock { $0.readers += 1 } }
}

extension FileReading {
  /// Nothing, and why.
  static func failed(
    _ failure: ExtractionFailure, _ mediaType: MediaType, extractor: String = "none",
    version: String = "1"
  ) -> FileReading {
    var report = ExtractionReport(
      mediaType: mediaType, extractor: extractor, extractorVersion: version)
    report.failure = failure
    return FileReading(report: report)
  }
}
