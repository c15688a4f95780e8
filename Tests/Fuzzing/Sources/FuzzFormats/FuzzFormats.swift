// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Any bytes as one file of an index, under right checksums; as a cursor; as a receipt. A trap, an
// input that takes long, or memory out of proportion is a finding.
//
//   FuzzFormats seeds FOLDER                     writes FOLDER/FORMAT/… for every format
//   FuzzFormats FORMAT FOLDER ARGUMENT…          the arguments are libFuzzer's; works in FOLDER

import FuzzDriver
import SystemPackage

@testable import FileStorage
@testable import SearchIndex

@main
enum FuzzFormats {
  /// Documents of the index that is damaged: so few that a thousand inputs take seconds.
  private static let documents = 140

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else {
      print("FuzzFormats seeds FOLDER, or FuzzFormats FORMAT FOLDER ARGUMENT…")
      return
    }
    let folder = FilePath(arguments[2])
    if arguments[1] == "seeds" { return try writeSeeds(folder) }
    let check = try check(arguments[1], makeIndex(folder))
    fuzz(own: 2, check)
  }

  private static func makeIndex(_ folder: FilePath) throws -> FilePath {
    let index = folder.appending("index")
    try Folder.remove(index)
    try EveryStructure.write(to: index, documents: documents)
    return index
  }

  /// What is done with an input, by the name of a format.
  private static func check(
    _ name: String, _ index: FilePath
  ) throws -> ([UInt8]) -> Void {
    switch name {
    case "cursor":
      let check = try CursorCheck(index)
      return { check.run($0) }
    case "receipt":
      let check = try ReceiptCheck(index)
      return { check.run($0) }
    default:
      guard let kind = ComponentKind.allCases.first(where: { "\($0)" == name }) else {
        throw FuzzError.noFormat(name)
      }
      let check = try FileCheck(index, kind)
      return { check.run($0) }
    }
  }

  private static func writeSeeds(_ folder: FilePath) throws {
    let index = try makeIndex(folder)
    var seeds: [(format: String, bytes: [UInt8])] = []
    for kind in ComponentKind.allCases {
      for name in try FileCheck.names(of: kind, in: index) {
        let bytes = try FileReader.contents(of: index.appending(name))
        seeds.append(("\(kind)", bytes))
      }
    }
    seeds += try CursorCheck(index).seeds().map { ("cursor", $0) }
    seeds += try ReceiptCheck(index).seeds().map { ("receipt", $0) }
    for (number, seed) in seeds.enumerated() {
      let place = folder.appending(seed.format)
      try Folder.create(place)
      try WholeFile.write(seed.bytes, to: place.appending("seed-\(number)"), sync: false)
    }
    try Folder.remove(index)
  }
}

/// What the program cannot do.
enum FuzzError: Error {
  /// There is no format of that name.
  case noFormat(String)
}
