// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Readers of bytes are made by the hundred in a search, and each must be able to say in which file it found
// damage. A string is counted each time it is handed on, in steps that other processors must see; what is borrowed is not.

/// The path of a file, for errors: borrowed, so that it costs nothing to hand it on.
struct FileName: ~Escapable {
  private let bytes: Span<UInt8>

  /// Takes the UTF-8 of a path.
  @inline(__always)
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The path.
  var string: String {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    return String(decoding: copy, as: UTF8.self)
  }
}
