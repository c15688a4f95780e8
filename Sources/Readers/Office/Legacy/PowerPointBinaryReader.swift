// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A presentation of 1997 to 2003: records in one stream, of which the last edit tells the places.
//
//   record: version and instance:2 type:2 length:4 contents; a version of 15 says that these are records
//   in `Current User`, at 16: the place of the last edit
//   edit (0x0FF5), at 16: the edit before it:4 the list of places:4 the document's number:4
//   list of places (0x1772): (number and how many:4 (place:4)*)*
//
// - SeeAlso: [MS-PPT] PowerPoint (.ppt) Binary File Format.

internal import Extraction

/// Reads PPT.
struct PowerPointBinaryReader {
  private let stream: LittleEndian
  private var places: [Int: Int] = [:]

  /// A record by its place.
  private struct Record {
    var type: Int
    var instance: Int
    var isContainer: Bool
    /// Its contents, within the stream.
    var range: Range<Int>
  }

  private static let deepest = 24

  /// Reads an opened compound file.
  static func read(
    _ file: CompoundFile, into reading: OfficeReading
  ) throws(ExtractionFailure) {
    guard let bytes = file.stream("PowerPoint Document") else { throw .damagedOffice }
    SummaryInformation.enter(file, into: reading)
    let user = LittleEndian(file.stream("Current User") ?? [])
    guard user.long(12) != 0xF3D1_C4DF else { throw .encryptedOffice }
    var reader = PowerPointBinaryReader(stream: LittleEndian(bytes))
    let document = reader.findPlaces(from: user.long(16))
    reader.readSlides(of: document, into: reading)
    if reading.pages.isEmpty {
      // Without a list of slides there is still the text.
      reading.pages.append(reader.text(in: 0..<bytes.count))
    }
  }

  private init(stream: LittleEndian) { self.stream = stream }

  /// Collects where records are, the newest first; gives the number of the document.
  private mutating func findPlaces(from last: Int) -> Int {
    var place = last
    var document = 0
    for _ in 0..<1000 where place > 0 {
      guard let edit = record(at: place), edit.type == 0x0FF5 else { break }
      let start = edit.range.lowerBound
      if document == 0 { document = stream.long(start + 16) }
      if let list = record(at: stream.long(start + 12)), list.type == 0x1772 {
        addPlaces(list.range)
      }
      place = stream.long(start + 8)
    }
    return document
  }

  private mutating func addPlaces(_ range: Range<Int>) {
    var index = range.lowerBound
    while index + 4 <= range.upperBound {
      let head = stream.long(index)
      index += 4
      for offset in 0..<(head >> 20) where index + 4 <= range.upperBound {
        let number = (head & 0xF_FFFF) + offset
        places[number] = places[number] ?? stream.long(index)
        index += 4
      }
    }
  }

  private func readSlides(of document: Int, into reading: OfficeReading) {
    guard let place = places[document], let root = record(at: place) else { return }
    let lists = records(in: root.range).filter { $0.type == 0x0FF0 }
    let notes = lists.filter { $0.instance == 2 }.flatMap { listed(in: $0) }
    let slides = lists.filter { $0.instance == 0 }.flatMap { listed(in: $0) }
    var size = 0
    for slide in slides.prefix(20_000) {
      if reading.watch.isOverNow(size) { break }
      var page = slide.outline
      if let place = places[slide.number], let container = record(at: place) {
        page.append(block: text(in: container.range))
        let atom = records(in: container.range).first { $0.type == 0x03EF }
        let noteID = atom.map { stream.long($0.range.lowerBound + 16) } ?? 0
        if noteID != 0, let note = notes.first(where: { $0.id == noteID }),
          let place = places[note.number], let container = record(at: place)
        {
          page.append(block: text(in: container.range))
        }
      }
      size += page.utf8.count
      reading.pages.append(page)
    }
  }

  private struct Slide {
    var number: Int
    var id: Int
    var outline = OfficeText()
  }

  /// The slides of a list, each with the text that stands in the list itself.
  private func listed(in list: Record) -> [Slide] {
    var slides: [Slide] = []
    for record in records(in: list.range) {
      if record.type == 0x03F3 {
        let start = record.range.lowerBound
        slides.append(Slide(number: stream.long(start), id: stream.long(start + 12)))
      } else if let found = words(of: record), !slides.isEmpty {
        Self.append(found, to: &slides[slides.count - 1].outline)
      }
    }
    return slides
  }

  /// All text in a range, comments marked.
  private func text(in range: Range<Int>) -> OfficeText {
    var text = OfficeText()
    collect(range, depth: 0, into: &text)
    return text
  }

  private func collect(_ range: Range<Int>, depth: Int, into text: inout OfficeText) {
    guard depth < Self.deepest else { return }
    for record in records(in: range) {
      if record.type == 0x2EE0 {
        let strings = records(in: record.range).filter { $0.type == 0x0FBA }
        let author = strings.first { $0.instance == 0 }.map { self.string($0.range) }
        var block = OfficeText()
        for answer in strings where answer.instance == 1 { block.append(string(answer.range)) }
        let mark = OfficeMark(kind: .comment, author: author.flatMap { TextCleaner.value($0) })
        text.append(block: block, as: mark)
      } else if let found = words(of: record) {
        Self.append(found, to: &text)
      } else if record.isContainer {
        collect(record.range, depth: depth + 1, into: &text)
      }
    }
  }

  /// The text of a record of text; nil for others.
  private func words(of record: Record) -> String? {
    switch record.type {
    case 0x0FA0: string(record.range)
    case 0x0FA8: ExcelText.latin(stream.slice(record.range.lowerBound, record.range.count))
    default: nil
    }
  }

  private func string(_ range: Range<Int>) -> String {
    stream.text(range.lowerBound, units: range.count / 2)
  }

  private static func append(_ words: String, to text: inout OfficeText) {
    // A lone asterisk stands for the number of the slide.
    guard words != "*" else { return }
    for paragraph in words.split(separator: "\r", omittingEmptySubsequences: false) {
      for line in paragraph.split(separator: "\u{B}", omittingEmptySubsequences: false) {
        text.append(String(line))
        text.newLine()
      }
      text.endParagraph()
    }
  }

  private func record(at place: Int) -> Record? {
    guard place >= 0, place + 8 <= stream.bytes.count else { return nil }
    let head = stream.word(place)
    let end = min(stream.bytes.count, place + 8 + stream.long(place + 4))
    return Record(
      type: stream.word(place + 2), instance: head >> 4, isContainer: head & 0xF == 0xF,
      range: place + 8..<end)
  }

  private func records(in range: Range<Int>) -> [Record] {
    var records: [Record] = []
    var place = range.lowerBound
    while place + 8 <= range.upperBound, records.count < 100_000, var record = record(at: place) {
      let end = min(record.range.upperBound, range.upperBound)
      record.range = record.range.lowerBound..<max(record.range.lowerBound, end)
      records.append(record)
      place = end
    }
    return records
  }
}
