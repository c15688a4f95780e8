// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Digests of files, computed piece by piece in constant memory. The only file that imports Crypto.

internal import Crypto
internal import FileStorage
internal import FoundationEssentials
package import SystemPackage

/// A digest algorithm that this program can compute, by its OCFL name.
package enum DigestAlgorithm: String, Sendable, Codable, CaseIterable {
  case sha512
  case sha256
  case sha1
  case md5

  /// Whether OCFL allows it for manifest and state.
  var addressesContent: Bool { self == .sha512 || self == .sha256 }

  /// Length of a digest in hexadecimal digits.
  var digits: Int {
    switch self {
    case .sha512: 128
    case .sha256: 64
    case .sha1: 40
    case .md5: 32
    }
  }

  /// The digest of some bytes, in lower-case hexadecimal.
  package func digest(of bytes: [UInt8]) -> String {
    var running = RunningDigest(self)
    running.update(bytes[...])
    return running.finish()
  }

  /// The digest of a file, in lower-case hexadecimal, read in pieces.
  ///
  /// - Throws: `OCFLError.storage`.
  package func digest(of file: FilePath) throws(OCFLError) -> String {
    try Self.digests(of: file, [self])[self] ?? ""
  }

  /// Several digests of a file in one pass, in lower-case hexadecimal.
  ///
  /// A symbolic link is refused, not followed.
  /// - Throws: `OCFLError.storage`.
  static func digests(
    of file: FilePath, _ algorithms: Set<DigestAlgorithm>
  ) throws(OCFLError) -> [DigestAlgorithm: String] {
    var running = algorithms.sorted { $0.rawValue < $1.rawValue }.map { RunningDigest($0) }
    try storing { () throws(FileStorageError) in
      let reader = try FileReader(file, symbolicLinks: .refuse)
      let size = try reader.status().size
      var buffer = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
      while true {
        let count = try reader.read(into: &buffer)
        for index in running.indices { running[index].update(buffer[..<count]) }
        if count < buffer.count { break }
      }
    }
    return Dictionary(uniqueKeysWithValues: running.map { ($0.algorithm, $0.finish()) })
  }
}

/// A digest under way.
struct RunningDigest {
  private enum State {
    case sha512(SHA512)
    case sha256(SHA256)
    case sha1(Insecure.SHA1)
    case md5(Insecure.MD5)
  }

  private var state: State
  /// What is computed.
  let algorithm: DigestAlgorithm

  /// Begins a digest.
  init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    switch algorithm {
    case .sha512: state = .sha512(SHA512())
    case .sha256: state = .sha256(SHA256())
    case .sha1: state = .sha1(Insecure.SHA1())
    case .md5: state = .md5(Insecure.MD5())
    }
  }

  /// Adds bytes.
  mutating func update(_ bytes: ArraySlice<UInt8>) {
    switch state {
    case .sha512(var hash):
      hash.update(data: bytes)
      state = .sha512(hash)
    case .sha256(var hash):
      hash.update(data: bytes)
      state = .sha256(hash)
    case .sha1(var hash):
      hash.update(data: bytes)
      state = .sha1(hash)
    case .md5(var hash):
      hash.update(data: bytes)
      state = .md5(hash)
    }
  }

  /// The digest in lower-case hexadecimal.
  func finish() -> String {
    switch state {
    case .sha512(let hash): Self.hexadecimal(hash.finalize())
    case .sha256(let hash): Self.hexadecimal(hash.finalize())
    case .sha1(let hash): Self.hexadecimal(hash.finalize())
    case .md5(let hash): Self.hexadecimal(hash.finalize())
    }
  }

  private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
