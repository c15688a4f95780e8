// Licensed under the Apache License, Version 2.0; see LICENSE.

/// A Unicode scalar of a form, with the number of its bytes in UTF-8.
///
/// The order of scalars is the order of their bytes.
struct FormScalar {
  /// The code point; never a surrogate.
  let value: UInt32
  /// From 1 to 4.
  let length: Int

  /// Reads the scalar at an index; nil where the bytes are not UTF-8.
  ///
  /// - Precondition: the index is inside the form.
  @inline(__always)
  init?(in form: Span<UInt8>, at index: Int) {
    let first = form[index]
    if first < 0x80 {
      value = UInt32(first)
      length = 1
    } else {
      guard let value = FormScalar.value(in: form, at: index, lead: first) else { return nil }
      self.value = value
      length = FormScalar.length(of: value)
    }
  }

  /// Reads a scalar of several bytes.
  ///
  /// Source: the well-formed sequences of table 3-7 of the Unicode Standard.
  private static func value(in form: Span<UInt8>, at index: Int, lead: UInt8) -> UInt32? {
    let rest = form.count - index - 1
    switch lead {
    case 0xC2...0xDF:
      guard rest >= 1, let second = tail(form[index + 1]) else { return nil }
      return UInt32(lead & 0x1F) << 6 | second
    case 0xE0...0xEF:
      guard rest >= 2, let second = tail(form[index + 1]), let third = tail(form[index + 2]) else {
        return nil
      }
      let value = UInt32(lead & 0xF) << 12 | second << 6 | third
      return value >= 0x800 && !(0xD800...0xDFFF).contains(value) ? value : nil
    case 0xF0...0xF4:
      guard rest >= 3, let second = tail(form[index + 1]), let third = tail(form[index + 2]),
        let fourth = tail(form[index + 3])
      else { return nil }
      let value = UInt32(lead & 0x7) << 18 | second << 12 | third << 6 | fourth
      return (0x10000...0x10FFFF).contains(value) ? value : nil
    default: return nil
    }
  }

  /// The bits of a byte that goes on with a scalar; nil for any other byte.
  @inline(__always)
  private static func tail(_ byte: UInt8) -> UInt32? {
    byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }

  /// The scalar after another; nil after the last one.
  static func next(after scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xD7FF: 0xE000
    case 0x10FFFF...: nil
    default: scalar + 1
    }
  }

  /// The bytes that a scalar takes.
  static func length(of scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }

  /// The bytes of a scalar; none for what is not one.
  static func utf8(of scalar: UInt32) -> [UInt8] {
    Unicode.Scalar(scalar).map { Array(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter) } ?? []
  }

  /// Appends the bytes of a scalar; none for what is not one.
  static func append(_ scalar: UInt32, to form: inout [UInt8]) {
    guard scalar >= 0x80 else { return form.append(UInt8(scalar)) }
    guard Unicode.Scalar(scalar) != nil else { return }
    let length = length(of: scalar)
    // The lead byte has as many ones as there are bytes.
    let lead = UInt8(truncatingIfNeeded: 0xF00 >> UInt32(length))
    form.append(lead | UInt8(truncatingIfNeeded: scalar >> UInt32(6 * length - 6)))
    for place in stride(from: 6 * length - 12, through: 0, by: -6) {
      form.append(0x80 | UInt8(truncatingIfNeeded: scalar >> UInt32(place)) & 0x3F)
    }
  }

  /// The least scalar whose bytes are above those of a form from an index on; nil where none is.
  ///
  /// For bytes that are not UTF-8. O(log 0x110000).
  static func least(above form: Span<UInt8>, from index: Int) -> UInt32? {
    var low: UInt32 = 0
    var high: UInt32 = 0x110000
    while low < high {
      let middle = low + (high - low) / 2
      // Surrogates are compared as the scalar after them.
      let scalar = (0xD800...0xDFFF).contains(middle) ? 0xE000 : middle
      if isAbove(utf8(of: scalar), form, from: index) { high = middle } else { low = middle + 1 }
    }
    if low > 0x10FFFF { return nil }
    return (0xD800...0xDFFF).contains(low) ? 0xE000 : low
  }

  private static func isAbove(_ bytes: [UInt8], _ form: Span<UInt8>, from start: Int) -> Bool {
    for (offset, byte) in bytes.enumerated() {
      if start + offset >= form.count { return true }
      let other = form[start + offset]
      if byte != other { return byte > other }
    }
    return false
  }
}
