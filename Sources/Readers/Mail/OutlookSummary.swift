// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// What the properties of a mail of Outlook say, as the headers of other mails do.
struct OutlookSummary {
  /// What they say.
  private(set) var summary = MailSummary()
  private let charset: String?

  /// Reads the properties of a mail.
  ///
  /// The headers that it came with, where they are kept, say what the properties do not.
  init(_ file: CompoundFile, _ properties: OutlookProperties, charset: String?) {
    self.charset = charset
    if let text = properties.text(0x007D) {
      let prepared = PreparedMail(text.bytes + [0x0A, 0x0A], mostParts: 1)
      if let mail = MailParser(prepared.bytes, mostParts: 1) {
        summary = MailSummary(mail, declared: text.isUnicode ? "UTF-8" : charset)
      }
    }
    summary.bodyCharset = charset
    summary.title = properties.text(0x0037)?.value(charset: charset) ?? summary.title
    summary.date = summary.date ?? properties.date(0x0039) ?? properties.date(0x0E06)
    summary.writtenDate = summary.writtenDate ?? summary.date
    set("author", sender(properties))
    let recipients = Recipients(file, properties, charset: charset)
    set("to", recipients.all[1] ?? value(properties, 0x0E04))
    set("cc", recipients.all[2] ?? value(properties, 0x0E03))
    summary.blindCopy = summary.blindCopy ?? recipients.all[3] ?? value(properties, 0x0E02)
    set("message-id", value(properties, 0x1035).flatMap(MailSummary.bare))
    set("in-reply-to", value(properties, 0x1042).flatMap(MailSummary.bare))
  }

  /// Enters what the headers do not say.
  private mutating func set(_ name: String, _ value: String?) {
    if summary.metadata[name] == nil { summary.metadata[name] = value }
  }

  private func value(_ properties: OutlookProperties, _ property: UInt16) -> String? {
    properties.text(property)?.value(charset: charset)
  }

  private func sender(_ properties: OutlookProperties) -> String? {
    Self.person(
      value(properties, 0x0C1A) ?? value(properties, 0x0042),
      [value(properties, 0x5D01), value(properties, 0x0C1F), value(properties, 0x0065)])
  }

  /// A name with the first of the addresses that is one of the Internet.
  fileprivate static func person(_ name: String?, _ addresses: [String?]) -> String? {
    let address = addresses.compactMap { $0 }.first { $0.contains("@") }
    guard let name else { return address }
    guard let address, address != name else { return name }
    return "\(name) <\(address)>"
  }
}

/// The recipients of a mail.
private struct Recipients {
  /// Names and addresses by kind: 1 to, 2 copy, 3 blind copy.
  private(set) var all: [Int: String] = [:]

  /// Most that are looked at.
  private static let most = 2000

  init(_ file: CompoundFile, _ properties: OutlookProperties, charset: String?) {
    var lists: [Int: [String]] = [:]
    let folders = file.folders("__recip_version1.0_", of: properties.folder)
    for folder in folders.prefix(Self.most) {
      let recipient = OutlookProperties(file, folder: folder, header: 8)
      let value: (UInt16) -> String? = { recipient.text($0)?.value(charset: charset) }
      guard let person = OutlookSummary.person(value(0x3001), [value(0x39FE), value(0x3003)])
      else { continue }
      lists[recipient.number(0x0C15) ?? 1, default: []].append(person)
    }
    all = lists.mapValues { $0.joined(separator: ", ") }
  }
}
