// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What `duplicates` and `similar` find, with the evidence for it.

package import TextAnalysis

/// In which way documents are duplicates.
package enum DuplicateKind: String, Sendable, Hashable, CaseIterable, Encodable {
  /// The same file, found more than once.
  case file
  /// Records with the same text, byte for byte.
  case text
  /// Texts that share most of their shingles.
  case near
  /// The same sheet in other prints or languages, by what survives translation.
  case family
}

/// What duplicates are looked for.
package struct DuplicateRequest: Sendable {
  /// The kinds that are wanted.
  package var kinds: Set<DuplicateKind> = Set(DuplicateKind.allCases)
  /// The least Jaccard index of near pairs, in `thresholds`.
  package var threshold = 0.8
  /// Only groups with a passage in one of these languages; all where it is empty.
  package var languages: [Language] = []
  /// The most groups of each kind that are described.
  package var limit = 20
  /// Threads, at least 1.
  package var jobs = 1

  /// The thresholds that can be asked for.
  package static let thresholds = 0.3...1.0

  /// Makes a request for everything with a threshold of 0.8.
  package init() {}
}

/// What was found.
package struct DuplicateReport: Sendable {
  /// The groups, by kind, of each kind the largest first.
  package var groups: [DuplicateGroup] = []
  /// How many groups there are of each kind, described or not.
  package var found: [DuplicateKind: Int] = [:]
  /// Documents and records of the index.
  package var documents = 0
  /// Documents with fewer than five letters, which are compared with none.
  package var withoutText = 0
  /// Documents without a signal that weighs anything, which can be in no family; nil where families were
  /// not asked for.
  package var withoutSignals: Int?
  /// The least Jaccard index of near pairs; nil where they were not asked for.
  package var threshold: Double?
  /// The share of pairs at the threshold that is sure to be compared, from 0 to 1.
  package var promise: Double?
  /// The least weight of families, in bits; nil where they were not asked for.
  package var leastWeight: Double?
  /// Documents whose objects cannot be read, so that their sightings are not known.
  package var unreadable: [String] = []
}

/// Documents that are duplicates of one another.
package struct DuplicateGroup: Sendable, Encodable {
  /// In which way.
  package var kind: DuplicateKind
  /// The documents, by id; one alone of the kind `file`.
  package var members: [DuplicateMember]
  /// When and where the one file was found; nil for other kinds.
  package var sightings: [Sighting]?
  /// The SHA-256 of the text that all have; nil for other kinds than `text`.
  package var textSHA256: String?
  /// Pairs that hold the group together, the most alike first: all where there are ten at most, else those
  /// that reach every member.
  package var pairs: [PairEvidence] = []
  /// All pairs that were found, described or not.
  package var pairsFound = 0
}

/// A document of a group.
package struct DuplicateMember: Sendable, Hashable, Encodable {
  /// The document id.
  package var id: String
  /// The file name.
  package var name: String
  /// The title it gives itself.
  package var title: String?
  /// Languages of its passages, most text first.
  package var languages: [String]

  /// Takes what lists show of a document.
  init(_ summary: DocumentSummary) {
    id = summary.id
    name = summary.name
    title = summary.title
    languages = summary.languages
  }
}

/// Why two documents belong together.
package struct PairEvidence: Sendable, Hashable, Encodable {
  /// The id of one.
  package var first: String
  /// The id of the other.
  package var second: String
  /// The Jaccard index of their shingles, computed from all of them: `sharedShingles` ÷ `allShingles`.
  package var likeness: Double
  /// The same, estimated from sketches; nil where none was made.
  package var estimate: Double?
  /// Shingles of both.
  package var sharedShingles: Int
  /// Shingles of either.
  package var allShingles: Int
  /// The longest passage of the first that the second has too, whole words; nil where there is none.
  package var passage: String?
  /// What their signals and small numbers weigh, in bits; nil where signals were not asked for.
  package var weight: Double?
  /// The signals of both, the heaviest first.
  package var signals: [SharedSignal]?
  /// Small numbers of both, hours after noon as those before it.
  package var sharedNumbers: [Int]?
}

/// A signal that two documents share.
package struct SharedSignal: Sendable, Hashable, Encodable {
  /// What it is.
  package var kind: SignalKind
  /// The value, in its one way of writing.
  package var value: String
  /// What it adds, in bits.
  package var weight: Double
  /// Documents of the archive that have it.
  package var documents: Int
  /// How the first and the second write it, where it is a name; nil for other kinds.
  package var written: [String]?
}
