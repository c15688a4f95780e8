// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The classes of a segment under construction: stems and sounds with the forms that have them, in
// any order in, in the order of the file out. A sound is one number; stems are byte strings.

internal import TextAnalysis

/// Gathers the classes of forms and writes them in order.
struct ClassSorter {
  private var stems = ByteStrings()
  private var stemForms: [UInt32] = []
  private var stemRules: [UInt8] = []
  private var sounds: [Sound] = []

  /// A sound's key, as one number, with a form or variant that has it.
  private struct Sound {
    var key: UInt64
    var form: UInt32
  }

  /// Makes room for so many sounds; most forms have one.
  mutating func reserve(sounds count: Int) { sounds.reserveCapacity(count) }

  /// Takes up a stem of a form.
  mutating func append(_ stem: StemKey, form: UInt32, field: Field) {
    stems.append(field.rawValue, ClassKeys.stem, stem.key)
    stemForms.append(form)
    stemRules.append(stem.stemmer.rawValue)
  }

  /// Takes up a sound of a form: up to six letters of ASCII.
  mutating func append(sound: [UInt8], form: UInt32, field: Field) {
    precondition(sound.count <= 6, "the key of a sound has six letters at most")
    var key = UInt64(field.rawValue) << 8 | UInt64(ClassKeys.sound)
    for letter in sound { key = key << 8 | UInt64(letter) }
    sounds.append(Sound(key: key << UInt64(8 * (6 - sound.count)), form: form))
  }

  /// Takes over the classes of another sorter, whose forms have numbers from `first` on here.
  mutating func append(contentsOf others: ClassSorter, firstForm first: UInt32) {
    stems.append(contentsOf: others.stems)
    stemForms.append(contentsOf: others.stemForms.lazy.map { $0 + first })
    stemRules += others.stemRules
    sounds.append(contentsOf: others.sounds.lazy.map { Sound(key: $0.key, form: $0.form + first) })
  }

  /// Writes the classes, with the variants of the forms as members, and empties the sorter.
  ///
  /// - Throws: `fileSystem`.
  mutating func write(
    to output: ClassMapWriter, variantOf: [UInt32]
  ) throws(SearchIndexError) {
    let orderOfStems = stems.sortedNumbers()
    for index in sounds.indices { sounds[index].form = variantOf[Int(sounds[index].form)] }
    sounds.sort { $0.key != $1.key ? $0.key < $1.key : $0.form < $1.form }
    var stem = 0
    var sound = 0
    while stem < orderOfStems.count || sound < sounds.count {
      // The first two bytes of a key, field and kind, tell stems from sounds.
      let next = stem < orderOfStems.count ? stems.word(of: Int(orderOfStems[stem]), at: 0) : .max
      if sound < sounds.count, sounds[sound].key < next {
        try writeSound(&sound, to: output)
      } else {
        try writeStem(&stem, orderOfStems, variantOf, to: output)
      }
    }
    self = ClassSorter()
  }

  private func writeSound(
    _ index: inout Int, to output: ClassMapWriter
  ) throws(SearchIndexError) {
    let key = sounds[index].key
    var members: [UInt32] = []
    while index < sounds.count, sounds[index].key == key {
      if members.last != sounds[index].form { members.append(sounds[index].form) }
      index += 1
    }
    let length = 8 - key.trailingZeroBitCount / 8
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: key >> UInt64(56 - 8 * $0)) }
    try output.append(bytes[...], [ClassGroup(stemmer: nil, members: members)])
  }

  private func writeStem(
    _ index: inout Int, _ order: [UInt32], _ variantOf: [UInt32], to output: ClassMapWriter
  ) throws(SearchIndexError) {
    let first = Int(order[index])
    var members: [UInt64] = []
    while index < order.count, stems.compare(Int(order[index]), first) == 0 {
      let number = Int(order[index])
      members.append(
        UInt64(stemRules[number]) << 32 | UInt64(variantOf[Int(stemForms[number])]))
      index += 1
    }
    if members.count > 1 { members.sort() }
    var groups: [ClassGroup] = []
    for member in members {
      let stemmer = Stemmer(rawValue: UInt8(truncatingIfNeeded: member >> 32))
      let variant = UInt32(truncatingIfNeeded: member)
      if groups.last?.stemmer != stemmer {
        groups.append(ClassGroup(stemmer: stemmer, members: [variant]))
      } else if groups[groups.count - 1].members.last != variant {
        // A name may give one form the same stem twice.
        groups[groups.count - 1].members.append(variant)
      }
    }
    try output.append(stems[first], groups)
  }
}
