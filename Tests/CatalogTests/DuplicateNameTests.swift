// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names by their sound: what makes sheets in several scripts a family where nothing else survives translation.

import Foundation
import SearchIndex
import SystemPackage
import Testing
import TextAnalysis

@testable import Catalog

@Suite struct DuplicateNameTests {
  /// One evening, announced in six scripts, with two guests and no number, day or address.
  private static let evening = [
    "a-en.txt": """
    An evening on the right to a home
    With Amina Yusuf, lawyer, and Karim Haddad of the tenants' group.
    Bring your questions and your letters from the landlord. Tea is free.
    """,
    "a-fr.txt": """
    Une soirée sur le droit au logement
    Avec l'avocate Amina Youssouf et Karim Haddad, du groupe des locataires.
    Apportez vos questions et les lettres du propriétaire. Le thé est offert.
    """,
    "a-ar.txt": """
    أمسية حول الحق في السكن
    مع المحامية أمينة يوسف وعضو مجموعة المستأجرين كريم حداد.
    أحضروا أسئلتكم ورسائل المالك. الشاي مجاني.
    """,
    "a-ru.txt": """
    Вечер о праве на жильё
    С нами адвокат Амина Юсуф и Карим Хаддад из группы жильцов.
    Приносите вопросы и письма от хозяина. Чай бесплатно.
    """,
    "a-fa.txt": """
    شبی درباره حق مسکن
    با حضور وکیل امینه یوسف و کریم حداد از گروه مستاجران.
    پرسش‌ها و نامه‌های صاحب‌خانه را همراه بیاورید. چای رایگان است.
    """,
    "a-am.txt": """
    ስለ መኖሪያ ቤት መብት የሚደረግ ምሽት
    ከጠበቃ አሚና ዩሱፍ እና ከተከራዮች ቡድን ከሪም ሃዳድ ጋር።
    ጥያቄዎችዎን እና ደብዳቤዎችን ይዘው ይምጡ። ሻይ በነጻ ነው።
    """,
  ]

  private func families(_ place: Workplace) async throws -> [DuplicateGroup] {
    var request = DuplicateRequest()
    request.kinds = [.family]
    request.limit = 100
    request.jobs = 2
    return try await place.catalog.duplicates(request).groups
  }

  private func place(_ files: [String: String]) async throws -> Workplace {
    let place = try Workplace()
    for (name, text) in files { try place.file(name, text) }
    try await place.add(place.folder.appending("files"))
    return place
  }

