// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The one error type of this target: what is wrong, in which file, and what to do about it.

/// Everything that can go wrong while an index is built, opened or read.
///
/// *Too old*, *too new* and *corrupt* are different cases on purpose: the first two are cured by
/// the right program, the third by a rebuild. The archive is never touched by any of them.
public enum SearchIndexError: Error, Sendable, Equatable {
  /// The folder holds no index manifest.
  case noIndex(folder: String)
  /// Another process writes to the index.
  case locked(folder: String)
  /// The file was written by a version of the program that is no longer read.
  case formatTooOld(file: String, found: UInt32, oldestReadable: UInt32)
  /// The file was written by a newer version of the program.
  case formatTooNew(file: String, found: UInt32, newestKnown: UInt32)
  /// The bytes of a file contradict its format, or its checksum; `byte` counts from its start.
  case corrupt(file: String, byte: Int, reason: Corruption)
  /// The manifest names a file that is not there.
  case missingFile(file: String)
  /// A segment was analysed by other rules than those of this program, so words may not meet.
  case analysisMismatch(file: String, found: String, expected: String)
  /// The operating system refused: a full disk, missing permission, an unreadable file.
  case fileSystem(path: String, reason: String)
  /// Two documents of one commit bear the same id.
  case duplicateDocument(id: String)
  /// A cursor cannot be followed.
  case unusableCursor(reason: CursorFault)
  /// A document cannot be stored as given.
  case unstorable(id: String, reason: UnstorableReason)

  /// What contradicts the format.
  public enum Corruption: Sendable, Equatable {
    /// The file ends before the record that starts there.
    case truncated
    /// The first bytes are not those of an index file.
    case notAnIndexFile
    /// The file is of another kind, or belongs to another segment.
    case wrongFile
    /// The length in the footer is not the length of the file.
    case wrongLength
    /// The bytes do not give the checksum in the footer.
    case wrongChecksum
    /// A number is outside the range that its place allows.
    case outOfRange
    /// Keys or numbers that must rise do not.
    case outOfOrder
    /// Compressed text cannot be decompressed.
    case undecodable
    /// Bytes that must be UTF-8 are not.
    case invalidText
    /// Two files of a segment disagree.
    case inconsistent
  }

  /// Why a cursor cannot be followed.
  public enum CursorFault: Sendable, Equatable {
    /// It is no cursor, or was cut short or changed.
    case unreadable
    /// It was given for another query, or the same with other options.
    case ofAnotherQuery
    /// The index has changed since.
    case ofAnotherCommit
  }

  /// Why a document cannot be stored.
  public enum UnstorableReason: Sendable, Equatable {
    /// The id is empty or longer than 4,096 bytes.
    case badIdentifier
    /// Text or payload is longer than 1 GiB.
    case tooLong
    /// Page starts do not begin at 0, do not rise, or lie outside the text.
    case badPageStarts
    /// The segment under construction has no room for its id: all ids together take less than 4 GiB.
    case segmentFull
  }
}

extension SearchIndexError: CustomStringConvertible {
  /// What, where and what to do, in few words.
  public var description: String {
    switch self {
    case .noIndex(let folder):
      "No index in \(folder); `handbill index rebuild` makes one from the archive."
    case .locked(let folder):
      "The index in \(folder) is being written by another process; try again when it is done."
    case .formatTooOld(let file, let found, let oldest):
      "\(file) has format \(found), older than \(oldest), the oldest that this program reads; "
        + "run `handbill index rebuild`."
    case .formatTooNew(let file, let found, let newest):
      "\(file) has format \(found), newer than \(newest), the newest that this program knows; "
        + "use a newer program, or run `handbill index rebuild`."
    case .corrupt(let file, let byte, let reason):
      "\(file) is corrupt at byte \(byte): \(reason); run `handbill index rebuild`."
    case .missingFile(let file):
      "\(file) is listed in the index manifest but missing; run `handbill index rebuild`."
    case .analysisMismatch(let file, let found, let expected):
      "\(file) was analysed with \(found), this program uses \(expected); "
        + "run `handbill index rebuild`."
    case .fileSystem(_, let reason):
      reason
    case .duplicateDocument(let id):
      "Document \(id) was given twice in one commit; give each id once."
    case .unusableCursor(let reason):
      "The cursor cannot be followed: \(reason); search again from the first page."
    case .unstorable(let id, let reason):
      "Document \(id) cannot be indexed: \(reason)."
    }
  }
}

extension SearchIndexError.Corruption: CustomStringConvertible {
  /// What, where and what to do, in few words.
  public var description: String {
    switch self {
    case .truncated: "the file ends inside a record"
    case .notAnIndexFile: "the first bytes are not those of an index file"
    case .wrongFile: "the file is of another kind or segment"
    case .wrongLength: "the length in the footer is not that of the file"
    case .wrongChecksum: "the checksum does not fit"
    case .outOfRange: "a number is out of range"
    case .outOfOrder: "keys are out of order"
    case .undecodable: "compressed text cannot be decompressed"
    case .invalidText: "text is not UTF-8"
    case .inconsistent: "two files of the segment disagree"
    }
  }
}

extension SearchIndexError.CursorFault: CustomStringConvertible {
  /// What is wrong, in few words.
  public var description: String {
    switch self {
    case .unreadable: "it is no cursor of this program, or not all of it"
    case .ofAnotherQuery: "it belongs to another query or to other options"
    case .ofAnotherCommit: "the index has changed since it was given"
    }
  }
}

extension SearchIndexError.UnstorableReason: CustomStringConvertible {
  /// What, where and what to do, in few words.
  public var description: String {
    switch self {
    case .badIdentifier: "its id is empty or longer than 4,096 bytes"
    case .segmentFull: "its segment has 4 GiB of ids; write the segment and begin another"
    case .tooLong: "its text or payload is longer than 1 GiB"
    case .badPageStarts: "its page starts do not begin at 0 and rise inside the text"
    }
  }
}
