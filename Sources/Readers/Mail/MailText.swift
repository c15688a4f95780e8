// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The text of a mail out of its parts: charset, lines that were broken on the way, files and
// signatures that stand in the text itself.

internal import Extraction
internal import TextAnalysis

/// A file that stands in the text of a mail, uuencoded.
struct InlineFile {
  /// Its name, as bytes.
  var name: [UInt8]
  /// Its content.
  var contents: [UInt8]
}

/// The text of a mail, put together piece by piece.
struct MailText {
  /// The page so far, before repairs.
  private(set) var page = ExtractedPage(text: "")
  /// Files that stood in the text.
  private(set) var files: [InlineFile] = []
  /// The language that an HTML text declares.
  private(set) var language: Language?
  private let limits: ExtractionLimits

  /// Begins with the headers that people search for, a line each.
  init(head: String, limits: ExtractionLimits) {
    page.text = head
    self.limits = limits
  }

  /// Adds plain text.
  ///
  /// - Parameters:
  ///   - content: the bytes of the part.
  ///   - type: its `Content-Type`.
  ///   - charset: the charset it has where it names none.
  ///   - report: takes what is doubtful.
  mutating func add(
    plain content: [UInt8], _ type: HeaderParameters, charset: String?,
    _ report: inout ExtractionReport
  ) {
    let (text, found) = InlineFiles.taken(from: content)
    files += found
    let declared = type.text("charset", charset: nil) ?? charset
    guard let decoded = Self.decode(text, declared: declared) else {
      if !text.isEmpty { report.gaps.append(.mailWithoutCharset) }
      return
    }
    report.noteMail(decoded)
    var lines = decoded.utf8
    if type.text("format", charset: nil)?.lowercased() == "flowed" {
      let isDeleting = type.text("delsp", charset: nil)?.lowercased() == "yes"
      lines = FlowedText.unfolded(lines, deletingSpaces: isDeleting)
    }
    let (plain, isEncrypted) = Armour.removed(from: lines)
    if isEncrypted { report.gaps.append(.encryptedMail) }
    let pages = TextCleaner.pages(of: plain, highControls: .kept)
    append(ExtractedPage(text: pages.joined(separator: "\n")), &report)
  }

  /// Adds HTML; parameters as for plain text.
  mutating func add(
    html content: [UInt8], _ type: HeaderParameters, charset: String?,
    _ report: inout ExtractionReport
  ) {
    let declared = type.text("charset", charset: nil) ?? charset
    guard let decoded = Self.decode(html: content, declared: declared) else {
      if !content.isEmpty { report.gaps.append(.mailWithoutCharset) }
      return
    }
    report.noteMail(decoded)
    if let (page, metadata) = HTMLReader.page(of: decoded.utf8, limits, &report) {
      language = language ?? metadata.language
      append(page, &report)
    } else if let failure = report.failure {
      report.failure = nil
      report.gaps.append(ExtractionGap(page: 1, failure.reason, failure.sentence))
    }
  }

  private mutating func append(_ whole: ExtractedPage, _ report: inout ExtractionReport) {
    guard !TextCleaner.isBlank(whole.text) else { return }
    var more = whole
    let room = max(0, limits.outputBytes - page.text.utf8.count)
    if more.text.utf8.count > room {
      more = ExtractedPage(text: String(decoding: more.text.utf8.prefix(room), as: UTF8.self))
      report.gaps.append(
        ExtractionGap(
          page: 1, .sizeLimit,
          "the text is longer than \(limits.outputBytes >> 20) MB; the rest was not read"))
    }
    if !page.text.isEmpty { page.text += page.text.hasSuffix("\n") ? "\n" : "\n\n" }
    let shift = page.text.utf8.count
    page.text += more.text
    page.spans += more.spans.map { span in
      LanguageHints.DeclaredSpan(
        range: span.range.lowerBound + shift..<span.range.upperBound + shift,
        language: span.language)
    }
  }

  /// The charset of a text; nil where it is ASCII, or in none.
  static func charset(of content: [UInt8], declared: String?) -> String? {
    let sample = Array(content.prefix(16 << 10))
    guard sample.contains(where: { $0 >= 0x80 }) else { return nil }
    return decode(sample, declared: declared)?.charset
  }

  /// Decodes a text: what is declared is one voice, for the mails that lie are many; but where another
  /// charset is hardly likelier, it decides.
  private static func decode(_ bytes: [UInt8], declared: String?) -> DecodedText? {
    let meant = MailCharset.meant(by: declared)
    let attempt: ([UInt8]) -> DecodedText? = { bytes in
      if let meant, MailCharset.isSevenBit(meant) { return MailCharset.decode(bytes, as: meant) }
      return CharsetDecoder.decode(bytes, declared: meant)
    }
    var decoded = attempt(bytes) ?? attempt(bytes.filter { $0 != 0 })
    let isDoubtful = decoded.map { $0.confidence < leastConfidence } ?? true
    if let meant, isDoubtful, !MailCharset.isWeak(meant),
      let named = MailCharset.decode(bytes, as: meant), named.replacements == 0
    {
      decoded = named
    }
    return decoded?.declared(as: declared, meaning: meant)
  }

  /// Below this confidence a charset is not taken against what is declared.
  private static let leastConfidence: Float = 0.6

  /// Decodes HTML, whose own declaration counts where the mail has none.
  private static func decode(html bytes: [UInt8], declared: String?) -> DecodedText? {
    let named = declared ?? HTMLCharset.declared(in: bytes)
    let meant = MailCharset.meant(by: named)
    let decoded =
      HTMLCharset.decode(bytes, using: nil, declared: meant)
      ?? HTMLCharset.decode(HTMLGuard.withoutZeros(bytes), using: nil, declared: meant)
    return decoded?.declared(as: named, meaning: meant)
  }
}

extension DecodedText {
  /// Says of the declaration what was written, not what was made of it.
  fileprivate func declared(as name: String?, meaning meant: String?) -> DecodedText {
    var decoded = self
    decoded.declared = name
    if let meant, MailCharset.meant(by: charset) == meant {
      decoded.alternatives = []
      decoded.note = replacements > 0 ? note : nil
    } else if let name, let meant, let note {
      decoded.note = note.replacing("Declared as \(meant),", with: "Declared as \(name),")
    } else if let name, meant == nil, decoded.utf8.contains(where: { $0 >= 0x80 }) {
      decoded.note = "Declared as \(name), which is no known charset; read as \(charset)."
    }
    return decoded
  }
}

extension ExtractionReport {
  /// Enters the charset of a piece of a mail: that of the first piece beyond ASCII is the mail's.
  fileprivate mutating func noteMail(_ decoded: DecodedText) {
    if charset == nil || (charset == "UTF-8" && charsetAlternatives.isEmpty) {
      note(decoded)
    } else if let note = decoded.note {
      notes.append(note)
    }
  }
}

extension ExtractionGap {
  /// A text of a mail that could not be decoded.
  static let mailWithoutCharset = ExtractionGap(
    page: 1, .noCharset, "a text of the mail is in no known charset; look at the original")
}
