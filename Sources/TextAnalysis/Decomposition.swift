// Licensed under the Apache License, Version 2.0; see LICENSE.

extension String {
  /// The text in Unicode's normal form D: letters first, each of their marks behind them.
  ///
  /// O(n). Source: UAX #15, by ICU.
  package var decomposed: String {
    var bytes: [UInt8] = []
    Normalizer(.nfd).append(Array(utf8).span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
