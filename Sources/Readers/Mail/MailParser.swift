// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches GMime, through the plain functions of CMime: a mail taken apart into its
// parts, with raw headers and decoded contents. What they mean is read elsewhere.

internal import CMime
internal import Extraction

/// One part of a mail.
struct MailPart: Sendable {
  /// What a part is.
  enum Kind: Sendable {
    /// Content without parts of its own.
    case leaf
    /// Parts one behind the other.
    case multipart
    /// Another mail.
    case message
  }

  /// What it is.
  var kind: Kind
  /// The number of the multipart it stands in; nil for the first.
  var parent: Int?
  /// The media type, in lower case.
  var mediaType: String
  /// Its headers.
  var headers: MailHeaders
}

/// A mail taken apart by GMime; not Sendable.
@safe final class MailParser {
  private let mail: OpaquePointer
  /// The headers of the mail itself.
  let headers: MailHeaders
  /// Its parts, each behind the multipart it stands in; empty where it has no content.
  let parts: [MailPart]
  /// Whether there were more parts than were asked for.
  let hasMore: Bool

  /// The version of GMime.
  static let libraryVersion: String = {
    var (major, minor, micro): (UInt32, UInt32, UInt32) = (0, 0, 0)
    // SAFETY: three integers that live across the call.
    unsafe cmime_version(&major, &minor, &micro)
    return "\(major).\(minor).\(micro)"
  }()

  /// Takes a mail apart; nil where the bytes do not begin with a header.
  ///
  /// O(bytes).
  init?(_ bytes: [UInt8], mostParts: Int) {
    // SAFETY: GMime copies what it keeps; the pointer is not used after the call.
    let opened = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe cmime_open($0, bytes.count, mostParts) }
    }
    guard let opened = unsafe opened else { return nil }
    unsafe mail = opened
    headers = unsafe MailParser.headers(of: -1, in: opened)
    hasMore = unsafe cmime_has_more(opened)
    // SAFETY: part numbers below the count that the library gives.
    parts = unsafe (0..<cmime_part_count(opened)).map { unsafe MailParser.part($0, in: opened) }
  }

  // SAFETY: the mail was opened in `init` and is closed only here.
  deinit { unsafe cmime_close(mail) }

  /// The content of a leaf with its transfer encoding undone, or the whole mail that a part is.
  ///
  /// - Precondition: `part` is a place in `parts`.
  func content(of part: Int) -> [UInt8] {
    precondition(parts.indices.contains(part), "parts are asked for by their place in the list")
    // SAFETY: the bytes are copied before the next call.
    let content = unsafe cmime_content(mail, part)
    guard let start = unsafe content.bytes else { return [] }
    return unsafe [UInt8](UnsafeBufferPointer(start: start, count: content.count))
  }

  /// Undoes uuencoding of lines without their `begin` and `end`.
  static func uudecoded(_ lines: [UInt8]) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: lines.count)
    // SAFETY: decoding never writes more than it reads, and the target has as much room.
    let count = unsafe target.withUnsafeMutableBufferPointer { target -> Int in
      unsafe lines.withUnsafeBufferPointer { lines -> Int in
        guard let source = lines.baseAddress, let start = target.baseAddress else { return 0 }
        return unsafe cmime_uudecode(source, lines.count, start)
      }
    }
    return Array(target.prefix(count))
  }

  /// The date of a header as ISO 8601 with zone; nil where it is none.
  static func date(_ value: [UInt8]) -> String? {
    var text = [CChar](repeating: 0, count: 64)
    let value = value.filter { $0 != 0 && $0 < 0x80 }.map { CChar($0) } + [0]
    // SAFETY: the value ends in a zero; the target has more than the 40 bytes that are promised.
    guard unsafe cmime_date(value, &text) else { return nil }
    let written = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: written, as: UTF8.self)
  }

  private static func part(_ number: Int, in mail: OpaquePointer) -> MailPart {
    let kind = unsafe cmime_part_kind(mail, number)
    let parent = unsafe cmime_parent(mail, number)
    // SAFETY: both strings end in a zero and live as long as the mail.
    let type = unsafe String(cString: cmime_type(mail, number))
    let subtype = unsafe String(cString: cmime_subtype(mail, number))
    return MailPart(
      kind: kind == CMIME_MULTIPART ? .multipart : kind == CMIME_MESSAGE ? .message : .leaf,
      parent: parent < 0 ? nil : parent, mediaType: "\(type)/\(subtype)".lowercased(),
      headers: unsafe headers(of: number, in: mail))
  }

  private static func headers(of part: Int, in mail: OpaquePointer) -> MailHeaders {
    let count = unsafe min(cmime_header_count(mail, part), MailHeaders.most)
    var headers = MailHeaders()
    for number in 0..<count {
      // SAFETY: the strings are null or end in a zero, and are copied here.
      guard let name = unsafe cmime_header_name(mail, part, number),
        let value = unsafe cmime_header_value(mail, part, number)
      else { continue }
      headers.append(unsafe String(cString: name), unsafe bytes(value))
    }
    return headers
  }

  private static func bytes(_ string: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    // SAFETY: the string ends in a zero, behind which nothing is read.
    while count < MailHeaders.longestValue, unsafe string[count] != 0 { count += 1 }
    return (0..<count).map { unsafe UInt8(bitPattern: string[$0]) }
  }
}
