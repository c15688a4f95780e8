// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import Synchronization
import SystemPackage
import Testing

@Suite struct FolderLockTests {
  @Test func `A second lock is refused and names the holder`() throws {
    let scratch = try Scratch()
    let held = try FolderLock(folder: scratch.path)
    let error = FileStorageError.thrown { _ = try FolderLock(folder: scratch.path) }
    #expect(error == .locked(path: held.path, holder: getpid()))
    #expect(error?.description.contains("is held by process \(getpid())") == true)
    withExtendedLifetime(held) {}
  }

  @Test func `A lock is free again when its object goes, and its file stays`() throws {
    let scratch = try Scratch()
    for _ in 0..<3 { _ = try FolderLock(folder: scratch.path) }
    #expect(try scratch.names == ["lock"])
  }

  @Test func `A waiting lock gets its turn`() throws {
    let scratch = try Scratch()
    let path = scratch.path
    let first = Mutex<FolderLock?>(try FolderLock(folder: path))
    let thread = Thread {
      Thread.sleep(forTimeInterval: 0.05)
      first.withLock { $0 = nil }
    }
    thread.start()
    _ = try FolderLock(folder: path, wait: .seconds(30))
    #expect(first.withLock { $0 == nil })
  }

  @Test func `A lock dies with the process that held it`() throws {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["--no-fork", scratch.path.appending("lock").string, "sleep", "60"]
    try process.run()
    while FileStorageError.thrown(by: { _ = try FolderLock(folder: scratch.path) }) == nil {}
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    _ = try FolderLock(folder: scratch.path, wait: .seconds(30))
  }
}
