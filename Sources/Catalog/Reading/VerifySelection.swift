// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which objects a check takes, and what is left of a check that was interrupted:
// `Indexes/fixity-run.json`, there while a check of digests runs, and after one that did not end.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// A check of digests under way: when it began, and of what.
struct VerifyTask: Codable, Equatable {
  private static let schema = "handbill-fixity-run-1"

  private var schema = VerifyTask.schema
  /// When it began, RFC 3339 in UTC to the second: what was found good since is done.
  var started: String
  /// The documents it is about; nil for others.
  var documents: [String]?
  /// The part of all objects in its sample.
  var share: Double?
  /// The number of objects in its sample.
  var count: Int?
  /// The seed of its sample.
  var seed: UInt64?
  /// The time of which it takes what was not found good since.
  var notGoodSince: String?

  /// Takes a selection, which is not `.rest`.
  init(_ selection: VerifyRequest.Selection, started: String) {
    self.started = started
    switch selection {
    case .all, .rest: break
    case .documents(let ids): documents = ids
    case .sample(.share(let share), let seed): (self.share, self.seed) = (share, seed)
    case .sample(.count(let count), let seed): (self.count, self.seed) = (count, seed)
    case .notGoodSince(let time): notGoodSince = time
    }
  }

  /// What it is about.
  var selection: VerifyRequest.Selection {
    if let documents { return .documents(documents) }
    if let share { return .sample(.share(share), seed: seed ?? 0) }
    if let count { return .sample(.count(count), seed: seed ?? 0) }
    return notGoodSince.map { .notGoodSince($0) } ?? .all
  }

  private static func path(_ home: Home) -> FilePath { home.indexes.appending("fixity-run.json") }

  /// The check that did not end.
  ///
  /// - Throws: `CatalogError.unusable` where there is none.
  static func unfinished(_ home: Home) throws(CatalogError) -> VerifyTask {
    let bytes = try? FileReader.contents(of: path(home))
    guard let bytes, let task = CatalogCoding.decode(VerifyTask.self, from: bytes),
      task.schema == schema, task.started.utf8.count == 20
    else {
      throw .unusable(
        value: "--resume", asWhat: "possible: no check was interrupted",
        advice: "begin one with `handbill verify --deep`")
    }
    return task
  }

  /// Keeps it, for a run that goes on with it.
  func write(_ home: Home) throws(FileStorageError) {
    try WholeFile.write(CatalogCoding.document(self), to: Self.path(home), sync: false)
  }

  /// Forgets it: it has ended.
  static func remove(_ home: Home) { try? Folder.removeFile(path(home)) }
}

/// Chooses objects by the dates of their last good checks.
struct VerifyChoice {
  /// The last good check of each object.
  let dates: VerifyDates?
  /// The present, RFC 3339 in UTC to the second.
  let now: String
  /// When the check began that this one goes on with; nil for a new one.
  let started: String?

  /// The objects to check, in the order given.
  func objects(
    _ all: [[UInt8]], _ selection: VerifyRequest.Selection
  ) -> [[UInt8]] {
    let left = all.filter { !isDone($0) }
    switch selection {
    case .all, .documents, .rest: return left
    case .notGoodSince(let time): return left.filter { (lastGood($0) ?? "") < time }
    case .sample(let sample, let seed):
      let wanted = max(0, Self.size(of: sample, all.count) - (all.count - left.count))
      return longestUnchecked(left, wanted, seed)
    }
  }

  private func lastGood(_ object: [UInt8]) -> String? { dates?.lastGood(object, now: now)?.time }

  /// Whether the check that this one goes on with has found the object good.
  private func isDone(_ object: [UInt8]) -> Bool {
    guard let started, let lastGood = lastGood(object) else { return false }
    return lastGood >= started
  }

  /// How many objects a sample has: one at least, where there is any.
  static func size(of sample: VerifyRequest.Sample, _ total: Int) -> Int {
    switch sample {
    case .share(let share): min(total, max(1, Int((share * Double(total)).rounded(.up))))
    case .count(let count): min(total, count)
    }
  }

  /// So many objects whose last good check is longest ago; the seed decides between equals.
  private func longestUnchecked(
    _ objects: [[UInt8]], _ count: Int, _ seed: UInt64
  ) -> [[UInt8]] {
    let ranked = objects.indices.map { index in
      (time: lastGood(objects[index]) ?? "", lot: Self.lot(objects[index], seed), index: index)
    }
    let chosen = ranked.sorted { ($0.time, $0.lot, $0.index) < ($1.time, $1.lot, $1.index) }
    return chosen.prefix(count).map(\.index).sorted().map { objects[$0] }
  }

  /// A number drawn for an object: FNV-1a from the seed, mixed as in SplitMix64.
  private static func lot(_ object: [UInt8], _ seed: UInt64) -> UInt64 {
    var hash = object.reduce(0xcbf2_9ce4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
