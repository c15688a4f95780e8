// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One original that yields many documents: JSON lines, cut into chunks of whole lines. Threads
// parse the chunks; then, in the order of the file, each record gets its name; then threads analyse
// the chunks and write each as a segment.

internal import Extraction
internal import SearchIndex
internal import SystemPackage
internal import TextAnalysis

/// What came of a container: its segments and what to say of it.
struct IndexedContainer: Sendable {
  /// Segments with its records, in the order of the records; not yet part of the index.
  var segments: [SegmentDescription] = []
  /// Records that can be searched.
  var records = 0
  /// Records that had to be given another name, because an earlier one has their id.
  var renamed = 0
  /// Repaired records by what was repaired.
  var repaired: [String: Int] = [:]
  /// Records that could not be read, at most `ContainerIndexing.listedBroken` of them.
  var broken: [BrokenRecord] = []
  /// All records that could not be read.
  var brokenCount = 0
}

/// Builds the segments of a container.
struct ContainerIndexing {
  /// Where segments come from.
  let factory: SegmentFactory
  /// What is known of the container.
  let metadata: DocumentMetadata
  /// Its bytes.
  let path: FilePath
  /// Told of each chunk.
  let meter: ProgressMeter

  /// Broken records that are listed one by one; beyond that only their number is kept.
  static let listedBroken = 1000

  private struct Parsed: Sendable {
    var documents: [ExtractedDocument]
    var broken: [BrokenRecord]
    var bytes: Int
  }
  private typealias Built = Result<SegmentDescription?, SearchIndexError>

  /// Reads the container from front to end.
  ///
  /// - Throws: `CatalogError.index`, or `.unreadableOriginal` where the file cannot be read.
  func run() async throws(CatalogError) -> IndexedContainer {
    var container = IndexedContainer()
    var names = RecordNames()
    var parsing: [Task<Parsed, Never>] = []
    var building: [Task<Built, Never>] = []
    var reader = try openReader()
    while let chunk = try nextChunk(&reader) {
      parsing.append(parse(chunk))
      if parsing.count < factory.jobs { continue }
      building.append(build(await parsing.removeFirst().value, &names, &container))
      if building.count >= factory.jobs { try await take(&building, into: &container) }
    }
    for task in parsing { building.append(build(await task.value, &names, &container)) }
    while !building.isEmpty { try await take(&building, into: &container) }
    container.renamed = names.renamed
    return container
  }

  private func openReader() throws(CatalogError) -> JSONLinesReader {
    do throws(ExtractionFailure) { return try JSONLinesReader(path) } catch {
      throw .unreadableOriginal(id: metadata.document, reason: "\(error)")
    }
  }

  private func nextChunk(_ reader: inout JSONLinesReader) throws(CatalogError) -> JSONLinesChunk? {
    do throws(ExtractionFailure) {
      return try reader.nextChunk(maximumBytes: SegmentFactory.segmentText)
    } catch {
      throw .unreadableOriginal(id: metadata.document, reason: "\(error)")
    }
  }

  private func parse(_ chunk: JSONLinesChunk) -> Task<Parsed, Never> {
    Task {
      let parsed = chunk.parse()
      return Parsed(documents: parsed.documents, broken: parsed.broken, bytes: chunk.bytes.count)
    }
  }

  /// Names the records of the next chunk, and starts the task that makes a segment of them.
  private func build(
    _ parsed: Parsed, _ names: inout RecordNames, _ container: inout IndexedContainer
  ) -> Task<Built, Never> {
    let named = parsed.documents.map { names.naming($0) }
    container.records += named.count
    for document in named {
      for summary in Set(document.repairs.map(\.summary)) {
        container.repaired[summary, default: 0] += 1
      }
    }
    container.brokenCount += parsed.broken.count
    container.broken += parsed.broken.prefix(Self.listedBroken - container.broken.count)
    let number = factory.writer.nextSegmentNumber()
    let (folder, metadata, meter) = (factory.folder, metadata, meter)
    return Task {
      Built { () throws(SearchIndexError) in
        if named.isEmpty {
          meter.advance(bytes: Int64(parsed.bytes))
          return nil
        }
        let documents = named.indices.lazy.map { index in
          Self.report(index, of: named.count, bytes: parsed.bytes, to: meter)
          return DocumentAssembly.record(named[index], in: metadata)
        }
        return try SegmentFactory.build(documents, number: number, in: folder)
      }
    }
  }

  /// Tells the meter of every thousandth record, with its share of the chunk's bytes.
  private static func report(_ index: Int, of count: Int, bytes: Int, to meter: ProgressMeter) {
    let step = 1000
    guard (index + 1).isMultiple(of: step) || index + 1 == count else { return }
    let before = index / step * step
    meter.advance(
      bytes: Int64(bytes * (index + 1) / count - bytes * before / count),
      documents: index + 1 - before)
  }

  /// Waits for the oldest segment.
  private func take(
    _ building: inout [Task<Built, Never>], into container: inout IndexedContainer
  ) async throws(CatalogError) {
    let built = await building.removeFirst().value
    do throws(SearchIndexError) {
      if let segment = try built.get() { container.segments.append(segment) }
    } catch {
      for task in building { _ = await task.value }
      throw .index(error)
    }
  }
}

/// Gives each record of a container a name that no other has.
private struct RecordNames {
  private var taken: Set<String> = []
  /// Records that could not have their own id.
  private(set) var renamed = 0

  /// Longest own id that becomes part of a document id, in bytes of UTF-8.
  private static let longest = 1024

  /// The record under its own id where it is the first to bear it, else with its line behind it.
  mutating func naming(_ record: ExtractedDocument) -> ExtractedDocument {
    let line = String(record.line ?? taken.count)
    var name = record.record ?? line
    if name.isEmpty || name.utf8.count > Self.longest { name = line }
    if !taken.contains(name), name == record.record {
      taken.insert(name)
      return record
    }
    renamed += 1
    while !taken.insert(name).inserted { name += "~\(line)" }
    var record = record
    record.record = name
    return record
  }
}
