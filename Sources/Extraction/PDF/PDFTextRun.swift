// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The text layer by stretches of pages, so that memory and time are bounded for any length, and a page
// that makes the reader crash or loop costs itself alone.

internal import SystemPackage

/// Reads the text layer of stretches of pages.
struct PDFTextRun {
  /// What reading may cost; the seconds are those of one stretch.
  let limits: ExtractionLimits
  /// Where the reader writes.
  let folder: ExtractionFolder
  /// The PDF.
  let path: FilePath

  /// Pages that one run of the reader reads.
  static let stretch = 200
  /// Pages that may fail before the rest of the document is given up.
  private static let mostFailures = 5
  /// Seconds for a page that is read alone since it may be the one that does not end.
  private static let secondsAlone = 20

  /// Pages that have failed so far.
  private var failures = 0

  /// What the first look at the document read of its first stretch; nil where it was used.
  private var first: Attempt?

  /// Begins with what the first look at a document read.
  init(
    limits: ExtractionLimits, folder: ExtractionFolder, path: FilePath, first: Attempt
  ) {
    self.limits = limits
    self.folder = folder
    self.path = path
    self.first = first
  }

  /// What one run of the reader gave.
  struct Attempt: Sendable {
    /// The pages that it finished.
    var pages: [PopplerPage] = []
    /// How the page is shown that it began last and did not finish.
    var unfinished: PDFPageGeometry?
    /// Why it did not finish all.
    var failure: ExtractionFailure?

    /// No page was finished.
    init(failure: ExtractionFailure?) { self.failure = failure }

    /// Takes pages, so many at most.
    init(_ frames: PDFFrames, limit: Int) {
      pages = Array(frames.pages.prefix(limit))
      unfinished = pages.count < frames.geometries.count ? frames.geometries[pages.count] : nil
      failure = frames.failure
    }
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
      let rest = next...numbers.upperBound
      let found = try await takeFirst(or: rest)
      result.pages += found.pages
      next += found.pages.count
      guard let failure = found.failure, next <= numbers.upperBound else { break }
      let tried = rest.count == 1 ? Attempt(failure: failure) : try await attemptAlone(next)
      let geometry = tried.unfinished ?? found.unfinished
      result.pages.append(tried.pages.first ?? PopplerPage(geometry: geometry))
      if tried.pages.isEmpty {
        failures += 1
        result.failures[next] = tried.failure ?? failure
      }
      next += 1
      if failures >= Self.mostFailures {
        result.isGivenUp = true
        return result
      }
    }
    return result
  }

  /// What the first look gave, once; then what the reader gives of these pages.
  private mutating func takeFirst(
    or numbers: ClosedRange<Int>
  ) async throws(ExtractionFailure) -> Attempt {
    guard let found = first else { return try await attempt(numbers, limits) }
    first = nil
    return found
  }

  /// Reads one page again, with less time, since it may be the one that does not end.
  private func attemptAlone(_ number: Int) async throws(ExtractionFailure) -> Attempt {
    var alone = limits
    alone.processorSeconds = min(Self.secondsAlone, limits.processorSeconds)
    return try await attempt(number...number, alone)
  }

  private func attempt(
    _ numbers: ClosedRange<Int>, _ limits: ExtractionLimits
  ) async throws(ExtractionFailure) -> Attempt {
    let frames = try await PDFFrames.read(path, PDFWish(pages: numbers), limits, in: folder)
    return Attempt(frames, limit: numbers.count)
  }
}
