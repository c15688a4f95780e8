// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What cameras and people write into pictures, by the program exiftool: when, where, with what, and words
// about it.

internal import FoundationEssentials
internal import SystemPackage
internal import TextAnalysis

/// What a picture says of itself.
struct PictureFacts: Sendable, Hashable {
  /// Its title.
  var title: String?
  /// When it was taken, ISO 8601; without a zone where the camera did not know it.
  var date: String?
  /// `latitude` and `longitude` in degrees, `camera`, `software`, `author`, `description`, `keywords`
  /// (one a line).
  var metadata: [String: String] = [:]

  /// Whether it says nothing.
  var isEmpty: Bool { title == nil && date == nil && metadata.isEmpty }

  /// Reads a picture; where the program is missing or refuses, nothing, and a remark that says so.
  static func read(
    _ path: FilePath, limits: ExtractionLimits
  ) async -> (facts: PictureFacts, note: String?) {
    do throws(ExtractionFailure) {
      let outcome = try await ChildProcess(tool: .exiftool, limits: limits).run(
        ["-json", "-n", "-b", "-m"] + tags.map { "-" + $0 } + ["-"], over: path)
      return (PictureFacts(json: outcome.output), nil)
    } catch {
      let note = "\(unread): \(error.sentence)"
      return (PictureFacts(), error.reason == .interrupted ? nil : note)
    }
  }

  /// How the remark begins where the program was missing or refused.
  static let unread = "time, place and camera of the picture were not read"

  private static let tags = [
    "SubSecDateTimeOriginal", "DateTimeOriginal", "CreateDate", "GPSPosition", "GPSLatitude",
    "GPSLongitude", "Make", "Model", "Software", "CreatorTool", "Title", "XPTitle", "ObjectName",
    "Headline", "ImageDescription", "Description", "Caption-Abstract", "XPSubject", "UserComment",
    "XPComment", "Comment", "Subject", "Keywords", "XPKeywords", "Artist", "Creator", "By-line",
    "XPAuthor",
  ]

  /// Reads exiftool's JSON; nothing where it is none.
  init(json: [UInt8]) {
    let values = (try? JSONDecoder().decode([[String: FactValue]].self, from: Data(json)))?.first
    guard let values else { return }
    func first(_ names: [String]) -> String? {
      names.lazy.compactMap { values[$0]?.texts.first }.first
    }
    title = first(["Title", "XPTitle", "ObjectName", "Headline"])
    date =
      ["SubSecDateTimeOriginal", "DateTimeOriginal", "CreateDate"].lazy
      .compactMap { values[$0]?.texts.first.flatMap(Self.date) }.first
    metadata["description"] = first([
      "ImageDescription", "Description", "Caption-Abstract", "XPSubject", "UserComment",
      "XPComment",
      "Comment",
    ])
    metadata["author"] = first(["Artist", "Creator", "By-line", "XPAuthor"])
    metadata["software"] = first(["Software", "CreatorTool"])
    metadata["camera"] = Self.camera(first(["Make"]), first(["Model"]))
    let keywords = ["Subject", "Keywords", "XPKeywords"].flatMap { values[$0]?.texts ?? [] }
    var seen: Set<String> = []
    let list = keywords.flatMap {
      $0.split(separator: ";").compactMap { TextCleaner.value(String($0)) }
    }
    .filter { seen.insert($0).inserted }
    if !list.isEmpty { metadata["keywords"] = list.joined(separator: "\n") }
    enterPlace(first(["GPSPosition"]), first(["GPSLatitude"]), first(["GPSLongitude"]))
  }

  private init() {}

  private mutating func enterPlace(_ position: String?, _ latitude: String?, _ longitude: String?) {
    let parts = position?.split(separator: " ").map(String.init) ?? []
    let place = parts.count == 2 ? parts : [latitude, longitude].compactMap { $0 }
    guard place.count == 2, let north = Double(place[0]), let east = Double(place[1]),
      abs(north) <= 90, abs(east) <= 180, north != 0 || east != 0
    else { return }
    metadata["latitude"] = "\(north)"
    metadata["longitude"] = "\(east)"
  }

  /// Maker and model in one, without saying the maker twice.
  private static func camera(_ make: String?, _ model: String?) -> String? {
    guard let model else { return make }
    guard let make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
    return make + " " + model
  }

  /// `2026:03:01 12:00:00.5+02:00` → `2026-03-01T12:00:00+02:00`; nil where it is no date.
  static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let digits = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
    guard bytes.count >= 19, digits.allSatisfy({ (0x30...0x39).contains(bytes[$0]) }),
      bytes[..<4] != [0x30, 0x30, 0x30, 0x30]
    else { return nil }
    let part = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    let zone = bytes[19...].drop { $0 == 0x2E || (0x30...0x39).contains($0) }
    let isZone = zone == [0x5A] || (zone.count == 6 && (zone.first == 0x2B || zone.first == 0x2D))
    return [part(0..<4), part(5..<7), part(8..<10)].joined(separator: "-") + "T" + part(11..<19)
      + (isZone ? String(decoding: zone, as: UTF8.self) : "")
  }
}

/// A value in exiftool's JSON: a text, a number, or a list of them.
private struct FactValue: Decodable {
  /// As texts, cleaned; empty ones are left out.
  var texts: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      texts = [Self.text(text)].compactMap { $0 }
    } else if let number = try? container.decode(Double.self) {
      texts = [number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"]
    } else if let list = try? container.decode([FactValue].self) {
      texts = list.flatMap(\.texts)
    } else {
      texts = []
    }
  }

  /// Text that is no UTF-8 comes as base64: its charset is found out.
  private static func text(_ text: String) -> String? {
    let mark = "base64:"
    guard text.hasPrefix(mark), let bytes = Data(base64Encoded: String(text.dropFirst(mark.count)))
    else { return TextCleaner.value(text) }
    let decoded = CharsetDecoder.decode(Array(bytes), using: nil)
    return decoded.flatMap { TextCleaner.value(String(decoding: $0.utf8, as: UTF8.self)) }
  }
}
