// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import FileStorage

@Suite struct MachineMemoryTests {
  private static let machine = 24 << 30

  private static func usable(_ files: [String: String]) -> Int {
    MachineMemory.usable(of: machine) { files[$0] }
  }

  @Test func `A machine without control groups has all of its memory`() {
    #expect(Self.usable([:]) == Self.machine)
    #expect(Self.usable(["/proc/self/cgroup": "0::/\n"]) == Self.machine)
  }

  @Test func `A group of version 2 is bound by its own limit and by those above`() {
    let group = "0::/system.slice/archive.service\n"
    let own = "/sys/fs/cgroup/system.slice/archive.service/memory.max"
    let above = "/sys/fs/cgroup/system.slice/memory.max"
    #expect(Self.usable(["/proc/self/cgroup": group, own: "1073741824\n"]) == 1 << 30)
    #expect(Self.usable(["/proc/self/cgroup": group, own: "max\n"]) == Self.machine)
    #expect(
      Self.usable(["/proc/self/cgroup": group, own: "max\n", above: "536870912\n"]) == 1 << 29)
  }

  @Test func `A container whose group looks like the root has its limit there`() {
    #expect(
      Self.usable(["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": "268435456\n"])
        == 1 << 28)
  }

  @Test func `A group of version 1 is found among other hierarchies, and a huge limit is none`() {
    let groups = "5:cpu,cpuacct:/a\n4:hugetlb,memory:/docker/1f\n0::/\n"
    let own = "/sys/fs/cgroup/memory/docker/1f/memory.limit_in_bytes"
    let root = "/sys/fs/cgroup/memory/memory.limit_in_bytes"
    #expect(Self.usable(["/proc/self/cgroup": groups, own: "2147483648\n"]) == 2 << 30)
    #expect(Self.usable(["/proc/self/cgroup": groups, root: "2147483648\n"]) == 2 << 30)
    #expect(
      Self.usable(["/proc/self/cgroup": groups, own: "9223372036854771712\n"]) == Self.machine)
  }

  @Test(arguments: ["", "nonsense", "-1", "0", "99999999999999999999999999"])
  func `A limit that is no number of bytes is none`(limit: String) {
    #expect(
      Self.usable(["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": limit])
        == Self.machine)
  }

  @Test func `This process may use some memory`() {
    #expect(MachineMemory.usable > 1 << 20)
  }
}
