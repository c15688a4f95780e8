// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is put together while an office file, book or the like is read, and sent when it is done: pages,
// metadata, remarks; then the files inside it.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// The reading of one file in a worker.
final class OfficeReading {
  /// What the worker was told.
  let input: WorkerInput
  /// The time and text that it may still take.
  let watch: OfficeWatch
  /// Pages in order.
  var pages: [OfficeText] = []
  /// What is said of the file itself.
  var report: ExtractionReport
  /// The title that the document gives itself.
  var title: String?
  /// The language that the document declares for the whole.
  var language: Language?
  /// Its date: of its making, else of its last change.
  var date: String?
  /// What else it says of itself.
  var metadata: [String: String] = [:]
  /// Files inside it, to be sent behind the text.
  var members: [OfficeMember] = []
  /// Addresses that links lead to.
  var links: [String] = []
  /// Tracked insertions, which stand in the text as any other.
  var insertions = 0

  /// Starts a reading.
  init(_ input: WorkerInput, _ format: WorkerFormat) {
    self.input = input
    watch = OfficeWatch(input.limits)
    report = ExtractionReport(
      mediaType: input.mediaType, extractor: format.rawValue, extractorVersion: format.version)
  }

  /// Reads a file with `body`, and sends what it found, whether it threw or not.
  static func run(
    _ input: WorkerInput, _ format: WorkerFormat, to output: inout WorkerOutput,
    _ body: (OfficeReading, [UInt8]) throws(ExtractionFailure) -> Void
  ) throws(WorkerStop) {
    let reading = OfficeReading(input, format)
    do throws(ExtractionFailure) {
      try body(reading, try input.contents())
    } catch {
      reading.report.failure = error
    }
    try reading.send(to: &output)
  }

  /// Parses XML, with a gap where it is broken or was left early.
  func parse(_ bytes: [UInt8], part: String, into events: any XMLEvents) {
    let most = input.limits.htmlAttributes
    guard !XMLGuard.hasTooManyAttributes(bytes, limit: most) else {
      gap(.sizeLimit, "an element in \(part) has more than \(most) attributes; it was not read")
      return
    }
    switch XMLParser.parse(bytes, into: events) {
    case .whole: break
    case .broken(let line):
      gap(.damaged, "\(part) is damaged at line \(line); what was before it was read")
    }
    if let reason = watch.stopped, !report.gaps.contains(where: { $0.reason == reason }) {
      gap(reason, watch.sentence)
    }
  }

  /// Adds a gap of the file as a whole.
  func gap(_ reason: FailureReason, _ sentence: String) {
    report.gaps.append(ExtractionGap(page: nil, reason, sentence))
  }

  /// Enters a value where it has one and none of its name is there yet.
  func enter(_ key: String, _ value: String?) {
    guard let value = value.flatMap({ TextCleaner.value($0) }), metadata[key] == nil else { return }
    metadata[key] = value
  }

  /// Forgets the language of the whole where it is that of the template and nobody chose it: English,
  /// or that of the program in files of LibreOffice and OpenOffice.
  func doubtLanguage(_ template: WordLanguages) {
    guard let language, language == OfficeLanguage.of(template.latin) else { return }
    let application = metadata["application"] ?? ""
    let isProgram = ["LibreOffice", "OpenOffice"].contains { application.hasPrefix($0) }
    if isProgram || language == OfficeLanguage.of("en") { self.language = nil }
  }

  /// Enters what a package could not give.
  func take(faultsOf package: OfficePackage) {
    if package.isRescued {
      gap(.damaged, "the end of the file is missing; what could be put together was read")
    }
    for fault in package.faults {
      switch fault.reason {
      case .encrypted: gap(.encrypted, "\(fault.part) asks for a password")
      case .sizeLimit:
        gap(.sizeLimit, "\(fault.part) unpacks to more than is allowed; the rest was not read")
      default: gap(.damaged, "\(fault.part) is damaged; it was read as far as it goes")
      }
    }
  }

  private func send(to output: inout WorkerOutput) throws(WorkerStop) {
    let document = report.failure == nil ? finishedDocument() : nil
    try output.document(ReadDocument(path: [], document: document, report: report))
    for member in members {
      guard let bytes = member.contents() else { continue }
      try output.member(member.header, bytes)
    }
  }

