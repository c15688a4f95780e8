// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction
internal import FoundationEssentials
package import SystemPackage

/// The worker's side of the frames: everything a reader finds goes through here.
///
/// Write failures end the process: the parent is gone, or the limit of written bytes is reached.
package struct WorkerOutput {
  private let file: FileDescriptor
  private var buffer: [UInt8] = []

  /// Bytes that are written together.
  private static let bufferSize = 256 << 10

  /// Writes to an open file.
  package init(_ file: FileDescriptor) { self.file = file }

  /// Says which version of a reader begins.
  package mutating func reader(_ version: String) throws(WorkerStop) {
    try send(.reader, Array(version.utf8))
  }

  /// Sends a document.
  package mutating func document(_ document: ReadDocument) throws(WorkerStop) {
    try send(.document, Self.encode(document))
  }

  /// Begins a file that was found inside; `bytes` and `endMember` follow.
  package mutating func beginMember(_ header: MemberHeader) throws(WorkerStop) {
    try send(.member, Self.encode(header))
  }

  /// Sends bytes of the file that was begun.
  package mutating func bytes(_ bytes: [UInt8]) throws(WorkerStop) {
    try send(.bytes, bytes)
  }

  /// Ends the file that was begun; without it, the parent knows that it is not whole.
  package mutating func endMember() throws(WorkerStop) { try send(.memberEnd, []) }

  /// Sends a whole file that was found inside.
  package mutating func member(_ header: MemberHeader, _ contents: [UInt8]) throws(WorkerStop) {
    try beginMember(header)
    try bytes(contents)
    try endMember()
  }

  /// Begins a page of a picture; `bytes` and `endMember` follow.
  package mutating func picture(_ page: PreparedPage) throws(WorkerStop) {
    try send(.picture, Self.encode(page))
  }

  /// Says what inside the file gave no text.
  package mutating func gap(_ gap: ExtractionGap) throws(WorkerStop) {
    try send(.gap, Self.encode(gap))
  }

  /// Sends what a PDF says of itself.
  package mutating func pdf(_ description: PDFDescription) throws(WorkerStop) {
    try send(.pdf, Self.encode(description))
  }

  /// Begins a page of a PDF, of which nil says that it cannot be found.
  package mutating func pageShape(_ shape: PDFPageShape?) throws(WorkerStop) {
    try send(.pageShape, shape?.bytes ?? [])
  }

  /// Sends the words of the page that was begun.
  package mutating func pageWords(_ words: [UInt8]) throws(WorkerStop) {
    try send(.pageWords, words)
  }

  /// Sends what people have noted on the page whose words were sent.
  package mutating func pageComments(_ comments: [PDFComment]) throws(WorkerStop) {
    try send(.pageComments, Self.encode(comments))
  }

  /// Says that all was read, and writes out what is held back.
  package mutating func finish() throws(WorkerStop) {
    try send(.end, [])
    try flush()
  }

  private mutating func send(_ kind: FrameKind, _ payload: [UInt8]) throws(WorkerStop) {
    buffer += FrameHead(kind, count: payload.count).bytes
    buffer += payload
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes out what is held back.
  package mutating func flush() throws(WorkerStop) {
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
package struct WorkerStop: Error {}
