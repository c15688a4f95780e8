// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials

@testable import Extraction
@testable import Readers

/// Small zip archives written by hand, with their members stored as they are.
enum HandMadeZip {
  /// A member; `method` 8 with `packed` bytes for one that is deflated already.
  struct Member {
    var name: String
    var contents: [UInt8]
    var packed: [UInt8]?
    var flags: UInt16 = 0

    init(_ name: String, _ contents: [UInt8], packed: [UInt8]? = nil, flags: UInt16 = 0) {
      self.name = name
      self.contents = contents
      self.packed = packed
      self.flags = flags
    }

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  static func archive(_ members: [Member]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let place = file.count
      let bytes = member.packed ?? member.contents
      let name = Array(member.name.utf8)
      var head = two(20) + two(Int(member.flags)) + two(member.packed == nil ? 0 : 8)
      head += four(0) + four(Int(crc(member.contents))) + four(bytes.count)
      head += four(member.contents.count) + two(name.count) + two(0)
      file += [0x50, 0x4B, 3, 4] + head + name + bytes
      directory += [0x50, 0x4B, 1, 2] + two(20) + head + two(0) + two(0) + two(0) + four(0)
      directory += four(place) + name
    }
    let end = two(0) + two(0) + two(members.count) + two(members.count) + four(directory.count)
    return file + directory + [0x50, 0x4B, 5, 6] + end + four(file.count) + two(0)
  }

  static func archive(_ parts: KeyValuePairs<String, String>) -> [UInt8] {
    archive(parts.map { Member($0.key, $0.value) })
  }

  /// A member that unpacks to `count` times 258 letters `a`, and one more.
  static func bomb(_ name: String, before: String, count: Int) -> Member {
    var bits: [UInt8] = []
    var bit = 0
    func put(_ value: Int, _ width: Int, reversed: Bool) {
      for index in 0..<width {
        let one = reversed ? value >> (width - 1 - index) & 1 : value >> index & 1
        if bit % 8 == 0 { bits.append(0) }
        bits[bit / 8] |= UInt8(one) << UInt8(bit % 8)
        bit += 1
      }
    }
    put(1, 1, reversed: false)
    put(1, 2, reversed: false)
    for byte in Array(before.utf8) + [0x61] { put(0x30 + Int(byte), 8, reversed: true) }
    for _ in 0..<count {
      put(0b1100_0101, 8, reversed: true)
      put(0, 5, reversed: true)
    }
    put(0, 7, reversed: true)
    var member = Member(name, Array(before.utf8), packed: bits)
    member.contents = []
    return member
  }

  static func two(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  static func four(_ value: Int) -> [UInt8] { two(value) + two(value >> 16) }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 != 0 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

/// Office files of a few parts.
enum HandMadeOffice {
  static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A Word document with a body, and other parts by their kinds.
  static func docx(_ body: String, _ parts: [String: String] = [:]) -> [UInt8] {
    HandMadeZip.archive(docxMembers(body, parts))
  }

  static func docxMembers(_ body: String, _ parts: [String: String] = [:]) -> [HandMadeZip.Member] {
    var members = [
      HandMadeZip.Member("[Content_Types].xml", "<Types/>"),
      HandMadeZip.Member(
        "_rels/.rels", relationships(["officeDocument": "word/document.xml"])),
      HandMadeZip.Member("word/document.xml", part("document", "<w:body>\(body)</w:body>")),
    ]
    let kinds = parts.keys.sorted()
    members.append(
      HandMadeZip.Member(
        "word/_rels/document.xml.rels",
        relationships(
          Dictionary(uniqueKeysWithValues: kinds.map { ($0, "\($0).xml") }))))
    for kind in kinds {
      let root = ["header", "footer"].first { kind.hasPrefix($0) }.map {
        $0 == "header" ? "hdr" : "ftr"
      }
      members.append(
        HandMadeZip.Member("word/\(kind).xml", part(root ?? kind, parts[kind] ?? "")))
    }
    return members
  }

  static func part(_ root: String, _ contents: String) -> String {
    "<?xml version='1.0'?><w:\(root) xmlns:w='\(word)' xmlns:r='\(relations)' xmlns:mc='urn:mc'>"
      + contents + "</w:\(root)>"
  }

  /// Pointers by their kinds; digits behind a kind tell several apart.
  static func relationships(_ targets: [String: String]) -> String {
    let links = targets.sorted { $0.key < $1.key }.map { kind, target in
      let bare = kind.filter { !$0.isNumber }
      return "<Relationship Id='r-\(kind)' Type='\(relations)/\(bare)' Target='\(target)'/>"
    }
    return "<Relationships>\(links.joined())</Relationships>"
  }

  /// A paragraph of one run.
  static func p(_ text: String, run: String = "") -> String {
    "<w:p><w:r>\(run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>")<w:t>\(text)</w:t></w:r></w:p>"
  }

  private static let office = "urn:oasis:names:tc:opendocument:xmlns:"

  /// The root of a part of OpenDocument with all its namespaces.
  static func openDocument(_ root: String, _ attributes: String = "", _ contents: String) -> String
  {
    let prefixes = ["office", "text", "table", "style", "meta", "presentation"]
    let spaces = prefixes.map { "xmlns:\($0)='\(office)\($0):1.0'" }
    return "<?xml version='1.0'?><office:\(root) \(spaces.joined(separator: " "))"
      + " xmlns:draw='\(office)drawing:1.0' xmlns:svg='\(office)svg-compatible:1.0'"
      + " xmlns:fo='\(office)xsl-fo-compatible:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/'"
      + " xmlns:xlink='http://www.w3.org/1999/xlink' \(attributes)>\(contents)</office:\(root)>"
  }

  /// An OpenDocument package of a kind such as `text`.
  static func odf(_ kind: String, _ body: String, styles: String = "", meta: String = "") -> [UInt8]
  {
    HandMadeZip.archive([
      "mimetype": "application/vnd.oasis.opendocument.\(kind)",
      "content.xml": openDocument(
        "document-content", "",
        "<office:automatic-styles>\(styles)</office:automatic-styles>"
          + "<office:body><office:\(kind)>\(body)</office:\(kind)></office:body>"),
      "meta.xml": openDocument("document-meta", "", "<office:meta>\(meta)</office:meta>"),
      "META-INF/manifest.xml": "<manifest/>",
    ])
  }
}