  /// The document; nil, with a failure in the report, where there is no text in it.
  private func finishedDocument() -> ExtractedDocument? {
    for index in pages.indices { pages[index].finish() }
    noteMarks()
    // What most of the text declares was chosen; what the whole declares is often the template's.
    let own = input.declaredLanguage ?? OfficeLanguage.most(of: pages) ?? language
    let texts = report.repair(pages.map { $0.page(own: own) }).map { $0.withoutControls() }
    guard texts.contains(where: { !TextCleaner.isBlank($0.text) }) else {
      report.failure = noText
      return nil
    }
    if !links.isEmpty { enter("links", uniqueLinks(texts)) }
    return ExtractedDocument(
      pages: texts, title: report.repair(title: title.flatMap { TextCleaner.value($0) }),
      language: own, date: date, metadata: metadata)
  }

  /// A damaged file without text is damaged; another has none.
  private var noText: ExtractionFailure {
    if let gap = report.gaps.first(where: {
      [.damaged, .encrypted, .sizeLimit].contains($0.reason)
    }) {
      return ExtractionFailure(gap.reason, gap.sentence)
    }
    return ExtractionFailure(.noText, "there is no text in the file")
  }

  /// The targets that the text does not show; not all of very many, in a long text.
  private func uniqueLinks(_ pages: [ExtractedPage]) -> String? {
    var seen: Set<String> = []
    let size = pages.reduce(1) { $0 + $1.text.utf8.count }
    let kept = links.prefix(max(10, min(1000, (20 << 20) / size))).filter { link in
      seen.insert(link).inserted && !pages.contains { $0.text.contains(link) }
    }
    return kept.isEmpty ? nil : kept.joined(separator: " ")
  }

  private func noteMarks() {
    var sums: [OfficeMark.Kind: Int] = [:]
    for page in pages { sums.merge(page.marks) { $0 + $1 } }
    let names: [(OfficeMark.Kind, String)] = [
      (.comment, "comments"), (.deleted, "deleted passages"), (.hidden, "hidden passages"),
    ]
    for (kind, name) in names {
      if let count = sums[kind] {
        report.notes.append("\(name) kept in the text, in brackets: \(count)")
      }
    }
    if insertions > 0 {
      report.notes.append("insertions of tracked changes kept in the text: \(insertions)")
    }
  }
}

/// A file inside, taken out when it is its turn.
struct OfficeMember {
  /// What is known of it.
  var header: MemberHeader
  /// Takes it out; nil where it cannot be had.
  var contents: () -> [UInt8]?
}

/// Watches the time and the text that reading one file takes.
final class OfficeWatch {
  /// Why reading must end; nil while it need not.
  private(set) var stopped: FailureReason?
  private let limits: ExtractionLimits
  private let deadline: ContinuousClock.Instant
  private var events = 0

  /// Starts the clock.
  init(_ limits: ExtractionLimits) {
    self.limits = limits
    // A third is left for what comes after: putting the text together and sending it.
    deadline = ContinuousClock.now + .seconds(limits.wallSeconds * 2 / 3)
  }

  /// Whether reading must end, with `textBytes` of text in hand.
  func isOver(textBytes: Int) -> Bool {
    events += 1
    guard stopped == nil, !events.isMultiple(of: 4096) else { return isOverNow(textBytes) }
    if textBytes > limits.outputBytes / 2 { stopped = .sizeLimit }
    return stopped != nil
  }

  /// As above, and the clock is looked at: for a chapter or slide rather than for an element.
  func isOverNow(_ textBytes: Int) -> Bool {
    if stopped == nil, textBytes > limits.outputBytes / 2 { stopped = .sizeLimit }
    if stopped == nil, isLate { stopped = .timeLimit }
    return stopped != nil
  }

  private var isLate: Bool {
    let allowed = Double(limits.processorSeconds * 2 / 3)
    return ContinuousClock.now > deadline || (ProcessorTime.seconds ?? 0) > allowed
  }

  /// What is said of a reading that was ended.
  var sentence: String {
    stopped == .sizeLimit
      ? "there are more than \(limits.outputBytes >> 21) MB of text; the rest was not read"
      : "reading took more than \(limits.processorSeconds * 2 / 3) processor seconds, or "
        + "\(limits.wallSeconds * 2 / 3) in all; the rest was not read"
  }
}

extension OfficeLanguage {
  /// The language that more than half of the text of pages declares; nil where there is none.
  static func most(of pages: [OfficeText]) -> Language? {
    var sums: [Language: Int] = [:]
    for span in pages.lazy.flatMap(\.spans) { sums[span.language, default: 0] += span.range.count }
    let all = pages.reduce(0) { $0 + $1.utf8.count }
    guard let best = sums.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      best.value * 2 > all
    else { return nil }
    return best.key
  }
}
