// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `duplicates`: one pass over the stored text, then groups of each kind, then evidence for those that are
// described.

internal import OCFL
internal import SearchIndex
internal import TextAnalysis

extension Catalog {
  /// Finds duplicates in the latest commit of the index.
  ///
  /// Needs about 600 bytes of memory a document, and 64 MB a thread. The same archive gives the same report, whatever the
  /// number of threads.
  /// `progress` is told of the number of documents read since it was told last.
  /// - Throws: `CatalogError.index`, `.archive`.
  package func duplicates(
    _ request: DuplicateRequest, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(CatalogError) -> DuplicateReport {
    let snapshot = try snapshot()
    var search = DuplicateSearch(request: request, snapshot: snapshot)
    search.report.documents = snapshot.documentCount
    if request.kinds.contains(.file) {
      let found = await SightingReader(try store()).repeated(
        try objects(of: snapshot), jobs: request.jobs)
      search.report.unreadable = found.unreadable
      try search.describeFiles(found.documents)
    }
    if request.kinds != [.file] { try await search.compareTexts(progress) }
    return search.report
  }

  /// The ids of all objects that the index knows, rising.
  private func objects(of snapshot: IndexSnapshot) throws(CatalogError) -> [String] {
    try indexed { () throws(SearchIndexError) in
      try snapshot.ids(withPrefix: "", without: UInt8(ascii: "#"), limit: .max)
    }
  }
}

/// Reads sightings out of an archive.
private struct SightingReader: Sendable {
  private let store: ArchiveStore

  init(_ store: ArchiveStore) { self.store = store }

  /// Documents that were found more than once, by id; and those that cannot be read.
  func repeated(
    _ ids: [String], jobs: Int
  ) async -> (documents: [DocumentMetadata], unreadable: [String]) {
    let lots = stride(from: 0, to: ids.count, by: 256).map {
      Array(ids[$0..<min(ids.count, $0 + 256)])
    }
    let parts = await mapConcurrently(lots, jobs: jobs) { lot in
      lot.map { id in (id, try? store.metadata(of: id)) }
    }
    let all = parts.joined()
    return (
      all.compactMap(\.1).filter { $0.sightings.count > 1 },
      all.filter { $0.1 == nil }.map(\.0)
    )
  }
}

/// One search for duplicates.
private struct DuplicateSearch {
  let request: DuplicateRequest
  let snapshot: IndexSnapshot
  var report = DuplicateReport()
  private var columns = LikenessColumns()
  private var describer: GroupDescriber

  init(request: DuplicateRequest, snapshot: IndexSnapshot) {
    self.request = request
    self.snapshot = snapshot
    describer = GroupDescriber(snapshot, languages: request.languages, limit: request.limit)
  }

  mutating func describeFiles(_ documents: [DocumentMetadata]) throws(CatalogError) {
    let sorted = documents.sorted {
      ($1.sightings.count, $0.document) < ($0.sightings.count, $1.document)
    }
    let described = try describer.files(sorted)
    report.groups += described.groups
    report.found[.file] = described.found
  }

  mutating func compareTexts(
    _ progress: @escaping @Sendable (Int) -> Void
  ) async throws(CatalogError) {
    let isNear = request.kinds.contains(.near)
    var wish = LikenessWish()
    wish.banding = isNear ? Banding(threshold: request.threshold) : nil
    wish.digests = isNear || request.kinds.contains(.text)
    wish.signals = request.kinds.contains(.family)
    columns = try await LikenessPass(
      snapshot: snapshot, wish: wish, jobs: request.jobs, progress: progress
    ).run()
    report.withoutText = columns.shortDocuments
    if request.kinds.contains(.text) {
      try add(.text, DuplicateGroups.sameText(columns.digests), nil)
    }
    if let banding = wish.banding { try await addNear(banding) }
    if wish.signals {
      let names = try await addNames()
      try await addFamilies(names)
    }
  }

  private mutating func addNear(_ banding: Banding) async throws(CatalogError) {
    report.threshold = request.threshold
    report.promise = banding.meeting(request.threshold)
    let candidates = await CandidatePairs(columns, banding, threshold: request.threshold)
      .pairs(jobs: request.jobs)
    let near = NearPairs(
      snapshot: snapshot, columns: columns, threshold: request.threshold, jobs: request.jobs)
    let pairs = try await near.verified(candidates)
      .sorted { $0.likeness != $1.likeness ? $0.likeness > $1.likeness : $0.pair < $1.pair }
    try add(.near, DuplicateGroups.connected(pairs.map(\.pair), count: columns.count), nil)
  }

  /// Looks for the names of all texts in all texts, and adds those of several languages to the signals.
  private mutating func addNames() async throws(CatalogError) -> SharedNames {
    let table = NameTable(columns.writtenNames)
    columns.writtenNames = NameTally()
    if table.isEmpty { return SharedNames() }
    var wish = LikenessWish()
    wish.names = table
    let found = try await LikenessPass(
      snapshot: snapshot, wish: wish, jobs: request.jobs, progress: { _ in }
    ).run()
    // A pass of a cancelled task has not read all.
    guard found.count == columns.count else { return SharedNames() }
    let names = SharedNames(
      table,
      (0..<found.count).lazy.map { (language: found.languages[$0], names: found.names(of: $0)) })
    columns.addSignals(names, of: found)
    return names
  }

  private mutating func addFamilies(_ names: SharedNames) async throws(CatalogError) {
    let families = FamilyPairs(columns)
    report.withoutSignals = columns.count - families.telling
    report.leastWeight = families.weights.least
    var joined = FamilyGroups(columns)
    let pairs = joined.joining(await families.pairs(jobs: request.jobs))
    try add(
      .family, DuplicateGroups.connected(pairs.map(\.pair), count: columns.count),
      FamilySignals(weights: families.weights, names: names))
  }

  private mutating func add(
    _ kind: DuplicateKind, _ groups: [NumberedGroup], _ signals: FamilySignals?
  ) throws(CatalogError) {
    let described = try describer.describe(kind, groups, columns, signals)
    report.groups += described.groups
    report.found[kind] = described.found
  }
}
