// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes what `DocumentIDs` reads; the layout is at the head of that file.

/// Takes the ids of documents by doc id and makes blocks of them.
struct DocumentIDsWriter {
  /// Where each block begins.
  private(set) var starts: [UInt64] = []
  private var blocks = ByteWriter()
  private var taken = 0
  private var counted: UInt32 = 0
  private var written = ByteWriter()
  /// The last id that was written.
  private var last: [UInt8] = []
  /// The id that would count on, where `counts`.
  private var next: [UInt8] = []
  /// Whether the last id ends with a number.
  private var counts = false
  private var place = 0

  /// Bytes that `take` would give.
  var finishedBytes: Int { blocks.count }

  /// Appends the id of the next document.
  mutating func append(_ id: ArraySlice<UInt8>) {
    if counts, id.elementsEqual(next) {
      counted |= 1 << UInt32(place)
    } else {
      FrontCoding.write(id, after: &last, to: &written)
    }
    next.shorten(to: 0)
    next.append(contentsOf: id)
    counts = CountedID.add(1, to: &next)
    place += 1
    if place == DocumentIDs.blockSize { finish() }
  }

  /// Ends a block that has been begun.
  mutating func finish() {
    if place == 0 { return }
    starts.append(UInt64(taken + blocks.count))
    blocks.uint32(counted)
    blocks.bytes += written.bytes
    (counted, place, counts) = (0, 0, false)
    last.removeAll(keepingCapacity: true)
    written.bytes.removeAll(keepingCapacity: true)
  }

  /// Gives the bytes of finished blocks and forgets them.
  mutating func take() -> [UInt8] {
    defer { blocks.bytes.removeAll(keepingCapacity: true) }
    taken += blocks.count
    return blocks.bytes
  }
}
