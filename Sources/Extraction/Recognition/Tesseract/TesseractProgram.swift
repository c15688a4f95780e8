// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program tesseract: what it has, how pages turn, and what stands on them. One thread each: the
// cores are kept busy by several pages at a time.

internal import FileStorage
internal import SystemPackage

/// How tesseract cuts a page into blocks: its `--psm`.
enum PageSegmentation: Int, Sendable, Codable {
  /// Columns, blocks and pictures are found.
  case page = 3
  /// One column of lines.
  case column = 4
  /// One block of lines.
  case block = 6
  /// One line that fills the picture; nothing is searched for.
  case line = 13
  /// Words wherever they stand.
  case sparse = 11
}

/// Which way is up on a page and in which script it is, as tesseract's detector has it.
struct DetectedScript: Sendable, Hashable {
  /// By how many quarters the page must be turned clockwise to stand upright.
  var quarters: Int
  /// How sure that is; above 2 it is mostly right.
  var quartersConfidence: Double
  /// The script; nil where it is none that there are models for.
  var script: ReadingScript?
  /// How sure that is; above 1 it is mostly right.
  var scriptConfidence: Double
}

/// Runs tesseract.
struct TesseractProgram: Sendable {
  /// What it may cost.
  let limits: ExtractionLimits

  /// Takes the limits of extraction, with the longer times that a page may need.
  init(_ limits: ExtractionLimits) {
    var limits = limits
    limits.processorSeconds = limits.recognitionSeconds
    limits.wallSeconds = limits.recognitionSeconds * 8
    self.limits = limits
  }

  /// Tells which way is up, and the script; nil where there are too few letters to tell.
  ///
  /// - Throws: `ExtractionFailure` as `ChildProcess.run`.
  func detect(_ page: FilePath) async throws(ExtractionFailure) -> DetectedScript? {
    let outcome = try await ChildProcess(tool: .tesseract, limits: limits).run(
      ["-", "-", "--psm", "0", "-l", "osd"], over: page)
    guard outcome.isSuccess else { return nil }
    var values: [Substring: Substring] = [:]
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      values[line[..<colon]] = line[line.index(after: colon)...].drop { $0 == " " }
    }
    guard let rotate = values["Rotate"].flatMap({ Int($0) }) else { return nil }
    return DetectedScript(
      quarters: rotate / 90 & 3,
      quartersConfidence: values["Orientation confidence"].flatMap { Double($0) } ?? 0,
      script: values["Script"].flatMap { ReadingScript(detected: String($0)) },
      scriptConfidence: values["Script confidence"].flatMap { Double($0) } ?? 0)
  }

  /// Reads what stands on a page with some models at once.
  ///
  /// - Throws: `ExtractionFailure` as `ChildProcess.run`, and `.programFailed`, `.timeLimit`.
  func read(
    _ page: FilePath, _ models: [RecognitionModel], _ segmentation: PageSegmentation
  ) async throws(ExtractionFailure) -> PageReading {
    let outcome = try await ChildProcess(tool: .tesseract, limits: limits).run(
      [
        "-", "-", "-l", models.map(\.name).joined(separator: "+"),
        "--psm", "\(segmentation.rawValue)", "-c", "tessedit_create_tsv=1",
      ], over: page)
    guard outcome.isSuccess else { throw ExtractionTool.tesseract.failed(outcome, limits) }
    return PageReading(table: outcome.output, models: models)
  }
}

/// What of tesseract is installed.
struct TesseractInstallation: Sendable, Hashable {
  /// The version, such as `5.3.0`; nil where the program cannot be used.
  var version: String?
  /// The models, by name.
  var models: Set<RecognitionModel> = []
  /// Why it cannot be used: not installed, not to be run, or without a model; nil where it can.
  var failure: ExtractionFailure?

  /// Asks the program, once.
  static func current() async -> TesseractInstallation { await probe.value }

  private static let probe = Task<TesseractInstallation, Never> {
    guard ExtractionTool.tesseract.path() != nil else {
      return TesseractInstallation(failure: ExtractionTool.tesseract.missing)
    }
    let child = ChildProcess(tool: .tesseract, limits: ExtractionLimits())
    do throws(ExtractionFailure) {
      return TesseractInstallation(
        version: try await child.run(["--version"], over: "/dev/null"),
        list: try await child.run(["--list-langs"], over: "/dev/null"))
    } catch {
      return TesseractInstallation(failure: error)
    }
  }

  private init(failure: ExtractionFailure) { self.failure = failure }

  /// Reads what the program says of itself.
  init(version: ChildOutcome, list: ChildOutcome) {
    if let refused = [version, list].first(where: { !$0.isSuccess }) {
      failure = ExtractionTool.tesseract.failed(refused, ExtractionLimits())
      return
    }
    let lines = String(decoding: list.output, as: UTF8.self).split(separator: "\n").dropFirst()
    models = Set(lines.compactMap { $0 == "osd" ? nil : RecognitionModel(String($0)) })
    guard !models.isEmpty else {
      failure = ExtractionFailure(
        .modelMissing,
        "tesseract has no model of any language; install one, such as the package tesseract-ocr-eng, "
          + "and add the file again")
      return
    }
    let words = String(decoding: version.output, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    self.version = words.dropFirst().first.map(String.init) ?? "unknown"
  }

  /// The models of a script that are installed, those with the most readers first.
  func models(of script: ReadingScript) -> [RecognitionModel] {
    RecognitionModel.known(of: script).filter(models.contains)
  }
}
