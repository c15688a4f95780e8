// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage

/// What one run of the reader of PDF files gave.
struct PDFFrames: Sendable {
  /// The reader's version.
  private(set) var version: String?
  /// What the file says of itself; nil where it cannot be opened, or the reader did not come so far.
  private(set) var description: PDFDescription?
  /// The stream of XMP, where it was asked for.
  private(set) var xmp: [UInt8]?
  /// How the pages are shown, as far as the reader came.
  private(set) var geometries: [PDFPageGeometry?] = []
  /// The pages that it finished.
  private(set) var pages: [PopplerPage] = []
  /// Why the file cannot be opened, or the reader did not come to its end.
  private(set) var failure: ExtractionFailure?

  /// Reads pages of a PDF in a worker.
  ///
  /// - Throws: `ExtractionFailure` with `.interrupted`, `.programMissing` or `.fileNotReadable`.
  static func read(
    _ path: FilePath, _ wish: PDFWish, _ limits: ExtractionLimits, in folder: ExtractionFolder
  ) async throws(ExtractionFailure) -> PDFFrames {
    var limits = limits
    limits.unpackedBytes = limits.outputBytes
    let file: FilePath
    do throws(FileStorageError) { file = try folder.newFile() } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    defer { try? Folder.removeFile(file) }
    let ended = await WorkerRun(format: .pdf, limits: limits, pdf: wish)
      .run(ExtractionInput(path: path, name: ""), .pdf, frames: file)
    if let ended, [.interrupted, .programMissing].contains(ended.reason) { throw ended }
    var result = PDFFrames()
    do throws(FileStorageError) {
      // A worker that could not even be started leaves no file.
      if try Folder.status(file) != nil { try result.take(file, limits) }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    result.failure = result.failure ?? ended
    return result
  }

  private mutating func take(
    _ file: FilePath, _ limits: ExtractionLimits
  ) throws(FileStorageError) {
    var frames = try FrameReader(file, longest: limits.outputBytes)
    while let frame = try frames.next() {
      switch frame {
      case .reader(let version): self.version = version
      case .document(let found): failure = found.report.failure
      case .pdf(let description): self.description = description
      case .bytes(let bytes): xmp = bytes
      case .pageShape(let shape): geometries.append(shape.map(PDFPageGeometry.init))
      case .pageWords(let words):
        guard pages.count + 1 == geometries.count,
          let page = PopplerWords.page(words, geometries[pages.count])
        else { return }
        pages.append(page)
      case .pageComments(let comments) where !pages.isEmpty:
        pages[pages.count - 1].comments = comments
      default: return
      }
    }
  }
}
