// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Numbers of one width side by side, the lowest bits first: value i has the bits
// i * width ..< (i + 1) * width of the byte string. `width` may be 0: all values are 0, no bytes.
// Columns of such numbers are in PackedColumn.swift.

/// Packing and unpacking of up to 128 numbers at a time, and of single numbers in place.
enum BitPacking {
  /// Numbers in a full block.
  static let blockSize = 128

  /// The bytes that `count` numbers take.
  @inline(__always)
  static func byteCount(_ count: Int, width: UInt8) -> Int { (count &* Int(width) &+ 7) >> 3 }

  /// Appends the lowest `width` <= 56 bits of numbers.
  static func pack(
    _ values: Span<some FixedWidthInteger & UnsignedInteger>, width: UInt8,
    to output: inout [UInt8]
  ) {
    precondition(width <= 56, "numbers have 56 bits at most")
    let bytes = byteCount(values.count, width: width)
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    output.append(addingCapacity: bytes + 8) { room in
      unsafe room.withUnsafeMutableBufferPointer { room, count in
        let target = UnsafeMutableRawBufferPointer(room)
        var pending: UInt64 = 0
        var used = 0
        // SAFETY: there is room for all packed bytes and one word more, so the words that begin among them
        // may be stored in whole; only the packed bytes count.
        for index in values.indices {
          let value = UInt64(truncatingIfNeeded: values[index]) & mask
          pending |= value &<< UInt64(used)
          used &+= Int(width)
          if used >= 64 {
            unsafe target.storeBytes(of: pending.littleEndian, toByteOffset: count, as: UInt64.self)
            count &+= 8
            used &-= 64
            pending = value >> UInt64(Int(width) &- used)
          }
        }
        if used > 0 {
          unsafe target.storeBytes(of: pending.littleEndian, toByteOffset: count, as: UInt64.self)
          count &+= (used &+ 7) >> 3
        }
      }
    }
  }

  /// Appends the lowest bytes of a word, the lowest first.
  @inline(__always)
  static func append(_ word: UInt64, bytes count: Int, to output: inout [UInt8]) {
    var rest = word
    for _ in 0..<count {
      output.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Unpacks `count` numbers of `width` <= 32 bits that begin at byte `start` of a file into the
  /// beginning of `output`.
  ///
  /// - Precondition: `output` holds at least `count` numbers, and eight bytes follow the packed ones.
  static func unpack(
    _ count: Int, width: UInt8, from start: Int, of bytes: RawSpan, into output: inout [UInt32]
  ) {
    precondition(count <= output.count, "there must be room for what is unpacked")
    precondition(
      width <= 32 && start >= 0 && start &+ byteCount(count, width: width) &+ 8 <= bytes.byteCount,
      "packed numbers must lie inside the bytes, with a word after them")
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    let step = Int(width)
    unsafe output.withUnsafeMutableBufferPointer { target in
      // SAFETY: every number lies in the packed bytes, which have at least eight bytes after them, and
      // `target` has room for `count` numbers; both are checked above.
      var index = 0
      if width == 0 {
        while index < count {
          unsafe target[index] = 0
          index &+= 1
        }
      } else if width <= 8 {
        index = unsafe unpackEights(count, width: width, from: start, of: bytes, into: target)
      }
      var bit = start &* 8 &+ index &* step
      // A word has 57 bits from whatever bit of its first byte: four numbers of 14.
      while width <= 14, index &+ 4 <= count {
        let word =
          UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(
              fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)) &>> UInt64(bit & 7)
        for part in 0..<4 {
          unsafe target[index &+ part] = UInt32(
            truncatingIfNeeded: (word &>> UInt64(part &* step)) & mask)
        }
        index &+= 4
        bit &+= 4 &* step
      }
      while index < count {
        let word = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)
        unsafe target[index] = UInt32(
          truncatingIfNeeded: (UInt64(littleEndian: word) &>> UInt64(bit & 7)) & mask)
        index &+= 1
        bit &+= step
      }
    }
  }

