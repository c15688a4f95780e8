// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Whether anything in a file, however deep it is packed, names the place where it was made. The file is
// looked at anew, so that the answer does not depend on which programs were there when it was added.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// Looks for places in files and in those inside them.
struct LocationSearch: Sendable {
  /// What a program may cost.
  let limits: ExtractionLimits
  /// Where files go on the way.
  let folder: ExtractionFolder

  /// Searches a file, and all that lies in it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - depth: in how many others it lies.
  /// - Returns: the names of the tags that are about the place, with the group of each.
  /// - Throws: `ExtractionFailure` where it, or a file inside, cannot be looked at.
  func tags(in path: FilePath, depth: Int = 0) async throws(ExtractionFailure) -> [String] {
    guard depth <= limits.packedDepth else {
      throw ExtractionFailure(
        .packedTooDeep, "files are packed more than \(limits.packedDepth) deep; unpack them first")
    }
    let input = ExtractionInput(path: path, name: "")
    let (mediaType, size) = try Extractor.sniff(input)
    var found: [String] = []
    if Self.isTagged(mediaType) { found = try await LocationRedaction.locations(in: path, limits) }
    if mediaType == .pdf {
      found += try await tags(inPDF: input, size, depth)
    } else if let format = try Self.unpacker(of: path, mediaType) {
      try await forEachMember(of: input, mediaType, format) {
        (member) throws(ExtractionFailure) in
        found += try await tags(in: member.input.path, depth: depth + 1)
      }
    }
    return Array(Set(found)).sorted()
  }

  /// Whether exiftool knows places in files of a media type.
  private static func isTagged(_ mediaType: MediaType) -> Bool {
    mediaType == .pdf || PictureReader.reads(mediaType)
      || ["image/", "video/", "audio/"].contains { mediaType.rawValue.hasPrefix($0) }
        && mediaType != .svg
  }

  /// What takes the files out of one; nil where there are none in it.
  private static func unpacker(
    of path: FilePath, _ mediaType: MediaType
  ) throws(ExtractionFailure) -> WorkerFormat? {
    if try isZip(path) { return .zipEntries }
    let format = WorkerFormat(mediaType)
    return format.flatMap { holdNothing.contains($0) ? nil : $0 }
  }

  /// Formats in which no files lie.
  private static let holdNothing: Set<WorkerFormat> = [.html, .hocr, .alto, .page, .table]

  /// Whether a file is a zip of any kind.
  static func isZip(_ path: FilePath) throws(ExtractionFailure) -> Bool {
    do throws(FileStorageError) {
      var head = [UInt8](repeating: 0, count: 4)
      return try FileReader(path).read(into: &head) == 4 && head == [0x50, 0x4B, 3, 4]
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  /// Takes the files out of one, each removed again behind the call.
  func forEachMember(
    of input: ExtractionInput, _ mediaType: MediaType, _ format: WorkerFormat,
    _ body: (SpooledMember) async throws(ExtractionFailure) -> Void
  ) async throws(ExtractionFailure) {
    do {
      let size = try FileReader(input.path).status().size
      let frames = try folder.newFile()
      let ended = await WorkerRun(format: format, limits: format.limits(limits, size: size))
        .run(input, mediaType, frames: frames)
      if let ended { throw ended }
      var reader = try FrameReader(frames, longest: limits.outputBytes * 2)
      var spool: MemberSpool?
      while let frame = try reader.next() {
        switch frame {
        case .member(let header): spool = try MemberSpool(header, folder)
        case .bytes(let bytes): try spool?.write(bytes)
        case .memberEnd:
          guard let member = try spool?.finish(declaredLanguage: nil) else { continue }
          spool = nil
          try await body(member)
          try Folder.removeFile(member.input.path)
        default: continue
        }
      }
      try Folder.removeFile(frames)
    } catch let error as ExtractionFailure {
      throw error
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private func tags(
    inPDF input: ExtractionInput, _ size: Int, _ depth: Int
  ) async throws(ExtractionFailure) -> [String] {
    let run = ExtractionRun(
      limits: limits, folder: folder, budget: ExtractionBudget(limits, size: size))
    let inside = PDFAttachments(run: run, input: input, chain: []) { _ in }
    var found: [String] = []
    for (index, name) in try await inside.list().enumerated() {
      let member = try await inside.take(index + 1, name)
      found += try await tags(in: member.input.path, depth: depth + 1)
      try? Folder.removeFile(member.input.path)
    }
    return found
  }
}
