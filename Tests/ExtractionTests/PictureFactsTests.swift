// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Testing

@testable import Extraction
@testable import Readers

@Suite struct PictureFactsTests {
  @Test func `Time, place, camera and words are read from exiftool's answer`() {
    let json = """
      [{"SourceFile": "-", "SubSecDateTimeOriginal": "2026:03:01 12:00:00.50+02:00",
        "CreateDate": "0000:00:00 00:00:00", "GPSPosition": "48.85 -2.35", "Make": "Acme",
        "Model": "Acme Phone 2", "Software": 17.5, "Title": "  Un\\ntitre ", "Keywords": ["a", "b"],
        "Subject": "b", "ImageDescription": "base64:xOXt/CDv7uHl5Pssx+Ds6vLw4Q=="}]
      """
    let facts = PictureFacts(json: Array(json.utf8))
    #expect(facts.date == "2026-03-01T12:00:00+02:00")
    #expect(facts.title == "Un titre")
    #expect(facts.metadata["latitude"] == "48.85")
    #expect(facts.metadata["longitude"] == "-2.35")
    #expect(facts.metadata["camera"] == "Acme Phone 2")
    #expect(facts.metadata["software"] == "17.5")
    #expect(facts.metadata["keywords"] == "b\na")
    #expect(facts.metadata["description"]?.contains("�") == false)
  }

  @Test func `An answer that is none says nothing, and places off the earth are none`() {
    for text in [
      "", "[]", "[{}]", "{", "[1]", "[{\"GPSPosition\": \"95 200\"}]", "[{\"Make\": {}}]",
    ] {
      #expect(PictureFacts(json: Array(text.utf8)).isEmpty, "\(text)")
    }
    #expect(PictureFacts.date("2026:03:01") == nil)
    #expect(PictureFacts.date("2026:03:01 12:00:00") == "2026-03-01T12:00:00")
    #expect(PictureFacts.date("2026:03:01 12:00:00Z") == "2026-03-01T12:00:00Z")
  }

  @Test(
    .enabled(if: ExtractionTool.exiftool.path() != nil, "needs exiftool (libimage-exiftool-perl)"))
  func `A copy without the place keeps the rest, and where there was none, none is made`()
    async throws
  {
    let fixture = try ExtractionFixture()
    let input = try fixture.input(Self.located)
    let target = fixture.folder.appending("copy")
    let before = await PictureFacts.read(input.path, limits: ExtractionLimits()).facts
    #expect(before.metadata["latitude"] == "48.5")
    let outcome = try await LocationRedaction.copy(from: input.path, to: target)
    guard case .removed(let tags) = outcome else {
      Issue.record("nothing was removed")
      return
    }
    #expect(tags.contains { $0.contains("GPSLatitude") })
    #expect(try await LocationRedaction.locations(in: target).isEmpty)
    let after = await PictureFacts.read(target, limits: ExtractionLimits()).facts
    #expect(after.metadata["camera"] == "Acme" && after.metadata["latitude"] == nil)
    let again = fixture.folder.appending("again")
    #expect(try await LocationRedaction.copy(from: target, to: again) == .unchanged)
    #expect(try Folder.status(again) == nil)
  }

  @Test(
    .enabled(if: ExtractionTool.exiftool.path() != nil, "needs exiftool (libimage-exiftool-perl)"))
  func `Places are taken out of pictures in a package in a zip, and a tar with one is refused`()
    async throws
  {
    let fixture = try ExtractionFixture()
    let inner = HandMadeZip.archive([
      HandMadeZip.Member("note.txt", "a leaflet"), HandMadeZip.Member("a.tif", Self.located),
    ])
    let input = try fixture.input(HandMadeZip.archive([HandMadeZip.Member("in.zip", inner)]))
    let target = fixture.folder.appending("copy")
    let outcome = try await LocationRedaction.copy(from: input.path, to: target)
    guard case .removed(let tags) = outcome else {
      Issue.record("nothing was removed")
      return
    }
    #expect(tags.contains { $0.contains("GPSLatitude") })
    let outer = try #require(ZipReader(try FileReader.contents(of: target), limit: 9))
    let copy = try #require(ZipReader(outer.contents(at: 0, limit: 1 << 20).bytes, limit: 9))
    #expect(copy.contents(at: 0, limit: 99).bytes == Array("a leaflet".utf8))
    #expect(copy.contents(at: 1, limit: 1 << 20).bytes.starts(with: Array("II".utf8)))
    let again = fixture.folder.appending("again")
    #expect(try await LocationRedaction.copy(from: target, to: again) == .unchanged)
  }

  /// A TIFF of one white pixel, made by `Acme`, at 48.5 north, 2.25 west.
  private static let located: [UInt8] = {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
      number(tag, 2) + number(type, 2) + number(count, 4) + (value + [0, 0, 0, 0]).prefix(4)
    }
    let main = 10
    let gps = 8 + 2 + main * 12 + 4
    let values = gps + 2 + 4 * 12 + 4
    var file = Array("II".utf8) + number(42, 2) + number(8, 4) + number(main, 2)
    file += entry(0x100, 4, 1, number(1, 4)) + entry(0x101, 4, 1, number(1, 4))
    file += entry(0x102, 3, 1, number(8, 2)) + entry(0x103, 3, 1, number(1, 2))
    file += entry(0x106, 3, 1, number(1, 2)) + entry(0x10F, 2, 5, number(values + 48, 4))
    file += entry(0x111, 4, 1, number(values + 56, 4)) + entry(0x116, 4, 1, number(1, 4))
    file += entry(0x117, 4, 1, number(1, 4)) + entry(0x8825, 4, 1, number(gps, 4)) + number(0, 4)
    file += number(4, 2) + entry(1, 2, 2, Array("N\0".utf8)) + entry(2, 5, 3, number(values, 4))
    file +=
      entry(3, 2, 2, Array("W\0".utf8)) + entry(4, 5, 3, number(values + 24, 4)) + number(0, 4)
    for (degrees, minutes) in [(48, 30), (2, 15)] {
      for part in [degrees, minutes, 0] { file += number(part, 4) + number(1, 4) }
    }
    return file + Array("Acme\0\0\0\0".utf8) + [255]
  }()
}
