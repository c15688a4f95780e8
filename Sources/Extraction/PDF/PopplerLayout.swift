// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What `pdftotext -bbox-layout` writes → words with their places.
//
//     <page width="595.000000" height="842.000000">
//       <flow><block …><line …><word xMin="72.0" yMin="…" xMax="…" yMax="…">Free</word>
//
// Poppler escapes & ' " < > and nothing else: a control character of the file's own fonts stands here
// as it is, and would end an XML parser's work in the middle of a document. So this reader looks for
// tags alone, and takes any bytes. No C code sees them.

/// A word, or a piece of one in a font of its own, with its box in thousandths of a point.
struct PopplerWord: Sendable, Hashable {
  /// Its text: in the order of the eye, letters of a ligature in that of reading.
  var text: String
  /// Left edge.
  var left: Int
  /// Upper edge.
  var top: Int
  /// Right edge.
  var right: Int
  /// Lower edge.
  var bottom: Int
}

/// A line of words, in the order of the eye.
typealias PopplerLine = [PopplerWord]

/// A page as poppler orders it: flows of blocks of lines.
struct PopplerPage: Sendable, Hashable {
  /// A paragraph or the like.
  struct Block: Sendable, Hashable {
    /// Its lines; none is empty.
    var lines: [PopplerLine]
    /// Whether a flow, such as a column, ends behind it.
    var endsFlow = false
  }
  /// Width of the media box before it is turned, in thousandths of a point.
  var width = 0
  /// Height of the media box before it is turned, in thousandths of a point.
  var height = 0
  /// Its blocks, in reading order.
  var blocks: [Block] = []
}

/// Reads pages out of poppler's output, one after the other.
struct PopplerLayoutReader {
  private let bytes: [UInt8]
  private var place: Int

  /// Reads output that may end anywhere, from a place on.
  init(_ bytes: [UInt8], from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  /// The next page that is whole; nil where there is none.
  mutating func nextPage() -> PopplerPage? {
    var page: PopplerPage?
    var line: PopplerLine = []
    while let tag = nextTag() {
      switch name(of: tag) {
      case Names.page:
        let numbers = numbers(in: tag)
        page = PopplerPage(width: numbers.first ?? 0, height: numbers.dropFirst().first ?? 0)
      case Names.block: page?.blocks.append(PopplerPage.Block(lines: []))
      case Names.word: word(tag).map { line.append($0) }
      case Names.lineEnd:
        if let last = page?.blocks.indices.last, !line.isEmpty {
          page?.blocks[last].lines.append(line)
        }
        line = []
      case Names.flowEnd:
        if let last = page?.blocks.indices.last { page?.blocks[last].endsFlow = true }
      case Names.pageEnd: if let page { return page }
      default: break
      }
    }
    return nil
  }

  private enum Names {
    static let page = Array("page".utf8)[...]
    static let block = Array("block".utf8)[...]
    static let word = Array("word".utf8)[...]
    static let lineEnd = Array("/line".utf8)[...]
    static let flowEnd = Array("/flow".utf8)[...]
    static let pageEnd = Array("/page".utf8)[...]
  }

  /// The inside of the next tag; the place is behind it.
  private mutating func nextTag() -> Range<Int>? {
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    let start = place + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
    guard place < bytes.count, start <= place else { return nil }
    place += 1
    return start..<place - 1
  }

  private func name(of tag: Range<Int>) -> ArraySlice<UInt8> {
    bytes[tag].prefix { $0 != UInt8(ascii: " ") }
  }

  private mutating func word(_ tag: Range<Int>) -> PopplerWord? {
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    let box = numbers(in: tag)
    let text = PopplerText.decoded(bytes[start..<place])
    guard box.count == 4, !text.isEmpty else { return nil }
    return PopplerWord(
      text: text, left: min(box[0], box[2]), top: min(box[1], box[3]), right: max(box[0], box[2]),
      bottom: max(box[1], box[3]))
  }

  /// The numbers between the quotation marks of a tag, in thousandths.
  private func numbers(in tag: Range<Int>) -> [Int] {
    var result: [Int] = []
    var index = tag.lowerBound
    while index < tag.upperBound {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < tag.upperBound, bytes[index] != UInt8(ascii: "\"") { index += 1 }
      result.append(Self.thousandths(bytes[start..<index]))
      index += 1
    }
    return result
  }

  /// Largest coordinate that is believed: a kilometre or so.
  private static let farthest = 1_000_000_000

  /// A number such as `-12.345678` in thousandths, at most `farthest`; 0 for what is none.
  private static func thousandths(_ digits: ArraySlice<UInt8>) -> Int {
    var value = 0
    var decimals: Int?
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if decimals == 3 { continue }
        value = min(value * 10 + Int(byte - UInt8(ascii: "0")), farthest)
        decimals = decimals.map { $0 + 1 }
      case UInt8(ascii: "."): decimals = decimals ?? 0
      default: break
      }
    }
    for _ in (decimals ?? 0)..<3 { value = min(value * 10, farthest) }
    return digits.first == UInt8(ascii: "-") ? -value : value
  }
}

/// Text between the tags.
enum PopplerText {
  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
    (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&apos;".utf8), UInt8(ascii: "'")),
  ]

  /// The text behind poppler's escapes, without control characters; what is no UTF-8 becomes U+FFFD.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let rest = bytes[index...]
      if bytes[index] == UInt8(ascii: "&"),
        let entity = entities.first(where: { rest.starts(with: $0.name) })
      {
        plain.append(entity.byte)
        index += entity.name.count
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    let scalars = String(decoding: plain, as: UTF8.self).unicodeScalars
    return SaraAm.composed(String(String.UnicodeScalarView(scalars.filter { !isControl($0) })))
  }

  /// Control characters, and the space, which parts words.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
