// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Extraction
package import SearchIndex
package import SystemPackage

/// What `add` is told about everything it adds in one run.
package struct AddOptions: Sendable {
  /// What is said of every file; facts of a sighting are those of the file's own.
  package var steps: [AmendmentStep] = []
  /// What is said of single files, after `steps`.
  package var table: FileTable?
  /// Who adds.
  package var author = Author.login
  /// Which fields of records mean what, in JSON lines and tables; nil for the usual names.
  package var recordFields: RecordFields?
  /// Whether and how pictures of text are read.
  package var recognition = RecognitionOptions()
  /// How many files are read and analysed at a time, at least 1.
  package var jobs = 1
  /// What the index may hold in memory while it is built; the bytes of the index depend on it.
  package var memory = MemoryBudget.standard
  /// How long to wait for another writer.
  package var patience: Duration = .seconds(5)

  /// What is archived and committed together weighs so much, roughly at most; a file weighs 1, and
  /// 1 more for each 64 KB.
  ///
  /// A commit waits for the disk a few times, whatever its size: small files go a thousand at a time,
  /// long ones a few dozen, so that neither a stop nor a report waits long.
  var batchWeight: Int64 = 1024

  /// Makes options that say nothing.
  package init() {}

  /// Says something of every file; nothing where there is no value.
  package mutating func set(_ key: MetadataKey, _ value: String?) {
    if let value { steps.append(.set(key, [value], sighting: nil)) }
  }

  /// Gives every file tags.
  package mutating func addTags(_ tags: [String]) {
    steps += tags.map { .add(.tags, $0) }
  }

  /// Looks at the values that can be wrong.
  ///
  /// - Throws: `CatalogError.unusable`.
  func check() throws(CatalogError) {
    try steps.check()
    if jobs < 1 {
      throw .unusable(value: "\(jobs)", asWhat: "a number of jobs", advice: "give 1 or more")
    }
  }
}

/// Something to add.
package enum AddSource: Sendable {
  /// A file or a folder with all below it.
  case path(FilePath)
  /// One file, whatever its name; a symbolic link is refused.
  case file(FilePath)
  /// Bytes already read from standard input into a file, with the name to keep them under.
  case standardInput(spooled: FilePath, name: String)
}
