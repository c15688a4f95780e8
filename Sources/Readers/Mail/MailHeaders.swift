// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// The header lines of a mail or of a part of one, as they came.
struct MailHeaders: Sendable {
  /// Most headers that are looked at.
  static let most = 10_000
  /// Longest value that is looked at, in bytes; nobody searches for more recipients than fit.
  static let longestValue = 64 << 10

  private var fields: [(name: String, value: [UInt8])] = []

  /// Makes an empty list.
  init() {}

  /// Adds a header; the value may be folded.
  mutating func append(_ name: String, _ value: [UInt8]) {
    fields.append((name.lowercased(), value.filter { $0 != 0x0D && $0 != 0x0A }))
  }

  /// The raw values of all headers of a name, in lower case, unfolded.
  func all(_ name: String) -> [[UInt8]] { fields.filter { $0.name == name }.map(\.value) }

  /// The raw value of the first header of a name, in lower case.
  func first(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The values that are not ASCII, a line each: what their charset can be told from.
  var beyondASCII: [UInt8] {
    var sample: [UInt8] = []
    for (_, value) in fields where value.contains(where: { $0 >= 0x80 }) {
      sample += value.prefix(4096) + [0x0A]
      if sample.count > 16 << 10 { break }
    }
    return sample
  }
}
