// Licensed under the Apache License, Version 2.0; see LICENSE.

import Extraction
import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import Catalog

@Suite struct LayoutNameTests {
  @Test(arguments: [
    ("scan.hocr", ["scan"]), ("scan.tif.hocr", ["scan.tif"]), ("scan.hocr.html", ["scan"]),
    ("scan_alto.xml", ["scan_alto", "scan"]), ("scan.alto.xml", ["scan"]), ("0001.xml", ["0001"]),
    ("ocr.xml", ["ocr"]), ("صورة.hocr", ["صورة"]), ("scan.txt", []), (".hocr", []),
  ])
  func `The name of a layout says what it may be of`(name: String, subjects: [String]) {
    let found = LayoutNames.subjects(ofLayout: LayoutNames.key(Array(name.utf8)))
    #expect(found.first == subjects.first)
    #expect(Set(subjects).isSubset(of: Set(found)))
  }

  @Test(arguments: [
    ("scan.TIF", "scan"), ("a.b.pdf", "a.b"), ("scan.txt", nil), (".png", nil), ("png", nil),
  ])
  func `The name of a picture is told by its ending`(name: String, stem: String?) {
    #expect(LayoutNames.stem(ofOriginal: LayoutNames.key(Array(name.utf8))) == stem)
  }

  private func file(_ path: String) -> SourceFile {
    let path = FilePath(path)
    return SourceFile(path: path, name: path.lastNameBytes, shownPath: path.string, size: 1)
  }

  @Test func `Exports keep layouts in folders of their own`() {
    let files = ["/x/0001.jpg", "/y/img/1.tif", "/z/MAX/1.jpg", "/z/MIN/1.jpg"].map(file)
    let names = OriginalsByName(files)
    #expect(names.subjects(of: file("/x/page/0001.xml")) == [0])
    #expect(names.subjects(of: file("/y/ALTO/1.xml")) == [1])
    #expect(names.subjects(of: file("/z/alto/1.xml")).sorted() == [2, 3])
    #expect(names.subjects(of: file("/x/other/0001.xml")).isEmpty)
    #expect(names.named("1.TIF", near: file("/y/ALTO/a.xml")) == [1])
  }

  @Test func `A layout with the whole name of a picture is of that one`() {
    let names = OriginalsByName(["/x/scan.tif", "/x/scan.jpg"].map(file))
    #expect(names.subjects(of: file("/x/scan.jpg.hocr")) == [1])
    #expect(names.subjects(of: file("/x/scan.hocr")).count == 2)
  }
}

@Suite struct LayoutBesideTests {
  /// The head of a GIF of 200 by 100 pixels, which is all that is looked at.
  private func picture(_ shade: UInt8 = 255) -> [UInt8] {
    Array("GIF89a".utf8) + [200, 0, 100, 0, 0x80, 0, 0, 0, 0, 0, shade, shade, shade, 0x3B]
  }

  private func hocr(_ pages: [String], image: String? = nil) -> [UInt8] {
    let name = image.map { "image \"\($0)\"; " } ?? ""
    let body = pages.map { word in
      "<div class='ocr_page' title='\(name)bbox 0 0 200 100'><span class='ocr_line' title='bbox 10 "
        + "20 90 40'><span class='ocrx_word' title='bbox 10 20 90 40; x_wconf 90'>\(word)</span>"
        + "</span></div>"
    }
    let text =
      "<html xmlns='http://www.w3.org/1999/xhtml'><head><meta name='ocr-system' content='Reader 7'/>"
      + "</head><body>\(body.joined())</body></html>"
    return Array(text.utf8)
  }

  private func options() -> AddOptions {
    var options = AddOptions()
    options.recognition.use = .never
    return options
  }

  @Test func `A picture and its layout are one document, with the text and places of the layout`()
    async throws
  {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    let layout = try place.file("scan.hocr", bytes: hocr(["Strandfest"]))
    let (summary, outcomes) = try await place.add(layout, scan, options: options())
    #expect(summary.added == 1)
    #expect(summary.layouts == 1)
    #expect(outcomes.map(\.layout) == [layout.string])
    #expect(try place.found("Strandfest") == ["scan.gif"])
    let id = try #require(outcomes.first?.id)
    let page = try #require(try place.catalog.pages(of: id).first)
    let word = page.layout?.blocks.first?.lines.first?.words.first
    #expect(word?.box == LayoutBox(x: 10, y: 20, width: 80, height: 20))
    let detail = try place.catalog.detail(of: id)
    #expect(detail.summary.mediaType == "image/gif")
    #expect(detail.extraction?.notes.contains { $0.contains("scan.hocr") } == true)
    #expect(detail.extraction?.notes.contains { $0.contains("Reader 7") } == true)
    let kept = try #require(try place.catalog.store().document(id).layoutFile())
    #expect(try FileReader.contents(of: kept.path) == hocr(["Strandfest"]))
    #expect(try place.archiveFindings().isEmpty)
    let again = try await place.add(scan, layout, options: options())
    #expect(again.summary.present == 1)
    #expect(again.summary.layouts == 0)
  }

