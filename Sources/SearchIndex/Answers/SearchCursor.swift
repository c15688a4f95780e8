// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The place in an answer at which the next page begins, as a text that programs hand back. It names
// the query and the commit that it belongs to, because among others it would lose hits or show them
// twice. The text is one word of hexadecimal digits:
//
//   version 2 · digest of the index 24 · digest of the query 16 · key 16 · score 16 · segment 8 ·
//   document 8 · hits so far 16 · CRC-32C of all digits before 8

internal import QuerySyntax
internal import TextAnalysis

/// The end of a page of hits, after which the next one begins.
public struct SearchCursor: Sendable {
  /// Hits on this page and all before it.
  public let hitsSoFar: Int
  private let place: RankedDocument
  private let indexDigest: String
  private let query: QueryNode
  private let options: SearchOptions

  /// Names the last hit of a page.
  init(
    after place: RankedDocument, hitsSoFar: Int, indexDigest: String, query: QueryNode,
    _ options: SearchOptions
  ) {
    self.place = place
    self.hitsSoFar = hitsSoFar
    self.indexDigest = indexDigest
    self.query = query
    self.options = options
  }

  /// The cursor as one word, for `SearchOptions.after`.
  public var text: String {
    let digits =
      Self.version + indexDigest + Self.digest(of: query, options)
      + hexadecimal(UInt64(bitPattern: place.key), digits: 16)
      + hexadecimal(UInt64(bitPattern: place.scored.score), digits: 16)
      + hexadecimal(UInt64(place.scored.segment), digits: 8)
      + hexadecimal(UInt64(place.scored.document), digits: 8)
      + hexadecimal(UInt64(hitsSoFar), digits: 16)
    return digits + Self.checksum(digits)
  }

  private static let version = "01"
  /// More hits than any index has: counts of hits never overflow below it.
  private static let hitLimit: UInt64 = 1 << 48
  private static let widths = [2, 24, 16, 16, 16, 8, 8, 16, 8]

  private static func checksum(_ digits: String) -> String {
    hexadecimal(UInt64(CRC32C.checksum(Array(digits.utf8))), digits: 8)
  }

  /// FNV-1a of 64 bits over the canonical query and all that decides the order of hits.
  private static func digest(of query: QueryNode, _ options: SearchOptions) -> String {
    let languages = options.languages.map(\.code).joined(separator: ",")
    let settings = [
      query.text, options.match.name, languages, "\(options.sort)", "\(options.collapse)",
      "\(options.prefixExpansions)",
    ]
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in settings.joined(separator: "\0").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hexadecimal(hash, digits: 16)
  }
}

/// Where a page begins.
struct PageStart {
  /// The last document of the page before; nil for the first page.
  var place: RankedDocument?
  /// Hits on all pages before.
  var hitsSoFar = 0
}

extension SearchCursor {
  /// Reads the cursor of a search, if it has one.
  ///
  /// - Throws: `unusableCursor` where it is none, or one of another query or commit.
  static func start(
    of query: QueryNode, _ options: SearchOptions, in snapshot: IndexSnapshot
  ) throws(SearchIndexError) -> PageStart {
    guard let text = options.after else { return PageStart() }
    guard let fields = fields(of: text) else { throw .unusableCursor(reason: .unreadable) }
    guard fields[2] == digest(of: query, options) else {
      throw .unusableCursor(reason: .ofAnotherQuery)
    }
    guard fields[1] == snapshot.digest else { throw .unusableCursor(reason: .ofAnotherCommit) }
    let numbers = fields[3...7].map { UInt64($0, radix: 16) ?? 0 }
    let segment = Int(numbers[2])
    guard segment < snapshot.segments.count,
      numbers[3] < UInt64(snapshot.segments[segment].documentCount), numbers[4] < hitLimit
    else { throw .unusableCursor(reason: .unreadable) }
    let scored = ScoredDocument(
      segment: segment, document: UInt32(numbers[3]), score: FixedScore(bitPattern: numbers[1]))
    return PageStart(
      place: RankedDocument(key: Int64(bitPattern: numbers[0]), scored: scored),
      hitsSoFar: Int(numbers[4]))
  }

  /// The fields of a cursor; nil where the text is none of this version.
  private static func fields(of text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard bytes.count == widths.reduce(0, +),
      bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    var fields: [String] = []
    var start = 0
    for width in widths {
      fields.append(String(decoding: bytes[start..<(start + width)], as: UTF8.self))
      start += width
    }
    let digits = String(decoding: bytes.dropLast(8), as: UTF8.self)
    return fields[0] == version && fields[8] == checksum(digits) ? fields : nil
  }
}
