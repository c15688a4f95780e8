// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing
import TextAnalysis

@testable import SearchIndex

/// Lists of occurrences are what sets of positions say.
@Suite struct OccurrenceListTests {
  private func run(_ random: inout SeededGenerator) -> [Occurrence] {
    let positions = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      UInt32.random(in: 0...20, using: &random)
    }
    var run: [Occurrence] = []
    run.append(
      positions.sorted().span, rung: Rung.allCases.randomElement(using: &random) ?? .fold,
      language: .random(in: 0...3, using: &random))
    #expect(run.map(\.position) == Set(positions).sorted())
    return run
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `Two runs merge into what sorting gives, one a position`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (first, second) = (run(&random), run(&random))
    var (merged, room) = (first + second, run(&random))
    merged.merge(from: first.count, room: &room)
    #expect(merged == OccurrenceLists.sorted(first + second), "seed \(seed)")
    #expect(Set(merged.map(\.position)).count == merged.count, "seed \(seed)")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `Those are kept that others stand behind`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (first, second) = (run(&random), run(&random))
    let distance = UInt32.random(in: 0...3, using: &random)
    var kept = first
    kept.keep(at: distance, second, givesLanguage: true)
    let expected = first.compactMap { start in
      second.first { $0.position == start.position + distance }.map {
        Occurrence(
          position: start.position, rung: max(start.rung, $0.rung), language: $0.language)
      }
    }
    #expect(kept == expected, "seed \(seed)")
    var beginnings: [Occurrence] = []
    beginnings.append(before: distance, second)
    #expect(
      beginnings
        == second.filter { $0.position >= distance }.map {
          Occurrence(position: $0.position - distance, rung: $0.rung, language: $0.language)
        }, "seed \(seed)")
  }
}
