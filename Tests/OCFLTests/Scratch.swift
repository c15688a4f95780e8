// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A folder of its own for each test, and the small things that all tests here need.

import FileStorage
import Foundation
import SystemPackage

@testable import OCFL

/// A new folder, removed with all that is in it when the test ends.
///
/// In memory where the system has such a place: thousands of synchronisations cost nothing there.
final class Scratch: Sendable {
  let path: FilePath

  init() throws {
    let isMemory = FileManager.default.isWritableFile(atPath: "/dev/shm")
    let parent = isMemory ? "/dev/shm" : NSTemporaryDirectory()
    path = FilePath(parent).appending("ocfl-tests-\(UUID().uuidString)")
    try Folder.create(path)
  }

  deinit { try? Folder.remove(path) }

  var rootPath: FilePath { path.appending("root") }
  var stagingPath: FilePath { path.appending("staging") }

  /// A storage root with its staging area.
  func area(existing: Bool = false) throws -> StagingArea {
    let root = existing ? try StorageRoot.open(at: rootPath) : try StorageRoot.create(at: rootPath)
    return try StagingArea(root: root, folder: stagingPath)
  }
}

let testUser = Inventory.User(name: "Ada", address: "mailto:ada@example.org")
let testTime = "2026-11-22T10:00:00Z"

extension ObjectWriter {
  func finish(_ message: String = "test") throws(OCFLError) -> StagedObject {
    try finish(message: message, user: testUser, created: testTime)
  }
}

extension StagingArea {
  /// Stores one version made of some texts.
  func store(_ id: String, _ files: [(String, String)]) throws {
    let writer = try stage(id)
    for (path, text) in files { try writer.add(Array(text.utf8), as: path) }
    try commit(try writer.finish())
  }
}

/// All findings of a storage root.
func findings(_ root: FilePath, _ depth: ValidationDepth = .content) throws -> [Finding] {
  var all: [Finding] = []
  try RootValidator.validate(root, depth: depth) { all.append($0) }
  return all
}

/// Public data for tests beside the checkout; nil where it is absent.
func publicData(_ name: String) -> FilePath? {
  let shared =
    ProcessInfo.processInfo.environment["HANDBILL_SHARED"]
    ?? FileManager.default.currentDirectoryPath + "/../shared"
  let path = FilePath(shared).appending("data").appending(name)
  return (try? Folder.status(path)).flatMap { $0 } == nil ? nil : path
}

/// Runs a program; its exit status and output.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// What a staging folder holds besides empty folders that are kept for reuse.
func leftovers(in staging: FilePath) throws -> [FolderEntry] {
  let kept = staging.appending(EmptyFolders.folderName)
  return try Folder.list(staging).filter { $0.text != EmptyFolders.folderName }
    + Folder.listTree(kept).filter { $0.kind != .folder }
}
