// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage

/// Makes pictures of pages, by pdftoppm, and says how much of a page is pictures, by pdfimages.
struct PDFPages {
  /// What a page may cost.
  let limits: ExtractionLimits
  /// Where the pictures go.
  let folder: ExtractionFolder
  /// The PDF.
  let path: FilePath

  /// Pixels to the inch that text recognition likes best.
  static let resolution = 300
  /// Most pixels of a picture: a page of one and a half square metres at 150 pixels to the inch.
  private static let mostPixels = 50_000_000
  /// Pixels to the inch below which letters cannot be told.
  private static let leastResolution = 40

  /// The resolution at which a page is drawn; nil where it is too large for any.
  static func resolution(of geometry: PDFPageGeometry) -> Int? {
    var resolution = Self.resolution
    while resolution >= leastResolution {
      let width = geometry.width * resolution / PDFPageGeometry.resolution
      let height = geometry.height * resolution / PDFPageGeometry.resolution
      if width.multipliedReportingOverflow(by: height).partialValue <= mostPixels {
        return resolution
      }
      resolution = resolution * 3 / 4
    }
    return nil
  }

  /// Draws a page as a viewer shows it, in gray; the caller removes the file.
  ///
  /// - Throws: `ExtractionFailure`, with `.sizeLimit` where the page is too large.
  func picture(
    of number: Int, _ geometry: PDFPageGeometry
  ) async throws(ExtractionFailure) -> PagePicture {
    guard let resolution = Self.resolution(of: geometry) else {
      throw ExtractionFailure(
        .sizeLimit, "page \(number) is too large to make a picture of it; add a smaller one")
    }
    let file: FilePath
    do throws(FileStorageError) { file = try folder.newFile() } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    var limits = limits
    limits.unpackedBytes = 2 * Self.mostPixels
    let outcome = try await ChildProcess(tool: .pdftoppm, limits: limits).run(
      [
        "-gray", "-cropbox", "-r", "\(resolution)", "-f", "\(number)", "-l", "\(number)",
        PDFReader.input,
      ], over: path, into: file)
    guard outcome.isSuccess else {
      throw PDFReader.refusal(outcome, .pdftoppm, limits)
    }
    return PagePicture(path: file, resolution: resolution)
  }

  /// For each page of a stretch that holds pictures, their area in square inches.
  func pictureAreas(_ numbers: ClosedRange<Int>) async -> [Int: Double] {
    let outcome = try? await ChildProcess(tool: .pdfimages, limits: limits).run(
      ["-list", "-f", "\(numbers.lowerBound)", "-l", "\(numbers.upperBound)", PDFReader.input],
      over: path)
    return outcome.map { Self.areas($0.output) } ?? [:]
  }

  /// Areas in the table of pdfimages: page, number, type, width and height in pixels, …, pixels to the
  /// inch across and down in the 13th and 14th column.
  static func areas(_ table: [UInt8]) -> [Int: Double] {
    var areas: [Int: Double] = [:]
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
      let columns = line.split(separator: " ")
      guard columns.count > 13, columns[2] == "image" || columns[2] == "stencil",
        let page = Int(columns[0]), let width = Double(columns[3]),
        let height = Double(columns[4]), let across = Double(columns[12]),
        let down = Double(columns[13]), across > 0, down > 0
      else { continue }
      areas[page, default: 0] += width / across * (height / down)
    }
    return areas
  }
}
