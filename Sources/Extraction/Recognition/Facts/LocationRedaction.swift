// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Copies of files without the place where they were made: it can endanger who made them. Pictures are
// changed by exiftool; a PDF, to which exiftool only adds, is written anew by qpdf behind it; in a zip,
// an office file or a book the pictures inside are replaced. Each copy is searched as its original was.

internal import FileStorage
internal import FoundationEssentials
package import SystemPackage

/// Makes copies of files without their location.
package enum LocationRedaction {
  /// What was done for a copy.
  package enum Outcome: Sendable, Hashable {
    /// The file names no place; there is no copy.
    case unchanged
    /// The copy lacks what is named here, such as `GPS:GPSLatitude`; all else is as it was.
    case removed([String])
  }

  /// Which tags are about the place: coordinates, and names of places.
  private static let tags = ["*GPS*", "Location:all"]

  /// Copies a file without its coordinates and names of places, and those of the files inside it, and
  /// reads the copy to be sure; nothing is copied where it names none.
  ///
  /// Pictures themselves are not touched. There is no file at `target` where this throws.
  /// - Parameters:
  ///   - source: any file.
  ///   - target: where the copy goes; a file there is replaced.
  ///   - limits: what a program may cost.
  ///   - parent: a folder for what is written on the way.
  /// - Returns: what was removed.
  /// - Throws: `ExtractionFailure` with `.formatNotSupported` where the place cannot be taken out of
  ///   this format, `.fileNotReadable`, or as `ChildProcess.run`.
  package static func copy(
    from source: FilePath, to target: FilePath, limits: ExtractionLimits = ExtractionLimits(),
    parent: FilePath = ExtractionFolder.standardParent
  ) async throws(ExtractionFailure) -> Outcome {
    let search = LocationSearch(limits: limits, folder: ExtractionFolder(in: parent))
    let found = try await search.tags(in: source)
    if found.isEmpty { return .unchanged }
    do throws(ExtractionFailure) {
      try await write(target, from: source, search, depth: 0)
      guard try await search.tags(in: target).isEmpty else { throw cannot }
      return .removed(found)
    } catch {
      try? Folder.removeFile(target)
      throw error
    }
  }

  private static func write(
    _ target: FilePath, from source: FilePath, _ search: LocationSearch, depth: Int
  ) async throws(ExtractionFailure) {
    let input = ExtractionInput(path: source, name: "")
    let mediaType = try Extractor.sniff(input).mediaType
    if mediaType == .pdf {
      try await writePDF(target, from: source, search)
    } else if try LocationSearch.isZip(source) {
      try await writeZip(target, from: input, mediaType, search, depth: depth)
    } else if ["image/", "video/", "audio/"].contains(where: { mediaType.rawValue.hasPrefix($0) }) {
      try await strip(source, into: target, search.limits)
    } else {
      throw cannot
    }
  }

  /// Has exiftool write a copy without places.
  private static func strip(
    _ source: FilePath, into target: FilePath, _ limits: ExtractionLimits
  ) async throws(ExtractionFailure) {
    let outcome = try await ChildProcess(tool: .exiftool, limits: limits).run(
      ["-q", "-m"] + tags.map { "-\($0)=" } + ["-o", "-", "-"], over: source, into: target)
    guard outcome.isSuccess else { throw cannot }
  }

  /// Writes a PDF anew, without what exiftool has only crossed out.
  private static func writePDF(
    _ target: FilePath, from source: FilePath, _ search: LocationSearch
  ) async throws(ExtractionFailure) {
    guard ExtractionTool.qpdf.path() != nil else { throw ExtractionTool.qpdf.missing }
    let crossedOut = try newFile(search)
    defer { try? Folder.removeFile(crossedOut) }
    try await strip(source, into: crossedOut, search.limits)
    let outcome = try await ChildProcess(tool: .qpdf, limits: search.limits).run(
      ["--warning-exit-0", "/dev/stdin", "-"], over: crossedOut, into: target)
    guard outcome.isSuccess else { throw cannot }
  }

  /// Replaces the files in a zip that name a place.
  private static func writeZip(
    _ target: FilePath, from input: ExtractionInput, _ mediaType: MediaType,
    _ search: LocationSearch, depth: Int
  ) async throws(ExtractionFailure) {
    var files: [Int: [UInt8]] = [:]
    try await search.forEachMember(of: input, mediaType, .zipEntries) {
      (member) throws(ExtractionFailure) in
      guard let index = member.header.path.first.flatMap({ Int($0) }),
        try await !search.tags(in: member.input.path, depth: depth + 1).isEmpty
      else { return }
      let copy = try newFile(search)
      defer { try? Folder.removeFile(copy) }
      try await write(copy, from: member.input.path, search, depth: depth + 1)
      files[index] = try contents(of: copy)
    }
    guard let zip = ZipRewriter(try contents(of: input.path)),
      files.keys.allSatisfy({ (0..<zip.count).contains($0) }), let bytes = zip.replacing(files)
    else { throw cannot }
    do throws(FileStorageError) { try WholeFile.write(bytes, to: target, sync: false) } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private static func newFile(_ search: LocationSearch) throws(ExtractionFailure) -> FilePath {
    do throws(FileStorageError) { return try search.folder.newFile() } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private static func contents(of path: FilePath) throws(ExtractionFailure) -> [UInt8] {
    do throws(FileStorageError) { return try FileReader.contents(of: path) } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private static let cannot = ExtractionFailure(
    .formatNotSupported,
    "the place cannot be taken out of a file of this format, or out of what lies in it; take the pictures "
      + "out and copy them as JPEG or PNG"
  )

  /// The names of the tags of one file that are about the place, with the group of each.
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
