// Licensed under the Apache License, Version 2.0; see LICENSE.

extension [UInt8] {
  /// The ranges between bytes that separate; empty ones too.
  ///
  /// `Sequence.split` gives pieces that have forgotten where they stood.
  func pieces(in range: Range<Int>, separatedBy isSeparator: (UInt8) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where isSeparator(self[index]) {
      found.append(start..<index)
      start = index + 1
    }
    found.append(start..<range.upperBound)
    return found
  }

  /// The ranges without spaces, tabs and line ends; none is empty.
  func wordRanges(in range: Range<Int>) -> [Range<Int>] {
    pieces(in: range) { $0 <= 0x20 }.filter { !$0.isEmpty }
  }
}
