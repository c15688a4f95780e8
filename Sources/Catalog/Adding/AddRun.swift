// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One `add`, batch by batch. The order inside a batch is the promise of the archive: originals
// first, then their text, then the index; a file is reported only after the commit of the index.
//
//   digest ─► archive originals ─► extract text ─► archive text ─► index, commit ─► report
//
// The originals of one batch are archived while the texts of the one before are read and indexed: one
// waits for the disk while the other computes.
//
// Killed anywhere, the archive is valid, everything reported is there, and the next writer
// finishes what the journal lists.

internal import Extraction
internal import FileStorage
internal import OCFL
internal import SearchIndex
internal import SystemPackage

/// The work of one `add`.
struct AddRun: Sendable {
  let archive: ArchiveWriter
  let writer: IndexWriter
  let journal: PendingJournal
  let options: AddOptions
  let meter: ProgressMeter
  /// Told of each file once it is durable.
  let report: @Sendable (AddOutcome) -> Void

  private var store: ArchiveStore { archive.store }
  private var indexing: DocumentIndexing {
    DocumentIndexing(
      archive: archive, writer: writer, jobs: options.jobs, meter: meter,
      recognition: options.recognition)
  }

  /// Bytes that weigh as much as one file more.
  private static let unitBytes: Int64 = 64 << 10

  /// How a run ended.
  struct Ending {
    /// Whether all files were done.
    var isComplete = true
    /// Documents that were there already, and whose text was read in this run.
    var readNow: Set<String>
  }

  /// A batch whose originals are in the archive, and whose texts are to be read.
  private struct ArchivedBatch {
    var plan: AddPlan
    var sightings: [Sightings]
    /// Layouts that were documents by themselves, and are joined with their originals now.
    var joined: [String]
  }

  /// Finishes what an earlier run left, and adds files; stops early, after a commit, where the task is
  /// cancelled.
  ///
  /// Segments are merged while the next files are read; the end waits for it.
  func run(_ files: [SourceFile]) async throws(CatalogError) -> Ending {
    var ending = Ending(readNow: try await indexing.finish(journal))
    var archived: ArchivedBatch?
    for batch in batches(of: files) {
      if Task.isCancelled {
        ending.isComplete = false
        break
      }
      archived = try await add(batch, behind: archived, &ending)
    }
    if let last = archived { report(last, try await index(last).get(), &ending) }
    try journal.end()
    if !ending.isComplete { return ending }
    do throws(SearchIndexError) { try await writer.finishMerges() } catch { throw .index(error) }
    forgetPages()
    return ending
  }

  /// The files in groups that are archived and committed together.
  private func batches(of files: [SourceFile]) -> [ArraySlice<SourceFile>] {
    var batches: [ArraySlice<SourceFile>] = []
    var (start, weight) = (0, Int64(0))
    for (index, file) in files.enumerated() {
      let added = 1 + file.size / Self.unitBytes
      if index > start && weight + added > options.batchWeight {
        batches.append(files[start..<index])
        (start, weight) = (index, 0)
      }
      weight += added
    }
    return start < files.count ? batches + [files[start...]] : batches
  }

  /// Removes recognized pages that were kept for a run that never went on.
  ///
  /// Pages of this run may serve another that adds the same scan in another file; a week is enough.
  private func forgetPages() {
    let week = 7 * 24 * 3600
    let cache = RecognitionCache(folder: archive.home.recognized)
    try? cache.sweep(before: Timestamp.seconds() - Int64(week))
  }

  /// Archives the originals of a batch while the batch before is indexed, and reports that one.
  private func add(
    _ batch: ArraySlice<SourceFile>, behind before: ArchivedBatch?, _ ending: inout Ending
  ) async throws(CatalogError) -> ArchivedBatch {
    async let indexed = index(before)
    let archived: Result<ArchivedBatch, CatalogError>
    do throws(CatalogError) {
      let plan = try await AddPlan(Array(batch), store: store, jobs: options.jobs)
      // Two versions of one document are made one after the other.
      let isApart = before?.plan.ids.isDisjoint(with: plan.ids) ?? true
      if options.jobs == 1 || !isApart { _ = await indexed }
      archived = .success(try await archive(plan, beside: before))
    } catch {
      archived = .failure(error)
    }
    let outcome = try await indexed.get()
    if let before { report(before, outcome, &ending) }
    return try archived.get()
  }

