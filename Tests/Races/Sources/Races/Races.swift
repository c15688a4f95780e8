// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One index after the other, each written and read at once; the thread sanitizer looks on.
//
//   Races FOLDER SECONDS

import Foundation
import SearchIndex
import SystemPackage

@main
enum Races {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let seconds = Int(arguments[2]) else {
      print("Races FOLDER SECONDS")
      return
    }
    let end = ContinuousClock.now + .seconds(seconds)
    var work = Work()
    var rounds = 0
    repeat {
      let folder = FilePath(arguments[1]).appending("index-\(rounds)")
      work += try await Round(folder: folder).run()
      try FileManager.default.removeItem(atPath: folder.string)
      rounds += 1
    } while ContinuousClock.now < end
    print("\(rounds) indexes, \(work.commits) commits, \(work.answers) answers: no race")
  }
}

/// What was done.
struct Work: Sendable {
  var commits = 0
  var answers = 0

  static func += (left: inout Work, right: Work) {
    left.commits += right.commits
    left.answers += right.answers
  }
}
