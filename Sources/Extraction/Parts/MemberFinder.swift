// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The bytes of a file inside an original, taken out again for somebody who wants them.

internal import FileStorage
package import SystemPackage

/// A file that was taken out of an original; it is there as long as this value is.
package struct FoundMember: Sendable {
  /// The file.
  package let path: FilePath
  private let folder: ExtractionFolder

  /// Takes a file in a folder that goes with it.
  init(path: FilePath, folder: ExtractionFolder) {
    self.path = path
    self.folder = folder
  }
}

extension Extractor {
  /// Takes a file out of an original.
  ///
  /// - Parameters:
  ///   - chain: names that lead to it, the outermost first.
  ///   - input: the original.
  /// - Returns: the file; nil where there is none of that name, as for a mail in a mailbox.
  /// - Throws: `ExtractionFailure` where the original, or a file on the way, cannot be read.
  package func member(
    _ chain: [String], of input: ExtractionInput
  ) async throws(ExtractionFailure) -> FoundMember? {
    let folder = ExtractionFolder(in: parent)
    var (input, rest) = (input, chain[...])
    while !rest.isEmpty {
      let finder = MemberFinder(limits: limits, folder: folder, chain: Array(rest))
      guard let found = try await finder.find(in: input) else { return nil }
      input = found.input
      rest = rest.dropFirst(found.length)
    }
    return FoundMember(path: input.path, folder: folder)
  }
}

/// Looks for one file among those that a reader finds in another.
struct MemberFinder {
  let limits: ExtractionLimits
  let folder: ExtractionFolder
  /// Names that lead to it, and perhaps further; the outermost first.
  let chain: [String]

  /// Runs the reader over a file, and keeps the first file whose names are the first of the chain.
  ///
  /// - Returns: the file, and how many names of the chain it took; nil where there is none.
  /// - Throws: `ExtractionFailure`.
  func find(
    in input: ExtractionInput
  ) async throws(ExtractionFailure) -> (input: ExtractionInput, length: Int)? {
    let (mediaType, size) = try Extractor.sniff(input)
    guard let format = WorkerFormat(mediaType) else { return nil }
    do throws(FileStorageError) {
      let frames = try folder.newFile()
      _ = await WorkerRun(format: format, limits: format.limits(limits, size: size))
        .run(input, mediaType, frames: frames)
      defer { try? Folder.removeFile(frames) }
      var reader = try FrameReader(frames, longest: limits.outputBytes * 2)
      var spool: MemberSpool?
      while let frame = try reader.next() {
        switch frame {
        case .member(let header) where chain.starts(with: header.path):
          spool = try MemberSpool(header, folder)
        case .bytes(let bytes): try spool?.write(bytes)
        case .memberEnd:
          if let found = try spool?.finish(declaredLanguage: nil) {
            return (found.input, found.header.path.count)
          }
        default: continue
        }
      }
      return nil
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }
}
