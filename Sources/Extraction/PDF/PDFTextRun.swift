// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The text layer by stretches of pages, so that memory and time are bounded for any length, and a page
// that makes pdftotext crash or loop costs itself alone.

internal import FileStorage
internal import SystemPackage

/// Reads the text layer of stretches of pages.
struct PDFTextRun {
  /// What reading may cost; the seconds are those of one stretch.
  let limits: ExtractionLimits
  /// Where pdftotext writes.
  let folder: ExtractionFolder
  /// The PDF.
  let path: FilePath

  /// Pages that one run of pdftotext reads.
  static let stretch = 200
  /// Pages that may fail before the rest of the document is given up.
  private static let mostFailures = 5
  /// Seconds for a page that is read alone since it may be the one that does not end.
  private static let secondsAlone = 20

  /// Pages that have failed so far.
  private var failures = 0

  init(limits: ExtractionLimits, folder: ExtractionFolder, path: FilePath) {
    self.limits = limits
    self.folder = folder
    self.path = path
  }

  /// What came of a stretch.
  struct Pages: Sendable {
    /// Its pages as far as they were read: one that failed is empty.
    var pages: [PopplerPage] = []
    /// The pages that failed, by their numbers.
    var failures: [Int: ExtractionFailure] = [:]
    /// Whether the rest of the document was given up.
    var isGivenUp = false
  }

  /// Reads pages, by their numbers from 1.
  ///
  /// - Throws: `ExtractionFailure` where not even one page can be tried.
  mutating func pages(_ numbers: ClosedRange<Int>) async throws(ExtractionFailure) -> Pages {
    var result = Pages()
    var next = numbers.lowerBound
    while next <= numbers.upperBound {
      let (found, failure) = try await attempt(next...numbers.upperBound, limits)
      result.pages += found
      next += found.count
      guard let failure, next <= numbers.upperBound else { break }
      var alone = limits
      alone.processorSeconds = min(Self.secondsAlone, limits.processorSeconds)
      let (page, reason) = try await attempt(next...next, alone)
      result.pages.append(page.first ?? PopplerPage())
      if page.isEmpty {
        failures += 1
        result.failures[next] = reason ?? failure
      }
      next += 1
      if failures >= Self.mostFailures {
        result.isGivenUp = true
        return result
      }
    }
    return result
  }

  /// Runs pdftotext; gives the pages that it finished, and why it did not finish all.
  private func attempt(
    _ numbers: ClosedRange<Int>, _ limits: ExtractionLimits
  ) async throws(ExtractionFailure) -> ([PopplerPage], ExtractionFailure?) {
    let tool = ExtractionTool.pdftotext
    var limits = limits
    limits.unpackedBytes = limits.outputBytes
    do {
      let output = try folder.newFile()
      defer { try? Folder.removeFile(output) }
      let words = [
        "-q", "-enc", "UTF-8", "-bbox-layout", "-f", "\(numbers.lowerBound)", "-l",
        "\(numbers.upperBound)", PDFReader.input, "-",
      ]
      var failure: ExtractionFailure?
      do throws(ExtractionFailure) {
        let outcome = try await ChildProcess(tool: tool, limits: limits)
          .run(words, over: path, into: output)
        if !outcome.isSuccess { failure = PDFReader.refusal(outcome, tool, limits) }
      } catch {
        if [.interrupted, .programMissing].contains(error.reason) { throw error }
        failure = error
      }
      var reader = PopplerLayoutReader(try FileReader.contents(of: output))
      var pages: [PopplerPage] = []
      while pages.count < numbers.count, let page = reader.nextPage() { pages.append(page) }
      return (pages, failure)
    } catch let error as ExtractionFailure {
      throw error
    } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
  }
}
