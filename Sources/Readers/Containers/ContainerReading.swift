// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One pass through an archive gives out its files. It starts again, behind what was given out, where a
// name shows that the charset of all names is wanted, and where damage keeps the library from going on.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// The reading of one archive.
struct ContainerReading {
  private let input: WorkerInput
  private var shape: ArchiveShape
  /// What was found beside the files.
  private(set) var findings = ContainerFindings()
  /// The charset of names, once it was needed.
  private var names: MemberNames?
  /// Bytes that may still be given out.
  private var left: Int
  private var isWebArchive = false
  private var restarts = 0

  /// How often damage is passed by starting again.
  private static let mostRestarts = 200

  /// How going through the archive ended.
  private enum Outcome {
    case done
    /// It should be gone through again, and files given out from this entry on.
    case again(from: Int)
  }

  /// Begins a reading.
  init(_ input: WorkerInput) {
    self.input = input
    shape = input.mediaType.isArchiveOfFiles ? .files : .tarOrStream
    left = input.limits.unpackedBytes
  }

  /// Gives out all files, and returns what was found beside them.
  mutating func read(to output: inout WorkerOutput) throws(WorkerStop) -> ContainerFindings {
    if input.mediaType == .zip { isWebArchive = WebArchivePackage.isOne(names: allNames()) }
    var start = 0
    while case .again(let place) = try pass(from: start, to: &output) { start = place }
    return findings
  }

  // MARK: Names

  /// Names of all entries, as far as they can be read and are not too many.
  private func allNames() -> [[UInt8]] {
    var names: [[UInt8]] = []
    guard let archive = try? LibArchive(shape) else { return [] }
    while names.count < input.limits.parts, archive.unpackedBytes < Int64(left) {
      switch Self.next(of: archive) {
      case .success(let entry?): names.append(entry.name)
      case .success(nil): return names
      case .failure(let fault): if fault.isFatal { return names }
      }
    }
    return names
  }

  private mutating func detectNames() {
    let found = MemberNames(allNames(), from: input.mediaType.nameOrigin)
    names = found
    if let note = found.note { findings.notes.append(note) }
  }

  // MARK: Entries

  private static func next(of archive: LibArchive) -> Result<ArchiveEntry?, ArchiveFault> {
    Result { () throws(ArchiveFault) in try archive.next() }
  }

  /// Goes through the archive, and gives out the files from the entry of a number on.
  private mutating func pass(
    from start: Int, to output: inout WorkerOutput
  ) throws(WorkerStop) -> Outcome {
    let archive: LibArchive
    do throws(ArchiveFault) { archive = try LibArchive(shape) } catch {
      try findings.gap(error, of: input.name, to: &output)
      return .done
    }
    var number = 0
    while true {
      switch Self.next(of: archive) {
      case .success(nil):
        guard number == 0, shape == .tarOrStream else { return .done }
        // Zeros end a tar, and begin the image of a disc.
        shape = .stream
        return .again(from: 0)
      case .success(let entry?) where number >= start:
        if names == nil, !NameCharset.isUTF8(entry.name) {
          detectNames()
          return .again(from: number)
        }
        switch try take(entry, of: archive, to: &output) {
        case .goOn: break
        case .stop: return .done
        case .startAgain:
          restarts += 1
          return restarts > Self.mostRestarts ? .done : .again(from: number + 1)
        }
      case .success: break
      case .failure(let fault):
        if number >= start { try findings.gap(fault, of: input.name, to: &output) }
        if fault.isFatal { return .done }
      }
      number += 1
    }
  }

  /// What to do behind an entry.
  private enum Next {
    case goOn
    case stop
    case startAgain
  }

  private mutating func take(
    _ entry: ArchiveEntry, of archive: LibArchive, to output: inout WorkerOutput
  ) throws(WorkerStop) -> Next {
    if archive.isStream { return try takeStream(entry, of: archive, to: &output) }
    let name = names?.name(entry.name) ?? MemberName(String(decoding: entry.name, as: UTF8.self))
    switch entry.kind {
    case .folder: return .goOn
    case .link, .device:
      let what = entry.kind == .link ? "a link" : "a device"
      try findings.gap(
        .link, "\(name.path) is \(what) and not a file; it was not followed", to: &output)
      return .goOn
    case .file: break
    }
    if MemberLitter.matches(name) {
      findings.passOver(MemberLitter.words)
      return .goOn
    }
    if isWebArchive, !WebArchivePackage.isWanted(name.path) {
      findings.passOver("indexes and lists of a web archive")
      return .goOn
    }
    if entry.isEncrypted {
      try findings.gap(.encrypted(name.path), to: &output)
      return .goOn
    }
    let header = try header(of: entry, name, to: &output)
    var bytes = ArchiveBytes(archive)
    return try copy(name, header, &bytes, to: &output)
  }

  /// What the archive says of a file; tells where its name is not safe.
  private mutating func header(
    of entry: ArchiveEntry, _ name: MemberName, to output: inout WorkerOutput
  ) throws(WorkerStop) -> MemberHeader {
    var header = MemberHeader(path: [name.path])
    header.modified = ContainerReader.date(entry.modified)
    if Array(name.path.utf8) != entry.name { header.rawName = entry.name.hexadecimal }
    if let fault = name.fault {
      let sentence = "a name inside \(fault); the file is kept as \(name.path)"
      header.notes = [sentence]
      try findings.gap(.unsafeName, sentence, to: &output)
    }
    return header
  }

  /// Gives out the one file behind compressions, or what is recorded in it.
  private mutating func takeStream(
    _ entry: ArchiveEntry, of archive: LibArchive, to output: inout WorkerOutput
  ) throws(WorkerStop) -> Next {
    var bytes = ArchiveBytes(archive)
    if WebArchiveReading.begins(bytes.peek(8)) {
      var reading = WebArchiveReading(input.limits, bytes)
      findings = try reading.read(to: &output)
      return .stop
    }
    let name = CompressedName.name(of: input.name, stored: entry.name)
    var header = MemberHeader(path: [name.path])
    header.modified = ContainerReader.date(entry.modified)
    _ = try copy(name, header, &bytes, to: &output)
    return .stop
  }

  /// Gives out one file as far as it can be read.
  private mutating func copy(
    _ name: MemberName, _ header: MemberHeader, _ bytes: inout ArchiveBytes,
    to output: inout WorkerOutput
  ) throws(WorkerStop) -> Next {
    let head = bytes.peek(4)
    if MemberLitter.matches(name, startingWith: Array(head)) {
      findings.passOver(MemberLitter.words)
      return .goOn
    }
    if findings.members >= input.limits.parts {
      try findings.gap(.tooManyParts(input.limits), to: &output)
      return .stop
    }
    if head.isEmpty, let fault = bytes.fault {
      try findings.gap(fault, of: name.path, to: &output)
      return fault.isFatal ? .startAgain : .goOn
    }
    try output.beginMember(header)
    while let block = bytes.take(upTo: ArchiveBytes.blockBytes) {
      left -= block.count
      guard left >= 0 else {
        try findings.gap(.tooManyBytes, to: &output)
        return .stop
      }
      try output.bytes(block)
    }
    try output.endMember()
    try findings.count(to: &output)
    guard let fault = bytes.fault else { return .goOn }
    try findings.gap(fault, of: name.path, to: &output)
    return fault.isFatal ? .startAgain : .goOn
  }
}