  @Test func `A layout with another number of pages stays a document of its own, and says so`()
    async throws
  {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    let layout = try place.file("scan.hocr", bytes: hocr(["Strandfest", "Hafen"]))
    let (_, outcomes) = try await place.add(layout, scan, options: options())
    #expect(outcomes.count == 2)
    let notes = outcomes.flatMap { $0.notes ?? [] }
    #expect(notes.contains { $0.contains("has 2 pages, and the other 1") })
    #expect(try place.found("Hafen") == ["scan.hocr"])
  }

  @Test func `A layout that comes later is a new version of the picture`() async throws {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    try await place.add(scan, options: options())
    let layout = try place.file("scan.gif.hocr", bytes: hocr(["Strandfest"]))
    let (summary, outcomes) = try await place.add(layout, options: options())
    #expect(summary.added == 0)
    #expect(outcomes.map(\.result) == [.joined])
    #expect(try place.found("Strandfest") == ["scan.gif"])
    let id = try #require(outcomes.first?.id)
    #expect(try place.catalog.detail(of: id).metadata.sightings.count == 1)
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A layout that came before its picture is no document of its own any more`()
    async throws
  {
    let place = try Workplace()
    let layout = try place.file("scan.hocr", bytes: hocr(["Strandfest"]))
    try await place.add(layout, options: options())
    #expect(try place.found("Strandfest") == ["scan.hocr"])
    let scan = try place.file("scan.gif", bytes: picture())
    try await place.add(scan, layout, options: options())
    #expect(try place.found("Strandfest") == ["scan.gif"])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `A watch joins what comes in either order`() async throws {
    let place = try Workplace()
    var watch = WatchOptions()
    watch.patience = .milliseconds(1)
    watch.interval = .milliseconds(5)
    watch.end = .whenTaken
    watch.add = options()
    let folder = place.folder.appending("files")
    try place.file("one.hocr", bytes: hocr(["Strandfest"]))
    try place.file("two.gif", bytes: picture(9))
    try await place.catalog.watch(folder, options: watch) { _ in }
    try place.file("one.gif", bytes: picture())
    try place.file("two.hocr", bytes: hocr(["Hafenfest"]))
    try await place.catalog.watch(folder, options: watch) { _ in }
    #expect(try place.found("Strandfest") == ["one.gif"])
    #expect(try place.found("Hafenfest") == ["two.gif"])
    #expect(try place.archiveFindings().isEmpty)
  }

  @Test func `Two layouts of one picture are in doubt, and kept by themselves`() async throws {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    let first = try place.file("scan.hocr", bytes: hocr(["Strandfest"]))
    let second = try place.file("scan.xml", bytes: hocr(["Hafenfest"]))
    let (summary, outcomes) = try await place.add(scan, first, second, options: options())
    #expect(summary.layouts == 0)
    #expect(outcomes.count { $0.notes != nil } == 2)
    #expect(try place.found("Hafenfest") == ["scan.xml"])
  }

  @Test func `The picture that a layout names is its own where names alone leave a doubt`()
    async throws
  {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    let other = try place.file("scan.png", bytes: picture(9))
    let layout = try place.file(
      "scan.hocr", bytes: hocr(["Strandfest"], image: "/elsewhere/scan.png"))
    let named = try place.file("x.hocr", bytes: hocr(["Hafenfest"], image: "scan.gif"))
    let (summary, _) = try await place.add(scan, other, layout, named, options: options())
    #expect(summary.layouts == 2)
    #expect(try place.found("Strandfest") == ["scan.png"])
    #expect(try place.found("Hafenfest") == ["scan.gif"])
  }

  @Test func `A layout is put beside a document and taken away again`() async throws {
    let place = try Workplace()
    let scan = try place.file("scan.gif", bytes: picture())
    let id = try #require(try await place.add(scan, options: options()).outcomes.first?.id)
    let layout = try place.file("other.hocr", bytes: hocr(["Strandfest"]))
    var edit = EditOptions()
    edit.recognition.use = .never
    #expect(try await place.catalog.attach(layout, to: id, options: edit) == id)
    #expect(try await place.catalog.attach(layout, to: id, options: edit) == nil)
    #expect(try place.found("Strandfest") == ["scan.gif"])
    let wide = try place.file("wide.hocr", bytes: hocr(["A", "B"]))
    await #expect(throws: CatalogError.self) {
      try await place.catalog.attach(wide, to: id, options: edit)
    }
    #expect(try await place.catalog.detachLayout(of: id, options: edit) == id)
    #expect(try place.found("Strandfest").isEmpty)
    #expect(try place.catalog.pages(of: id).isEmpty)
    #expect(try place.archiveFindings().isEmpty)
  }
}
