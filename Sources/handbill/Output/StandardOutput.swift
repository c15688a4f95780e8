// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// Results on their way to standard output, collected into blocks of 64 KiB.
///
/// Whoever makes one must call `flush` at the end. Where the reader of a pipe has gone, writing
/// throws `OutputError.readerGone`, which counts as success: `handbill list | head` is no failure.
struct StandardOutput: ~Copyable {
  /// What the stream can show.
  let terminal: Terminal
  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []

  /// Takes standard output.
  init() {
    descriptor = .standardOutput
    terminal = Terminal(of: .standardOutput)
  }

  /// Writes text as it is.
  mutating func write(_ text: String) throws(OutputError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes text and a line end.
  mutating func line(_ text: String = "") throws(OutputError) {
    try write(text)
    try write("\n")
  }

  /// Writes bytes as they are, past the buffer.
  mutating func write(bytes: some Sequence<UInt8>) throws(OutputError) {
    try flush()
    do {
      try descriptor.writeAll(bytes)
    } catch {
      throw OutputError(error)
    }
  }

  /// Hands everything to the system.
  mutating func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    do {
      try descriptor.writeAll(buffer)
    } catch {
      throw OutputError(error)
    }
  }
}

/// Why results could not be written.
enum OutputError: Error, Equatable {
  /// Nobody reads the pipe any more.
  case readerGone
  /// Anything else, such as a full disk under a redirection.
  case failed(Errno)

  /// Tells a closed pipe from other failures.
  init(_ error: any Error) {
    let errno = error as? Errno ?? .ioError
    self = errno == .brokenPipe ? .readerGone : .failed(errno)
  }
}

extension OutputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .readerGone: "the reader of standard output has gone"
    case .failed(let errno):
      "standard output cannot be written (\(errno)); look at where it is redirected to"
    }
  }
}
