// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The bytes of a file inside an original, taken out again for somebody who wants them. Names alone do
// not tell which file is meant: two in one archive can have the same. Its digest does.

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
  ///   - sha512: the digest of its bytes, lower-case hexadecimal; nil to take the first of these names.
  ///   - input: the original.
  /// - Returns: the file; nil where there is none of these names with this digest, as for a mail in a
  ///   mailbox.
  /// - Throws: `ExtractionFailure` where the original, or each file on the way, cannot be read.
  package func member(
    _ chain: [String], sha512: String?, of input: ExtractionInput
  ) async throws(ExtractionFailure) -> FoundMember? {
    let folder = ExtractionFolder(in: parent)
    if chain.isEmpty { return FoundMember(path: input.path, folder: folder) }
    let finder = MemberFinder(limits: limits, folder: folder, sha512: sha512)
    return try await finder.find(chain[...], in: input).map {
      FoundMember(path: $0, folder: folder)
    }
  }
}

/// Looks for one file among those that readers find in others.
struct MemberFinder: Sendable {
  let limits: ExtractionLimits
  let folder: ExtractionFolder
  /// The digest of its bytes; nil where nobody knows.
  let sha512: String?

  /// Looks into a file, and into those in it that the names lead through.
  ///
  /// - Parameters:
  ///   - chain: names that lead to it from here, at least one.
  ///   - input: the file.
  /// - Returns: where it is; nil where there is none.
  /// - Throws: `ExtractionFailure` where nothing was found and something could not be read.
  func find(
    _ chain: ArraySlice<String>, in input: ExtractionInput
  ) async throws(ExtractionFailure) -> FilePath? {
    let (mediaType, size) = try Extractor.sniff(input)
    if mediaType == .pdf { return try await find(chain, inPDF: input, size) }
    guard let format = WorkerFormat(mediaType) else { return nil }
    do {
      let frames = try folder.newFile()
      _ = await WorkerRun(format: format, limits: format.limits(limits, size: size))
        .run(input, mediaType, frames: frames)
      defer { try? Folder.removeFile(frames) }
      return try await find(chain, among: frames)
    } catch let error as ExtractionFailure {
      throw error
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }

  private func find(_ chain: ArraySlice<String>, among frames: FilePath) async throws -> FilePath? {
    var reader = try FrameReader(frames, longest: limits.outputBytes * 2)
    var spool: MemberSpool?
    var failure: ExtractionFailure?
    while let frame = try reader.next() {
      switch frame {
      case .member(let header):
        spool = chain.starts(with: header.path) ? try MemberSpool(header, folder) : nil
      case .bytes(let bytes): try spool?.write(bytes)
      case .memberEnd:
        guard let member = try spool?.finish(declaredLanguage: nil) else { continue }
        spool = nil
        do throws(ExtractionFailure) {
          if let found = try await follow(chain, into: member) { return found }
        } catch {
          failure = failure ?? error
        }
      default: continue
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// Looks among the files inside a PDF.
  private func find(
    _ chain: ArraySlice<String>, inPDF input: ExtractionInput, _ size: Int
  ) async throws(ExtractionFailure) -> FilePath? {
    let run = ExtractionRun(
      limits: limits, folder: folder, budget: ExtractionBudget(limits, size: size))
    let inside = PDFAttachments(run: run, input: input, chain: []) { _ in }
    var failure: ExtractionFailure?
    for (index, name) in try await inside.list().enumerated() where chain.first == name {
      do throws(ExtractionFailure) {
        let member = try await inside.take(index + 1, name)
        if let found = try await follow(chain, into: member) { return found }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// A file on the way, if it is the one, else what is in it.
  private func follow(
    _ chain: ArraySlice<String>, into member: SpooledMember
  ) async throws(ExtractionFailure) -> FilePath? {
    let rest = chain.dropFirst(member.header.path.count)
    if rest.isEmpty, sha512 == nil || member.sha512 == sha512 { return member.input.path }
    let found = rest.isEmpty ? nil : try await find(rest, in: member.input)
    try? Folder.removeFile(member.input.path)
    return found
  }
}
