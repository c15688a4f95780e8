// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Writes the classes of variants; `ClassMap` reads them. Documentation/Formats/classes.md is the
// page:
//
//   section 0   block*                  32 classes a block, the last one fewer
//   section 1   column of block starts, offsets in section 0
//   section 2   varint(classes)
//   section 3   (varint(stemmers) u8*)*                 the rules applied in each language
//   section 4   the filter of keys, as in KeyFilter.swift
//   block     := class*
//   class     := key group+
//   group     := [u8(stemmer)] varint(members << 1 | more) first varint(delta - 1)*
//   first     := zigzag(first member - first member of the group before)
//
// Keys are field, 1, stem or field, 2, sound, coded as in FrontCoding.swift from the start of the
// block, where the first member of "the group before" is 0. A stem has a group for each rule that
// gives it, by rising number, and `more` is 1 in all but the last; a sound has one group, without a
// stemmer. Members are numbers of variants. A variant whose stem is its term's folded form is not a
// written member of the stem's class: that follows from the dictionary.

internal import SystemPackage
internal import TextAnalysis

/// The variants that share a stem by one rule, or a sound.
struct ClassGroup: Equatable {
  /// The rule; nil for a sound.
  var stemmer: Stemmer?
  /// Numbers of variants, strictly rising; not empty.
  var members: [UInt32]
}

/// Keys of classes as the class map orders them.
enum ClassKeys {
  /// The byte after the field in keys of stems.
  static let stem: UInt8 = 1
  /// The byte after the field in keys of sounds.
  static let sound: UInt8 = 2

  /// The key of all classes of a stem.
  static func stem(_ stem: [UInt8], _ field: Field) -> [UInt8] {
    [field.rawValue, Self.stem] + stem
  }

  /// The key of the class of a sound.
  static func sound(_ sound: [UInt8], _ field: Field) -> [UInt8] {
    [field.rawValue, Self.sound] + sound
  }
}

/// Takes classes in order and writes their file.
final class ClassMapWriter {
  /// Classes in a block.
  static let blockSize = 32

  private let file: ComponentWriter
  private var block = ByteWriter()
  private var blockStarts: [UInt64] = []
  private var hashes: [UInt64] = []
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

  /// Appends the groups of a key above the one before; by rising rule, not empty.
  ///
  /// - Throws: `fileSystem`.
  func append(_ key: ArraySlice<UInt8>, _ groups: [ClassGroup]) throws(SearchIndexError) {
    if count % Self.blockSize == 0 {
      try flush()
      blockStarts.append(UInt64(file.sectionCount))
      lastKey = []
      lastFirst = 0
    }
    FrontCoding.write(key, after: &lastKey, to: &block)
    hashes.append(KeyFilter.hash(key))
    for (index, group) in groups.enumerated() {
      if let stemmer = group.stemmer { block.byte(stemmer.rawValue) }
      block.varint(UInt64(group.members.count) << 1 | (index + 1 < groups.count ? 1 : 0))
      block.signedVarint(Int64(group.members[0]) - Int64(lastFirst))
      var before = group.members[0]
      for member in group.members.dropFirst() {
        block.varint(member - before - 1)
        before = member
      }
      lastFirst = group.members[0]
    }
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
    file.beginSection()
    try file.append(KeyFilter.bytes(hashes))
    return try file.finish()
  }
}
