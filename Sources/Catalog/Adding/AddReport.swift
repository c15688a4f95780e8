// Licensed under the Apache License, Version 2.0; see LICENSE.

/// How far an `add` or a rebuild is.
package struct AddProgress: Sendable {
  /// Files finished, whatever the outcome.
  package var files = 0
  /// Files to do.
  package var filesTotal = 0
  /// Bytes of originals finished; of one whose pages are being read the part that they are of it.
  package var bytes: Int64 = 0
  /// Bytes of originals to do.
  package var bytesTotal: Int64 = 0
  /// Documents analysed so far; a container counts each record.
  package var documents = 0
  /// Pages of pictures and PDF read so far, those of files under way among them.
  package var pages = 0

  /// Makes progress at its beginning.
  package init() {}
}

/// One file's outcome, reported once it is durable.
package struct AddOutcome: Sendable, Codable {
  /// The path as it was given or found.
  package var path: String
  /// The document id; nil where the file could not be archived.
  package var id: String?
  /// What became of it.
  package var result: Result
  /// Documents searchable from it: 1, or the number of records.
  package var documents: Int
  /// What is amiss with it, if anything.
  package var gaps: [Gap]
  /// The path of the file of layout that was joined with it; nil where there is none.
  package var layout: String?
  /// Remarks, one sentence each; nil where there are none.
  package var notes: [String]?
  /// True where the bytes were there, but their text was read in this run: an earlier one was stopped
  /// before that, or could not read it; else nil.
  package var readNow: Bool?

  /// Whether it tells of a text that nobody was told of before.
  package var isNews: Bool {
    result != .joined && (result != .present || readNow == true)
  }

  /// What became of a file.
  package enum Result: String, Sendable, Codable {
    /// Archived and searchable.
    case added
    /// The same bytes were there; a sighting was added.
    case present
    /// The original was there; a file of layout was put beside it, and its text is from there now.
    case joined
    /// Archived, but no text could be read from it.
    case unreadable
    /// Not archived: the file itself could not be read.
    case failed
  }
}

/// The sum of an `add`.
package struct AddSummary: Sendable, Codable {
  /// New originals archived and searchable.
  package var added = 0
  /// Originals that were there already; each got a sighting.
  package var present = 0
  /// Documents that were there already and whose text was read in this run: an earlier one was stopped
  /// before that, or could not read it.
  package var readNow = 0
  /// Files of layout that were joined with originals.
  package var layouts = 0
  /// New originals archived without readable text.
  package var unreadable = 0
  /// Files that could not be archived.
  package var failed = 0
  /// Broken records inside new containers.
  package var brokenRecords = 0
  /// New containers in which some documents could not be read.
  package var incompleteContainers = 0
  /// Hidden files and folders (their names begin with a dot) left alone inside folders.
  package var hidden = 0
  /// Documents searchable from new originals.
  package var documents = 0
  /// Bytes of originals read.
  package var bytes: Int64 = 0
  /// Seconds from start to the last commit.
  package var seconds = 0.0
  /// Whether the run was stopped before its end; what is counted here is safe.
  package var interrupted = false
  /// Each file that was not simply added: unreadable, failed, or with gaps.
  package var problems: [AddOutcome] = []

  /// Makes an empty sum.
  package init() {}

  /// Counts one file.
  mutating func count(_ outcome: AddOutcome) {
    if outcome.gaps.contains(where: { $0.code == Gap.interrupted }) { interrupted = true }
    switch outcome.result {
    case .added: added += 1
    case .present: present += 1
    case .joined: break
    case .unreadable: unreadable += 1
    case .failed: failed += 1
    }
    if outcome.layout != nil { layouts += 1 }
    if outcome.isNews {
      documents += outcome.documents
      brokenRecords += outcome.gaps.count { $0.code == Gap.brokenRecord }
      if outcome.gaps.contains(where: { $0.code == Gap.incompleteParts }) {
        incompleteContainers += 1
      }
    }
    if outcome.result == .failed || outcome.result == .unreadable
      || (outcome.isNews && !outcome.gaps.isEmpty)
    {
      problems.append(outcome)
    }
  }
}
