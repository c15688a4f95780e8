// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names of versions (`v1`, or zero-padded `v001`) and versions of the specification.

/// The number of a version of an object, with the width in which its folder is named.
package struct VersionNumber: Sendable, Hashable {
  /// 1 and up, without gaps.
  package var number: Int
  /// Digits of a zero-padded name, 0 for a name without padding.
  package var padding: Int

  /// Makes a number; names of new objects are not padded.
  package init(_ number: Int, padding: Int = 0) {
    self.number = number
    self.padding = padding
  }

  /// Reads the name of a version folder; nil where it is none.
  package init?(name: String) {
    let digits = Array(name.utf8.dropFirst())
    guard name.utf8.first == UInt8(ascii: "v"), (1...18).contains(digits.count),
      digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(String(decoding: digits, as: UTF8.self)), number > 0
    else { return nil }
    self.number = number
    padding = digits[0] == 0x30 ? digits.count : 0
  }

  /// The name of the folder.
  package var name: String {
    let digits = String(number)
    return "v" + String(repeating: "0", count: max(0, padding - digits.count)) + digits
  }

  /// The version after this one; nil where its padded name has no room for it.
  package var next: VersionNumber? {
    let next = VersionNumber(number + 1, padding: padding)
    return padding > 0 && !next.name.hasPrefix("v0") ? nil : next
  }
}

/// A version of the OCFL specification that this program knows.
package enum Specification: String, Sendable, Comparable, CaseIterable {
  case version10 = "1.0"
  case version11 = "1.1"

  /// The value of `type` in an inventory.
  var inventoryType: String { "https://ocfl.io/\(rawValue)/spec/#inventory" }

  /// The name of the declaration of an object.
  var objectDeclaration: String { "0=ocfl_object_\(rawValue)" }

  /// The name of the declaration of a storage root.
  var rootDeclaration: String { "0=ocfl_\(rawValue)" }

  package static func < (left: Specification, right: Specification) -> Bool {
    left.rawValue < right.rawValue
  }
}
