// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which parts of a mail are what its reader sees as the mail, which are files, and which cannot be read.

internal import Extraction

/// The parts of a mail by what they are for.
struct MailStructure {
  /// Parts that are the text of the mail, in order: `text/plain`, `text/html` and the like.
  private(set) var body: [Int] = []
  /// Parts that are files or mails of their own, in order.
  private(set) var attachments: [Int] = []
  /// Parts that cannot be read.
  private(set) var gaps: [ExtractionGap] = []
  /// Remarks, one sentence each.
  private(set) var notes: [String] = []

  /// What is said of a signature.
  static let signedNote = "the mail is signed; the signature was not checked"

  private let parts: [MailPart]
  private let children: [[Int]]
  private let choose: ([[Int]]) -> Int?

  /// Sorts the parts of a mail.
  ///
  /// O(parts).
  /// - Parameters:
  ///   - parts: each behind the multipart it stands in.
  ///   - choose: of several versions of one text, each a list of parts, the one to read; nil where
  ///     none has any text.
  init(_ parts: [MailPart], choose: @escaping ([[Int]]) -> Int?) {
    self.parts = parts
    self.choose = choose
    var children = [[Int]](repeating: [], count: parts.count)
    for (number, part) in parts.enumerated() {
      if let parent = part.parent { children[parent].append(number) }
    }
    self.children = children
    if !parts.isEmpty { visit(0) }
  }

  private init(like other: MailStructure, at part: Int) {
    parts = other.parts
    children = other.children
    choose = other.choose
    visit(part)
  }

  private mutating func visit(_ number: Int) {
    let part = parts[number]
    switch part.kind {
    case .message: attachments.append(number)
    case .leaf: visitLeaf(number, part)
    case .multipart:
      switch part.mediaType {
      case "multipart/encrypted":
        gaps.append(.encryptedMail)
      case "multipart/alternative":
        visitAlternatives(children[number])
      default:
        for child in children[number] { visit(child) }
      }
    }
  }

  private mutating func visitLeaf(_ number: Int, _ part: MailPart) {
    switch part.mediaType {
    case "application/pgp-signature", "application/pkcs7-signature",
      "application/x-pkcs7-signature":
      notes.append(Self.signedNote)
    case _ where part.isPackage:
      gaps.append(part.isSignedPackage ? .packedSignature : .encryptedMail)
    case "text/x-amp-html", "text/watch-html", "text/css", "text/javascript",
      "application/javascript", "application/x-javascript":
      // Other forms of the text, and what only serves its looks.
      break
    default:
      if part.isText, number == 0 || !part.isNamed {
        body.append(number)
      } else {
        attachments.append(number)
      }
    }
  }

  /// Of several versions of one text one is read; files are taken from all.
  private mutating func visitAlternatives(_ versions: [Int]) {
    let read = versions.map { MailStructure(like: self, at: $0) }
    let chosen = choose(read.map(\.body))
    for (index, version) in read.enumerated() {
      if index == chosen { body += version.body }
      attachments += version.attachments
      gaps += version.gaps
      notes += version.notes
    }
  }
}

extension MailPart {
  /// Whether it is text that belongs to the mail, unless it is a file.
  fileprivate var isText: Bool {
    let disposition = HeaderParameters(headers.first("content-disposition")).value
    guard disposition != "attachment" else { return false }
    return [
      "text/plain", "text/html", "text/enriched", "text/richtext", "text/rfc822-headers",
      "message/delivery-status", "message/disposition-notification", "message/feedback-report",
      "text/markdown", "application/xhtml+xml",
    ].contains(mediaType)
  }

  /// Whether it has the name of a file.
  fileprivate var isNamed: Bool {
    HeaderParameters(headers.first("content-disposition")).text("filename", charset: nil) != nil
      || HeaderParameters(headers.first("content-type")).text("name", charset: nil) != nil
  }

  /// Whether it is a mail packed by S/MIME: encrypted, or signed as a whole.
  var isPackage: Bool {
    mediaType == "application/pkcs7-mime" || mediaType == "application/x-pkcs7-mime"
  }

  /// Whether an S/MIME package is only signed.
  fileprivate var isSignedPackage: Bool {
    HeaderParameters(headers.first("content-type")).text("smime-type", charset: nil)?
      .lowercased().hasPrefix("signed") == true
  }
}

extension ExtractionGap {
  /// A mail, or a part of one, that only its receiver can read.
  static let encryptedMail = ExtractionGap(
    page: 1, .encrypted,
    "the mail is encrypted; have its receiver save it decrypted and add that")
  /// A mail inside a signature.
  static let packedSignature = ExtractionGap(
    page: 1, .formatNotSupported,
    "the mail is packed into its S/MIME signature, which is not read; save its text and add that")
}
