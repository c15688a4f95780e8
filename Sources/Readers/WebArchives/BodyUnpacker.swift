// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// Unpacks a body of HTTP: takes its chunks apart, and undoes its coding where it really has one.
struct BodyUnpacker {
  /// Whether the packed bytes are damaged behind what was given out.
  private(set) var isBroken = false
  private let coding: ContentCoding
  private var chunks: ChunkedBody?
  private var decoder: (any ContentDecoder)?
  private var isDecided = false
  /// Packed bytes from the start on, as long as nothing has come out of them.
  private var kept: [UInt8] = []
  /// Bytes that are ready.
  private var plain: [UInt8] = []
  private var hasGiven = false
  private var isFinished = false

  /// Bytes from the start that are kept, at most.
  private static let mostKept = 256 << 10

  /// Begins a body.
  init(_ coding: ContentCoding, isChunked: Bool) {
    self.coding = coding
    chunks = isChunked ? ChunkedBody() : nil
  }

  /// Takes the next bytes; those before must have been asked out with `next`.
  mutating func push(_ bytes: [UInt8]) {
    take(chunks?.push(bytes) ?? bytes)
  }

  private mutating func take(_ bytes: [UInt8]) {
    if isBroken { return }
    if !isDecided {
      kept += bytes
      if kept.count >= 2 { decide() }
    } else if let decoder {
      if !hasGiven, kept.count <= Self.mostKept { kept += bytes }
      decoder.feed(bytes)
    } else {
      plain = bytes
    }
  }

  /// Says that nothing more comes.
  mutating func finish() {
    if let line = chunks?.finish(), !line.isEmpty { take(line) }
    isFinished = true
    if !isDecided { decide() }
  }

  /// The next piece, never empty; nil where more must be pushed.
  mutating func next() -> [UInt8]? {
    if !plain.isEmpty {
      defer { plain = [] }
      return plain
    }
    guard let decoder else { return nil }
    if let piece = decoder.next() {
      hasGiven = true
      kept = []
      return piece
    }
    let isCut = isFinished && !hasGiven && !decoder.isAtEnd
    guard decoder.isBroken || isCut else { return nil }
    self.decoder = nil
    isBroken = hasGiven || kept.count > Self.mostKept
    // Nothing came out: the body is not packed at all, as bodies of crawlers often are.
    defer { kept = [] }
    return isBroken || kept.isEmpty ? nil : kept
  }

  private mutating func decide() {
    isDecided = true
    decoder = coding.decoder(for: kept)
    if let decoder {
      decoder.feed(kept)
    } else {
      plain = kept
      kept = []
    }
  }
}
