// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names that other systems hold for one, or cannot take. In a bag each document has a folder of its own,
// so nothing is lost; it is where people put the files together that one replaces the other.

/// What to say of file names before they go to other systems.
enum NameWarnings {
  /// One sentence for each name that may not survive elsewhere, in the order of the names.
  ///
  /// O(names).
  static func sentences(_ names: [String]) -> [String] {
    twins(names)
      + names.distinct { Array($0.utf8) }.compactMap { bytes in
        windows(String(decoding: bytes, as: UTF8.self))
      }
  }

  /// Names that differ by case or by composition (NFC, NFD) alone.
  private static func twins(_ names: [String]) -> [String] {
    // Keys are equal where the texts are canonically equivalent: that is what String compares.
    var groups: [String: [[UInt8]]] = [:]
    for name in names {
      let bytes = Array(name.utf8)
      if groups[name.lowercased()]?.contains(bytes) != true {
        groups[name.lowercased(), default: []].append(bytes)
      }
    }
    return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { _, twins in
      let names = twins.map { String(decoding: $0, as: UTF8.self) }
      let difference =
        names.allSatisfy { $0 == names[0] } ? "composition (NFC, NFD)" : "upper and lower case"
      let system = names.allSatisfy { $0 == names[0] } ? "macOS" : "macOS and Windows"
      return
        "\(names.map { "\"\($0)\"" }.joined(separator: " and ")) differ by \(difference) alone: "
        + "in one folder \(system) would hold them for the same file"
    }
  }

  /// Why Windows would not take a name; nil where it would.
  private static func windows(_ name: String) -> String? {
    let forbidden = name.unicodeScalars.contains { scalar in
      scalar.value < 0x20 || "<>:\"|?*\\".unicodeScalars.contains(scalar)
    }
    let stem = name.prefix { $0 != "." }.uppercased()
    let reason: String
    if forbidden {
      reason = "it has a character that is forbidden there"
    } else if name.hasSuffix(".") || name.hasSuffix(" ") {
      reason = "a dot or space at its end is cut off there"
    } else if devices.contains(stem) {
      reason = "\(stem) is the name of a device there"
    } else {
      return nil
    }
    return "Windows cannot take the name \"\(name)\": \(reason)"
  }

  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}
