// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Measures what Benchmarks/Quality/quality.py asks for: one command a run, tab-separated lines or
// JSON lines in and out. quality.py prepares the data and makes the table.

import Foundation

@main
enum Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.dropFirst().first) {
    case ("tokens", _): try TokenLister().run()
    case ("boundaries", _): BoundaryLister.run()
    case ("probes", let file?): try Probes.run(file)
    case ("ranking", let folder?): try RankingMeasure.run(folder)
    case ("offsets", let file?): try OffsetCheck.run(file)
    case ("languages", _): LanguageLister.run()
    default:
      FileHandle.standardError.write(
        Data(
          """
          usage: Quality tokens | boundaries | languages   (lines on standard input)
                 Quality probes FILE | ranking FOLDER | offsets FILE

          """.utf8))
      exit(2)
    }
  }
}
