// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// Unpacks a body of HTTP as it comes: packed bytes in, pieces out.
protocol ContentDecoder: AnyObject {
  /// Whether the bytes are not packed this way; nothing more comes then.
  var isBroken: Bool { get }
  /// Whether the packed bytes have come to their end.
  var isAtEnd: Bool { get }
  /// Takes the next packed bytes; those before must have been asked out with `next`.
  func feed(_ bytes: [UInt8])
  /// The next piece, never empty; nil where more must be fed.
  func next() -> [UInt8]?
}

/// The coding of a body, by its name in a head of HTTP.
enum ContentCoding: Sendable, Hashable {
  case identity
  case gzip
  case deflate
  case brotli
  /// One that cannot be unpacked here, or several one over the other.
  case unknown(String)

  /// Reads the value of `Content-Encoding`.
  init(_ value: String?) {
    switch value?.lowercased() {
    case nil, "", "identity", "none", "utf-8", "binary", "8bit": self = .identity
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    case "br": self = .brotli
    case let name?: self = .unknown(name)
    }
  }

  /// A decoder for a body that begins with `head`; nil where it is not packed, whatever was said:
  /// crawlers often keep the head of a body that they have unpacked.
  func decoder(for head: [UInt8]) -> (any ContentDecoder)? {
    switch self {
    case .identity, .unknown: nil
    case .gzip: head.starts(with: [0x1F, 0x8B]) ? Inflater(.gzip) : nil
    case .deflate: Inflater(Self.isZlib(head) ? .zlib : .raw)
    case .brotli: BrotliDecoder()
    }
  }

  private static func isZlib(_ head: [UInt8]) -> Bool {
    head.count > 1 && head[0] & 0x0F == 8 && (Int(head[0]) << 8 | Int(head[1])) % 31 == 0
  }
}

/// Takes the chunks of HTTP/1.1 apart.
struct ChunkedBody {
  private enum State {
    case size
    case data(left: Int)
    case dataEnd
    case end
    /// The body is not in chunks, whatever its head says.
    case plain
  }
  private var state = State.size
  private var line: [UInt8] = []
  private var isFirst = true

  /// Takes bytes as they were sent; gives those of the body.
  mutating func push(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      switch state {
      case .plain:
        result += rest
        rest = []
      case .end: rest = []
      case .data(let left):
        let taken = rest.prefix(left)
        result += taken
        rest = rest.dropFirst(taken.count)
        state = taken.count == left ? .dataEnd : .data(left: left - taken.count)
      case .dataEnd:
        rest = rest.dropFirst()
        if byte == 0x0A { state = .size }
      case .size:
        rest = rest.dropFirst()
        line.append(byte)
        if byte == 0x0A || line.count > 256 { result += endOfSize() }
      }
    }
    return result
  }

  /// Says that nothing more comes; gives what turns out to be no size, but a short body.
  mutating func finish() -> [UInt8] {
    guard case .size = state, isFirst else { return [] }
    defer { line = [] }
    return line
  }

  /// Reads the line of a size; gives its bytes where it is none.
  private mutating func endOfSize() -> [UInt8] {
    defer {
      line = []
      isFirst = false
    }
    let text = String(decoding: line, as: UTF8.self)
    let digits = text.prefix { $0 != ";" && !$0.isWhitespace }
    guard line.count <= 256, let size = Int(digits, radix: 16), size >= 0 else {
      state = isFirst ? .plain : .end
      return isFirst ? line : []
    }
    state = size == 0 ? .end : .data(left: size)
    return []
  }
}
