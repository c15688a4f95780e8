// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import FoundationEssentials
internal import SystemPackage

/// The worker's side of the frames: everything a reader finds goes through here.
///
/// Write failures end the process: the parent is gone, or the limit of written bytes is reached.
struct WorkerOutput {
  private let file: FileDescriptor
  private var buffer: [UInt8] = []

  /// Bytes that are written together.
  private static let bufferSize = 256 << 10

  /// Writes to an open file.
  init(_ file: FileDescriptor) { self.file = file }

  /// Says which version of a reader begins.
  mutating func reader(_ version: String) throws(WorkerStop) {
    try send(.reader, Array(version.utf8))
  }

  /// Sends a document.
  mutating func document(_ document: ReadDocument) throws(WorkerStop) {
    try send(.document, Self.encode(document))
  }

  /// Begins a file that was found inside; `bytes` and `endMember` follow.
  mutating func beginMember(_ header: MemberHeader) throws(WorkerStop) {
    try send(.member, Self.encode(header))
  }

  /// Sends bytes of the file that was begun.
  mutating func bytes(_ bytes: [UInt8]) throws(WorkerStop) {
    try send(.bytes, bytes)
  }

  /// Ends the file that was begun; without it, the parent knows that it is not whole.
  mutating func endMember() throws(WorkerStop) { try send(.memberEnd, []) }

  /// Sends a whole file that was found inside.
  mutating func member(_ header: MemberHeader, _ contents: [UInt8]) throws(WorkerStop) {
    try beginMember(header)
    try bytes(contents)
    try endMember()
  }

  /// Begins a page of a picture; `bytes` and `endMember` follow.
  mutating func picture(_ page: PreparedPage) throws(WorkerStop) {
    try send(.picture, Self.encode(page))
  }

  /// Says what inside the file gave no text.
  mutating func gap(_ gap: ExtractionGap) throws(WorkerStop) { try send(.gap, Self.encode(gap)) }

  /// Says that all was read, and writes out what is held back.
  mutating func finish() throws(WorkerStop) {
    try send(.end, [])
    try flush()
  }

  private mutating func send(_ kind: FrameKind, _ payload: [UInt8]) throws(WorkerStop) {
    buffer += FrameHead(kind, count: payload.count).bytes
    buffer += payload
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private mutating func flush() throws(WorkerStop) {
    do { try file.writeAll(buffer) } catch { throw WorkerStop() }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map(Array.init) ?? []
  }
}

/// The worker cannot write any more.
struct WorkerStop: Error {}
