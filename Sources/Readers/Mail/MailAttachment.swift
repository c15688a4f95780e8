// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// What a mail says of a file in it.
struct MailAttachment {
  private let part: MailPart
  private let number: Int
  private let charset: String?

  /// Longest name that is kept, in characters.
  private static let longestName = 200

  /// Takes a part; `charset` is what bytes beyond ASCII are most likely in.
  init(_ part: MailPart, number: Int, charset: String?) {
    self.part = part
    self.number = number
    self.charset = charset
  }

  /// The header of the member that it becomes; `path` leads to the mail.
  func header(path: [String]) -> MemberHeader {
    let disposition = HeaderParameters(part.headers.first("content-disposition"))
    let type = HeaderParameters(part.headers.first("content-type"))
    let name = Self.name(of: part, charset: charset) ?? "part-\(number + 1)"
    var header = MemberHeader(path: path + [name])
    let raw = disposition.bytesBeyondASCII("filename") ?? type.bytesBeyondASCII("name")
    if let raw, raw != Array(name.utf8) { header.rawName = Self.hexadecimal(raw) }
    if part.headers.first("content-type") != nil { header.declaredType = part.mediaType }
    header.declaredCharset = MailCharset.meant(by: type.text("charset", charset: nil))
    header.modified =
      disposition.text("modification-date", charset: nil)
      .flatMap { MailParser.date(Array($0.utf8)) }
    return header
  }

  /// The name that a part is given; nil where it has none.
  static func name(of part: MailPart, charset: String?) -> String? {
    let disposition = HeaderParameters(part.headers.first("content-disposition"))
    let type = HeaderParameters(part.headers.first("content-type"))
    return fileName(disposition.text("filename", charset: charset))
      ?? fileName(type.text("name", charset: charset)) ?? placeName(of: part, charset: charset)
  }

  /// The end of the address that a part of a saved page came from.
  private static func placeName(of part: MailPart, charset: String?) -> String? {
    let location = part.headers.first("content-location")
      .flatMap { HeaderText.decode($0, charset: charset) }
    let path = location?.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last
    guard let path, path.contains("."), path.utf8.count <= 100 else { return nil }
    return fileName(String(path))
  }

  /// A name without folders; nil where nothing is left.
  static func fileName(_ text: String?) -> String? {
    guard let text else { return nil }
    var last = text[...]
    if text.dropFirst().hasPrefix(":\\"), let slash = text.lastIndex(of: "\\") {
      last = text[text.index(after: slash)...]
    }
    let name = TextCleaner.value(
      String(last.prefix(longestName)).replacing("/", with: "_"))
    return name == "." || name == ".." ? nil : name
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.prefix(1024).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
