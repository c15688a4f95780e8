// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a worker tells its parent: frames one after the other, each a kind, a length and its bytes. The
// parent believes none of it; whatever the bytes are, reading them gives frames or an end.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// The kinds of frames.
package enum FrameKind: UInt8 {
  /// A document: JSON of `ReadDocument`.
  case document = 0x44
  /// A file inside the file begins: JSON of `MemberHeader`.
  case member = 0x4D
  /// Bytes of the file that began last.
  case bytes = 0x42
  /// That file is whole.
  case memberEnd = 0x45
  /// Something that gave no text: JSON of `ExtractionGap`.
  case gap = 0x47
  /// A page of a picture begins, ready for recognition: JSON of `PreparedPage`; bytes follow.
  case picture = 0x50
  /// What a PDF says of itself: JSON of `PDFDescription`; the bytes of its XMP may follow.
  case pdf = 0x49
  /// A page of a PDF begins: the bytes of `PDFPageShape`, none where it cannot be found.
  case pageShape = 0x53
  /// The words of the page that began last, as `PopplerWords` reads them.
  case pageWords = 0x57
  /// What people have noted on that page: JSON of an array of `PDFComment`.
  case pageComments = 0x4E
  /// What begins: the version of the reader, in UTF-8.
  case reader = 0x52
  /// The worker is done; nothing follows.
  case end = 0x2E
}

/// A document that a worker has read: the file itself, or one of many inside it.
package struct ReadDocument: Sendable, Hashable, Codable {
  /// Names that lead to it inside the file, the outermost first; empty for the file itself.
  package var path: [String]
  /// What was read; nil where nothing could be.
  package var document: ExtractedDocument?
  /// How, or why not.
  package var report: ExtractionReport

  /// Makes one.
  package init(path: [String], document: ExtractedDocument?, report: ExtractionReport) {
    (self.path, self.document, self.report) = (path, document, report)
  }
}

/// A file inside a file, to be read by whatever reads its format.
package struct MemberHeader: Sendable, Hashable, Codable {
  /// Names that lead to it inside the file, the outermost first; never empty.
  package var path: [String]
  /// The bytes of its own name as hexadecimal digits, where they are not the UTF-8 of `path.last`.
  package var rawName: String?
  /// When it was last changed, RFC 3339.
  package var modified: String?
  /// Where it was fetched from: a URL.
  package var source: String?
  /// When it was fetched or sent, RFC 3339.
  package var date: String?
  /// The media type that somebody declared for it.
  package var declaredType: String?
  /// The charset that somebody declared for it.
  package var declaredCharset: String?
  /// Remarks for its report, one sentence each.
  package var notes: [String]?

  /// Makes a header.
  package init(path: [String]) { self.path = path }
}

/// Reads frames from a file that a worker wrote.
struct FrameReader: ~Copyable {
  /// One frame.
  enum Frame {
    case document(ReadDocument)
    case member(MemberHeader)
    case bytes([UInt8])
    case memberEnd
    case gap(ExtractionGap)
    case picture(PreparedPage)
    case pdf(PDFDescription)
    case pageShape(PDFPageShape?)
    case pageWords([UInt8])
    case pageComments([PDFComment])
    case reader(String)
    case end
  }

  private let file: FileReader
  private let longest: Int

  /// Opens a file of frames.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - longest: the longest frame that is believed, in bytes.
  /// - Throws: `FileStorageError`.
  init(_ path: FilePath, longest: Int) throws(FileStorageError) {
    file = try FileReader(path)
    self.longest = longest
  }

  /// The next frame; nil where what follows is none: the worker was stopped.
  mutating func next() throws(FileStorageError) -> Frame? {
    let head = try read(FrameHead.length)
    guard let head = FrameHead(head), head.count <= longest else { return nil }
    let payload = try read(head.count)
    guard payload.count == head.count else { return nil }
    switch head.kind {
    case .document: return Self.decode(ReadDocument.self, payload).map(Frame.document)
    case .member:
      let header = Self.decode(MemberHeader.self, payload)
      return header.flatMap { $0.path.isEmpty ? nil : Frame.member($0) }
    case .bytes: return .bytes(payload)
    case .memberEnd: return .memberEnd
    case .gap: return Self.decode(ExtractionGap.self, payload).map(Frame.gap)
    case .picture: return Self.decode(PreparedPage.self, payload).map(Frame.picture)
    case .pdf: return Self.decode(PDFDescription.self, payload).map(Frame.pdf)
    case .pageShape: return .pageShape(PDFPageShape(payload))
    case .pageWords: return .pageWords(payload)
    case .pageComments: return Self.decode([PDFComment].self, payload).map(Frame.pageComments)
    case .reader: return .reader(String(decoding: payload, as: UTF8.self))
    case .end: return .end
    }
  }

  /// The first document that a worker sent; nil where it sent none.
  static func document(
    in frames: FilePath, _ limits: ExtractionLimits
  ) throws(FileStorageError) -> ReadDocument? {
    var reader = try FrameReader(frames, longest: limits.outputBytes * 2)
    while let frame = try reader.next() {
      if case .document(let found) = frame { return found }
    }
    return nil
  }

  private func read(_ count: Int) throws(FileStorageError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let read = try file.read(into: &buffer)
    buffer.removeSubrange(read...)
    return buffer
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(bytes))
  }
}

/// The nine bytes before each frame: its kind, and the length of what follows, lowest byte first.
package struct FrameHead {
  /// Bytes of a head.
  package static let length = 9

  /// What follows.
  package var kind: FrameKind
  /// How many bytes of it.
  package var count: Int

  /// Makes a head.
  package init(_ kind: FrameKind, count: Int) {
    self.kind = kind
    self.count = count
  }

  /// Reads a head; nil where it is none.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length, let kind = FrameKind(rawValue: bytes[0]) else { return nil }
    var count: UInt64 = 0
    for byte in bytes[1...].reversed() { count = count << 8 | UInt64(byte) }
    guard count <= UInt64(Int.max) else { return nil }
    self.init(kind, count: Int(count))
  }

  /// The bytes of the head.
  package var bytes: [UInt8] {
    [kind.rawValue] + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(count) >> (8 * UInt64($0))) }
  }
}
