// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import Extraction
internal import FoundationEssentials
internal import SystemPackage

/// What `doctor` finds out about the machine and the archive.
struct DoctorReport: Encodable {
  /// Versions by name.
  var versions: [String: String]
  /// Programs that are run, in the order of their use.
  var programs: [ProgramCheck]
  /// The models of text recognition, by name.
  var models: [String]
  /// How far these programs are shut in, in one sentence.
  var sandbox: String
  /// The character set of the terminal.
  var locale: LocaleCheck
  /// The archive; nil where there is none here.
  var archive: ArchiveHealth?

  /// Looks at the machine.
  init(archive: ArchiveHealth?) async {
    sandbox = await Catalog.sandboxSentence()
    versions = ProgramVersion.all
    programs = ProgramCheck.all()
    models = await RecognitionModel.installed().map(\.name)
    locale = LocaleCheck(environment: ProcessInfo.processInfo.environment)
    self.archive = archive
  }

  private var modelSentence: String {
    models.isEmpty
      ? "no model of text recognition; install one such as `apt-get install tesseract-ocr-ara`"
      : "models of text recognition: \(models.joined(separator: ", "))"
  }

  /// The report for people.
  func lines(on terminal: Terminal) -> [String] {
    var lines = [terminal.styled("versions", .strong)]
    lines += versions.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value)" }
    lines.append(terminal.styled("programs", .strong))
    lines += programs.map { program in
      if let path = program.path { return "  \(program.name): \(SafeText.inline(path))" }
      let alarm = terminal.styled("missing", .alarm)
      let remedy =
        program.package.map { "install it with `apt-get install \($0)`" }
        ?? "put it beside handbill"
      return "  \(program.name): \(alarm); \(program.purpose); \(remedy)"
    }
    lines.append("  " + modelSentence)
    lines.append("  " + sandbox)
    lines.append(terminal.styled("terminal", .strong))
    lines.append("  " + locale.sentence)
    lines.append(terminal.styled("archive", .strong))
    lines += archive?.lines ?? ["  none here or above; make one with `handbill init`"]
    return lines
  }
}

/// One program that Handbill runs.
struct ProgramCheck: Encodable {
  /// Its name.
  var name: String
  /// The Debian package that has it; nil for the program that comes with this one.
  var package: String?
  /// What it is for.
  var purpose: String
  /// Where it is; nil where it is missing.
  var path: String?

  /// Looks for every program that reads files where readers look for it.
  static func all() -> [ProgramCheck] {
    ExtractionTool.allCases.map { tool in
      ProgramCheck(
        name: tool.rawValue, package: tool.debianPackage, purpose: tool.purpose,
        path: tool.path()?.string)
    }
  }
}

/// Whether the terminal is told to show UTF-8.
struct LocaleCheck: Encodable {
  /// The value that counts: of `LC_ALL`, `LC_CTYPE` or `LANG`; empty where none is set.
  var value: String
  /// Whether it names UTF-8.
  var isUTF8: Bool

  /// Reads the environment.
  init(environment: [String: String]) {
    let values = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    value = values.first { !$0.isEmpty } ?? ""
    let folded = value.lowercased()
    isUTF8 = folded.contains("utf-8") || folded.contains("utf8")
  }

  /// For people.
  var sentence: String {
    let shown = value.isEmpty ? "no locale is set" : "locale \(SafeText.inline(value))"
    return isUTF8
      ? shown : "\(shown), which is not UTF-8; set one such as LANG=C.UTF-8 to see all letters"
  }
}

/// The state of an archive in short.
struct ArchiveHealth: Encodable {
  /// Its folder.
  var folder: String
  /// Objects in the archive; nil where it cannot be read.
  var objects: Int?
  /// Documents in the index; nil where it cannot be read.
  var documents: Int?
  /// Free space of the disk, in bytes; nil where the system does not say.
  var freeBytes: Int64?
  /// What needs care, one sentence each.
  var problems: [String] = []

  /// Looks at an archive: its structure, not its digests.
  init(_ catalog: Catalog) async {
    folder = catalog.home.folder.string
    freeBytes = ArchiveHealth.freeBytes(at: folder)
    do {
      let report = try await catalog.verify(VerifyRequest())
      objects = report.objects
      let errors = report.findings.count { $0.severity == .error }
      if errors > 0 {
        problems.append(
          "\(Amount.of(errors, "integrity error", "integrity errors")); `handbill verify` "
            + "lists them")
      }
    } catch {
      problems.append(Failure.sentence(for: error))
    }
    do {
      documents = try catalog.indexInfo().documents
    } catch {
      problems.append(Failure.sentence(for: error))
    }
  }

  /// For people.
  var lines: [String] {
    var lines = ["  \(SafeText.inline(folder))"]
    if let objects { lines.append("  \(Amount.of(objects, "original", "originals")) archived") }
    if let documents { lines.append("  \(Amount.of(documents, "document", "documents")) indexed") }
    if let freeBytes { lines.append("  \(Amount.bytes(freeBytes)) free on its disk") }
    return lines
      + (problems.isEmpty ? ["  in order"] : problems.map { "  " + SafeText.inline($0) })
  }

  private static func freeBytes(at folder: String) -> Int64? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    let free = attributes?[.systemFreeSize]
    return (free as? Int64) ?? (free as? UInt64).map { Int64(clamping: $0) }
      ?? (free as? Int).map { Int64($0) }
  }
}
