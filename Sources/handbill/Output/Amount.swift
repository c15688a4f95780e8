// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Numbers as people read them, the same in every locale.
enum Amount {
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

  /// `document` or `documents`, after its number.
  static func of(_ number: Int, _ one: String, _ many: String) -> String {
    "\(count(number)) \(number == 1 ? one : many)"
  }

  /// `812 B`, `4.1 kB`, `89.0 MB`: powers of ten, one decimal.
  static func bytes(_ bytes: Int64) -> String {
    var value = Double(bytes)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 { return unit == "B" ? "\(bytes) B" : decimal(value, places: 1) + " " + unit }
      value /= 1000
    }
    return decimal(value, places: 1) + " TB"
  }

  /// `0:07`, `12:30`, `3:05:00`.
  static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e7 else { return "-:--" }
    let whole = Int(max(0, seconds).rounded())
    let tail = twoDigits(whole % 60)
    if whole < 3600 { return "\(whole / 60):\(tail)" }
    return "\(whole / 3600):\(twoDigits(whole / 60 % 60)):\(tail)"
  }

  /// A number with a fixed count of decimals, rounded, with a point.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    let scale = (0..<places).reduce(1.0) { result, _ in result * 10 }
    let scaled = Int64((value.magnitude * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + "\(scaled)" }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
