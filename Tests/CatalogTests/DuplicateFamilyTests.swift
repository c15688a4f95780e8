// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Families: what is one sheet in several languages, and what only looks like it.

import FileStorage
import Foundation
import SearchIndex
import SystemPackage
import Testing
import TextAnalysis

@testable import Catalog

@Suite struct DuplicateFamilyTests {
  /// The names of the members of each family, sorted.
  private func families(_ place: Workplace, limit: Int = 100) async throws -> [[String]] {
    var request = DuplicateRequest()
    request.kinds = [.family]
    request.limit = limit
    request.jobs = 2
    return try await place.catalog.duplicates(request).groups
      .map { $0.members.map(\.name).sorted() }
  }

  /// A sample leaflet cut before its last lines, which hold its telephone number and address.
  private func leaflet(_ path: String) throws -> String {
    let file = path.split(separator: "/").reduce(checkout.appending("Samples")) {
      $0.appending(String($1))
    }
    let text = String(decoding: try FileReader.contents(of: file), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains { $0.isNumber } && !$0.contains("http") }.joined(separator: "\n")
  }

  @Test func `The sample leaflets are in families by folder, and no folder is mixed with another`()
    async throws
  {
    let place = try Workplace()
    let samples = checkout.appending("Samples")
    let folders = ["first-aid", "legal", "lost-papers", "meals"]
    var folderOf: [String: String] = [:]
    for folder in folders {
      for file in try Folder.list(samples.appending(folder)) {
        folderOf[String(decoding: file.name, as: UTF8.self)] = folder
      }
      try await place.add(samples.appending(folder))
    }
    let found = try await families(place)
    #expect(found.count == folders.count)
    for family in found {
      let mixed = Set(family.map { folderOf[$0] })
      #expect(mixed.count == 1, "\(family)")
      #expect(family.count == 8, "\(family)")
    }
  }

