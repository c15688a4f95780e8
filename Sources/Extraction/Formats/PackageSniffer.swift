// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is inside a zip or an OLE file: office files, books and mails look alike from outside. The
// directory tells, which stands at the end of a zip and anywhere in an OLE file.

internal import FileStorage

/// Tells packages apart by the names of what is inside.
struct PackageSniffer {
  /// The file.
  let file: FileReader
  /// Its length in bytes.
  let size: Int

  /// Bytes of a zip's directory that are looked at, at most.
  private static let directoryLimit = 4 << 20
  /// Longest OLE file that is looked into, in bytes.
  private static let compoundLimit = 256 << 20

  /// The kind of a package; nil where it is none that is known, so that it is what it looks like.
  func mediaType(_ outside: MediaType) -> MediaType? {
    switch outside {
    case .zip: zipType()
    case .oleStorage: oleType()
    default: nil
    }
  }

  // MARK: Zip

  private func zipType() -> MediaType? {
    let members = zipMembers()
    let names = Set(members.map { Self.lower($0.name) })
    if let first = members.first(where: { $0.name == Array("mimetype".utf8) }),
      let declared = declaredType(first.place)
    {
      return declared
    }
    if names.contains("meta-inf/container.xml") { return .epub }
    if names.contains("[content_types].xml") || names.contains("_rels/.rels") {
      if names.contains(where: { $0.hasPrefix("word/") }) { return .docx }
      if names.contains(where: { $0.hasPrefix("xl/") }) { return .xlsx }
      if names.contains(where: { $0.hasPrefix("ppt/") }) { return .pptx }
    }
    let isOpenDocument = names.contains("content.xml") && names.contains("meta-inf/manifest.xml")
    return isOpenDocument ? .openDocumentText : nil
  }

  /// The type that a member called `mimetype` declares, which is stored as it is by rule.
  private func declaredType(_ place: Int) -> MediaType? {
    let header = bytes(at: place, count: 30)
    guard header.count == 30, header[8] == 0, header[9] == 0 else { return nil }
    let skipped = 30 + Self.two(header, 26) + Self.two(header, 28)
    let text = bytes(at: place + skipped, count: 100)
    let name = text.prefix { $0 > 0x20 && $0 < 0x7F && !($0 == 0x50) }
    return MediaType.package(declared: String(decoding: name, as: UTF8.self).lowercased())
  }

  private struct Member {
    var name: [UInt8]
    var place: Int
  }

  /// The members by the directory at the end; by their own headers where there is none.
  private func zipMembers() -> [Member] {
    let tailStart = max(0, size - 22 - (64 << 10))
    let tail = bytes(at: tailStart, count: size - tailStart)
    guard tail.count >= 22,
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        tail[$0...].starts(with: [0x50, 0x4B, 5, 6])
      })
    else { return membersInHead() }
    let directory = bytes(
      at: Self.four(tail, end + 16), count: min(Self.four(tail, end + 12), Self.directoryLimit))
    let found = Self.members(directory)
    return found.isEmpty ? membersInHead() : found
  }

  private static func members(_ directory: [UInt8]) -> [Member] {
    var members: [Member] = []
    var index = 0
    while index + 46 <= directory.count,
      directory[index...].starts(with: [0x50, 0x4B, 1, 2])
    {
      let length = two(directory, index + 28)
      let end = min(directory.count, index + 46 + length)
      members.append(
        Member(name: Array(directory[(index + 46)..<end]), place: four(directory, index + 42)))
      index += 46 + length + two(directory, index + 30) + two(directory, index + 32)
    }
    return members
  }

  private func membersInHead() -> [Member] {
    let head = bytes(at: 0, count: min(size, 1 << 20))
    var members: [Member] = []
    var index = 0
    while index + 30 <= head.count {
      if head[index] == 0x50, head[index...].starts(with: [0x50, 0x4B, 3, 4]) {
        let end = min(head.count, index + 30 + Self.two(head, index + 26))
        members.append(Member(name: Array(head[(index + 30)..<end]), place: index))
        index = end
      } else {
        index += 1
      }
    }
    return members
  }

  // MARK: OLE

  /// The kind by the streams in the outermost folder: those further inside are of embedded files.
  private func oleType() -> MediaType? {
    guard size <= Self.compoundLimit, let whole = try? CompoundFile(bytes(at: 0, count: size))
    else { return nil }
    let outermost = whole.entries[0].children.map { whole.entries[$0].name }
    let names = Set(outermost.map { $0.lowercased() })
    if names.contains("encryptedpackage") { return .encryptedOffice }
    if names.contains("worddocument") { return .doc }
    if names.contains("workbook") || names.contains("book") { return .xls }
    if names.contains("powerpoint document") { return .ppt }
    return CompoundFileKind.embedded.contains { names.contains($0.lowercased()) }
      ? .embeddedFile : nil
  }

  // MARK: Bytes

  private func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    var buffer = [UInt8](repeating: 0, count: min(count, size - offset))
    let read = (try? file.read(into: &buffer, at: offset)) ?? 0
    buffer.removeSubrange(read...)
    return buffer
  }

  private static func lower(_ name: [UInt8]) -> String {
    String(decoding: name.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self).lowercased()
  }

  private static func two(_ bytes: [UInt8], _ index: Int) -> Int {
    guard index + 2 <= bytes.count else { return 0 }
    return Int(bytes[index]) | Int(bytes[index + 1]) << 8
  }

  private static func four(_ bytes: [UInt8], _ index: Int) -> Int {
    two(bytes, index) | two(bytes, index + 2) << 16
  }
}
