// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import Catalog

@Suite struct ExportEvidenceTests {
  private func evidence(
    _ place: Workplace, _ ids: [String]
  ) throws -> (path: FilePath, report: ExportReport, page: String) {
    let path = place.folder.appending("case")
    let report = try place.catalog.exportEvidence(ids, to: path, options: EvidenceOptions())
    let page = try FileReader.contents(of: path.appending("report.html"))
    return (path, report, String(decoding: page, as: UTF8.self))
  }

  @Test func `sha512sum alone checks every file, whatever its name`() async throws {
    let place = try await Workplace.withHardNames()
    let (path, report, _) = try evidence(place, try place.ids())
    let checked = try run("/usr/bin/sha512sum", ["-c", "--strict", "SHA512SUMS"], in: path)
    #expect(checked.status == 0, "\(checked.output)")
    let files = try Folder.listTree(path).count { $0.kind == .file }
    let sums = try FileReader.contents(of: path.appending("SHA512SUMS"))
    #expect(sums.count { $0 == 0x0A } == files - 1)
    let digest = try run("/usr/bin/sha512sum", ["SHA512SUMS"], in: path)
    #expect(digest.output.hasPrefix(try #require(report.manifestSHA512)))
    let target = path.appending("report.html")
    try WholeFile.write(try FileReader.contents(of: target) + [0x0A], to: target)
    let forged = try run("/usr/bin/sha512sum", ["-c", "--quiet", "SHA512SUMS"], in: path)
    #expect(forged.status == 1)
    #expect(forged.output.contains("report.html"))
  }

  @Test func `It holds the original, metadata, text, acts and the inventory with its digest`()
    async throws
  {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup at seven"))
    let id = try #require(try place.ids().first)
    let (path, _, page) = try evidence(place, [String(id.prefix(8)), id])
    let folder = path.appending("documents").appending(id)
    for name in [
      "original/a.txt", "metadata.json", "events.ndjson", "premis.xml", "text/page-0001.txt",
      "text/extraction.json", "inventory.json", "inventory.json.sha512",
    ] {
      #expect(try Folder.status(folder.appending(name))?.kind == .file, "\(name)")
    }
    let checked = try run("/usr/bin/sha512sum", ["-c", "inventory.json.sha512"], in: folder)
    #expect(checked.status == 0)
    let digest = try place.catalog.store().document(id).object.inventoryDigest
    for part in [id, digest, "sha512sum -c SHA512SUMS", "soup at seven", "archived"] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func `Each line of the report has its language and direction`() async throws {
    let place = try Workplace()
    for name in ["street/ปิดอุโมงค์.txt", "meals/وجبات-مجانية.txt", "mixed/eau-water-ماء.txt"] {
      try await place.add(checkout.appending("Samples/" + name))
    }
    let page = try evidence(place, try place.ids()).page
    #expect(page.contains("<p dir=\"rtl\" lang=\"ar\">"))
    #expect(page.contains("<p dir=\"ltr\" lang=\"th\">"))
    #expect(page.contains("<p dir=\"ltr\" lang=\"fr\">"))
    // A number alone keeps its order below Arabic lines.
    #expect(page.contains("<p dir=\"ltr\" lang=\"ar\">01 99 00 22 01</p>"))
    #expect(page.contains("Arabic (ar)"))
  }

  @Test func `Right-to-left names in a sentence do not move what stands behind them`() {
    let place = "كاليه"
    #expect(
      HTML.sentence("found at \(place), \(place) (824 bytes), <b>").markup
        == "found at <bdi>\(place), \(place)</bdi> (824 bytes), &lt;b&gt;")
    #expect(HTML.sentence("given as ۵ آذر ۱۴۰۴)").markup == "given as <bdi>۵ آذر ۱۴۰۴</bdi>)")
    for text in ["", "plain", "é, 1", place, "\(place)!"] {
      let markup = HTML.sentence(text).markup
      #expect(
        markup.replacingOccurrences(of: "<bdi>", with: "")
          .replacingOccurrences(of: "</bdi>", with: "") == text)
    }
  }

  @Test func `Nothing of a document is taken for markup, and nothing is fetched`() async throws {
    let place = try Workplace()
    var options = AddOptions()
    options.set(.sighting(.note), "<img src=x onerror=alert(1)>")
    options.set(.sighting(.date), "1404-09-05@persian")
    options.addTags(["</title><script>"])
    let file = try place.file("<b>\"&.txt", "<script>alert('x')</script> & \"so\"")
    try await place.add(file, options: options)
    let page = try evidence(place, try place.ids()).page
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<b>\""))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;"))
    #expect(page.contains("2025-11-26</time> (Gregorian), given as <bdi>1404-09-05@persian"))
    let addresses = page.components(separatedBy: "href=\"").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    for address in addresses where address.contains(":") {
      #expect(address == "https://ocfl.io/1.1/spec/")
    }
  }

  @Test func `A removed or unknown document ends it before anything is written`() async throws {
    let place = try Workplace()
    try await place.add(try place.file("a.txt", "soup"), try place.file("b.txt", "coats"))
    let ids = try place.ids()
    try await place.catalog.remove(ids[0], options: EditOptions())
    #expect(throws: CatalogError.self) { try evidence(place, ids) }
    #expect(throws: CatalogError.self) { try evidence(place, ["ffffff"]) }
    #expect(try Folder.status(place.folder.appending("case")) == nil)
    #expect(try Folder.status(place.folder.appending("case.partial")) == nil)
  }
}
