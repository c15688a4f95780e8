// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import SystemPackage

/// The names of a segment's files: `12.terms`, and `12-40.deleted` for deletions of commit 40.
struct SegmentFiles {
  /// The index folder.
  var folder: FilePath
  /// The segment's number.
  var segment: UInt64

  /// The path of a file of the segment.
  func path(_ kind: ComponentKind) -> FilePath {
    folder.appending("\(segment).\(kind.suffix)")
  }

  /// The path of the deletions that a commit wrote.
  func deletions(generation: UInt64) -> FilePath {
    folder.appending("\(segment)-\(generation).\(ComponentKind.deletions.suffix)")
  }

  /// Removes the files of a segment that no commit lists; what cannot be removed is swept by the next
  /// writer.
  func remove() {
    for kind in ComponentKind.ofSegment { try? Folder.removeFile(path(kind)) }
  }

  /// Whether a name is one that this scheme gives to a file of any segment.
  static func owns(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2,
      let kind = ComponentKind.allCases.first(where: { $0.suffix == parts[1] }),
      kind != .manifest
    else { return false }
    let numbers = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == (kind == .deletions ? 2 : 1)
      && numbers.allSatisfy { UInt64($0) != nil }
  }
}
