// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// Pictures and PDFs by their folders and names.
struct OriginalsByName: Sendable {
  private struct Name: Hashable {
    var folder: String
    var key: String
  }
  private var byName: [Name: [Int]] = [:]
  private var byStem: [Name: [Int]] = [:]
  /// The folders that hold any, by the folder that these are in.
  private var folders: [String: Set<String>] = [:]

  /// Sorts files; those that are neither are left out.
  ///
  /// O(files).
  init(_ files: [SourceFile]) {
    for (index, file) in files.enumerated() {
      let key = LayoutNames.key(file.name)
      guard file.shownPath != nil, let stem = LayoutNames.stem(ofOriginal: key) else { continue }
      let folder = file.path.removingLastComponent()
      byName[Name(folder: folder.string, key: key), default: []].append(index)
      byStem[Name(folder: folder.string, key: stem), default: []].append(index)
      folders[folder.removingLastComponent().string, default: []].insert(folder.string)
    }
  }

  /// Whether there are none.
  var isEmpty: Bool { byName.isEmpty }

  /// Those that a layout may be of by its name, in the nearest folder that has any.
  func subjects(of layout: SourceFile) -> [Int] {
    let keys = LayoutNames.subjects(ofLayout: LayoutNames.key(layout.name))
    return first(near: layout) { folder in
      keys.lazy.compactMap { byName[Name(folder: folder, key: $0)] }.first
        ?? keys.lazy.compactMap { byStem[Name(folder: folder, key: $0)] }.first ?? []
    }
  }

  /// Those of a name, in the nearest folder that has any.
  func named(_ image: String, near layout: SourceFile) -> [Int] {
    let key = image.lowercased()
    return first(near: layout) { byName[Name(folder: $0, key: key)] ?? [] }
  }

  /// Whether any are where those of a layout may be.
  func areAny(near layout: SourceFile) -> Bool {
    tiers(layout).joined().contains { folder in
      folders[FilePath(folder).removingLastComponent().string]?.contains(folder) ?? false
    }
  }

  private func first(near layout: SourceFile, _ find: (String) -> [Int]) -> [Int] {
    for tier in tiers(layout) {
      let found = tier.flatMap(find)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Its own folder; for one of layouts the folder above, and then those beside it.
  private func tiers(_ layout: SourceFile) -> [[String]] {
    let folder = layout.path.removingLastComponent()
    guard let name = folder.lastComponent?.string.lowercased(),
      LayoutNames.isFolderOfLayouts(name)
    else { return [[folder.string]] }
    let above = folder.removingLastComponent().string
    let beside = (folders[above] ?? []).filter { $0 != folder.string }.sorted()
    return [[folder.string], [above], beside]
  }
}
