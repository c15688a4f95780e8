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
  case blake2b512 = "blake2b-512"
  case blake2b384 = "blake2b-384"
  case blake2b256 = "blake2b-256"
  case blake2b160 = "blake2b-160"

  /// Whether OCFL allows it for manifest and state.
  var addressesContent: Bool { self == .sha512 || self == .sha256 }

  /// Length of a digest in hexadecimal digits.
  var digits: Int {
    switch self {
    case .sha512, .blake2b512: 128
    case .blake2b384: 96
    case .sha256, .blake2b256: 64
    case .sha1, .blake2b160: 40
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
    try Self.pass(over: file, [self]).digests[self] ?? ""
  }

  /// Several digests of a file in one pass, in lower-case hexadecimal.
  ///
  /// - Throws: `OCFLError.storage`.
  package static func digests(
    of file: FilePath, _ algorithms: Set<DigestAlgorithm>
  ) throws(OCFLError) -> [DigestAlgorithm: String] {
    try pass(over: file, algorithms).digests
  }

  /// What one pass over a file gives.
  struct FilePass {
    /// Algorithm → digest in lower-case hexadecimal.
    var digests: [DigestAlgorithm: String]
    /// The file as the file system knows it.
    var status: FileStatus
  }

  /// Several digests of a file in one pass.
  ///
  /// A symbolic link is refused, not followed; each piece is counted by the meter.
  /// - Throws: `OCFLError.storage`.
  static func pass(
    over file: FilePath, _ algorithms: some Collection<DigestAlgorithm>, meter: ReadMeter? = nil
  ) throws(OCFLError) -> FilePass {
    var running = algorithms.map { RunningDigest($0) }
    let status = try storing { () throws(FileStorageError) in
      let reader = try FileReader(file, symbolicLinks: .refuse)
      let status = try reader.status()
      var buffer = [UInt8](repeating: 0, count: min(max(status.size + 1, 1024), 1 << 18))
      while true {
        let count = try reader.read(into: &buffer)
        for index in running.indices { running[index].update(buffer[..<count]) }
        meter?.add(count)
        if count < buffer.count { return status }
      }
    }
    var digests: [DigestAlgorithm: String] = [:]
    for digest in running { digests[digest.algorithm] = digest.finish() }
    return FilePass(digests: digests, status: status)
  }
}

/// A digest under way.
struct RunningDigest {
  private enum State {
    case sha512(SHA512)
    case sha256(SHA256)
    case sha1(Insecure.SHA1)
    case md5(Insecure.MD5)
    case blake2b(BLAKE2b)
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
    case .blake2b512, .blake2b384, .blake2b256, .blake2b160:
      state = .blake2b(BLAKE2b(length: algorithm.digits / 2))
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
    case .blake2b(var hash):
      hash.update(bytes)
      state = .blake2b(hash)
    }
  }

  /// The digest in lower-case hexadecimal.
  func finish() -> String {
    switch state {
    case .sha512(let hash): Self.hexadecimal(hash.finalize())
    case .sha256(let hash): Self.hexadecimal(hash.finalize())
    case .sha1(let hash): Self.hexadecimal(hash.finalize())
    case .md5(let hash): Self.hexadecimal(hash.finalize())
    case .blake2b(let hash): Self.hexadecimal(hash.finished())
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
