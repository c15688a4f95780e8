// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names that are hard to carry from one system to another, and a look at what arrived.

import FileStorage
import Foundation
import OCFL
import SystemPackage
import Testing

@testable import Catalog

/// Files whose names every export has to carry byte for byte, with their bytes.
enum HardNames {
  /// The bytes of the names.
  static let all: [[UInt8]] =
    [
      "plain.txt", "غذای\u{200C}گرم.txt", "免费热餐.txt", "caf\u{E9}.txt", "cafe\u{301}.txt",
      "CAF\u{C9}.txt", "new\nline.txt", "carriage\rreturn.txt", "both\r\nends.txt",
      "\"quoted\", 'so'.txt",
      "50% off.txt", "%0A.txt", "back\\slash.txt", "=1+1.txt", "+33.txt", "-x.txt", "@home.txt",
      "dot.", "space ", " led.txt", "CON.txt", "a;b;c.txt", "tab\tbed.txt", "\u{202E}txt.exe",
      String(repeating: "ن", count: 125) + ".txt", String(repeating: "x", count: 255),
    ].map { Array($0.utf8) } + [
      [0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74],
      [0xFF, 0xFE, 0x25, 0x41],
      [UInt8](repeating: 0xE9, count: 250),
    ]

  /// Writes a file of each name, each with bytes of its own.
  static func write(to folder: FilePath) throws {
    for (index, name) in all.enumerated() {
      try WholeFile.write(
        Array("Leaflet number \(index) about soup.\n".utf8),
        to: folder.appending(bytes: name), sync: false)
    }
  }
}

extension Workplace {
  /// A place with a document for each hard name, found somewhere at some time.
  static func withHardNames() async throws -> Workplace {
    let place = try Workplace()
    try HardNames.write(to: place.folder.appending("files"))
    var options = AddOptions()
    options.set(.sighting(.place), "=Calais, \"port\"")
    options.set(.sighting(.date), "1404-09-05@persian")
    options.set(.sighting(.note), "+33 1 99 00 22 01")
    options.addTags(["a; b", "-x", "soup"])
    let (summary, _) = try await place.add(place.folder.appending("files"), options: options)
    #expect(summary.added == HardNames.all.count)
    #expect(summary.failed == 0)
    return place
  }

  /// The ids of all documents of the archive.
  func ids() throws -> [String] { try catalog.store().ids() }

  /// All metadata as bytes, by id.
  func metadataBytes() throws -> [String: [UInt8]] {
    let store = try catalog.store()
    return Dictionary(
      uniqueKeysWithValues: try ids().map {
        ($0, CatalogCoding.document(try store.metadata(of: $0)))
      })
  }

  /// A new, empty place of the same kind, in the same folder.
  func another(_ name: String = "other") throws -> Catalog {
    Catalog(home: try Catalog.create(at: folder.appending(name)), logger: catalog.logger)
  }
}

/// Runs a program and gives what it wrote, and its status.
func run(_ program: String, _ arguments: [String], in folder: FilePath) throws -> (
  status: Int32, output: String
) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder.string)
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
