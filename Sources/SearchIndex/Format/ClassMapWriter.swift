// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the classes of forms; `ClassMap` reads them. Documentation/Formats/classes.md is the page:
//
//   section 0   block*                  32 classes a block, the last one fewer
//   section 1   column of block starts, offsets in section 0
//   section 2   varint(classes)
//   section 3   (varint(stemmers) u8*)*                 the rules applied in each language
//   block     := class*
//   class     := key varint(members) zigzag(first - first of the class before) varint(delta - 1)*
//
// Keys are field, 0, folded form or field, 1, stemmer, stem, or
// field, 2, sound, coded as in FrontCoding.swift from the
// start of the block; the first class of a block takes its first member from 0. A form that is its
// own folded form is not a written member of its fold class, nor is a form whose stem is its folded
// form a member of the stem class: both follow from the dictionary.

internal import SystemPackage
internal import TextAnalysis

extension ClassKey {
  /// The key as the class map orders it.
  func bytes(_ field: Field) -> [UInt8] {
    switch self {
    case .fold(let form): [field.rawValue, 0] + form
    case .stem(let stem): [field.rawValue, 1, stem.stemmer.rawValue] + stem.key
    case .sound(let sound): [field.rawValue, 2] + sound
    }
  }
}

/// Takes classes in order and writes their file.
final class ClassMapWriter {
  /// Classes in a block.
  static let blockSize = 32

  private let file: ComponentWriter
  private var block = ByteWriter()
  private var blockStarts: [UInt64] = []
  private var lastKey: [UInt8] = []
  private var lastFirst: UInt32 = 0
  private var count = 0

  /// Makes the file of a segment.
  ///
  /// - Throws: `fileSystem`.
  init(folder: FilePath, segment: UInt64) throws(SearchIndexError) {
    let name = SegmentFiles(folder: folder, segment: segment)
    file = try ComponentWriter(name.path(.classes), kind: .classes, number: segment)
    file.beginSection()
  }

  /// Appends a class: its key above the one before, the ordinals of its members rising, not empty.
  ///
  /// - Throws: `fileSystem`.
  func append(_ key: ArraySlice<UInt8>, members: [UInt32]) throws(SearchIndexError) {
    if count % Self.blockSize == 0 {
      try flush()
      blockStarts.append(UInt64(file.sectionCount))
      lastKey = []
      lastFirst = 0
    }
    FrontCoding.write(key, after: &lastKey, to: &block)
    block.varint(members.count)
    block.signedVarint(Int64(members[0]) - Int64(lastFirst))
    for (before, member) in zip(members, members.dropFirst()) { block.varint(member - before - 1) }
    lastFirst = members[0]
    count += 1
  }

  private func flush() throws(SearchIndexError) {
    try file.append(block.bytes)
    block.bytes.removeAll(keepingCapacity: true)
  }

  /// Writes what is left, and for each language of the segment the rules applied in it.
  ///
  /// - Throws: `fileSystem`.
  func finish(stemmers: [Set<Stemmer>]) throws(SearchIndexError) -> WrittenFile {
    try flush()
    file.beginSection()
    PackedColumn.write(blockStarts, to: &block)
    try flush()
    file.beginSection()
    block.varint(count)
    try flush()
    file.beginSection()
    for rules in stemmers {
      block.varint(rules.count)
      for rule in rules.sorted() { block.byte(rule.rawValue) }
    }
    try flush()
    return try file.finish()
  }
}
