// Licensed under the Apache License, Version 2.0; see LICENSE.

import FileStorage
import SystemPackage
import Testing
import TextAnalysis

@testable import SearchIndex

/// A folder for one test, removed with it.
final class TemporaryFolder {
  let path: FilePath

  init() throws {
    // In memory where that is possible: tests commit often, and a disk makes them wait.
    let memory = FilePath("/dev/shm")
    let parent = try Folder.status(memory) == nil ? FilePath("/tmp") : memory
    path = parent.appending("handbill-index-\(UInt64.random(in: 0...UInt64.max))")
    try Folder.create(path)
  }

  deinit { try? Folder.remove(path) }
}

/// Documents of made-up words in four languages, the same for the same seed.
func randomDocuments(
  _ count: Int, using random: inout SeededGenerator, prefix: String = "d"
) -> [IndexedDocument] {
  let languages = ["en", "fr", "ckb", "tpi"].compactMap { Language(tag: $0) } + [.unknown]
  let syllables = ["ba", "né", "to", "su", "ma", "ri", "ça", "es", "ing", "مد", "ين", "ﻻ"]
  return (0..<count).map { number in
    var text = ""
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      for _ in 0...Int.random(in: 0...2, using: &random) {
        // Squared, so that some words are frequent and most are rare.
        let place = Double.random(in: 0..<1, using: &random)
        text += syllables[Int(place * place * Double(syllables.count))]
      }
      // A hyphen makes parts of words, which may stand alone elsewhere.
      text += [" ", " ", ". ", ". ", "-"].randomElement(using: &random) ?? " "
    }
    let tags = ["lost", "Found items", "été"].filter { _ in Bool.random(using: &random) }
    return IndexedDocument(
      id: "\(prefix)\(number)", text: Array(text.utf8),
      hints: LanguageHints(declared: languages.randomElement(using: &random)),
      name: "sheet \(number % 7).txt", tags: tags,
      places: Bool.random(using: &random) ? ["Old Port", "Kifisia"] : [],
      sources: ["walk"], dates: [20_000 + Int32(number % 3), 19_000],
      payload: Array("{\(number)}".utf8))
  }
}

/// Writes documents as segments of at most `cut` documents in one commit.
func writeIndex(
  _ documents: [IndexedDocument], cut: Int, to folder: FilePath,
  analysis: AnalysisIdentity = .current
) throws -> IndexSnapshot {
  let writer = try IndexWriter(folder: folder)
  let builder = SegmentBuilder(analysis: analysis)
  var segments: [SegmentDescription] = []
  for start in stride(from: 0, to: documents.count, by: cut) {
    for document in documents[start..<min(start + cut, documents.count)] {
      try builder.add(document)
    }
    segments.append(try builder.write(to: folder, segment: writer.nextSegmentNumber()))
  }
  try writer.publish(segments: segments)
  return try IndexSnapshot.open(folder)
}

/// The bytes of all files of a folder but the lock, by name.
func fileBytes(_ folder: FilePath) throws -> [String: [UInt8]] {
  var result: [String: [UInt8]] = [:]
  for entry in try Folder.list(folder) {
    let name = String(decoding: entry.name, as: UTF8.self)
    if name == FolderLock.defaultName { continue }
    result[name] = try bytes(of: folder.appending(name))
  }
  return result
}

/// The bytes of a file.
func bytes(of path: FilePath) throws -> [UInt8] {
  let file = try MappedFile(path)
  return file.bytes.copied()
}