  @Test
  func `Two names in six scripts make a family, and other guests of the same house do not join`()
    async throws
  {
    var files = Self.evening
    files["b-en.txt"] =
      "How to read a rent contract\nA workshop with Samira Mansour and Daniel Okafor."
    files["b-fr.txt"] = "Comment lire un bail\nUn atelier avec Samira Mansour et Daniel Okafor."
    files["c-ar.txt"] = "ملابس وأحذية مجانية كل يوم سبت خلف المكتبة. أحضروا أكياسا معكم من فضلكم."
    let found = try await families(try await place(files))
    #expect(
      Set(found.map { Set($0.members.map(\.name)) }) == [
        Set(Self.evening.keys), ["b-en.txt", "b-fr.txt"],
      ])
  }

  @Test func `The evidence shows a name as both sheets write it`() async throws {
    let files = Self.evening.filter { ["a-en.txt", "a-ar.txt"].contains($0.key) }
    let family = try #require(try await families(try await place(files)).first)
    let pair = try #require(family.pairs.first)
    let isArabicFirst = family.members.first { $0.id == pair.first }?.name == "a-ar.txt"
    let names = try #require(pair.signals).filter { $0.kind == .name }.compactMap(\.written)
      .map { isArabicFirst ? $0 : $0.reversed() }
    #expect(Set(names) == [["أمينة يوسف", "Amina Yusuf"], ["كريم حداد", "Karim Haddad"]])
  }

  @Test func `One name alone makes no family, and with the same hours it does`() async throws {
    let sheets = (
      "Ask for Maria Petrova behind the library", "Питайте Марія Петрова за бібліотекою"
    )
    let alone = try await place(["en.txt": sheets.0, "uk.txt": sheets.1])
    #expect(try await families(alone).isEmpty)
    let hours = ", 9:15-12:40, 7"
    let both = try await place(["en.txt": sheets.0 + hours, "uk.txt": sheets.1 + hours])
    #expect(try await families(both).count == 1)
  }

  @Test func `Two texts of one language about the same persons are no family`() async throws {
    let place = try await place([
      "one.txt": "Yesterday we met Amina Yusuf and Karim Haddad at the market and bought apples.",
      "two.txt": "The court heard Amina Yusuf; later the witness Karim Haddad spoke of the fire.",
      "fr.txt": "Le tribunal était fermé, la soupe était bonne et la route longue vers la mer.",
    ])
    #expect(try await families(place).isEmpty)
  }

  @Test func `Similar finds the other scripts from a sheet without capitals`() async throws {
    let place = try await place(Self.evening)
    let ids = try place.catalog.search(SearchRequest(query: "المستأجرين")).found.map(\.document.id)
    let report = try place.catalog.similar(to: try #require(ids.first), limit: 20)
    #expect(Set(report.alsoIn) == ["am", "en", "fa", "fr", "ru"])
    #expect(report.similar.allSatisfy { $0.evidence.weight != nil })
  }

  /// The names that a text may have, as `First Second`; capitals where it shows them itself.
  private func neighbours(_ text: String) -> [String] {
    let (shingles, names) = (ShingleReader(), NameReader())
    let bytes = Array(text.utf8)
    shingles.read(bytes)
    return names.neighbours(by: shingles, of: bytes).map { pair in
      [pair.first, pair.second].map {
        String(decoding: bytes[shingles.words[$0].range], as: UTF8.self)
      }.joined(separator: " ") + (pair.isCapital ? "!" : "")
    }
  }

  @Test
  func `Capitals in a row are names, over short words, and neither headings nor over full stops`() {
    #expect(neighbours("met Amina Yusuf today") == ["Amina Yusuf!"])
    #expect(neighbours("met Juan de la Cruz today") == ["Juan Cruz!"])
    #expect(
      neighbours("met Dr. Amina Yusuf-Haddad today") == [
        "Dr Amina!", "Amina Yusuf-Haddad!",
      ])
    #expect(neighbours("Free Legal Advice Every Saturday Morning").isEmpty)
    #expect(neighbours("in Paris. Karim went").isEmpty)
    #expect(neighbours("in Paris\nKarim went").isEmpty)
    #expect(neighbours("Karim walked with Haddad").isEmpty)
    #expect(neighbours("Ἀθηνᾶ Παπαδοπούλου και Джамиля Каримова").contains("Джамиля Каримова!"))
  }

  @Test func `In scripts without capitals all neighbours may be names, over one short word too`() {
    #expect(neighbours("كريم حداد") == ["كريم حداد"])
    #expect(neighbours("كريم بن حداد").contains("كريم حداد"))
    #expect(neighbours("كريم، حداد").isEmpty)
    #expect(neighbours("マリア・ガルシア").contains("マリア ガルシア"))
    #expect(neighbours("წერილი მარიამ ბერიძე").contains("მარიამ ბერიძე"))
  }

  @Test func `Of too many names the same ones are kept, in whatever parts they come`() {
    let names = (0..<300_000).map { WrittenName("first\($0)", "second\($0 % 7)") }
    var whole = NameTally()
    for name in names { whole.add([name]) }
    var parts = [NameTally(), NameTally(), NameTally()]
    for (place, name) in names.reversed().enumerated() { parts[place % 2].add([name]) }
    for part in [parts[1], parts[0]] { parts[2].add(part) }
    #expect(whole.counts.count <= NameTally.most)
    #expect(whole.counts.count > NameTally.most / 4)
    #expect(whole.counts == parts[2].counts)
  }

  @Test func `Spellings that meet are one name, and its value is the most frequent of them`() {
    var tally = NameTally()
    for _ in 0..<3 { tally.add([WrittenName("amina", "yusuf")]) }
    tally.add([
      WrittenName("amina", "youssouf"), WrittenName("амина", "юсуф"),
      WrittenName("daniel", "okafor"),
    ])
    let table = NameTable(tally)
    var maker = SoundKeyMaker()
    func name(_ first: String, _ second: String, _ closeness: NameCloseness = .capitals) -> String?
    {
      let words = [first, second].map { SoundedWord($0.unicodeScalars.map(\.value), &maker) }
      return table.name(of: words[0], words[1], closeness).map(table.value)
    }
    for (first, second) in [
      ("amina", "youssouf"), ("амина", "юсуф"), ("امينه", "يوسف"), ("አሚና", "ዩሱፍ"),
    ] {
      #expect(name(first, second) == "amina yusuf", "\(first) \(second)")
    }
    #expect(name("yusuf", "amina") == "amina yusuf")
    #expect(name("yusuf", "amina", .neighbours) == nil)
    #expect(name("daniel", "okafor", .apart) == "daniel okafor")
    #expect(name("amina", "yusuf", .apart) == nil)
    #expect(name("amina", "okafor") == nil)
  }
}
