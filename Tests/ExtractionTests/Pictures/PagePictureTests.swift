// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import Testing

@testable import Extraction
@testable import Readers

private let hasPoppler = ExtractionTool.pdftoppm.path() != nil

@Suite(.enabled(if: hasPoppler, "needs pdftoppm (package poppler-utils)"))
struct PagePictureTests {
  private let fixture: ExtractionFixture
  private let folder: FilePath

  init() throws {
    fixture = try ExtractionFixture()
    folder = fixture.folder.appending("pictures")
  }

  private func source(
    _ bytes: [UInt8], _ type: MediaType = .pdf, digest: String = "0123456789abcdef"
  ) throws -> ShownOriginal {
    ShownOriginal(path: try fixture.input(bytes).path, mediaType: type, digest: digest)
  }

  /// Width and height out of the head of a PNG.
  private func sides(_ png: [UInt8]) -> [Int] {
    guard png.count > 24 else { return [] }
    return [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  private var files: [String] {
    let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.string)
    return (names ?? []).filter { $0.contains("-") }.sorted()
  }

  @Test func `A page is drawn once in each size and found again`() async throws {
    let source = try source(HandMadePDF.pages(["First page", "Second page"]))
    let pictures = PagePictures(cache: PictureCache(folder))
    let page = try await pictures.picture(of: source, page: 2, size: .page)
    let thumbnail = try await pictures.picture(of: source, page: 2, size: .thumbnail)
    #expect(page.mediaType.rawValue == "image/png")
    #expect(sides(page.bytes).max() == 1600)
    #expect(sides(thumbnail.bytes).max() == 320)
    #expect(files.count == 2)
    // Another process finds it, without the original.
    let other = PagePictures(cache: PictureCache(folder))
    let gone = ShownOriginal(path: "/nonexistent", mediaType: .pdf, digest: source.digest)
    #expect(try await other.picture(of: gone, page: 2, size: .thumbnail) == thumbnail)
  }

  @Test func `Many who want a page at once get the same picture`() async throws {
    let source = try source(HandMadePDF.pages(["Page"]))
    let shelves = (0..<3).map { _ in PagePictures(cache: PictureCache(folder)) }
    let found = await withTaskGroup(of: [UInt8]?.self) { group in
      for index in 0..<12 {
        group.addTask {
          try? await shelves[index % 3].picture(of: source, page: 1, size: .thumbnail).bytes
        }
      }
      return await group.reduce(into: Set<[UInt8]?>()) { $0.insert($1) }
    }
    #expect(found.count == 1)
    #expect(found.first != .some(nil))
    #expect(files.count == 1)
  }

  @Test func `The oldest pictures go first, and those of a purged original all at once`() async {
    let cache = PictureCache(folder, limit: 1000)
    let picture = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 1, count: 97)
    for page in 1...30 {
      await cache.keep(
        picture, PictureCache.Key(digest: "abcdef0123456789", page: page, size: .page))
    }
    #expect((1...11).contains(files.count))
    let newest = PictureCache.Key(digest: "abcdef0123456789", page: 30, size: .page)
    #expect(await cache.contents(newest) == picture)
    let oldest = PictureCache.Key(digest: "abcdef0123456789", page: 1, size: .page)
    #expect(await cache.contents(oldest) == nil)
    let other = PictureCache.Key(digest: "abcdef9876543210", page: 1, size: .page)
    await cache.keep(picture, other)
    try? await cache.forget(digest: "abcdef0123456789")
    #expect(await cache.contents(newest) == nil)
    #expect(await cache.contents(other) == picture)
  }

  @Test func `A digest that is none names no file`() async throws {
    let source = try source(HandMadePDF.pages(["Page"]), digest: "../../../../tmp/x/../etc")
    let pictures = PagePictures(cache: PictureCache(folder))
    #expect(try await pictures.picture(of: source, page: 1, size: .thumbnail).bytes.count > 0)
    #expect(files.isEmpty)
  }

  @Test func `What cannot be shown says why`() async throws {
    let pictures = PagePictures(cache: PictureCache(folder))
    let pdf = HandMadePDF.pages(["Page"])
    let cases: [(ShownOriginal, Int, FailureReason)] = [
      (try source(pdf), 7, .noPage), (try source(pdf), 0, .noPage), (try source(pdf), -1, .noPage),
      (try source(pdf, .plainText), 1, .formatNotSupported),
      (try source(pdf, MediaType(rawValue: "image/tiff")), 1, .damaged),
      (ShownOriginal(path: "/nonexistent", mediaType: .pdf, digest: ""), 1, .fileNotReadable),
    ]
    for (source, page, reason) in cases {
      let failure = await #expect(throws: ExtractionFailure.self) {
        try await pictures.picture(of: source, page: page, size: .page)
      }
      #expect(failure?.reason == reason)
    }
    let damaged = try source(Array("%PDF-1.4\nnothing".utf8))
    let failure = await #expect(throws: ExtractionFailure.self) {
      try await pictures.picture(of: damaged, page: 1, size: .page)
    }
    #expect(failure?.reason == .damaged)
    #expect(files.isEmpty)
  }

  @Test func `A picture is made small, and handed through where it cannot be drawn`() async throws {
    let pictures = PagePictures(cache: PictureCache(folder))
    let pdf = try source(HandMadePDF.pages(["Page"]))
    let drawn = try await pictures.picture(of: pdf, page: 1, size: .page)
    let png = MediaType(rawValue: "image/png")
    let original = try source(drawn.bytes, png, digest: "fedcba9876543210")
    let small = try await pictures.picture(of: original, page: 1, size: .thumbnail)
    #expect(small.mediaType.rawValue == "image/jpeg")
    let size = Picture.size(of: small.bytes)
    #expect(size.map { max($0.width, $0.height) } == 320)
    let failure = await #expect(throws: ExtractionFailure.self) {
      try await pictures.picture(of: original, page: 2, size: .thumbnail)
    }
    #expect(failure?.reason == .noPage)

    let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]
    let type = MediaType(rawValue: "image/jpeg")
    let broken = try source(bytes, type, digest: "00112233445566778899")
    let picture = try await pictures.picture(of: broken, page: 1, size: .page)
    #expect(picture == ShownPage(bytes: bytes, mediaType: type))
    #expect(PagePictures.canShow(type) && PagePictures.canShow(.pdf))
    #expect(!PagePictures.canShow(MediaType(rawValue: "image/svg+xml")))
  }
}
