// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import TextAnalysis

/// What the headers of a mail say, decoded.
struct MailSummary {
  /// The subject.
  var title: String?
  /// The date as ISO 8601 with zone; as it was written where it is none.
  var date: String?
  /// `Content-Language`.
  var language: Language?
  /// `author`, `to`, `cc`, `message-id`, `in-reply-to`, `reply-to`, `list-id`; for a page that a browser
  /// saved as a mail (MHTML) its address as `source`.
  var metadata: [String: String]
  /// Who got a copy that the others do not know of.
  var blindCopy: String?
  /// The date as it was written.
  var writtenDate: String?
  /// The charset that bytes beyond ASCII are most likely in; nil where nothing says it.
  var bodyCharset: String?

  /// Bytes beyond ASCII that tell a charset by themselves.
  private static let enough = 40
  /// Longest header in the text, in characters.
  private static let longest = 16 << 10

  /// Makes a summary that says nothing.
  init() { metadata = [:] }

  /// Reads the headers of a mail.
  ///
  /// - Parameters:
  ///   - mail: the mail.
  ///   - declared: the charset that its text is declared in.
  ///   - textCharset: the charset that its text is in; asked for where headers need it.
  init(_ mail: MailParser, declared: String?, found textCharset: () -> String? = { nil }) {
    let headers = mail.headers
    let charset = Self.charset(
      of: headers, mail.parts, declared: declared, found: textCharset)
    let text: (String) -> String? = { name in
      headers.first(name).flatMap { HeaderText.decode($0, charset: charset) }
    }
    let addresses: (String) -> String? = { name in
      let all = headers.all(name).compactMap { HeaderText.addresses($0, charset: charset) }
      return all.isEmpty ? nil : String(all.joined(separator: ", ").prefix(Self.longest))
    }
    bodyCharset = charset
    title = text("subject")
    date = headers.first("date").flatMap(MailParser.date) ?? text("date")
    // GMime keeps headers of the content with the content.
    let languages = mail.parts.first?.headers.first("content-language") ?? []
    let first = languages.prefix { $0 != UInt8(ascii: ",") }
    language = TextCleaner.value(String(decoding: first, as: UTF8.self))
      .flatMap { Language(tag: $0) }
    var found: [String: String] = [:]
    found["author"] = addresses("from") ?? addresses("sender")
    found["to"] = addresses("to")
    found["cc"] = addresses("cc")
    found["reply-to"] = addresses("reply-to")
    found["list-id"] = addresses("list-id")
    found["message-id"] = text("message-id").flatMap(Self.bare)
    found["in-reply-to"] = text("in-reply-to").flatMap(Self.bare)
    found["source"] = text("snapshot-content-location")
    metadata = found
    blindCopy = addresses("bcc")
    writtenDate = text("date")
  }

  /// The headers that people search for, a line each.
  var head: String {
    let lines: [(String, String?)] = [
      ("From", metadata["author"]), ("To", metadata["to"]), ("Cc", metadata["cc"]),
      ("Bcc", blindCopy), ("Date", writtenDate), ("Subject", title),
    ]
    return lines.compactMap { name, value in value.map { "\(name): \($0)\n" } }.joined()
  }

  /// What bytes beyond ASCII in headers are: told from all of them, with the text's charset as a voice.
  private static func charset(
    of headers: MailHeaders, _ parts: [MailPart], declared: String?, found: () -> String?
  ) -> String? {
    let sample = headers.beyondASCII + parts.prefix(100).flatMap(\.headers.beyondASCII)
    let meant = MailCharset.meant(by: declared)
    guard !sample.isEmpty else { return meant }
    let charset = CharsetDecoder.decode(sample, declared: meant)?.charset
    let isShort = sample.count { $0 >= 0x80 } < Self.enough
    // A short text may be valid in any charset; the mail's own text is longer.
    if isShort, let found = found(), found != charset,
      MailCharset.decode(sample, as: found)?.replacements == 0
    {
      return found
    }
    return charset ?? meant
  }

  /// An identifier without its angle brackets.
  static func bare(_ identifier: String) -> String? {
    let inner = identifier.drop { $0 == "<" }
    return inner.hasSuffix(">") ? String(inner.dropLast()) : String(inner)
  }
}
