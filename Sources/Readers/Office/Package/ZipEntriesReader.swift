// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// All files of a zip by their places in its directory, whatever kind of package it is: for those who
// must look at every one of them.

internal import Extraction
internal import ReaderProcess

/// Unpacks the files of a zip.
enum ZipEntriesReader {
  /// The version of what is read.
  static let version = "1"

  /// Sends each file under the number of its place, from 0; what cannot be unpacked is a gap.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let bytes: [UInt8]
    do throws(ExtractionFailure) { bytes = try input.contents() } catch {
      return try output.gap(ExtractionGap(page: nil, error.reason, error.sentence))
    }
    guard let zip = ZipReader(bytes, limit: input.limits.parts) else {
      return try output.gap(
        ExtractionGap(page: nil, .damaged, "the zip is damaged; find another copy"))
    }
    var left = input.limits.unpackedBytes
    for index in zip.members.indices where !zip.members[index].isEncrypted {
      let (contents, ending) = zip.contents(at: index, limit: left)
      left -= contents.count
      guard ending == .whole else {
        try output.gap(
          ExtractionGap(page: nil, .damaged, "file \(index) of the zip cannot be unpacked"))
        if ending == .tooLarge { return }
        continue
      }
      try output.member(MemberHeader(path: ["\(index)"]), contents)
    }
  }
}
