// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Numbers as the pages show them.
enum Figures {
  /// `1,234,567`.
  static func count(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return result
  }

  /// `1 document`, `2,000 documents`.
  static func of(_ number: Int, _ one: String, _ many: String) -> String {
    "\(count(number)) \(number == 1 ? one : many)"
  }

  /// A share of one as `93 %`.
  static func percent(_ share: Float) -> String {
    guard share.isFinite else { return "–" }
    return "\(Int((max(0, min(1, share)) * 100).rounded())) %"
  }
}
