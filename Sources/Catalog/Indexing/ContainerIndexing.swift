// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One original that yields many documents: JSON lines, cut into chunks of whole lines. Threads
// parse the chunks; then, in the order of the file, each record gets its name and the chunk goes to
// the writer of the index, which analyses chunks side by side.

internal import Extraction
internal import SearchIndex
internal import SystemPackage
internal import TextAnalysis

/// What is to be said of a container.
struct IndexedContainer: Sendable {
  /// How it was read.
  var report = JSONLinesReader.emptyReport
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

/// Gives the records of a container to the index; they are searchable after the writer's commit.
struct ContainerIndexing {
  /// Takes the records.
  let writer: IndexWriter
  /// How many chunks are parsed at a time, at least 1.
  let jobs: Int
  /// What is known of the container.
  let metadata: DocumentMetadata
  /// Its bytes, and what is known of them.
  let input: ExtractionInput
  /// Told of each chunk.
  let meter: ProgressMeter

  /// Broken records that are listed one by one; beyond that only their number is kept.
  static let listedBroken = 1000

  /// The smallest chunk of which there are several, in bytes.
  private static let leastChunk = 4 << 20

  /// Bytes of records that are parsed together: a quarter of a small container, which several threads can
  /// share so.
  private var chunkBytes: Int {
    min(writer.sliceText, max(Self.leastChunk, Int(clamping: metadata.bytes) / 4 + 1))
  }

  private struct Parsed: Sendable {
    var documents: [ExtractedDocument]
    var broken: [BrokenRecord]
    var bytes: Int
  }

  /// Reads the container from front to end; where it is none after all, the report says why.
  ///
  /// - Throws: `CatalogError.unreadableOriginal` where the file system does not give the file.
  func run() async throws(CatalogError) -> IndexedContainer {
    var container = IndexedContainer()
    do throws(ExtractionFailure) {
      try await read(into: &container)
    } catch {
      if error.reason == .fileNotReadable {
        throw .unreadableOriginal(id: metadata.document, reason: "\(error)")
      }
      container.report.failure = error
    }
    return container
  }

  /// Reads as far as it goes; what was read before a failure is given to the index.
  private func read(into container: inout IndexedContainer) async throws(ExtractionFailure) {
    var names = RecordNames()
    var parsing: [Task<Parsed, Never>] = []
    var failure: ExtractionFailure?
    var source = try RecordSource(input)
    container.report = source.report
    while failure == nil {
      do throws(ExtractionFailure) {
        guard let chunk = try source.nextChunk(maximumBytes: chunkBytes) else { break }
        parsing.append(parse(chunk))
      } catch {
        failure = error
      }
      if parsing.count < jobs { continue }
      await index(await parsing.removeFirst().value, &names, &container)
    }
    for task in parsing { await index(await task.value, &names, &container) }
    container.renamed = names.renamed
    if let failure { throw failure }
  }

  private func parse(_ chunk: RecordChunk) -> Task<Parsed, Never> {
    Task {
      let parsed = chunk.parse()
      return Parsed(documents: parsed.documents, broken: parsed.broken, bytes: chunk.count)
    }
  }

  /// Names the records of the next chunk, and gives them to the index.
  private func index(
    _ parsed: Parsed, _ names: inout RecordNames, _ container: inout IndexedContainer
  ) async {
    let named = parsed.documents.map { names.naming($0) }
    container.records += named.count
    for document in named {
      for summary in Set(document.repairs.map(\.summary)) {
        container.repaired[summary, default: 0] += 1
      }
    }
    container.brokenCount += parsed.broken.count
    container.broken += parsed.broken.prefix(Self.listedBroken - container.broken.count)
    let (metadata, meter) = (metadata, meter)
    if named.isEmpty { return meter.advance(bytes: Int64(parsed.bytes)) }
    for (index, document) in named.enumerated() {
      await writer.add(
        id: DocumentAssembly.id(of: document, in: metadata),
        textBytes: document.pages.reduce(0) { $0 + $1.text.utf8.count }
      ) {
        Self.report(index, of: named.count, bytes: parsed.bytes, to: meter)
        return DocumentAssembly.record(document, in: metadata)
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
}