  /// Unpacks as many of `count` numbers of 1 to 8 bits as stand in eights; gives how many.
  ///
  /// - Precondition: as for `unpack`.
  @inline(__always)
  private static func unpackEights(
    _ count: Int, width: UInt8, from start: Int, of bytes: RawSpan,
    into target: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    let spread = ByteSpread(width)
    let target = UnsafeMutableRawBufferPointer(target)
    var index = 0
    // Eight numbers begin with a byte.
    var place = start
    while index &+ 8 <= count {
      // SAFETY: the caller has checked that the numbers lie in the bytes with a word after them, and that the
      // target has room for `count` numbers.
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: place, as: UInt64.self)
      unsafe target.storeBytes(
        of: spread.numbers(UInt64(littleEndian: word)), toByteOffset: index &* 4,
        as: SIMD8<UInt32>.self)
      index &+= 8
      place &+= Int(width)
    }
    return index
  }

  /// The number at `index` of packed numbers that begin at byte `start` of a file.
  ///
  /// - Precondition: eight bytes follow the first byte of the number.
  @inline(__always)
  static func value(_ index: Int, width: UInt8, from start: Int, of bytes: RawSpan) -> UInt32 {
    UInt32(truncatingIfNeeded: wide(index, width: width, from: start, of: bytes))
  }

  /// The number at `index` of packed numbers of `width` <= 56 bits that begin at byte `start`.
  ///
  /// - Precondition: eight bytes follow the first byte of the number.
  @inline(__always)
  static func wide(_ index: Int, width: UInt8, from start: Int, of bytes: RawSpan) -> UInt64 {
    let bit = index &* Int(width)
    let word = bytes.word(at: start &+ (bit >> 3))
    return (word &>> UInt64(bit & 7)) & ((1 &<< UInt64(width)) &- 1)
  }
}

// MARK: - Numbers of a block

extension BitPacking {
  /// Replaces the first `count` numbers, which are distances less `step`, by the sums of those up to
  /// them and `start`, modulo 2^32; gives the last sum in full.
  ///
  /// - Precondition: there are so many numbers.
  static func accumulate(
    _ count: Int, from start: Int, step: Int, in numbers: inout [UInt32]
  ) -> Int {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      var bits: UInt32 = 0
      // SAFETY: `target` has `count` numbers, checked above; four of them stand at `index`.
      for index in 0..<count { bits |= unsafe target[index] }
      var index = 0
      var sum = start
      // Sums of four modulo 2^32 tell those in full, where all distances together are below that.
      if (Int(bits) &+ step) &* count <= Int(UInt32.max) {
        let first = UInt32(truncatingIfNeeded: start)
        var sums = RunningSums(first)
        let step = SIMD4(repeating: UInt32(truncatingIfNeeded: step))
        while index &+ 4 <= count {
          unsafe sums.replace(target, at: index) { $0 &+ step }
          index &+= 4
        }
        sum = start &+ Int(sums.last &- first)
      }
      while index < count {
        sum = sum &+ step &+ Int(unsafe target[index])
        unsafe target[index] = UInt32(truncatingIfNeeded: sum)
        index &+= 1
      }
      return sum
    }
  }

  /// Adds 1 to the first `count` numbers; false where one of them is the greatest there is.
  ///
  /// - Precondition: there are so many numbers.
  static func increase(_ count: Int, in numbers: inout [UInt32]) -> Bool {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      // The greatest number has all bits; looked for only where all of them were met, so that the loop stays
      // one of whole vectors.
      var bits: UInt32 = 0
      for index in 0..<count {
        // SAFETY: `target` has `count` numbers, checked above.
        let number = unsafe target[index]
        bits |= number
        unsafe target[index] = number &+ 1
      }
      return unsafe bits != .max || !target.prefix(count).contains(0)
    }
  }

  /// Adds `least` to the first `count` numbers; gives the greatest sum.
  ///
  /// - Precondition: there are so many numbers.
  static func raise(_ count: Int, by least: Int, in numbers: inout [UInt32]) -> Int {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      var greatest: UInt32 = 0
      for index in 0..<count {
        // SAFETY: `target` has `count` numbers, checked above.
        greatest = max(greatest, unsafe target[index])
        unsafe target[index] = unsafe target[index] &+ UInt32(truncatingIfNeeded: least)
      }
      return least &+ Int(greatest)
    }
  }

  /// Replaces the first `count` numbers, which are zigzag differences, by the sums of those up to them
  /// and `start`, modulo 2^32; gives the greatest sum.
  ///
  /// - Precondition: there are so many numbers.
  static func accumulateSigned(
    _ count: Int, from start: UInt32, in numbers: inout [UInt32]
  ) -> UInt32 {
    precondition(count <= numbers.count, "there must be so many numbers")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      var sums = RunningSums(start)
      var greatest = SIMD4(repeating: start)
      var index = 0
      // SAFETY: `target` has `count` numbers, checked above.
      while index &+ 4 <= count {
        let next = unsafe sums.replace(target, at: index) { $0 &>> 1 ^ (0 &- ($0 & 1)) }
        greatest.replace(with: next, where: next .> greatest)
        index &+= 4
      }
      var sum = sums.last
      var most = greatest.max()
      while index < count {
        let zigzag = unsafe target[index]
        sum = sum &+ (zigzag >> 1 ^ (0 &- (zigzag & 1)))
        most = max(most, sum)
        unsafe target[index] = sum
        index &+= 1
      }
      return most
    }
  }

  /// Sets bits from `shift` on of some of the first `count` numbers: those at the `exceptions` places
  /// that stand from byte `places` on, by the packed numbers from byte `rests` on; false where a place
  /// is not below `count`.
  ///
  /// - Precondition: there are so many numbers and bytes, and eight more bytes.
  static func patch(
    _ count: Int, exceptions: Int, places: Int, rests: Int, width: UInt8, shift: UInt8,
    of bytes: RawSpan, in numbers: inout [UInt32]
  ) -> Bool {
    precondition(
      count <= numbers.count && places >= 0 && exceptions >= 0 && rests == places &+ exceptions
        && rests &+ byteCount(exceptions, width: width) &+ 8 <= bytes.byteCount,
      "exceptions must lie inside the bytes, with a word after them")
    return unsafe numbers.withUnsafeMutableBufferPointer { target in
      for exception in 0..<exceptions {
        // SAFETY: the places and, after them, the packed numbers and a word lie inside the bytes;
        // `target` has `count` numbers. Both are checked above, and the place below.
        let place = Int(
          unsafe bytes.unsafeLoad(
            fromUncheckedByteOffset: places &+ exception, as: UInt8.self))
        guard place < count else { return false }
        let rest = value(exception, width: width, from: rests, of: bytes)
        unsafe target[place] = unsafe target[place] | rest &<< UInt32(shift)
      }
      return true
    }
  }
}

