// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Files inside a PDF, by pdfdetach: each becomes a document of its own, as in any container.

internal import FileStorage
internal import SystemPackage

/// Takes the files out of a PDF.
struct PDFAttachments {
  /// The reading that this is part of.
  let run: ExtractionRun
  /// The PDF.
  let input: ExtractionInput
  /// Names that lead to it in the original.
  let chain: [String]
  /// Takes what is read.
  let sink: ExtractionRun.Sink

  /// Reads all.
  ///
  /// - Parameter mayHaveSome: whether it is worth looking.
  /// - Returns: how many documents there were, and what could not be taken out.
  func read(mayHaveSome: Bool) async -> (parts: Int, gaps: [ExtractionGap]) {
    guard mayHaveSome else { return (0, []) }
    var gaps: [ExtractionGap] = []
    let names: [String]
    do throws(ExtractionFailure) { names = try await list() } catch {
      return (0, [ExtractionGap(page: nil, error.reason, error.sentence)])
    }
    var parts = PartsInOrder(run: run, chain: chain, sink: sink)
    for (index, name) in names.enumerated() {
      do throws(ExtractionFailure) {
        guard run.budget.takePart() else { throw .tooManyParts(run.limits) }
        await parts.read(try await take(index + 1, name))
      } catch {
        let sentence = "the file \(name) inside the PDF was not read: \(error.sentence)"
        gaps.append(ExtractionGap(page: nil, error.reason, sentence))
        if error.reason == .sizeLimit || error.reason == .interrupted { break }
      }
    }
    return (await parts.finish(), gaps)
  }

  /// The names of the files inside, in the order of their numbers.
  func list() async throws(ExtractionFailure) -> [String] {
    let outcome = try await ChildProcess(tool: .pdfdetach, limits: run.limits).run(
      ["-list", "-enc", "UTF-8", PDFReader.input], over: input.path)
    guard outcome.isSuccess else { return [] }
    return Self.names(outcome.output)
  }

  /// The names in pdfdetach's list: lines such as `1: notes.txt` behind the line of their number.
  static func names(_ output: [UInt8]) -> [String] {
    var result: [String] = []
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let prefix = "\(result.count + 1): "
      guard line.hasPrefix(prefix) else { continue }
      // A path inside a name is a trick, or of another computer.
      let name = line.dropFirst(prefix.count).split { $0 == "/" || $0 == "\\" }.last
      result.append(name.flatMap { TextCleaner.value(String($0)) } ?? "\(result.count + 1)")
    }
    return result
  }

  /// Takes out one file.
  func take(_ number: Int, _ name: String) async throws(ExtractionFailure) -> SpooledMember {
    do {
      let path = try run.folder.newFile()
      let outcome = try await ChildProcess(tool: .pdfdetach, limits: run.limits).run(
        ["-save", "\(number)", "-o", "/dev/stdout", PDFReader.input], over: input.path, into: path)
      guard outcome.isSuccess else {
        throw ExtractionTool.pdfdetach.failed(outcome, run.limits)
      }
      let (sha512, size) = try ContentDigest.of(path)
      guard run.budget.take(bytes: size) else { throw ExtractionFailure.tooManyBytes }
      let inside = ExtractionInput(
        path: path, name: name, declaredLanguage: input.declaredLanguage)
      return SpooledMember(
        header: MemberHeader(path: [name]), input: inside, bytes: size, sha512: sha512)
    } catch let error as ExtractionFailure {
      throw error
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }
}
