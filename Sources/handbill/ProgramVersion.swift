// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex

/// The versions of the program and of what it stands on.
enum ProgramVersion {
  /// The version of Handbill.
  static let handbill = Catalog.version

  /// All versions by name, for `doctor`.
  static let all: [String: String] = [
    "handbill": handbill,
    "swift": swift,
    "icu": AnalysisIdentity.current.icu,
    "unicode": AnalysisIdentity.current.unicode,
  ]

  /// The compiler that built the program, as far as the language can tell.
  private static var swift: String {
    #if compiler(>=6.4)
    "6.4 or later"
    #elseif compiler(>=6.3)
    "6.3"
    #else
    "6.2"
    #endif
  }
}
