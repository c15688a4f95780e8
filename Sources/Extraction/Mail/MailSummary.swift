// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// What the headers of a mail say, decoded.
struct MailSummary {
  /// The subject.
  var title: String?
  /// The date as ISO 8601 with zone; as it was written where it is none.
  var date: String?
  /// `Content-Language`.
  var language: Language?
  /// `author`, `to`, `cc`, `message-id`, `in-reply-to`, `reply-to`, `list-id`.
  var metadata: [String: String]
  /// Who got a copy that the others do not know of.
  var blindCopy: String?
  /// The date as it was written.
  var writtenDate: String?
  /// The charset that bytes beyond ASCII are most likely in; nil where nothing says it.
  var bodyCharset: String?

  /// Longest header in the text, in characters.
  private static let longest = 16 << 10

  /// Makes a summary that says nothing.
  init() { metadata = [:] }

  /// Reads the headers of a mail; `bodyCharset` is what its text is declared as.
  init(_ mail: MailParser, bodyCharset declared: String?) {
    let headers = mail.headers
    let charset = Self.charset(of: headers, mail.parts, declared: declared)
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
    let languages = text("content-language")?.split(separator: ",").first
    language = languages.flatMap { Language(tag: TextCleaner.value(String($0)) ?? "") }
    var found: [String: String] = [:]
    found["author"] = addresses("from") ?? addresses("sender")
    found["to"] = addresses("to")
    found["cc"] = addresses("cc")
    found["reply-to"] = addresses("reply-to")
    found["list-id"] = addresses("list-id")
    found["message-id"] = text("message-id").flatMap(Self.bare)
    found["in-reply-to"] = text("in-reply-to").flatMap(Self.bare)
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
    of headers: MailHeaders, _ parts: [MailPart], declared: String?
  ) -> String? {
    let sample = headers.beyondASCII + parts.prefix(100).flatMap(\.headers.beyondASCII)
    let meant = MailCharset.meant(by: declared)
    guard !sample.isEmpty else { return meant }
    return CharsetDecoder.decode(sample, declared: meant)?.charset ?? meant
  }

  /// An identifier without its angle brackets.
  static func bare(_ identifier: String) -> String? {
    let inner = identifier.drop { $0 == "<" }
    return inner.hasSuffix(">") ? String(inner.dropLast()) : String(inner)
  }
}
