// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which files of layout belong to which pictures of the files that are added: the names propose, the
// contents decide. What is in doubt stays two documents, and the doubt is told.

internal import Extraction
internal import FileStorage
internal import SystemPackage

/// Joins files of layout with what they are of.
struct LayoutPairing: Sendable {
  /// The archive, for originals that are there already.
  let store: ArchiveStore
  /// How many files are looked into at a time, at least 1.
  let jobs: Int
  /// Files that are added.
  private var files: [SourceFile]
  /// Those, and behind them files that are not added but may be one of a pair.
  private var all: [SourceFile]
  private let originals: OriginalsByName

  /// What came of one file of layout.
  private enum Match: Sendable {
    /// It is of the file with this place.
    case original(Int)
    /// It stays a document of its own, and why.
    case doubt(String)
  }

  /// Looks at the names of files.
  ///
  /// - Parameters:
  ///   - files: what is added.
  ///   - neighbours: files that were added before and are still where they were.
  ///   - store: the archive.
  ///   - jobs: how many files are looked into at a time, at least 1.
  init(_ files: [SourceFile], neighbours: [SourceFile], store: ArchiveStore, jobs: Int) {
    self.files = files
    self.store = store
    self.jobs = jobs
    let added = Set(files.lazy.filter { Self.isOfInterest($0) }.map(\.path))
    var others = neighbours.filter { Self.isOfInterest($0) && !added.contains($0.path) }
    if neighbours.isEmpty { others = Self.besideLone(files, except: added) }
    all = files + others
    originals = OriginalsByName(all)
  }

  private static func isOfInterest(_ file: SourceFile) -> Bool {
    let key = LayoutNames.key(file.name)
    return LayoutNames.stem(ofOriginal: key) != nil
      || !LayoutNames.subjects(ofLayout: key).isEmpty
  }

  /// Pictures and PDFs that lie beside layouts which are added without them.
  private static func besideLone(
    _ files: [SourceFile], except added: Set<FilePath>
  ) -> [SourceFile] {
    var folders: Set<FilePath> = []
    for file in files where file.shownPath != nil {
      guard LayoutNames.isTelling(layout: LayoutNames.key(file.name)) else { continue }
      folders.insert(file.path.removingLastComponent())
    }
    return folders.sorted { $0.string < $1.string }.flatMap { folder in
      ((try? Folder.list(folder)) ?? []).compactMap { entry -> SourceFile? in
        let path = folder.appending(bytes: entry.name)
        guard entry.kind == .file, !added.contains(path),
          LayoutNames.stem(ofOriginal: LayoutNames.key(entry.name)) != nil
        else { return nil }
        return SourceFile(path: path, name: entry.name, shownPath: path.string, size: 0)
      }
    }
  }

  /// The files with each layout beside its original, and remarks where one stays by itself.
  ///
  /// A layout of an original that is in the archive already brings that original along, as one that is
  /// not added. O(files), and reads those whose names propose it.
  func paired() async -> [SourceFile] {
    if originals.isEmpty { return files }
    let places = all.indices.filter { isCandidate($0) }
    if places.isEmpty { return files }
    let extractor = Extractor(parent: store.home.extracting)
    let found = await mapConcurrently(places, jobs: jobs) { place in
      await match(place, extractor)
    }
    var layouts: [Int: [Int]] = [:]
    var remarks: [Int: String] = [:]
    for (place, match) in zip(places, found) {
      switch match {
      case .original(let original): layouts[original, default: []].append(place)
      case .doubt(let sentence): remarks[place] = sentence
      case nil: break
      }
    }
    return joined(layouts, remarks)
  }

  /// Whether a file may be a layout of one that is added, or is added and may be one of any.
  private func isCandidate(_ place: Int) -> Bool {
    let file = all[place]
    let key = LayoutNames.key(file.name)
    guard file.shownPath != nil, !LayoutNames.subjects(ofLayout: key).isEmpty else { return false }
    let subjects = originals.subjects(of: file)
    if place >= files.count { return subjects.contains { $0 < files.count } }
    return !subjects.isEmpty
      || (LayoutNames.isTelling(layout: key) && originals.areAny(near: file))
  }

  /// What a file of layout is of; nil where it is no such file, or of nothing that is here.
  private func match(_ place: Int, _ extractor: Extractor) async -> Match? {
    let file = all[place]
    let layout = LayoutFile(path: file.path, name: file.displayName)
    guard let outline = (try? await extractor.outline(of: layout)) ?? nil else { return nil }
    var subjects = originals.subjects(of: file)
    if subjects.count != 1, let image = outline.image {
      let named = originals.named(image, near: file)
      if subjects.isEmpty || !named.isEmpty { subjects = named }
    }
    guard let subject = subjects.first else { return nil }
    let original = all[subject]
    guard subjects.count == 1 else {
      let names = subjects.prefix(3).map { all[$0].displayName }.joined(separator: ", ")
      return .doubt(
        "it may be the layout of any of \(names), and was kept as a document of its own; "
          + "`handbill edit ID --layout FILE` joins it with one")
    }
    let input = ExtractionInput(path: original.path, name: original.displayName)
    if let misfit = await extractor.misfit(of: outline, with: input) {
      return .doubt(
        "it was not joined with \(original.displayName): it \(misfit); both are documents of their own"
      )
    }
    return .original(subject)
  }

  /// Puts layouts beside their originals.
  private func joined(_ layouts: [Int: [Int]], _ remarks: [Int: String]) -> [SourceFile] {
    var (result, remarks) = (all, remarks)
    var isJoined: Set<Int> = []
    var brought: Set<Int> = []
    for (original, places) in layouts {
      guard let place = places.first, original < files.count || place < files.count else {
        continue
      }
      guard places.count == 1 else {
        let names = places.map { all[$0].displayName }.sorted().joined(separator: " and ")
        for place in places {
          remarks[place] =
            "\(names) are layouts of \(all[original].displayName), and none was joined with it; "
            + "`handbill edit ID --layout FILE` joins one"
        }
        continue
      }
      if original >= files.count {
        guard isArchived(all[original]) else { continue }
        result[original].isAdded = false
        brought.insert(original)
      }
      result[original].beside = [all[place]]
      isJoined.insert(place)
    }
    for (place, sentence) in remarks { result[place].remarks.append(sentence) }
    return result.indices.filter {
      !isJoined.contains($0) && ($0 < files.count || brought.contains($0))
    }.map { result[$0] }
  }

  private func isArchived(_ original: SourceFile) -> Bool {
    guard let digest = try? ArchiveStore.sha512(of: original.path) else { return false }
    let id = AddPlan.id(ofDigest: digest)
    guard (try? store.contains(id)) == true, let metadata = try? store.metadata(of: id) else {
      return false
    }
    return metadata.removal == nil
  }
}
