// Licensed under the Apache License, Version 2.0; see LICENSE.

import SystemPackage
import Testing

@testable import FileStorage

@Suite struct MachineProcessorsTests {
  /// The processors in a list as the kernel writes them, such as `0-3,8`.
  private func count(of list: Substring) -> Int {
    list.split(separator: ",").reduce(0) { sum, range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      return sum + (ends.last ?? 0) - (ends.first ?? 0) + 1
    }
  }

  @Test func `As many processors are usable as the kernel says that this process may run on`()
    throws
  {
    let status = String(
      decoding: try FileReader.contents(of: FilePath("/proc/self/status")), as: UTF8.self)
    let line = try #require(
      status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") })
    let list = try #require(line.split { $0 == ":" || $0 == "\t" || $0 == " " }.last)
    #expect(MachineProcessors.usable == count(of: list))
  }
}
