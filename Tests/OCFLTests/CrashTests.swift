// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import OCFL

/// What a crash or a failing disk may leave: the old state or the new one, both valid.
@Suite struct CrashTests {
  private static let id = "urn:x:1"

  /// Writes version 2 of object 1, and object 2, in one group.
  private static func work(_ area: StagingArea) throws {
    let writer = try area.stage(id)
    try writer.add(Array("new".utf8), as: "folder/b")
    try writer.remove("a")
    let other = try area.stage("urn:x:2")
    try other.add(Array("other".utf8), as: "a")
    try area.commit([try writer.finish(), try other.finish()])
  }

  private static func prepared() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.area().store(id, [("a", "old"), ("kept", "kept")])
    return scratch
  }

  /// The state of the two objects; nil where an object is missing.
  private static func state(_ path: FilePath) throws -> [Int?] {
    let root = try StorageRoot.open(at: path)
    return try [id, "urn:x:2"].map { id in
      try root.contains(id) ? root.object(id).inventory.head.number : nil
    }
  }

  /// How many operations the work takes.
  private static func operations(_ exchange: FileFaults.Plan) throws -> Int {
    let scratch = try prepared()
    let root = try StorageRoot.open(at: scratch.rootPath)
    let area = try StagingArea(root: root, folder: scratch.stagingPath)
    let counter = FileFaults(exchange)
    try counter.run { try work(area) }
    #expect(try state(scratch.rootPath) == [2, 1])
    return counter.count
  }

  /// Runs the work under each fault in turn, and looks at what is left.
  ///
  /// One storage root serves as long as the work leaves the old state in it.
  private static func check(
    plan: (Int) -> FileFaults.Plan, look: (Int, [Int?], Bool) throws -> Void
  ) throws {
    let total = try operations(.none)
    #expect(total > 60)
    var scratch = try prepared()
    for number in 0...total {
      // Sweeps what the fault before has left.
      let area = try StagingArea(
        root: try StorageRoot.open(at: scratch.rootPath), folder: scratch.stagingPath)
      #expect(try leftovers(in: area.folder).isEmpty)
      var isReported = true
      FileFaults(plan(number)).run {
        do {
          try work(area)
          isReported = false
        } catch {}
      }
      let found = try findings(scratch.rootPath)
      #expect(found.isEmpty, "\(plan(number)) of \(total): \(found)")
      let state = try state(scratch.rootPath)
      try look(number, state, isReported)
      if state != [1, nil] {
        try work(
          try StagingArea(
            root: try StorageRoot.open(at: scratch.rootPath), folder: scratch.stagingPath))
        #expect(try findings(scratch.rootPath).isEmpty)
        scratch = try prepared()
      }
    }
  }

  @Test func `A stop between any two operations leaves the old state or the new, both valid`()
    throws
  {
    var seen: Set<[Int?]> = []
    try Self.check(plan: { .stop(at: $0) }, look: { _, state, _ in seen.insert(state) })
    #expect(seen == [[1, nil], [2, nil], [2, 1]])
  }

  @Test func `A failure of any one operation leaves the old state or the new, both valid`() throws {
    try Self.check(
      plan: { .fail(at: $0, errno: $0 % 2 == 0 ? ENOSPC : EIO) },
      look: { number, state, reported in
        let allowed: [[Int?]] = reported ? [[1, nil], [2, nil], [2, 1]] : [[2, 1]]
        #expect(allowed.contains(state), "operation \(number)")
      })
  }

  @Test func `Without an exchange, a stop loses nothing that the next writer does not put back`()
    throws
  {
    let scratch = try Self.prepared()
    let root = try StorageRoot.open(at: scratch.rootPath)
    let area = try StagingArea(root: root, folder: scratch.stagingPath)
    FileFaults(.refuse(.exchange, errno: EINVAL)).run { try? Self.work(area) }
    #expect(try Self.state(scratch.rootPath) == [2, 1])
    #expect(try findings(scratch.rootPath).isEmpty)
    // Between the two renames: the object is in the staging folder alone.
    let slot = scratch.stagingPath.appending("object-1-0")
    try Folder.create(slot)
    try Folder.rename(root.objectPath(for: Self.id), to: slot.appending("replaced"))
    #expect(try Self.state(scratch.rootPath) == [nil, 1])
    _ = try StagingArea(root: root, folder: scratch.stagingPath)
    #expect(try Self.state(scratch.rootPath) == [2, 1])
    #expect(try findings(scratch.rootPath).isEmpty)
  }

  @Test func `A staging folder on another file system is replaced by one inside the root`() throws {
    let scratch = try Self.prepared()
    let root = try StorageRoot.open(at: scratch.rootPath)
    let faults = FileFaults(.refuse(.rename, errno: EXDEV))
    let area = try faults.run { try StagingArea(root: root, folder: scratch.stagingPath) }
    #expect(area.folder == scratch.rootPath.appending("extensions").appending("staging"))
    try Self.work(area)
    #expect(try Self.state(scratch.rootPath) == [2, 1])
    #expect(try findings(scratch.rootPath).allSatisfy { $0.severity == .warning })
  }

  @Test func `A file system without hard links gets copies`() throws {
    let scratch = try Self.prepared()
    let root = try StorageRoot.open(at: scratch.rootPath)
    let area = try StagingArea(root: root, folder: scratch.stagingPath)
    try FileFaults(.refuse(.link, errno: EPERM)).run { try Self.work(area) }
    #expect(try Self.state(scratch.rootPath) == [2, 1])
    #expect(try findings(scratch.rootPath).isEmpty)
  }

  @Test func `A folder that may not be written gives one sentence and changes nothing`() throws {
    let scratch = try Self.prepared()
    let root = try StorageRoot.open(at: scratch.rootPath)
    let faults = FileFaults(.refuse(.makeFolder, errno: EROFS))
    let area = try StagingArea(root: root, folder: scratch.stagingPath)
    let error = #expect(throws: OCFLError.self) { try faults.run { try Self.work(area) } }
    #expect(error?.description.contains("Read-only file system; mount the disk") == true)
    #expect(try Self.state(scratch.rootPath) == [1, nil])
  }

  @Test func `Many objects in a group are all there, whatever their number`() throws {
    let scratch = try Scratch()
    let area = try scratch.area()
    for count in [1, 2, 30] {
      var group: [StagedObject] = []
      for number in 0..<count {
        let writer = try area.stage("urn:x:\(count)-\(number)")
        try writer.add(Array("\(number)".utf8), as: "a")
        group.append(try writer.finish())
      }
      try area.commit(group)
    }
    #expect(try RootValidator.validate(area.root.path, depth: .content) { _ in } == 33)
    #expect(try findings(area.root.path).isEmpty)
    #expect(try leftovers(in: area.folder).isEmpty)
  }
}
