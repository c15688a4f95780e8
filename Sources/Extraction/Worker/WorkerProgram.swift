// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FileStorage
internal import FoundationEssentials
internal import SystemPackage

/// The programs that become workers: `handbill-reader` and `handbill-pdf-reader`, beside the one that runs.
enum WorkerProgram {
  /// Where one is; nil where it is not.
  static func path(_ program: ExtractionTool) -> FilePath? {
    program == .pdfReader ? pdfReader : reader
  }

  private static let reader = beside(.worker)
  private static let pdfReader = beside(.pdfReader)

  private static func beside(_ program: ExtractionTool) -> FilePath? {
    let running = FilePath((CommandLine.arguments.first).map { $0 } ?? "")
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { FilePath($0) } ?? running
    let beside = own.removingLastComponent().appending(program.rawValue)
    return (try? FileReader(beside)) == nil ? nil : beside
  }

  /// What they need to start beyond the system's folders: themselves, and libraries from elsewhere.
  static let visible: [FilePath] = {
    let mapped = (try? FileReader.contents(of: "/proc/self/maps")) ?? []
    var folders: Set<String> = []
    for line in String(decoding: mapped, as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { continue }
      let path = FilePath(String(line[start...])).removingLastComponent()
      if !isOfSystem(path) { folders.insert(path.string) }
    }
    return folders.sorted().map { FilePath($0) } + [reader, pdfReader].compactMap { $0 }
  }()

  private static func isOfSystem(_ folder: FilePath) -> Bool {
    ["/usr", "/lib", "/lib64"].contains { folder.starts(with: FilePath($0)) }
  }
}
