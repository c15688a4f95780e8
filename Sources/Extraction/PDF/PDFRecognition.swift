// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pages whose text layer is missing, means nothing, or says little about a picture: these are drawn
// and read by text recognition, several side by side.

internal import FileStorage
internal import TextAnalysis

/// Has pages recognized.
struct PDFRecognition {
  /// Makes the pictures.
  let pages: PDFPages
  /// Reads them.
  let recognizer: any PageRecognizing
  /// The models that somebody wants them read with; empty to find them out.
  var languages: [String] = []
  /// Told of each page that is done.
  var advance: @Sendable () -> Void = {}

  /// Why a page is recognized.
  enum Wish: Sendable, Hashable {
    /// It has no text.
    case empty
    /// Its text means nothing.
    case doubtful(TextPlausibility.Doubt)
    /// It has little text, and much of it is pictures; or somebody wants every page recognized.
    case pictured
  }

  /// A page that is to be recognized.
  struct Order: Sendable {
    /// Its number from 1.
    var number: Int
    /// How it is shown.
    var geometry: PDFPageGeometry
  }

  /// Reads pages side by side, one more than there are cores, so that none waits; gives them by number.
  func recognized(_ orders: [Order]) async -> [Int: RecognizedPage] {
    let width = MachineProcessors.usable + 1
    return await withTaskGroup(of: (Int, RecognizedPage).self) { group in
      var result: [Int: RecognizedPage] = [:]
      for (index, order) in orders.enumerated() {
        if index >= width, let (number, page) = await group.next() { result[number] = page }
        group.addTask {
          let page = await recognized(order)
          advance()
          return (order.number, page)
        }
      }
      for await (number, page) in group { result[number] = page }
      return result
    }
  }

  private func recognized(_ order: Order) async -> RecognizedPage {
    do throws(ExtractionFailure) {
      let picture = try await pages.picture(of: order.number, order.geometry)
      defer { try? Folder.removeFile(picture.path) }
      var result = await recognizer.recognize(
        picture, number: order.number, languages: languages)
      let layout = result.page?.layout?.scaled(to: order.geometry, from: picture.resolution)
      result.page?.layout = layout
      return result
    } catch {
      let gap = ExtractionGap(
        page: order.number, error.reason, "page \(order.number): \(error.sentence)")
      return RecognizedPage(page: nil, notes: [], gaps: [gap])
    }
  }
}

extension PageLayout {
  /// The layout of a picture of a page, in the units of the page.
  func scaled(to geometry: PDFPageGeometry, from pixels: Int) -> PageLayout {
    let scale = { (value: Int) in
      let limited = max(-(1 << 30), min(1 << 30, value))
      return limited * PDFPageGeometry.resolution / max(1, pixels)
    }
    var result = self
    (result.width, result.height) = (geometry.width, geometry.height)
    result.resolution = PDFPageGeometry.resolution
    result.mapBoxes {
      LayoutBox(
        x: scale($0.x), y: scale($0.y), width: scale($0.width), height: scale($0.height))
    }
    return result
  }
}

extension ExtractedPage {
  /// The page with what was recognized on it: behind its own text, but for words that are in that.
  ///
  /// A text layer that the recognition found too, such as a stamp, is kept once.
  func adding(_ recognized: ExtractedPage) -> ExtractedPage {
    let own = Set(text.split(whereSeparator: \.isWhitespace))
    let found = Set(recognized.text.split(whereSeparator: \.isWhitespace))
    let common = own.intersection(found).count
    if common * 5 >= own.count * 4 { return recognized }
    let head = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    let shift = head.utf8.count
    var result = ExtractedPage(text: head + recognized.text, spans: spans, layout: layout)
    result.spans += recognized.spans.map { span in
      var span = span
      span.range = span.range.lowerBound + shift..<span.range.upperBound + shift
      return span
    }
    guard let added = recognized.layout?.shifted(by: shift) else { return result }
    result.layout = result.layout ?? added
    if layout != nil { result.layout?.blocks += added.blocks }
    return result
  }
}

extension PageLayout {
  /// The layout of the same words in a text with so many bytes before it.
  fileprivate func shifted(by bytes: Int) -> PageLayout {
    var result = self
    for block in result.blocks.indices {
      for line in result.blocks[block].lines.indices {
        for word in result.blocks[block].lines[line].words.indices {
          let range = result.blocks[block].lines[line].words[word].range
          result.blocks[block].lines[line].words[word].range =
            range.lowerBound + bytes..<range.upperBound + bytes
        }
      }
    }
    return result
  }
}
