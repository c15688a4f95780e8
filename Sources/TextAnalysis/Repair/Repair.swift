// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What was repaired in a text, written down so that it can be undone byte for byte.

/// One kind of repair of a text, with all places where it was made.
public struct Repair: Hashable, Sendable, Codable {
  /// What was wrong.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// UTF-8 was read as another charset and encoded again: `Ã©` for `é`.
    case doubleEncoding = "double-encoding"
    /// Bytes of one charset were read as another: `оПХБЕР` for `Привет`, `Coäng hoøa` for `Cộng hòa`.
    case misreadCharset = "misread-charset"
    /// Burmese in the code points of the Zawgyi fonts.
    case zawgyi = "zawgyi"
    /// Lines of Hebrew or Arabic in the order of the eye, from left to right.
    case visualOrder = "visual-order"
    /// Shapes of letters (U+FB00–U+FEFC) instead of letters.
    case presentationForms = "presentation-forms"
    /// Control characters U+0080–U+009F, most of them punctuation of windows-1252.
    case controlCharacters = "control-characters"
  }

  /// A run of text that was replaced.
  public struct Stretch: Hashable, Sendable, Codable {
    /// First UTF-8 byte in the text that the repair left behind.
    public var start: Int
    /// UTF-8 byte after the last.
    public var end: Int
    /// What stood there before; nil where the repair's own inverse gives it.
    public var original: String?

    /// Makes a stretch.
    public init(start: Int, end: Int, original: String?) {
      self.start = start
      self.end = end
      self.original = original
    }
  }

  /// What was wrong.
  public var kind: Kind
  /// The charset that the text had been read as; nil where no charset was mistaken.
  public var readAs: String?
  /// The charset that it is really in; nil where no charset was mistaken.
  public var charset: String?
  /// Characters that were replaced.
  public var characters: Int
  /// How sure it is, from 0 to 1.
  public var confidence: Float
  /// Where, in order, disjoint, each at character boundaries.
  public var stretches: [Stretch]

  /// The repair in words, such as `double-encoding (UTF-8 read as windows-1252)`.
  public var summary: String {
    guard let readAs, let charset else { return kind.rawValue }
    return "\(kind.rawValue) (\(charset) read as \(readAs))"
  }
}

/// A text after its repairs.
public struct RepairedText: Sendable {
  /// The text; valid UTF-8 where the text before was.
  public internal(set) var utf8: [UInt8]
  /// The repairs in the order in which they were made; empty where nothing was wrong.
  public internal(set) var repairs: [Repair]
  /// The cuts that were asked for, as offsets into `utf8`.
  public internal(set) var cuts: [Int]
  /// What each of `repairs` replaced, in as many lists, so that places in the text can be moved along.
  public internal(set) var edits: [[Edit]]

  /// A run of text and what took its place: a line at most.
  public struct Edit: Sendable, Hashable {
    /// UTF-8 offsets into the text before the repair; edits rise and are disjoint.
    public var range: Range<Int>
    /// What stood there.
    public var before: [UInt8]
    /// What stands there now.
    public var after: [UInt8]

    /// Makes an edit.
    public init(range: Range<Int>, before: [UInt8], after: [UInt8]) {
      self.range = range
      self.before = before
      self.after = after
    }
  }
}
