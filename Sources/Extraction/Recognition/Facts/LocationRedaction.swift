// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Copies of pictures without the place where they were taken: it can endanger who took them.

internal import FileStorage
internal import FoundationEssentials
package import SystemPackage

/// Makes copies of files without their location.
package enum LocationRedaction {
  /// What was done for a copy.
  package enum Outcome: Sendable, Hashable {
    /// The file names no place; the copy has its bytes.
    case unchanged
    /// The copy lacks what is named here, such as `GPS:GPSLatitude`; all else is as it was.
    case removed([String])
  }

  /// Which tags are about the place: coordinates, and names of places.
  private static let tags = ["*GPS*", "Location:all"]

  /// Copies a file without its coordinates and names of places, and reads the copy to be sure.
  ///
  /// The picture itself is not touched. There is no file at `target` where this throws.
  /// - Parameters:
  ///   - source: a picture, or a PDF that names no place.
  ///   - target: where the copy goes; a file there is replaced.
  ///   - limits: what a program may cost.
  /// - Returns: what was removed.
  /// - Throws: `ExtractionFailure` with `.formatNotSupported` where the place cannot be taken out of
  ///   this format, `.fileNotReadable`, or as `ChildProcess.run`.
  package static func copy(
    from source: FilePath, to target: FilePath, limits: ExtractionLimits = ExtractionLimits()
  ) async throws(ExtractionFailure) -> Outcome {
    let found = try await locations(in: source, limits)
    do throws(FileStorageError) {
      if try Folder.status(target) != nil { try Folder.removeFile(target) }
      if found.isEmpty {
        try Folder.copyFile(source, to: target, sync: false)
        return .unchanged
      }
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    do throws(ExtractionFailure) {
      try await write(target, from: source, limits)
      return .removed(found)
    } catch {
      try? Folder.removeFile(target)
      throw error
    }
  }

  private static func write(
    _ target: FilePath, from source: FilePath, _ limits: ExtractionLimits
  ) async throws(ExtractionFailure) {
    // exiftool changes a PDF by adding to it: what it removes can still be read.
    let mediaType = try Extractor.sniff(ExtractionInput(path: source, name: "")).mediaType
    guard mediaType != .pdf else { throw cannot }
    let outcome = try await ChildProcess(tool: .exiftool, limits: limits).run(
      ["-q", "-m"] + tags.map { "-\($0)=" } + ["-o", "-", "-"], over: source, into: target)
    guard outcome.isSuccess, try await locations(in: target, limits).isEmpty else { throw cannot }
  }

  private static let cannot = ExtractionFailure(
    .formatNotSupported,
    "the place cannot be taken out of a file of this format; copy it as a JPEG or PNG picture first"
  )

  /// The names of the tags that are about the place, with the group of each.
  ///
  /// - Throws: `ExtractionFailure` as `ChildProcess.run`, and `.programFailed`.
  package static func locations(
    in path: FilePath, _ limits: ExtractionLimits = ExtractionLimits()
  ) async throws(ExtractionFailure) -> [String] {
    let outcome = try await ChildProcess(tool: .exiftool, limits: limits).run(
      ["-json", "-a", "-G1", "-ee", "-m"] + tags.map { "-\($0)" } + ["-"], over: path)
    let lists = try? JSONDecoder().decode([[String: AnyTag]].self, from: Data(outcome.output))
    guard let list = lists?.first else { throw ExtractionTool.exiftool.failed(outcome, limits) }
    return list.keys.filter { $0 != "SourceFile" && !$0.hasPrefix("Composite:") }.sorted()
  }

  /// A tag whose value does not matter.
  private struct AnyTag: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}
