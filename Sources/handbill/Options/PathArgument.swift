// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// File names are bytes. The argument parser deals in text, which would turn a name that is not
// UTF-8 into one that does not exist; so such an argument is looked up again, as bytes, in what
// the system keeps of the command line.

internal import ArgumentParser
internal import FoundationEssentials
internal import SystemPackage

/// A path on the command line, byte for byte as typed.
struct PathArgument: ExpressibleByArgument, Equatable, Sendable {
  /// The path.
  let path: FilePath

  /// Reads an argument; nil where it is empty: that would stand for the current folder, and is what an
  /// unset variable of a script leaves.
  init?(argument: String) {
    if argument.isEmpty { return nil }
    if argument.unicodeScalars.contains("\u{FFFD}"), let raw = PathArgument.bytes(of: argument) {
      path = PathArgument.path(raw)
    } else {
      path = FilePath(argument)
    }
  }

  /// How help and messages show it.
  var defaultValueDescription: String { path.string }

  /// Whether it stands for standard input.
  var isStandardInput: Bool { path.string == "-" }

  /// The bytes of the argument whose text, with repairs, is `repaired`.
  private static func bytes(of repaired: String) -> [UInt8]? {
    guard let line = FileManager.default.contents(atPath: "/proc/self/cmdline") else { return nil }
    return line.split(separator: 0).map(Array.init).first { candidate in
      String(decoding: candidate, as: UTF8.self) == repaired
    }
  }

  /// A path of these bytes, which hold no NUL.
  private static func path(_ bytes: [UInt8]) -> FilePath {
    var characters = bytes.map { CChar(bitPattern: $0) }
    characters.append(0)
    return FilePath(platformString: characters)
  }
}
