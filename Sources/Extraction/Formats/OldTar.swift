// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The tar of before POSIX, which has no signature.
enum OldTar {
  /// Whether a file begins with a header whose sum is right.
  static func matches(_ head: [UInt8]) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    let digits = head[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return false }
    let written = digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    let sum = head[..<148].reduce(0) { $0 + Int($1) } + 8 * 0x20
    return written == head[156..<512].reduce(sum) { $0 + Int($1) }
  }
}
