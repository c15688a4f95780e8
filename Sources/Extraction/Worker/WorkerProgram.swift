// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// The program that becomes a worker: `handbill-reader`, beside the one that runs.
enum WorkerProgram {
  /// Where it is; nil where it is not.
  static let path: FilePath? = {
    let running = FilePath((CommandLine.arguments.first).map { $0 } ?? "")
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { FilePath($0) } ?? running
    let beside = own.removingLastComponent().appending(ExtractionTool.worker.rawValue)
    return (try? FileReader(beside)) == nil ? nil : beside
  }()

  /// What the program needs to start beyond the system's folders: itself, and libraries from elsewhere.
  static let visible: [FilePath] = {
    let mapped = (try? FileReader.contents(of: "/proc/self/maps")) ?? []
    var folders: Set<String> = []
    for line in String(decoding: mapped, as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { continue }
      let path = FilePath(String(line[start...])).removingLastComponent()
      if !isOfSystem(path) { folders.insert(path.string) }
    }
    return folders.sorted().map { FilePath($0) } + [path].compactMap { $0 }
  }()

  private static func isOfSystem(_ folder: FilePath) -> Bool {
    ["/usr", "/lib", "/lib64"].contains { folder.starts(with: FilePath($0)) }
  }
}
