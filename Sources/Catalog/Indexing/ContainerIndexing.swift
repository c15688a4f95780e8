// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One original that yields many documents: JSON lines, cut into chunks of whole lines, each chunk
// parsed, analysed and written as a segment by a thread of its own.

internal import Extraction
internal import SearchIndex
internal import SystemPackage

/// What came of a container: its segments and what to say of it.
struct IndexedContainer: Sendable {
  /// Segments with its records, in the order of the records; not yet part of the index.
  var segments: [SegmentDescription] = []
  /// Records that can be searched.
  var records = 0
  /// Records that could not be read, at most `ContainerIndexing.listedBroken` of them.
  var broken: [BrokenRecord] = []
  /// All records that could not be read.
  var brokenCount = 0
  /// Whether two records had the same id, so that all are named by their lines.
  var isNamedByLine = false
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

  /// One chunk's outcome.
  private struct Chunk: Sendable {
    var segment: SegmentDescription?
    var ids: [Int] = []
    var broken: [BrokenRecord] = []
  }
  private typealias Built = Result<Chunk, SearchIndexError>

  /// Reads the container from front to end.
  ///
  /// Records are named by their own ids; where two have the same, all are named by their line.
  /// - Throws: `CatalogError.index`, or `.unreadableOriginal` where the file cannot be read.
  func run() async throws(CatalogError) -> IndexedContainer {
    if let container = try await run(namedByLine: false) { return container }
    guard var container = try await run(namedByLine: true) else { return IndexedContainer() }
    container.isNamedByLine = true
    return container
  }

  /// One pass; nil where ids turned out not to be unique.
  private func run(namedByLine: Bool) async throws(CatalogError) -> IndexedContainer? {
    var reader = try openReader()
    var container = IndexedContainer()
    var ids: Set<Int> = []
    var failure: CatalogError?
    var pending: [Task<Built, Never>] = []
    while failure == nil {
      let chunk: JSONLinesChunk?
      do throws(ExtractionFailure) {
        chunk = try reader.nextChunk(maximumBytes: SegmentFactory.segmentText)
      } catch {
        failure = .unreadableOriginal(id: metadata.document, reason: "\(error)")
        break
      }
      guard let chunk else { break }
      pending.append(start(chunk, namedByLine: namedByLine))
      if pending.count >= factory.jobs {
        failure = take(await pending.removeFirst().value, into: &container, ids: &ids)
      }
    }
    for task in pending {
      let error = take(await task.value, into: &container, ids: &ids)
      failure = failure ?? error
    }
    if let failure { throw failure }
    return !namedByLine && ids.count < container.records ? nil : container
  }

  private func openReader() throws(CatalogError) -> JSONLinesReader {
    do throws(ExtractionFailure) { return try JSONLinesReader(path) } catch {
      throw .unreadableOriginal(id: metadata.document, reason: "\(error)")
    }
  }

  private func start(_ chunk: JSONLinesChunk, namedByLine: Bool) -> Task<Built, Never> {
    let number = factory.writer.nextSegmentNumber()
    let (folder, metadata, meter) = (factory.folder, metadata, meter)
    return Task {
      Built { () throws(SearchIndexError) in
        let parsed = chunk.parse()
        var result = Chunk(broken: parsed.broken)
        let records = parsed.documents.map {
          namedByLine || $0.hasUnwieldyID ? $0.namedByLine : $0
        }
        result.ids = records.map { $0.record.hashValue }
        if !records.isEmpty, Set(result.ids).count == records.count {
          result.segment = try SegmentFactory.build(
            records.lazy.map { DocumentAssembly.record($0, in: metadata) }, number: number,
            in: folder)
        }
        meter.advance(bytes: Int64(chunk.bytes.count), documents: parsed.documents.count)
        return result
      }
    }
  }

  private func take(
    _ built: Built, into container: inout IndexedContainer, ids: inout Set<Int>
  ) -> CatalogError? {
    do throws(SearchIndexError) {
      let chunk = try built.get()
      if let segment = chunk.segment { container.segments.append(segment) }
      container.records += chunk.ids.count
      ids.formUnion(chunk.ids)
      container.brokenCount += chunk.broken.count
      container.broken += chunk.broken.prefix(Self.listedBroken - container.broken.count)
      return nil
    } catch {
      return .index(error)
    }
  }
}

extension ExtractedDocument {
  /// Whether the record's own id is too long to be part of a document id.
  fileprivate var hasUnwieldyID: Bool { (record?.utf8.count ?? 0) > 1024 }

  /// The same record, named by its line instead of its own id.
  fileprivate var namedByLine: ExtractedDocument {
    var record = self
    record.record = line.map(String.init)
    return record
  }
}
