// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// S/MIME mails that are packed into their signature (RFC 8551, 3.5.2): the mail stands in the signed
// content of a CMS message (RFC 5652), in BER. The signature itself is not looked at.

internal import Extraction

/// Takes a mail out of its S/MIME signature.
enum SignedPackage {
  /// The signed content; nil where the bytes are no signed message: an encrypted one, or none at all.
  static func content(_ bytes: [UInt8]) -> [UInt8]? {
    guard let message = element(bytes[...]), message.tag == sequence,
      let type = element(message.content), type.content.elementsEqual(signedData),
      let wrapped = element(type.rest), wrapped.tag == context,
      let signed = element(wrapped.content), signed.tag == sequence
    else { return nil }
    // The version and the digests stand before the content.
    guard let version = element(signed.content), let digests = element(version.rest),
      let inner = element(digests.rest), inner.tag == sequence,
      let innerType = element(inner.content), let explicit = element(innerType.rest),
      explicit.tag == context, let octets = element(explicit.content)
    else { return nil }
    return string(octets)
  }

  private struct Element {
    var tag: UInt8
    var content: ArraySlice<UInt8>
    var rest: ArraySlice<UInt8>
  }

  private static let sequence: UInt8 = 0x30
  private static let context: UInt8 = 0xA0
  private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
  /// Deepest nesting of elements without a length.
  private static let deepest = 16

  /// The element that stands first; nil where there is none, or its end is missing.
  private static func element(_ bytes: ArraySlice<UInt8>, depth: Int = 0) -> Element? {
    guard depth < deepest, let tag = bytes.first, tag & 0x1F != 0x1F,
      let first = bytes.dropFirst().first
    else { return nil }
    let rest = bytes.dropFirst(2)
    if first == 0x80 { return endless(tag, rest, depth) }
    var length = Int(first)
    var start = rest
    if first > 0x80 {
      let count = Int(first & 0x7F)
      guard count <= 5, start.count >= count else { return nil }
      length = start.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      start = start.dropFirst(count)
    }
    guard length <= start.count else { return nil }
    return Element(tag: tag, content: start.prefix(length), rest: start.dropFirst(length))
  }

  /// An element whose content goes on to two zeros.
  private static func endless(_ tag: UInt8, _ bytes: ArraySlice<UInt8>, _ depth: Int) -> Element? {
    var rest = bytes
    while !rest.starts(with: [0, 0]) {
      guard let inner = element(rest, depth: depth + 1) else { return nil }
      rest = inner.rest
    }
    return Element(tag: tag, content: bytes[..<rest.startIndex], rest: rest.dropFirst(2))
  }

  /// The bytes of a string, which may be in pieces.
  private static func string(_ found: Element) -> [UInt8]? {
    switch found.tag {
    case 0x04: return Array(found.content)
    case 0x24:
      var bytes: [UInt8] = []
      var rest = found.content
      while let piece = element(rest), piece.tag == 0x04 {
        bytes += piece.content
        rest = piece.rest
      }
      return bytes
    default: return nil
    }
  }
}
