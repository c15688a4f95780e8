// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import Logging
import SystemPackage

@testable import Catalog
@testable import ReadingRoom

/// A new archive with a few documents, removed when the test ends.
final class RoomPlace: Sendable {
  let catalog: Catalog
  private let folder: FilePath

  /// The name of a document whose bytes a browser would run.
  static let hostileName = "غذای\u{200C}گرم \"<b>\".html"
  /// Its bytes.
  static let hostileBytes = Array("<html><script>alert('كباب')</script>kebab</html>".utf8)
  /// Texts by file name.
  static let texts: [(name: String, text: String)] = [
    ("tunnel-fermé.txt", "Le tunnel est fermé.\nLes tunnels de la ville aussi.\n"),
    ("نفق.txt", "النفق مغلق حتى الأحد.\nنفق المدينة مغلق أيضا.\n"),
    ("ሰላማዊ.txt", "ሰላማዊ ሰልፍ ኅዳር ወር ይካሄዳል።\n"),
    ("empty.txt", ""),
  ]

  init() async throws {
    let isMemory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    let parent = isMemory ? "/dev/shm" : NSTemporaryDirectory()
    folder = FilePath(parent).appending("room-tests-\(UUID().uuidString)")
    let home = try Catalog.create(at: folder.appending("home"))
    let leaflets = folder.appending("leaflets")
    try Folder.create(leaflets)
    for (name, text) in Self.texts {
      try WholeFile.write(Array(text.utf8), to: leaflets.appending(name), sync: false)
    }
    try WholeFile.write(
      Self.hostileBytes, to: leaflets.appending(Self.hostileName), sync: false)
    let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    catalog = Catalog(home: home, logger: logger)
    _ = try await catalog.add([.path(leaflets)], options: AddOptions())
  }

  deinit { try? Folder.remove(folder) }

  /// The room as it is on the loopback; its JSON is a list of ids.
  var room: ReadingRoom {
    ReadingRoom(catalog, hosts: .loopbackOnly) { answer, query, match in
      "\(match.name) \(query): \(answer.found.map(\.document.name).joined(separator: ","))\n"
    }
  }

  /// The id of the document of a name.
  func id(named name: String) throws -> String? {
    var id: String?
    try catalog.list(ListFilter()) { if $0.name == name { id = $0.id } }
    return id
  }
}

extension ReadingRoom {
  /// The answer to a GET of an address.
  func get(_ address: String, host: String = "localhost:8080") -> WebResponse {
    answer(head: Array("GET \(address) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8))
  }
}

extension WebResponse {
  /// The body as text; empty for a file.
  var text: String {
    guard case .bytes(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A field of the head.
  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
