// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A book: its chapters in the order of its spine, each a page, read as HTML.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Reads EPUB 2 and 3.
enum EPUBReader {
  /// The version of what is read out of a book; changes when the same bytes give another text.
  static let version = "1 (html \(HTMLReader.version))"

  /// Chapters that are read, at most.
  private static let limit = 20_000

  /// Reads the file of a worker.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    try OfficeReading.run(input, .epub, to: &output) { reading, bytes throws(ExtractionFailure) in
      try read(bytes, into: reading)
    }
  }

  private static func read(
    _ bytes: [UInt8], into reading: OfficeReading
  ) throws(ExtractionFailure) {
    let package = try OfficePackage(bytes)
    let root = packageDocument(of: package)
    let tree = root.flatMap { package.tree($0) }
    enter(tree?.child("metadata"), into: reading)
    let chapters = spine(tree, base: root ?? "", package)
    var size = 0
    if chapters.count > limit {
      reading.gap(.sizeLimit, "the book has more than \(limit) chapters; the rest was not read")
    }
    for chapter in chapters.prefix(limit) {
      if reading.watch.isOverNow(size) {
        reading.gap(reading.watch.stopped ?? .timeLimit, reading.watch.sentence)
        break
      }
      guard let page = page(chapter, package, reading) else { continue }
      size += page.utf8.count
      reading.pages.append(page)
    }
    if let encryption = package.tree("META-INF/encryption.xml") {
      try check(encryption, chapters, reading)
    }
    OfficeMembers.add(of: Set(chapters), in: package, to: reading)
    reading.take(faultsOf: package)
  }

  /// The name of the part that lists all others.
  private static func packageDocument(of package: OfficePackage) -> String? {
    let container = package.tree("META-INF/container.xml")
    let named = container?.descendants("rootfile").compactMap { $0["full-path"] } ?? []
    let found = package.names.filter { $0.lowercased().hasSuffix(".opf") }
    return (named + found).first { package.contains($0) }
  }

  /// The chapters in reading order; all pages of the package where no list can be had.
  private static func spine(_ tree: XMLNode?, base: String, _ package: OfficePackage) -> [String] {
    var items: [String: String] = [:]
    for item in tree?.child("manifest")?.all("item") ?? [] {
      if let id = item["id"], let target = item["href"] {
        items[id] = OfficePackage.resolve(target, from: base)
      }
    }
    var seen: Set<String> = []
    let listed = (tree?.child("spine")?.all("itemref") ?? []).compactMap { reference in
      reference["idref"].flatMap { items[$0] }
    }
    let present = listed.filter { package.contains($0) && seen.insert($0).inserted }
    guard present.isEmpty else { return present }
    return package.names.filter { name in
      [".xhtml", ".html", ".htm"].contains { name.lowercased().hasSuffix($0) }
    }
  }

  private static func page(
    _ chapter: String, _ package: OfficePackage, _ reading: OfficeReading
  ) -> OfficeText? {
    guard let bytes = package.part(chapter) else { return nil }
    var report = ExtractionReport(mediaType: .xhtml, extractor: "html", extractorVersion: version)
    let read = HTMLReader.page(bytes, named: nil, reading.input.limits, &report)
    for gap in report.gaps {
      reading.gap(gap.reason, "\(chapter): \(gap.sentence)")
    }
    guard let (page, metadata) = read else {
      if let failure = report.failure { reading.gap(failure.reason, "\(chapter): \(failure)") }
      return nil
    }
    return OfficeText(page, own: metadata.language ?? reading.language)
  }

  /// Fonts may be scrambled; chapters that are encrypted cannot be read.
  private static func check(
    _ encryption: XMLNode, _ chapters: [String], _ reading: OfficeReading
  ) throws(ExtractionFailure) {
    let locked = Set(encryption.descendants("CipherReference").compactMap { $0["URI"] })
    let missing = chapters.filter { locked.contains($0) }
    guard !missing.isEmpty else { return }
    guard missing.count < chapters.count else {
      throw ExtractionFailure(
        .encrypted, "the book is locked to one reader by its shop; add a copy that is not")
    }
    reading.gap(.encrypted, "\(missing.count) chapters of the book are encrypted")
  }

  private static func enter(_ metadata: XMLNode?, into reading: OfficeReading) {
    // EPUB 1 has one more element between.
    let nodes = (metadata?.children ?? []).flatMap { [$0] + $0.children }
    let values = { (name: String) in nodes.filter { $0.name == name }.compactMap(\.value) }
    reading.title = values("title").first
    reading.language = OfficeLanguage.of(values("language").first)
    reading.date = values("date").first
    reading.enter("author", values("creator").joined(separator: ", "))
    reading.enter("keywords", values("subject").joined(separator: ", "))
    for name in ["description", "publisher", "rights", "source", "contributor"] {
      reading.enter(name, values(name).joined(separator: ", "))
    }
  }
}
