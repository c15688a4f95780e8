// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import QuerySyntax
import SystemPackage

@testable import SearchIndex

/// An input as the cursor of a search.
struct CursorCheck {
  private let searcher: Searcher
  private let queries: [QueryNode]

  init(_ index: FilePath) throws {
    searcher = Searcher(try IndexSnapshot.open(index))
    queries = try EveryStructure.queries()
  }

  private func options(_ number: UInt8) -> SearchOptions {
    let sorts = SearchOptions.Sort.allCases
    var options = SearchOptions(limit: 3)
    options.content = .ids
    options.sort = sorts[Int(number) % sorts.count]
    options.collapse = number % 2 == 1
    return options
  }

  /// Real cursors, each after the number of its query and that of its options.
  func seeds() throws -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    for query in queries.indices {
      for number in 0..<UInt8(6) {
        let answer = try searcher.search(queries[query], options(number))
        if let cursor = answer.next { seeds.append([UInt8(query), number] + cursor.text.utf8) }
      }
    }
    return seeds
  }

  /// Follows a cursor as it is, and with a right checksum.
  func run(_ input: [UInt8]) {
    guard input.count > 10 else { return }
    let query = queries[Int(input[0]) % queries.count]
    var options = options(input[1])
    let digits = Array(input[2...].dropLast(8))
    let checksum = hexadecimal(UInt64(CRC32C.checksum(digits)), digits: 8)
    for text in [Array(input[2...]), digits + checksum.utf8] {
      options.after = String(decoding: text, as: UTF8.self)
      guard let answer = try? searcher.search(query, options) else { continue }
      precondition(answer.hits.count <= options.limit, "a page is no longer than asked for")
    }
  }
}

/// An input as a receipt that is asked again.
struct ReceiptCheck {
  private let snapshot: IndexSnapshot
  private let queries: [QueryNode]

  init(_ index: FilePath) throws {
    snapshot = try IndexSnapshot.open(index)
    queries = try EveryStructure.queries()
  }

  private func ask(_ query: QueryNode, _ options: SearchOptions) throws -> SearchReceipt {
    SearchReceipt(
      of: try Searcher(snapshot).search(query, options), query: query, options,
      snapshot: snapshot, program: "fuzz", created: "2026-01-01T00:00:00Z")
  }

  /// Real receipts.
  func seeds() throws -> [[UInt8]] {
    try queries.prefix(8).map { query in
      Array(try JSONEncoder().encode(ask(query, SearchOptions(limit: 3))))
    }
  }

  /// Reads a receipt, asks it again and compares.
  func run(_ input: [UInt8]) {
    guard let receipt = try? JSONDecoder().decode(SearchReceipt.self, from: Data(input)),
      var options = receipt.options, let query = try? QueryParser.parse(receipt.query)
    else { return }
    options.content = .ids
    guard let again = try? ask(query, options) else { return }
    let comparison = ReceiptComparison(receipt, again)
    precondition(
      comparison.isSame || receipt.hits != again.hits || receipt.total != again.total
        || receipt.distinct != again.distinct, "a difference is one of hits or totals")
    precondition(ReceiptComparison(again, again).isSame, "an answer is like itself")
  }
}
