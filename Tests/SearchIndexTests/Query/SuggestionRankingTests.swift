// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import SearchIndex

@Suite struct SuggestionRankingTests {
  private static func candidate(
    _ form: String, _ distance: Int?, _ documents: Int, sound: Bool = false
  ) -> SuggestionCandidate {
    SuggestionCandidate(
      form: form, distance: distance, documents: documents, isSameSound: sound)
  }

  @Test func `Edits come before counts, counts before letters`() {
    let candidates = [
      Self.candidate("harder", 2, 900), Self.candidate("harbours", 1, 3),
      Self.candidate("harbor", 1, 40), Self.candidate("arbour", 1, 70),
      Self.candidate("herber", nil, 500, sound: true), Self.candidate("harbour", 0, 1),
      Self.candidate("harbout", 1, 3),
    ]
    let order = SuggestionRanking.first(9, of: candidates, typed: "harbour").map(\.form)
    #expect(order == ["harbor", "harbours", "harbout", "arbour", "harder", "herber"])
    #expect(SuggestionRanking.first(2, of: candidates, typed: "harbour").count == 2)
    #expect(SuggestionRanking.first(0, of: candidates, typed: "harbour").isEmpty)
  }

  @Test func `The same sound is worth an edit, and ways to a form are joined`() {
    let candidates = [
      Self.candidate("Muhamad", 1, 9), Self.candidate("Mohammed", 2, 5),
      Self.candidate("Mohammed", nil, 5, sound: true), Self.candidate("Mohamad", 1, 2, sound: true),
    ]
    #expect(
      SuggestionRanking.first(9, of: candidates, typed: "Muhamed").map(\.form)
        == ["Mohamad", "Muhamad", "Mohammed"])
  }

  @Test func `A form that is rare beside a nearer one is left out`() {
    let candidates = [Self.candidate("the", 1, 50_000), Self.candidate("teh", 1, 3)]
    #expect(SuggestionRanking.first(9, of: candidates, typed: "tehe").map(\.form) == ["the"])
  }
}
