// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From slices of documents to segments. A segment goes on over as many slices as the memory has room
// for, since one of much text costs less than small ones that are merged; where it ends follows from
// the documents and the memory alone.

internal import SystemPackage

/// Documents that are taken up together.
struct Slice: Sendable {
  /// Segments that may end while a slice is taken up; the last goes on, however much there is.
  static let segmentLimit = 16

  /// The documents in order, each with another id.
  let documents: [WaitingDocument]
  /// Their ids, and those deleted since the slice before, for documents that came earlier.
  let ids: ByteStrings
  /// The numbers of segments that begin with it.
  let numbers: Range<UInt64>
}

/// Segments that ended when a slice was taken up.
struct EndedSegments: Sendable {
  /// Those without a document of the slice.
  var before: [SegmentDescription] = []
  /// Those that follow, with or without.
  var during: [SegmentDescription] = []
  /// All of them, in order.
  var all: [SegmentDescription] { before + during }
}

/// Takes slices up, one after the other, with all threads, and makes segments of them.
actor SliceBuilder {
  private let folder: FilePath
  private let memory: MemoryBudget
  private let builder: ParallelSegmentBuilder
  /// The number of the segment under construction.
  private var number: UInt64 = 0

  /// Makes a builder of segments in an index folder.
  init(folder: FilePath, options: WriterOptions) {
    self.folder = folder
    memory = options.memory
    builder = ParallelSegmentBuilder(threads: options.threads)
  }

  /// Takes up a slice; gives the segments that ended before it or in it.
  ///
  /// No segment has two documents of one id, nor one that was deleted beside one that came later. After
  /// an error all that was not given is forgotten.
  /// - Throws: what makes a document, `unstorable`, `fileSystem`.
  func take(_ slice: Slice) async throws(SearchIndexError) -> EndedSegments {
    var ended = EndedSegments()
    var numbers = slice.numbers
    do {
      if builder.containsAny(of: slice.ids) { ended.before.append(try await end()) }
      var rest = slice.documents[...]
      while !rest.isEmpty {
        let held = builder.approximateMemory
        let part = nextPart(of: &rest, beside: held)
        if builder.documentCount > 0, !numbers.isEmpty, !hasRoom(for: part, beside: held) {
          ended.during.append(try await end())
        }
        if builder.documentCount == 0 { number = numbers.removeFirst() }
        try await builder.add(batches(of: part))
      }
      return ended
    } catch {
      for segment in ended.all { SegmentFiles(folder: folder, segment: segment.number).remove() }
      throw error
    }
  }

  /// Ends the last segment and gives it, if there is one.
  ///
  /// - Throws: `fileSystem`.
  func finish() async throws(SearchIndexError) -> EndedSegments {
    EndedSegments(before: builder.documentCount > 0 ? [try await end()] : [])
  }

  private func end() async throws(SearchIndexError) -> SegmentDescription {
    do throws(SearchIndexError) {
      return try await builder.write(to: folder, segment: number)
    } catch {
      SegmentFiles(folder: folder, segment: number).remove()
      throw error
    }
  }

  /// The documents that are taken up before the memory is looked at again: of an eighth of a slice where it
  /// is nearly full.
  private func nextPart(
    of rest: inout ArraySlice<WaitingDocument>, beside held: Int
  ) -> ArraySlice<WaitingDocument> {
    let room = memory.builderShare - held
    let weight = max(memory.sliceText / 8, room / MemoryBudget.largestExpansion)
    return Self.cut(&rest, weight: weight)
  }

  /// Whether a part fits beside what is there, if it is ordinary text.
  private func hasRoom(
    for part: ArraySlice<WaitingDocument>, beside held: Int
  ) -> Bool {
    let weight = part.reduce(0) { $0 + $1.weight }
    return held + MemoryBudget.expansion * weight <= memory.builderShare
  }

  /// Text that a thread takes at a time, in bytes; a megabyte would serve as well.
  private static let batchText = 128 << 10

  /// A part in batches for threads.
  private func batches(
    of part: ArraySlice<WaitingDocument>
  ) -> [ParallelSegmentBuilder.Batch] {
    var rest = part
    var batches: [ParallelSegmentBuilder.Batch] = []
    while !rest.isEmpty { batches.append(Self.batch(of: Self.cut(&rest, weight: Self.batchText))) }
    return batches
  }

  private static func batch(
    of documents: ArraySlice<WaitingDocument>
  ) -> ParallelSegmentBuilder.Batch {
    { take throws(SearchIndexError) in
      for waiting in documents {
        switch waiting.content {
        case .document(let document): try take(document)
        case .maker(let make):
          let document = try make()
          try take(document)
        }
      }
    }
  }

  /// Cuts the first documents off that have a weight together, at least one.
  private static func cut(
    _ rest: inout ArraySlice<WaitingDocument>, weight: Int
  ) -> ArraySlice<WaitingDocument> {
    var end = rest.startIndex
    var sum = 0
    while end < rest.endIndex, sum < weight {
      sum += rest[end].weight
      end += 1
    }
    defer { rest = rest[end...] }
    return rest[..<end]
  }
}
