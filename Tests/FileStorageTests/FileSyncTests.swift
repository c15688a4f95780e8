// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing

@Suite struct FileSyncTests {
  private func files(_ count: Int, in scratch: Scratch) throws -> [FilePath] {
    try (0..<count).map { number in
      let path = scratch.path.appending("\(number)")
      try WholeFile.write([UInt8(number)], to: path, sync: false)
      return path
    }
  }

  @Test func `Every file is synced once, however many there are`() throws {
    let scratch = try Scratch()
    for count in [0, 1, 2, 40] {
      let paths = try files(count, in: scratch)
      let faults = FileFaults()
      try faults.run { try Folder.syncFiles(paths) }
      let synced = faults.log.filter { $0.hasPrefix("sync ") }.sorted()
      #expect(synced == paths.map { "sync \($0)" }.sorted())
    }
  }

  @Test func `The first failure in the order of the files is thrown`() throws {
    let scratch = try Scratch()
    let paths = try files(9, in: scratch)
    let missing = scratch.path.appending("missing")
    let error = FileStorageError.thrown {
      try Folder.syncFiles(paths + [missing] + paths)
    }
    #expect(error?.path == missing && error?.isMissing == true)
  }

  @Test func `Files and the name after them are all durable, or the old bytes stand`() throws {
    let scratch = try Scratch()
    let paths = try files(3, in: scratch)
    let manifest = scratch.path.appending("manifest")
    let counter = FileFaults()
    try counter.run { try WholeFile.write([1], to: manifest, after: paths) }
    #expect(counter.log.filter { $0.hasPrefix("sync ") }.count == 5)
    for number in 0...counter.count {
      let faults = FileFaults(.stop(at: number))
      let finished =
        (try? faults.run { try WholeFile.write([2], to: manifest, after: paths) }) != nil
      let now = try FileReader.contents(of: manifest)
      #expect(now == [1] || now == [2])
      #expect(!finished || now == [2])
      let others = try scratch.names.filter { $0.hasPrefix(WholeFile.temporaryPrefix) }
      for name in others { try Folder.removeFile(scratch.path.appending(name)) }
      try WholeFile.write([1], to: manifest)
    }
  }
}
