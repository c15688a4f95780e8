// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Crypto
internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// The SHA-512 of a file that comes piece by piece.
struct ContentDigest: Sendable {
  private var hash = SHA512()

  private static let bufferSize = 256 << 10

  /// Begins with no bytes.
  init() {}

  /// Takes the next bytes.
  mutating func take(_ bytes: [UInt8]) { hash.update(data: Data(bytes)) }

  /// The digest of what was taken, lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The digest of a file, and its length in bytes.
  ///
  /// - Throws: `FileStorageError`.
  static func of(_ path: FilePath) throws(FileStorageError) -> (sha512: String, bytes: Int) {
    let file = try FileReader(path)
    var digest = ContentDigest()
    var buffer = [UInt8](repeating: 0, count: bufferSize)
    var bytes = 0
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { return (digest.hexadecimal, bytes) }
      digest.take(count == buffer.count ? buffer : Array(buffer[..<count]))
      bytes += count
    }
  }
}