/// Sums of a number and all before it, four at a time.
private struct RunningSums {
  /// The last sum, in every lane.
  private var carry: SIMD4<UInt32>

  /// The lanes of the second pair.
  private static var second: SIMD4<UInt32> { SIMD4(0, 0, .max, .max) }

  /// Moves the first number of each pair to the second lane.
  @inline(__always)
  private static func shifted(_ numbers: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let pairs = unsafe unsafeBitCast(numbers, to: SIMD2<UInt64>.self)
    #if _endian(little)
    return unsafe unsafeBitCast(pairs &<< 32, to: SIMD4<UInt32>.self)
    #else
    return unsafe unsafeBitCast(pairs &>> 32, to: SIMD4<UInt32>.self)
    #endif
  }

  /// Begins with a number.
  @inline(__always)
  init(_ start: UInt32) { carry = SIMD4(repeating: start) }

  /// The last sum.
  @inline(__always)
  var last: UInt32 { carry[3] }

  /// Replaces four numbers from `index` on by the sums of what they stand for, and gives these.
  ///
  /// - Precondition: there are four numbers.
  @discardableResult
  @inline(__always)
  mutating func replace(
    _ numbers: UnsafeMutableBufferPointer<UInt32>, at index: Int,
    _ read: (SIMD4<UInt32>) -> SIMD4<UInt32>
  ) -> SIMD4<UInt32> {
    let numbers = UnsafeMutableRawBufferPointer(numbers)
    let place = index &* 4
    // SAFETY: the caller has checked that four numbers stand there.
    let each = read(unsafe numbers.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt32>.self))
    let pairs = each &+ Self.shifted(each)
    // The first pair's sum to the second pair.
    let sums = pairs &+ (SIMD4(repeating: pairs[1]) & Self.second) &+ carry
    carry = SIMD4(repeating: sums[3])
    unsafe numbers.storeBytes(of: sums, toByteOffset: place, as: SIMD4<UInt32>.self)
    return sums
  }
}

/// Takes eight packed numbers of up to eight bits apart: halves, quarters and eighths of their bits are moved to
/// where halves, quarters and eighths of a word begin.
private struct ByteSpread {
  private let halfWidth: UInt64
  private let half: UInt64
  private let quarterShift: UInt64
  private let quarters: UInt64
  private let otherQuarters: UInt64
  private let eighthShift: UInt64
  private let eighths: UInt64
  private let otherEighths: UInt64

  /// Prepares for numbers of 1 to 8 bits.
  @inline(__always)
  init(_ width: UInt8) {
    let bits = UInt64(width)
    halfWidth = 4 &* bits
    half = (1 &<< halfWidth) &- 1
    quarterShift = 16 &- 2 &* bits
    quarters = ((1 &<< (2 &* bits)) &- 1) &* 0x1_0000_0001
    otherQuarters = quarters &<< (2 &* bits)
    eighthShift = 8 &- bits
    eighths = ((1 &<< bits) &- 1) &* 0x1_0001_0001_0001
    otherEighths = eighths &<< bits
  }

  /// The eight numbers in the lowest bits of a word.
  @inline(__always)
  func numbers(_ packed: UInt64) -> SIMD8<UInt32> {
    var word = packed & half | (packed &>> halfWidth & half) &<< 32
    word = word & quarters | (word & otherQuarters) &<< quarterShift
    word = word & eighths | (word & otherEighths) &<< eighthShift
    let bytes = unsafe unsafeBitCast(word.littleEndian, to: SIMD8<UInt8>.self)
    return SIMD8<UInt32>(truncatingIfNeeded: bytes)
  }
}
