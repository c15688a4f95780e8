// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import SystemPackage

/// `handbill verify`: whether the archive is as it was written.
struct VerifyCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the archive is as it was written.",
    discussion: HelpText.discussion(
      """
      Alone, it checks every object against OCFL 1.1 (files, names, inventories) and reads no \
      original. With --deep, ids, --sample, --since, --resume or --rate it reads the files and \
      computes their digests again; the date of each object's last good check is kept, and a \
      finding says since when the file was known to be good. Ctrl-C ends it after the object \
      under way, and --resume goes on from there.

      --ocfl validates any OCFL storage root or object, 1.0 or 1.1, in any layout; no archive of \
      Handbill is needed, and nothing is written.

      Findings carry the codes of OCFL (E breaks a MUST, W a SHOULD), or `index` (the derived \
      side), `missing` (an object is gone), `changed` (an inventory was rewritten), `unreadable` \
      (the disk gives no answer). Any error is exit status 4; warnings alone are not.
      """,
      examples: [
        "handbill verify",
        "handbill verify --deep --rate 20M",
        "handbill verify --sample 5%",
        "handbill verify --since 90d --format csv",
        "handbill verify 7b67463c1d",
        "handbill verify --ocfl /mnt/disk/their-archive --format json",
      ]))

  @Argument(help: "Documents to check, by the beginnings of their ids.")
  var id: [String] = []

  @Flag(help: "Read every file and compute its digests again.")
  var deep = false

  @Flag(help: "Read no file but inventories, with --ocfl too.")
  var noDigests = false

  @Option(
    help: ArgumentHelp(
      "Check so many objects, those not found good for longest first: 5% or 200.",
      valueName: "amount"),
    transform: SampleArgument.init(argument:))
  var sample: SampleArgument?

  @Option(
    help: ArgumentHelp(
      "The seed that decides between objects of a sample that are equal; default: a new one.",
      valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Check what was not found good since then: 36h, 30d, 4w, or a date such as 2026-11-22.",
      valueName: "when"),
    transform: MomentArgument.init(argument:))
  var since: MomentArgument?

  @Flag(help: "Go on with the check that was interrupted.")
  var resume = false

  @Option(
    help: ArgumentHelp("Read so much a second at most: 20M, 1G.", valueName: "size"),
    transform: RateArgument.init(argument:))
  var rate: RateArgument?

  @Option(
    help: ArgumentHelp("An OCFL storage root or object to validate.", valueName: "dir"),
    completion: .directory)
  var ocfl: PathArgument?

  @Option(
    name: [.customShort("j"), .long],
    help: ArgumentHelp("Objects at a time; default: one a core.", valueName: "n"))
  var jobs: Int?

  @Option(help: "How to write the findings.")
  var format: TableFormat = .text

  @OptionGroup var home: HomeOptions

  func validate() throws {
    let choices = [!id.isEmpty, sample != nil, since != nil, resume].count { $0 }
    if choices > 1 { throw ValidationError("Choose one of ids, --sample, --since and --resume.") }
    if ocfl != nil && choices > 0 {
      throw ValidationError("--ocfl checks all that is there: leave out ids and other choices.")
    }
    if noDigests && (deep || choices > 0 || rate != nil) {
      throw ValidationError("--no-digests goes with --ocfl, or alone.")
    }
    if seed != nil && sample == nil { throw ValidationError("--seed goes with --sample.") }
    if let jobs, jobs < 1 { throw ValidationError("-j takes 1 or more.") }
  }

  func execute() async throws -> ExitStatus {
    let (request, seed) = request(seed: seed ?? UInt64.random(in: 0...999_999))
    let report: VerifyReport
    if let ocfl {
      guard
        let found = try await check({
          try await Catalog.verifyOCFL(ocfl.path, request, progress: $0)
        })
      else {
        let home = Home(folder: ocfl.path)
        throw Failure.notOCFL(
          folder: ocfl.path.string, archive: home.isPresent ? home.archive.string : nil)
      }
      report = found
    } else {
      let catalog = try home.catalog()
      report = try await check { try await catalog.verify(request, progress: $0) }
    }
    if let reason = report.datesNotKept {
      Diagnostics.warn("the dates of this check are not kept: \(reason)")
    }
    let writer = VerifyWriter(
      report: report, depth: request.depth, seed: seed, isForeign: ocfl != nil)
    var output = StandardOutput()
    try writer.write(format, to: &output)
    try output.flush()
    if report.interrupted { return .interrupted }
    return report.isSound ? .done : .integrity
  }

  /// What to check, and the seed of its sample, if it is one.
  private func request(seed: UInt64) -> (VerifyRequest, seed: UInt64?) {
    var request = VerifyRequest()
    request.jobs = jobs ?? MachineProcessors.usable
    request.bytesPerSecond = rate?.bytesPerSecond
    if let sample {
      request.selection = .sample(sample.sample, seed: seed)
    } else if let since {
      request.selection = .notGoodSince(since.time)
    } else if resume {
      request.selection = .rest
    } else if !id.isEmpty {
      request.selection = .documents(id)
    }
    let reads = deep || rate != nil || request.selection != .all || ocfl != nil
    request.depth = reads && !noDigests ? .digests : .structure
    return (request, sample == nil ? nil : seed)
  }

  /// Runs the check with a progress bar, until Ctrl-C.
  private func check<Report: Sendable>(
    _ work:
      @escaping @Sendable (@escaping @Sendable (VerifyProgress) -> Void) async throws -> Report
  ) async throws -> Report {
    let bar = ProgressBar()
    defer { bar.finish() }
    return try await Interruption.cancelling { try await work { bar.show(ProgressBar.Step($0)) } }
  }
}

extension ProgressBar.Step {
  /// How far a check is: time is left in proportion to the objects, the rate is that of the bytes.
  init(_ progress: VerifyProgress) {
    let objects =
      "\(Amount.count(progress.objects))/\(Amount.count(progress.objectsTotal)) objects, "
      + Amount.bytes(progress.bytes)
    let share = Double(progress.objects) / Double(max(1, progress.objectsTotal))
    // Bytes to come are not known: those of the objects done stand for them.
    let total = share > 0 ? Int64(Double(progress.bytes) / share) : 0
    self.init(done: progress.bytes, total: total, counts: objects, unit: .bytes)
  }
}
