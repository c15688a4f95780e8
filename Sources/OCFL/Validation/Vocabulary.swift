// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names that OCFL leaves to its register of extensions.

/// The extensions registered at https://ocfl.github.io/extensions/.
enum RegisteredExtensions {
  static let names: Set<String> = [
    "0001-digest-algorithms", "0002-flat-direct-storage-layout",
    StorageLayout.identifierName, StorageLayout.digestName, "0005-mutable-head",
    "0006-flat-omit-prefix-storage-layout", "0007-n-tuple-omit-prefix-storage-layout",
    "0008-schema-registry", "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout", "0011-direct-clean-path-layout",
    "0012-hash-and-no-prefix-id-n-tuple-storage-layout", "initial",
  ]
}

/// The names of digest algorithms that a fixity block may use.
enum FixityAlgorithms {
  /// Those that this program computes, and those of extension 0009 that it ignores (§ 3.4: an
  /// algorithm that a client does not support must be ignored by it).
  static let names = Set(DigestAlgorithm.allCases.map(\.rawValue)).union(["sha512/256", "size"])
}
