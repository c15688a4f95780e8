// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much memory there is to share out. A machine may have more than this process is allowed: a container
// or a service has a control group with a limit, and who goes beyond it is killed. The kernel tells of both
// versions of such groups in files:
//
//     /proc/self/cgroup                 a line `number:controllers:path` for each hierarchy; version 2: `0::path`
//     /sys/fs/cgroup/PATH/memory.max                       version 2: bytes, or `max`
//     /sys/fs/cgroup/memory/PATH/memory.limit_in_bytes     version 1: bytes, a huge number for none
//
// A group is bound by the limits of all groups above it. Inside a container its own group may look like the
// root of all, and the path may name a folder that is not there.
// Source: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst of Linux.

internal import CMachine
internal import Glibc
internal import SystemPackage

/// The memory that this process may use.
package enum MachineMemory {
  /// Bytes of the machine's memory, or of its control group's where that has fewer.
  ///
  /// Looked up once for each process.
  package static let usable = usable(of: physical) { path in
    (try? FileReader.contents(of: FilePath(path))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Has large blocks given back to the system as they are freed.
  ///
  /// glibc keeps them once such blocks have been freed before, up to 32 MB each, and a program that reads
  /// long texts holds half as much again. For a program's start; a library must not.
  /// Source: mallopt(3), `M_MMAP_THRESHOLD`.
  package static func giveBackLargeBlocks() {
    cmachine_give_back_large_blocks()
  }

  private static var physical: Int {
    max(sysconf(Int32(_SC_PHYS_PAGES)), 0) * max(sysconf(Int32(_SC_PAGESIZE)), 0)
  }

  /// As `usable`, of a machine with so many bytes, whose files `read` gives; nil for one that is not there.
  static func usable(of physical: Int, reading read: (_ path: String) -> String?) -> Int {
    var usable = physical
    for line in (read("/proc/self/cgroup") ?? "").split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let (root, file): (String, String)
      if fields[0] == "0", fields[1].isEmpty {
        (root, file) = ("/sys/fs/cgroup", "memory.max")
      } else if fields[1].split(separator: ",").contains("memory") {
        (root, file) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
      } else {
        continue
      }
      for group in groups(fields[2]) {
        let limit = read("\(root)\(group)/\(file)")?.split(separator: "\n").first
        if let limit = limit.flatMap({ Int($0) }), limit > 0 { usable = min(usable, limit) }
      }
    }
    return usable
  }

  /// A group and all above it, each as a path that begins with a slash, the root as none.
  private static func groups(_ path: Substring) -> [String] {
    var groups = [""]
    for name in path.split(separator: "/") { groups.append("\(groups[groups.count - 1])/\(name)") }
    return groups
  }
}