  /// Archives the originals of a plan, durable on return.
  private func archive(
    _ plan: AddPlan, beside before: ArchivedBatch?
  ) async throws(CatalogError) -> ArchivedBatch {
    try journal.begin(plan.ids.union(before?.plan.ids ?? []).sorted())
    let sightings = try await archive(plan.objects.map { Sightings($0, options: options) })
    return ArchivedBatch(
      plan: plan, sightings: sightings, joined: try joinLayouts(sightings))
  }

  /// Reads and indexes the texts of a batch; durable and searchable on return.
  private func index(
    _ batch: ArchivedBatch?
  ) async -> Result<DocumentIndexing.Outcome, CatalogError> {
    guard let batch else { return .success(DocumentIndexing.Outcome()) }
    let changed = Set(batch.sightings.filter(\.changesIndex).map(\.object.id))
    let ids = batch.sightings.filter { $0.failure == nil }.map(\.object.id)
    do throws(CatalogError) {
      return .success(try await indexing.run(ids + batch.joined, reindexing: changed))
    } catch {
      return .failure(error)
    }
  }

  /// Reports the files of a batch that is searchable.
  private func report(
    _ batch: ArchivedBatch, _ indexed: DocumentIndexing.Outcome, _ ending: inout Ending
  ) {
    // What a layout came to is read anew because of that.
    let known = batch.plan.objects.lazy.filter { $0.isKnown && $0.layout == nil }.map(\.id)
    let readNow = indexed.read.intersection(known)
    for failure in batch.plan.failures { finish(failure, bytes: 0) }
    for result in batch.sightings {
      let (id, record) = (result.object.id, indexed.records[result.object.id])
      let isReadNow = readNow.contains(id) || ending.readNow.contains(id)
      for outcome in result.outcomes(record, isReadNow: isReadNow) {
        // The bytes of records are counted as they are read.
        let isCounted = outcome.result == .failed || record?.records != nil && result.isNew
        finish(outcome, bytes: isCounted ? 0 : result.object.files[0].size)
      }
    }
    ending.readNow.formUnion(readNow)
  }

  /// Takes the documents out of sight that layouts were by themselves before they were joined with
  /// their originals; gives their ids.
  private func joinLayouts(_ sightings: [Sightings]) throws(CatalogError) -> [String] {
    var staged: [StagedObject] = []
    var ids: Set<String> = []
    for sighting in sightings where sighting.failure == nil {
      guard let layout = sighting.object.layout, !ids.contains(layout.id),
        let version = try archive.stageJoining(layout, with: sighting.object.id)
      else { continue }
      staged.append(version)
      ids.insert(layout.id)
    }
    try archive.commit(staged)
    return ids.sorted()
  }

  private func finish(_ outcome: AddOutcome, bytes: Int64) {
    meter.finish(outcome.id, bytes: bytes)
    report(outcome)
  }

  /// Archives new originals and new sightings of known ones, all durable on return.
  ///
  /// A file that cannot be copied is left out and reported; a failure of the archive ends the run.
  private func archive(_ sightings: [Sightings]) async throws(CatalogError) -> [Sightings] {
    let archive = archive
    let staged = await mapConcurrently(sightings, jobs: options.jobs) { sighting in
      var sighting = sighting
      do throws(CatalogError) { try sighting.stage(in: archive) } catch {
        sighting.failure = error
      }
      return sighting
    }
    for sighting in staged {
      if let failure = sighting.failure, !failure.concerns(sighting.object.files) { throw failure }
    }
    try await archive.commit(staged.compactMap(\.staged), jobs: options.jobs)
    return staged
  }
}
