// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import Synchronization
import SystemPackage
import Testing

@testable import Catalog

@Suite struct WatchTests {
  private func file(_ name: String, size: Int64, modified: Int64 = 1) -> SourceFile {
    SourceFile(
      path: FilePath("/nowhere").appending(name), name: Array(name.utf8),
      shownPath: "/nowhere/\(name)", size: size, modified: modified)
  }

  @Test func `A file is complete when it has stayed the same for a while`() {
    var watch = FolderWatch(patience: .seconds(3))
    #expect(watch.complete([file("a.jpg", size: 10)], now: .seconds(0)).isEmpty)
    #expect(watch.complete([file("a.jpg", size: 20)], now: .seconds(2)).isEmpty)
    #expect(watch.complete([file("a.jpg", size: 20)], now: .seconds(4)).isEmpty)
    #expect(watch.isWaiting)
    let ready = watch.complete([file("a.jpg", size: 20)], now: .seconds(5))
    #expect(ready.map(\.label) == ["/nowhere/a.jpg"])
    watch.take(ready)
    #expect(watch.complete([file("a.jpg", size: 20)], now: .seconds(9)).isEmpty)
    #expect(!watch.isWaiting)
    #expect(watch.complete([file("a.jpg", size: 21)], now: .seconds(10)).isEmpty)
    #expect(watch.complete([file("a.jpg", size: 21)], now: .seconds(13)).count == 1)
  }

  @Test(arguments: [
    "scan.tif.part", "IMG.jpg.crdownload", "~$letter.docx", "photo.JPG.PARTIAL", "x.tmp",
  ])
  func `Names of unfinished files are left alone`(name: String) {
    var watch = FolderWatch(patience: .zero)
    #expect(watch.complete([file(name, size: 1)], now: .seconds(9)).isEmpty)
    #expect(!watch.isWaiting)
  }

  @Test func `A file that a program has open for writing is not complete`() throws {
    let place = try Workplace()
    let path = try place.file("a.txt", "x")
    let handle = try FileDescriptor.open(path, .writeOnly)
    #expect(FileReader.isBeingWritten(path))
    try handle.close()
    #expect(!FileReader.isBeingWritten(path))
  }

  @Test func `A watch adds what is there, and takes up where it ended`() async throws {
    let place = try Workplace()
    let folder = place.folder.appending("files")
    try place.file("one.txt", "the first leaflet")
    try place.file("two.pdf.part", "half a leaflet")
    var options = WatchOptions()
    options.patience = .milliseconds(20)
    options.interval = .milliseconds(10)
    options.end = .whenTaken
    let seen = Mutex<[String]>([])
    func watch() async throws {
      try await place.catalog.watch(folder, options: options) { event in
        guard case .file(let outcome) = event else { return }
        seen.withLock {
          $0.append("\(outcome.result) \(FilePath(outcome.path).lastComponent?.string ?? "")")
        }
      }
    }
    try await watch()
    try await watch()
    try place.file("three.txt", "the third leaflet")
    try await watch()
    #expect(seen.withLock { $0 } == ["added one.txt", "added three.txt"])
    #expect(try place.found("leaflet").count == 2)
  }
}
