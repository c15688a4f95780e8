// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// ALTO 4.2 (loc.gov/standards/alto): XML with places in attributes. Its reader is ALTOReader.
//
//   alto / Layout / Page WIDTH HEIGHT / PrintSpace / TextBlock / TextLine / String CONTENT WC, SP
//
// Blocks stand in reading order. ALTO 4.2 has no attribute for the direction of a block (4.3 has), so
// blocks refer to a LayoutTag of the type `direction`: ltr, rtl or ttb. Places are pixels, or 1/1200
// inch where all pages know their resolution and a pixel means nothing: text layers, and pages of
// several resolutions. A word over two lines is HypPart1 and HypPart2, without a hyphen, since the
// text has none. Text without a place has no place here either: all places are optional in 4.2.

/// Writes pages as ALTO.
package enum ALTOWriter {
  /// The namespace of ALTO 4.
  static let namespace = "http://www.loc.gov/standards/alto/ns-v4#"
  /// The type of the tags that say how blocks are read.
  package static let directionTag = "direction"

  /// Writes a document of all pages.
  ///
  /// - Parameters:
  ///   - pages: in their order; never empty.
  ///   - fileName: the name of the file that they are of.
  /// - Returns: XML in UTF-8.
  package static func document(_ pages: [ExtractedPage], fileName: String? = nil) -> [UInt8] {
    let layouts = pages.compactMap(\.layout)
    let isMeasured =
      !layouts.isEmpty && layouts.allSatisfy { $0.resolution > 0 }
      && (layouts.contains { $0.origin == .textLayer } || Set(layouts.map(\.resolution)).count > 1)
    var out = MarkupText()
    writeHead(unit: isMeasured ? "inch1200" : "pixel", fileName, to: &out)
    var directions: Set<LayoutBlock.Direction> = []
    for layout in layouts { directions.formUnion(layout.blocks.compactMap(\.direction)) }
    writeTags(directions, to: &out)
    out += "<Layout>\n"
    for (index, page) in pages.enumerated() {
      var writer = PageWriter(number: index + 1, isMeasured: isMeasured)
      writer.write(WrittenPage(page), to: &out)
    }
    out += "</Layout>\n</alto>\n"
    return out.bytes
  }

  private static func writeHead(unit: String, _ fileName: String?, to out: inout MarkupText) {
    out += """
      <?xml version="1.0" encoding="UTF-8"?>
      <alto xmlns="\(namespace)" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="\(namespace) http://www.loc.gov/standards/alto/v4/alto-4-2.xsd" \
      SCHEMAVERSION="4.2">
      <Description>
      <MeasurementUnit>\(unit)</MeasurementUnit>

      """
    if let fileName {
      out += "<sourceImageInformation>\n<fileName>"
      out.escape(fileName)
      out += "</fileName>\n</sourceImageInformation>\n"
    }
    out += """
      <Processing ID="written">
      <processingSoftware>
      <softwareName>\(LayoutProgram.name)</softwareName>
      </processingSoftware>
      </Processing>
      </Description>

      """
  }

  private static func writeTags(
    _ directions: Set<LayoutBlock.Direction>, to out: inout MarkupText
  ) {
    guard !directions.isEmpty else { return }
    out += "<Tags>\n"
    for name in directions.map(\.rawValue).sorted() {
      out += "<LayoutTag ID=\"\(name)\" TYPE=\"\(directionTag)\" LABEL=\"\(name)\"/>\n"
    }
    out += "</Tags>\n"
  }
}

/// Writes one page.
private struct PageWriter {
  let number: Int
  let isMeasured: Bool
  private var resolution = 0
  private var blocks = 0

  init(number: Int, isMeasured: Bool) {
    self.number = number
    self.isMeasured = isMeasured
  }

  mutating func write(_ page: WrittenPage, to out: inout MarkupText) {
    out += "<Page ID=\"page_\(number)\" PHYSICAL_IMG_NR=\"\(number)\""
    if let layout = page.layout {
      resolution = layout.resolution
      out += " WIDTH=\"\(units(layout.width))\" HEIGHT=\"\(units(layout.height))\""
    }
    out += ">\n<PrintSpace>\n"
    for block in page.blocks { write(block, to: &out) }
    out += "</PrintSpace>\n</Page>\n"
  }

  private mutating func write(_ block: WrittenPage.Block, to out: inout MarkupText) {
    blocks += 1
    out += "<TextBlock ID=\"block_\(number)_\(blocks)\"\(place(block.box))"
    if let direction = block.direction { out += " TAGREFS=\"\(direction.rawValue)\"" }
    if let language = block.language { out += " LANG=\"\(language)\"" }
    out += ">\n"
    for line in block.lines {
      out += "<TextLine\(place(line.box))>\n"
      for (index, word) in line.words.enumerated() {
        if index > 0, !word.isJoined { out += "<SP/>\n" }
        write(word, to: &out)
      }
      out += "</TextLine>\n"
    }
    out += "</TextBlock>\n"
  }

  private func write(_ word: WrittenPage.Word, to out: inout MarkupText) {
    out += "<String\(place(word.box))"
    if let confidence = word.confidence {
      out += " WC=\"\(Self.decimal(min(max(confidence, 0), 100), per: 100))\""
    }
    if let beginning = word.beginning {
      out += " SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\""
      out.escape(beginning + word.text)
      out += "\""
    } else if let continuation = word.continuation {
      out += " SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\""
      out.escape(word.text + continuation)
      out += "\""
    }
    out += " CONTENT=\""
    out.escape(word.text)
    out += "\"/>\n"
  }

  private func place(_ box: LayoutBox?) -> String {
    guard let box else { return "" }
    return " HPOS=\"\(units(box.x))\" VPOS=\"\(units(box.y))\""
      + " WIDTH=\"\(units(box.width))\" HEIGHT=\"\(units(box.height))\""
  }

  /// A length in the unit of the document, with three digits behind the point at most.
  private func units(_ length: Int) -> String {
    guard isMeasured, resolution > 0 else { return "\(length)" }
    return Self.decimal(length * 1200 * 1000 / resolution, per: 1000)
  }

  /// A number of hundredths or thousandths, not below 0.
  private static func decimal(_ value: Int, per parts: Int) -> String {
    let rest = value % parts
    guard rest > 0 else { return "\(value / parts)" }
    let digits = String(parts + rest).dropFirst()
    return "\(value / parts)." + String(digits.reversed().drop { $0 == "0" }.reversed())
  }
}