  @Test func `Two leaflets of each folder are enough to tell them apart`() async throws {
    let place = try Workplace()
    let samples = checkout.appending("Samples")
    try await place.add(
      samples.appending("first-aid").appending("first-aid.txt"),
      samples.appending("first-aid").appending("የመጀመሪያ-እርዳታ.txt"),
      samples.appending("legal").appending("legal-advice.txt"),
      samples.appending("legal").appending("ምኽሪ-ሕጊ.txt"))
    let found = try await families(place)
    #expect(
      Set(found) == [
        ["first-aid.txt", "የመጀመሪያ-እርዳታ.txt"], ["legal-advice.txt", "ምኽሪ-ሕጊ.txt"],
      ])
  }

  @Test func `Numbers in other digits, groupings and calendars are the same signals`() async throws
  {
    let place = try Workplace()
    let lines = [
      ("en.txt", "first-aid/first-aid.txt", "2026-11-11 · +33 1 40 20 50 51"),
      ("fa.txt", "legal/مشاوره-حقوقی.txt", "۱۴۰۵/۰۸/۲۰ · ۰۱ ۴۰ ۲۰ ۵۰ ۵۱"),
      ("th.txt", "street/ปิดอุโมงค์.txt", "๑๑/๑๑/๒๕๖๙ · ๐๑-๔๐๒๐-๕๐๕๑"),
    ]
    for (name, path, line) in lines { try place.file(name, try leaflet(path) + "\n" + line + "\n") }
    try place.file("other.txt", try leaflet("first-aid/premiers-secours.txt") + "\n12/11/2026\n")
    try await place.add(place.folder.appending("files"))
    #expect(try await families(place) == [["en.txt", "fa.txt", "th.txt"]])
  }

  @Test func `A day in four calendars and the same hours make a family, another event does not`()
    async throws
  {
    let place = try Workplace()
    let sheets = [
      ("fr.txt", "street/manifestation.txt", "11 novembre 2026, 14 h 30 - 17 h, 25, 3"),
      ("fa.txt", "legal/مشاوره-حقوقی.txt", "۲۰ آبان ۱۴۰۵ ۱۴:۳۰ ۱۷ ۲۵ ۳"),
      ("ar.txt", "legal/استشارة-قانونية.txt", "1 جمادى الآخرة 1448 ١٤:٣٠ ١٧ ٢٥ ٣"),
      ("th.txt", "street/ปิดอุโมงค์.txt", "11 พฤศจิกายน 2569 14.30 17.00 25 3"),
      ("other.txt", "meals/free-meals.txt", "11 November 2026, 9 am - 12, 40, 8"),
    ]
    for (name, path, line) in sheets {
      try place.file(name, try leaflet(path) + "\n" + line + "\n")
    }
    try await place.add(place.folder.appending("files"))
    #expect(try await families(place) == [["ar.txt", "fa.txt", "fr.txt", "th.txt"]])
  }

  @Test func `A list of many numbers is in no family with the owner of one`() async throws {
    let place = try Workplace()
    try place.file("owner.txt", try leaflet("legal/legal-advice.txt") + "\n07 53 53 53 53\n")
    let others = (1...9).map { "0\($0) 40 11 22 3\($0)" }
    try place.file(
      "list.txt", (["Useful numbers", "07 53 53 53 53"] + others).joined(separator: "\n"))
    try await place.add(place.folder.appending("files"))
    #expect(try await families(place).isEmpty)
  }

  @Test func `Two sheets of one maker, each in two languages, are two families`() async throws {
    let place = try Workplace()
    let contact = "01 99 00 11 11 · https://example.org/maker"
    let sheets = [
      ("aid.txt", "first-aid/first-aid.txt", "10:15, 16:45, 30 €, 52"),
      ("secours.txt", "first-aid/premiers-secours.txt", "10:15, 16:45, 30 €, 52"),
      ("advice.txt", "legal/legal-advice.txt", "8:20, 19:35, 77 €, 6"),
      ("conseil.txt", "legal/conseil-juridique.txt", "8:20, 19:35, 77 €, 6"),
    ]
    for (name, path, line) in sheets {
      try place.file(name, try leaflet(path) + "\n" + line + "\n" + contact + "\n")
    }
    try await place.add(place.folder.appending("files"))
    #expect(
      Set(try await families(place)) == [
        ["aid.txt", "secours.txt"], ["advice.txt", "conseil.txt"],
      ])
  }

  @Test func `A sheet without signals is in no family, and is counted`() async throws {
    let place = try Workplace()
    try place.file("one.txt", try leaflet("first-aid/first-aid.txt") + "\n112, 2026, 7\n")
    try place.file("two.txt", try leaflet("meals/repas-gratuits.txt") + "\n112, 2026, 7\n")
    try await place.add(place.folder.appending("files"))
    var request = DuplicateRequest()
    request.kinds = [.family]
    let report = try await place.catalog.duplicates(request)
    #expect(report.groups.isEmpty)
    #expect(report.withoutSignals == 2)
  }

  @Test func `What most documents have weighs nothing, and the rarer weighs more`() {
    let common = SheetSignal(kind: .phone, value: "199000000").key
    let rare = SheetSignal(kind: .phone, value: "199000001").key
    let weights = SignalWeights(documents: 1_000_000, counts: [common: 200_000, rare: 2])
    #expect(weights.weight(of: common) == 0)
    #expect(weights.weight(of: rare) > 18)
    #expect(weights.weight(of: rare) >= weights.least)
    #expect(abs(SignalWeights.log2(1_000_000) - 19.931568569) < 1e-8)
    #expect(abs(SignalWeights.log2(0.1) + 3.321928095) < 1e-8)
  }

  @Test func `Similar gives the other languages of the family first`() async throws {
    let place = try Workplace()
    let samples = checkout.appending("Samples")
    try await place.add(samples.appending("first-aid"), samples.appending("legal"))
    let ids = try place.catalog.search(SearchRequest(query: "scabies")).found.map(\.document.id)
    let report = try place.catalog.similar(to: try #require(ids.first), limit: 20)
    let family = report.similar.filter { $0.evidence.weight != nil }
    #expect(family.count == 7)
    #expect(report.similar.prefix(7).allSatisfy { $0.evidence.weight != nil })
    #expect(Set(report.alsoIn).isSuperset(of: ["am", "de", "es", "fr", "pt", "uk", "ur"]))
    for similar in family {
      let kinds = (similar.evidence.signals ?? []).map(\.kind)
      #expect(Set(kinds).isSuperset(of: [.phone, .link]), "\(similar.document.name)")
    }
  }

  @Test func `Similar finds the near duplicate of a record, and what is said of it is true`()
    async throws
  {
    let place = try Workplace()
    let text = try leaflet("legal/legal-advice.txt")
    let changed = text.replacingOccurrences(of: "volunteers", with: "friends")
    let records = [text, changed, try leaflet("first-aid/first-aid.txt")]
    let lines = try records.enumerated().map { number, text in
      String(
        decoding: try JSONEncoder().encode(["id": "r\(number)", "text": text]), as: UTF8.self)
    }
    try place.file("records.jsonl", lines.joined(separator: "\n"))
    try await place.add(place.folder.appending("files"))
    let object = try #require(try place.catalog.onlyObject())
    let report = try place.catalog.similar(to: object + "#r0", limit: 5)
    let best = try #require(report.similar.first)
    #expect(DocumentSummary.parts(of: best.document.id).record == "r1")
    #expect(best.evidence.likeness > 0.8 && best.evidence.likeness < 1)
    #expect(
      best.evidence.likeness
        == Double(best.evidence.sharedShingles) / Double(best.evidence.allShingles))
    let passage = try #require(best.evidence.passage)
    #expect(passage.count > 40)
  }

  @Test func `Files found twice and records of one text are exact duplicates`() async throws {
    let place = try Workplace()
    try place.file("a.txt", "The tunnel is closed on Monday.\n")
    try place.file("b.txt", "The tunnel is closed on Monday.\n")
    try place.file(
      "records.jsonl",
      #"{"id":"x","text":"Soup at seven."}"# + "\n" + #"{"id":"y","text":"Soup at seven."}"# + "\n"
        + #"{"id":"z","text":"Soup at eight."}"# + "\n")
    try await place.add(place.folder.appending("files"))
    var request = DuplicateRequest()
    request.kinds = [.file, .text]
    let report = try await place.catalog.duplicates(request)
    #expect(report.found == [.file: 1, .text: 1])
    #expect(report.groups.first?.sightings?.map(\.name).sorted() == ["a.txt", "b.txt"])
    let text = try #require(report.groups.last)
    #expect(text.members.compactMap { DocumentSummary.parts(of: $0.id).record } == ["x", "y"])
    #expect(text.textSHA256?.count == 64)
  }
}

extension Catalog {
  /// The id of the only object.
  fileprivate func onlyObject() throws -> String? {
    var ids: [String] = []
    try list(ListFilter()) { ids.append($0.id) }
    return ids.count == 1 ? ids.first : nil
  }
}
