// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One `add`, batch by batch. The order inside a batch is the promise of the archive: originals
// first, then their text, then the index; a file is reported only after the commit of the index.
//
//   digest ─► archive originals ─► extract text ─► archive text ─► index, commit ─► report
//
// Killed anywhere, the archive is valid, everything reported is there, and the next writer
// finishes what the journal lists.

internal import Extraction
internal import FileStorage
internal import OCFL
internal import SearchIndex
internal import SystemPackage

/// The work of one `add`.
struct AddRun {
  let archive: ArchiveWriter
  let writer: IndexWriter
  let journal: PendingJournal
  let options: AddOptions
  let meter: ProgressMeter
  /// Told of each file once it is durable.
  let report: (AddOutcome) -> Void

  private var store: ArchiveStore { archive.store }
  private var indexing: DocumentIndexing {
    DocumentIndexing(
      archive: archive, writer: writer, jobs: options.jobs, meter: meter,
      recognition: options.recognition)
  }

  /// What is archived and committed together weighs so much, roughly at most.
  ///
  /// A commit waits for the disk a few times, whatever its size: small files go a thousand at a time,
  /// long ones a few dozen, so that neither a stop nor a report waits long.
  private static let batchWeight: Int64 = 1024
  /// Bytes that weigh as much as one file more.
  private static let unitBytes: Int64 = 64 << 10

  /// How a run ended.
  struct Ending {
    /// Whether all files were done.
    var isComplete = true
    /// Documents that were there already, and whose text was read in this run.
    var readNow: Set<String>
  }

  /// Finishes what an earlier run left, and adds files; stops early, after a commit, where the task is
  /// cancelled.
  ///
  /// Segments are merged while the next files are read; the end waits for it.
  func run(_ files: [SourceFile]) async throws(CatalogError) -> Ending {
    var ending = Ending(readNow: try await indexing.finish(journal))
    var batch: [SourceFile] = []
    var weight: Int64 = 0
    for file in files {
      let added = 1 + file.size / Self.unitBytes
      if !batch.isEmpty && weight + added > Self.batchWeight {
        if Task.isCancelled {
          ending.isComplete = false
          return ending
        }
        ending.readNow.formUnion(try await add(batch, ending.readNow))
        (batch, weight) = ([], 0)
      }
      batch.append(file)
      weight += added
    }
    if Task.isCancelled {
      ending.isComplete = batch.isEmpty
      return ending
    }
    if !batch.isEmpty { ending.readNow.formUnion(try await add(batch, ending.readNow)) }
    do throws(SearchIndexError) { try await writer.finishMerges() } catch { throw .index(error) }
    forgetPages()
    return ending
  }

  /// Removes recognized pages that were kept for a run that never went on.
  ///
  /// Pages of this run may serve another that adds the same scan in another file; a week is enough.
  private func forgetPages() {
    let week = 7 * 24 * 3600
    let cache = RecognitionCache(folder: archive.home.recognized)
    try? cache.sweep(before: Timestamp.seconds() - Int64(week))
  }

  /// Adds one batch and reports its files.
  ///
  /// - Returns: documents that were there, and whose text was read now; `readBefore` are others, of this run.
  private func add(
    _ batch: [SourceFile], _ readBefore: Set<String>
  ) async throws(CatalogError) -> Set<String> {
    let plan = try await AddPlan(batch, store: store, jobs: options.jobs)
    let sightings = plan.objects.map { Sightings($0, options: options) }
    let layouts = plan.objects.compactMap(\.layout).map(\.id)
    try journal.begin(plan.objects.map(\.id) + layouts)
    let archived = try await archive(sightings)
    let changed = Set(archived.filter(\.changesIndex).map(\.object.id))
    let ids = archived.filter { $0.failure == nil }.map(\.object.id)
    let joined = try joinLayouts(archived)
    let indexed = try await indexing.run(ids + joined, reindexing: changed)
    // What a layout came to is read anew because of that.
    let known = plan.objects.lazy.filter { $0.isKnown && $0.layout == nil }.map(\.id)
    let readNow = indexed.read.intersection(known)
    try journal.end()
    for failure in plan.failures { finish(failure, bytes: 0) }
    for result in archived {
      let (id, record) = (result.object.id, indexed.records[result.object.id])
      let isReadNow = readNow.contains(id) || readBefore.contains(id)
      for outcome in result.outcomes(record, isReadNow: isReadNow) {
        // The bytes of records are counted as they are read.
        let isCounted = outcome.result == .failed || record?.records != nil && result.isNew
        finish(outcome, bytes: isCounted ? 0 : result.object.files[0].size)
      }
    }
    return readNow
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
    try archive.commit(staged.compactMap(\.staged))
    return staged
  }
}
