// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the reader of PDF files sends of a page → words with their places. All numbers have 32 bits,
// lowest byte first:
//
//     count │ count × (left, top, right, bottom, bytes of its text, what ends behind it) │ texts
//
// The reader may have been taken over by its file: any bytes give a page or none.

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
    var lines: [PopplerLine] = []
    /// Whether a flow, such as a column, ends behind it.
    var endsFlow = false
  }
  /// How it is shown; nil where that is not known.
  var geometry: PDFPageGeometry?
  /// Its blocks, in reading order.
  var blocks: [Block] = []
  /// What people have noted on it.
  var comments: [PDFComment] = []
}

/// Reads the words of a page.
enum PopplerWords {
  /// What ends behind a word.
  private struct Ends: OptionSet {
    let rawValue: Int
    static let line = Ends(rawValue: 1)
    static let block = Ends(rawValue: 2)
    static let flow = Ends(rawValue: 4)
  }

  private static let header = 4
  private static let place = 24

  /// The page; nil where the bytes are none.
  static func page(_ bytes: [UInt8], _ geometry: PDFPageGeometry?) -> PopplerPage? {
    guard bytes.count >= header else { return nil }
    let count = FrameNumber.number(bytes, at: 0)
    guard count >= 0, count <= (bytes.count - header) / place else { return nil }
    var builder = PageBuilder(page: PopplerPage(geometry: geometry))
    var text = header + count * place
    for index in 0..<count {
      let place = header + index * place
      let length = FrameNumber.number(bytes, at: place + 16)
      guard length >= 0, length <= bytes.count - text else { return nil }
      builder.take(word(bytes, at: place, text: text..<text + length))
      builder.end(Ends(rawValue: FrameNumber.number(bytes, at: place + 20)))
      text += length
    }
    builder.end([.line, .block])
    return builder.page
  }

  private static func word(_ bytes: [UInt8], at place: Int, text: Range<Int>) -> PopplerWord? {
    let text = PopplerText.decoded(bytes[text])
    guard !text.isEmpty else { return nil }
    let (left, top) = (
      FrameNumber.number(bytes, at: place), FrameNumber.number(bytes, at: place + 4)
    )
    let right = FrameNumber.number(bytes, at: place + 8)
    let bottom = FrameNumber.number(bytes, at: place + 12)
    return PopplerWord(
      text: text, left: min(left, right), top: min(top, bottom), right: max(left, right),
      bottom: max(top, bottom))
  }

  private struct PageBuilder {
    var page: PopplerPage
    private var block = PopplerPage.Block()
    private var line: PopplerLine = []

    init(page: PopplerPage) { self.page = page }

    mutating func take(_ word: PopplerWord?) {
      if let word { line.append(word) }
    }

    mutating func end(_ ends: Ends) {
      if ends.contains(.line), !line.isEmpty {
        block.lines.append(line)
        line = []
      }
      if ends.contains(.block), !block.lines.isEmpty {
        page.blocks.append(block)
        block = PopplerPage.Block()
      }
      if ends.contains(.flow), let last = page.blocks.indices.last {
        page.blocks[last].endsFlow = true
      }
    }
  }
}

/// The text of a word.
enum PopplerText {
  /// The text without control characters; what is no UTF-8 becomes U+FFFD.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    let scalars = text.unicodeScalars.filter { !isControl($0) }
    return SaraAm.composed(String(String.UnicodeScalarView(scalars)))
  }

  /// Control characters, and the space, which parts words.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
