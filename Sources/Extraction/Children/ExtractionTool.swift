// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
package import SystemPackage

/// A program that extraction runs, and the package that brings it.
package enum ExtractionTool: String, Sendable, CaseIterable, Codable {
  /// Recognizes text in pictures.
  case tesseract
  /// Decodes HEIC and AVIF pictures.
  case heifConvert = "heif-convert"
  /// Reads what cameras write into pictures: time, place, camera.
  case exiftool
  /// Makes pictures of the pages of a PDF.
  case pdftoppm
  /// Lists the pictures of a PDF.
  case pdfimages
  /// Takes the files out that are inside a PDF.
  case pdfdetach
  /// Writes a PDF anew, for copies without the place where it was made.
  case qpdf
  /// Reads one file of a format that needs no other program; it comes with this one.
  case worker = "handbill-reader"
  /// Reads one PDF; it comes with this one.
  case pdfReader = "handbill-pdf-reader"
  /// Limits the processor time, memory and files of a program.
  case prlimit
  /// Ends a program that takes too long by the clock.
  case timeout
  /// Runs a program without network and without other files than its input.
  case bwrap

  /// Debian's package; nil for the programs that come with this one.
  package var debianPackage: String? {
    switch self {
    case .tesseract: "tesseract-ocr"
    case .heifConvert: "libheif-examples"
    case .exiftool: "libimage-exiftool-perl"
    case .pdftoppm, .pdfimages, .pdfdetach: "poppler-utils"
    case .worker, .pdfReader: nil
    case .qpdf: "qpdf"
    case .prlimit: "util-linux"
    case .timeout: "coreutils"
    case .bwrap: "bubblewrap"
    }
  }

  /// What is missed without it.
  package var purpose: String {
    switch self {
    case .pdfReader: "it reads PDF files in processes of their own"
    case .tesseract: "pictures of text and scans are read with it"
    case .heifConvert: "HEIC and AVIF pictures are decoded with it"
    case .exiftool: "time, place and camera of pictures are read with it"
    case .pdftoppm: "pages of PDF files are shown and recognized with it"
    case .pdfimages: "PDF pages that are pictures are told by it"
    case .pdfdetach: "files inside PDF files are taken out with it"
    case .qpdf: "copies of PDF files without their places are written with it"
    case .worker: "it reads files in processes of their own"
    case .prlimit: "programs that read files run under its limits, and not without them"
    case .timeout: "programs that hang are ended by it, and none is run without it"
    case .bwrap: "programs that read files run in its sandbox; without it they see all files"
    }
  }

  /// Most address space that it needs for ordinary files, in bytes.
  var memoryBytes: Int {
    switch self {
    case .pdfimages, .pdfdetach, .exiftool, .tesseract: 1 << 30
    case .pdftoppm, .heifConvert, .qpdf, .worker, .pdfReader, .prlimit, .timeout, .bwrap:
      2 << 30
    }
  }

  /// Folders that programs are looked for in, in this order.
  package static let searchPath = ["/usr/local/bin", "/usr/bin", "/bin"]

  /// Where the program is; nil where it is not installed.
  package func path() -> FilePath? {
    if self == .worker || self == .pdfReader { return WorkerProgram.path(self) }
    for folder in Self.searchPath {
      let path = FilePath(folder).appending(rawValue)
      if (try? FileReader(path)) != nil { return path }
    }
    return nil
  }

  /// The failure where it is not installed.
  var missing: ExtractionFailure {
    let sentence =
      if let debianPackage {
        "is not installed; install the package \(debianPackage) and add the file again"
      } else {
        "is not beside handbill; put it there and add the file again"
      }
    return ExtractionFailure(.programMissing, "\(rawValue) \(sentence)")
  }

  /// The failure where it ran into the clock.
  func tooSlow(seconds: Int) -> ExtractionFailure {
    ExtractionFailure(
      .timeLimit, "\(rawValue) took more than \(seconds) seconds over the file and was stopped")
  }

  /// The failure where it wrote without end.
  func tooMuchOutput(limit: Int) -> ExtractionFailure {
    ExtractionFailure(
      .sizeLimit, "\(rawValue) gave more than \(limit >> 20) MB of text and was stopped")
  }

  /// The failure where the system did not start it.
  func notStarted(_ reason: String) -> ExtractionFailure {
    ExtractionFailure(.programFailed, "\(rawValue) could not be run: \(reason)")
  }

  /// The failure behind an exit status that the program does not use for files it cannot read.
  func failed(_ outcome: ChildOutcome, _ limits: ExtractionLimits) -> ExtractionFailure {
    switch outcome.status {
    case 137, 152:
      return ExtractionFailure(
        .timeLimit,
        "\(rawValue) used more than \(limits.processorSeconds) processor seconds and was stopped")
    case 129...:
      return ExtractionFailure(
        .programFailed, "\(rawValue) crashed over the file (signal \(outcome.status - 128))")
    default:
      let message = outcome.messages.split(separator: "\n").last.map(String.init) ?? "no message"
      return ExtractionFailure(
        .programFailed, "\(rawValue) failed with status \(outcome.status): \(message)")
    }
  }
}
