// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What a program that reads foreign bytes can see.

internal import Subprocess
package import SystemPackage

/// How far programs are shut in on this machine.
package enum Sandbox: Sendable, Hashable {
  /// bwrap works: no network, no file but the input and the system's programs, read-only.
  case bubblewrap(FilePath)
  /// Only the limits of prlimit hold; `reason` says why in half a sentence.
  case limitsOnly(reason: String)

  /// The sandbox of this machine, found out by running `true` in it once.
  package static func current() async -> Sandbox { await probe.value }

  private static let probe = Task<Sandbox, Never> { await detect() }

  /// One sentence for the report and for `doctor`.
  package var sentence: String {
    switch self {
    case .bubblewrap: "programs run under prlimit and bwrap, without network and other files"
    case .limitsOnly(let reason): "programs run under prlimit only, for \(reason)"
    }
  }

  private static func detect() async -> Sandbox {
    guard let bwrap = ExtractionTool.bwrap.path() else {
      return .limitsOnly(reason: "bwrap is not installed (package bubblewrap)")
    }
    let found = Sandbox.bubblewrap(bwrap)
    let words = found.arguments(visible: []).dropFirst() + ["/usr/bin/true"]
    let result = try? await Subprocess.run(
      .path(bwrap), arguments: Arguments(Array(words)), output: .discarded)
    guard let result, result.terminationStatus.isSuccess else {
      return .limitsOnly(reason: "bwrap may not make namespaces here")
    }
    return found
  }

  /// The words before the program: bwrap with all that a program needs to start, or nothing.
  ///
  /// The file itself is not among them: it is the program's standard input.
  ///
  /// - Parameters:
  ///   - visible: files and folders beyond the system's that the program must see.
  ///   - isReadOnly: whether the sandbox's own folders, which go with it, cannot be written either.
  /// - Returns: the words before the program.
  func arguments(visible: [FilePath], isReadOnly: Bool = false) -> [String] {
    guard case .bubblewrap(let bwrap) = self else { return [] }
    var words = [bwrap.string, "--unshare-all", "--die-with-parent", "--new-session"]
    let system = [
      "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts",
    ]
    for path in system + visible.map(\.string) { words += ["--ro-bind-try", path, path] }
    words += ["--proc", "/proc", "--dev", "/dev", "--chdir", "/"]
    return words + (isReadOnly ? ["--remount-ro", "/", "--"] : ["--"])
  }
}
