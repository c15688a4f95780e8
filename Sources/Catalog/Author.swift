// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FoundationEssentials
internal import OCFL

/// A person who changes an archive, as inventories and events name them.
package struct Author: Sendable, Hashable {
  /// The name.
  package let name: String

  /// Takes a name.
  ///
  /// - Throws: `CatalogError.unusable` for one without a letter.
  package init(name: String) throws(CatalogError) {
    self.name = name.trimmed
    if self.name.isEmpty {
      throw .unusable(value: name, asWhat: "a name", advice: "give it at least one letter")
    }
  }

  private init(login: String) { name = login }

  /// The user of this machine who runs the program.
  package static var login: Author {
    let login = ProcessInfo.processInfo.userName
    return Author(login: login.isEmpty ? "unknown" : login)
  }

  /// The person in an inventory.
  ///
  /// OCFL wants an address that tells people apart; a mail address would be a guess. The name is
  /// percent-encoded where a URN asks for it.
  var user: Inventory.User {
    var address = "urn:handbill:user:"
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += LogicalPath.escaped(byte)
      }
    }
    return Inventory.User(name: name, address: address)
  }
}
