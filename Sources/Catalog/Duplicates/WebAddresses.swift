// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Addresses of the web and of mail, hashtags and accounts, as they stand on paper: often without a
// scheme, followed by a full stop, and in scripts that put no space before them.
//
// Source: RFC 3986, § 2 (characters of an address), in ASCII alone: what follows in another script may
// be the next word.

/// An address that is written in a text.
struct WebAddress: Equatable {
  /// Where it stands: UTF-8 offsets.
  var range: Range<Int>
  /// What it says: a link with its site, a site alone, a mail address, a hashtag or an account.
  var signals: [SheetSignal]
}

/// Finds addresses by their shape.
enum WebAddresses {
  /// The addresses of a text, in order, disjoint.
  ///
  /// O(bytes).
  static func find(in utf8: [UInt8]) -> [WebAddress] {
    var found: [WebAddress] = []
    var index = 0
    while index < utf8.count {
      if utf8[index] == UInt8(ascii: "#"), let tag = hashtag(in: utf8, at: index) {
        found.append(tag)
        index = tag.range.upperBound
        continue
      }
      guard isAddressByte(utf8[index]) else {
        index += 1
        continue
      }
      var end = index
      var isTelling = false
      while end < utf8.count, isAddressByte(utf8[end]) {
        let isMark = utf8[end] == UInt8(ascii: ".") || utf8[end] == UInt8(ascii: "@")
        end += 1
        isTelling = isTelling || isMark && end < utf8.count && isLabelByte(utf8[end] | 0x20)
      }
      if isTelling, let address = address(in: utf8, index..<end) { found.append(address) }
      index = end
    }
    return found
  }

  /// Whether a byte may belong to an address; `#` begins what does not count.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "@"),
      UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"):
      true
    default: false
    }
  }

  private static func hashtag(in utf8: [UInt8], at start: Int) -> WebAddress? {
    let rest = utf8[(start + 1)...].prefix(200)
    let scalars = String(decoding: rest, as: UTF8.self).unicodeScalars.prefix { scalar in
      scalar == "_" || scalar == "\u{200C}" || scalar.properties.isAlphabetic
        || scalar.properties.numericType == .decimal
        || scalar.properties.canonicalCombiningClass != .notReordered
    }
    let letters = scalars.count { $0.properties.isAlphabetic }
    guard letters >= 3, scalars.count <= 60 else { return nil }
    let text = String(String.UnicodeScalarView(scalars))
    return WebAddress(
      range: start..<min(utf8.count, start + 1 + text.utf8.count),
      signals: [SheetSignal(kind: .hashtag, value: "#" + text.lowercased())])
  }

  /// What a run of address bytes says; nil where it is a plain word, a time or a number.
  private static func address(in utf8: [UInt8], _ run: Range<Int>) -> WebAddress? {
    var range = run
    while let last = utf8[range].last, [0x2E, 0x3A, 0x3F, 0x2D, 0x2F].contains(last) {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    guard !range.isEmpty else { return nil }
    let text = String(decoding: utf8[range], as: UTF8.self)
    let found: [SheetSignal]
    if let scheme = text.range(ofASCII: "://") {
      found = link(text[scheme.upperBound...], isMarked: true)
    } else if let at = text.firstIndex(of: "@") {
      found = mail(text, at: at)
    } else {
      found = link(text[...], isMarked: text.lowercased().hasPrefix("www."))
    }
    return found.isEmpty ? nil : WebAddress(range: range, signals: found)
  }

  private static func mail(_ text: String, at: String.Index) -> [SheetSignal] {
    let bare = text.lowercased().hasPrefix("mailto:") ? text.dropFirst(7) : text[...]
    let local = bare[..<at].drop { !($0.isLetter || $0.isNumber) }
    let host = text[text.index(after: at)...].lowercased()
    if local.isEmpty {
      let isName = host.utf8.count >= 3 && !host.contains("/") && !host.contains(":")
      return isName ? [SheetSignal(kind: .account, value: "@" + host)] : []
    }
    guard isHost(host, isMarked: true), !local.contains("/") else { return [] }
    return [SheetSignal(kind: .mail, value: local.lowercased() + "@" + host)]
  }

  /// The signals of an address without its scheme.
  private static func link(_ text: Substring, isMarked: Bool) -> [SheetSignal] {
    let address = text.prefix { $0 != "?" && $0 != "#" }
    var host = address.prefix { $0 != "/" && $0 != ":" }.lowercased()
    if host.hasPrefix("www.") { host.removeFirst(4) }
    let path = address.drop { $0 != "/" }.split(separator: "/")
    guard isMarked || !beginsSentence(address), isHost(host, isMarked: isMarked) else { return [] }
    let site = SheetSignal(kind: .site, value: host)
    let parts = path.filter { !isLanguage($0) }
    if parts.isEmpty { return [site] }
    let link = SheetSignal(
      kind: .link, value: ([host] + parts.map(String.init)).joined(separator: "/"))
    return [link, site]
  }

  /// Whether the last label begins with a capital and goes on in small letters, as a new sentence does.
  private static func beginsSentence(_ address: Substring) -> Bool {
    let last = address.prefix { $0 != "/" && $0 != ":" }.split(separator: ".").last ?? ""
    return last.first?.isUppercase == true && last.dropFirst().contains(where: \.isLowercase)
  }

  /// Whether a part of a path names a language: `fa`, `en-GB`.
  private static func isLanguage(_ part: Substring) -> Bool {
    let primary = part.prefix { $0 != "-" && $0 != "_" }
    return primary.utf8.count == 2 && part.utf8.count <= 5
      && primary.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// Top-level domains that mark a host without a scheme, beside those of two letters.
  private static let domains: Set<Substring> = [
    "com", "org", "net", "info", "edu", "gov", "int", "ngo", "eus", "cat",
  ]

  /// Whether a lower-case text is a host; one without a mark must end in a known domain.
  private static func isHost(_ text: String, isMarked: Bool) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, last.utf8.count >= 2,
      last.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      labels.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isLabelByte) })
    else { return false }
    if isMarked || domains.contains(last) { return true }
    return last.utf8.count == 2 && labels[labels.count - 2].utf8.count >= 3
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }
}

extension String {
  /// Where some ASCII stands for the first time.
  fileprivate func range(ofASCII wanted: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) {
        return start..<index(start, offsetBy: wanted.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
