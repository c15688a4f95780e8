// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers and byte strings as the files of an index hold them; `ByteReader` reads what this writes.
// Little-endian; a varint has seven bits a byte, the lowest first, the high bit set on all but the
// last byte.

/// Bytes under construction.
struct ByteWriter {
  /// What was written so far.
  var bytes: [UInt8] = []

  /// The number of bytes so far.
  var count: Int { bytes.count }

  /// Appends one byte.
  mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Appends a varint of 1 to 10 bytes.
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a varint of 1 to 5 bytes.
  mutating func varint(_ value: UInt32) { varint(UInt64(value)) }

  /// Appends a number that is not negative as a varint.
  mutating func varint(_ value: Int) { varint(UInt64(value)) }

  /// Appends a signed number as a varint, small magnitudes short (zigzag).
  mutating func signedVarint(_ value: Int64) {
    varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Appends two bytes.
  mutating func uint16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  /// Appends four bytes.
  mutating func uint32(_ value: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends eight bytes.
  mutating func uint64(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Appends the length as a varint, then the bytes.
  mutating func string(_ value: some Collection<UInt8>) {
    varint(value.count)
    bytes.append(contentsOf: value)
  }
}
