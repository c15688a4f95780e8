// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// What a part of an OOXML package points to.
struct Relationships {
  /// One pointer.
  struct Link {
    /// Its name within the part.
    var id: String
    /// What the target is: the last step of the type's URI, such as `footnotes`.
    var kind: String
    /// The name of a part, or the address of something outside.
    var target: String
    /// Whether the target is outside the package.
    var isExternal: Bool
  }

  /// All pointers, in order.
  private(set) var links: [Link] = []
  private var places: [String: Int] = [:]

  /// Reads the pointers of a part; the package's own for an empty name.
  init(of part: String, in package: OfficePackage) {
    let steps = part.split(separator: "/")
    let folder = steps.dropLast().map { $0 + "/" }.joined()
    let tree = package.tree("\(folder)_rels/\(steps.last ?? "").rels")
    for node in tree?.children ?? [] {
      guard let id = node["Id"], let type = node["Type"], let target = node["Target"] else {
        continue
      }
      let isExternal = node["TargetMode"] == "External"
      places[id] = places[id] ?? links.count
      links.append(
        Link(
          id: id, kind: type.split(separator: "/").last.map(String.init) ?? "",
          target: isExternal ? target : OfficePackage.resolve(target, from: part),
          isExternal: isExternal))
    }
  }

  /// The parts of a kind inside the package.
  func parts(_ kind: String) -> [String] {
    links.filter { $0.kind == kind && !$0.isExternal }.map(\.target)
  }

  /// The pointer of a name.
  func link(_ id: String?) -> Link? { id.flatMap { places[$0] }.map { links[$0] } }
}
