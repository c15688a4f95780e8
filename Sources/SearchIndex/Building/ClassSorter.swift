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
  private var sounds: [SoundOfForm] = []

  /// Makes room for so many sounds; most forms have one.
  mutating func reserve(sounds count: Int) { sounds.reserveCapacity(count) }

  /// Takes up a stem of a form.
  mutating func append(_ stem: StemKey, form: UInt32, field: Field) {
    stems.append(field.rawValue, ClassKeys.stem, stem.key)
    stemForms.append(form)
    stemRules.append(stem.stemmer.rawValue)
  }

  /// Takes up a sound of a form: up to six of the letters A to Z.
  mutating func append(sound: [UInt8], form: UInt32, field: Field) {
    sounds.append(SoundOfForm(sound, field, form: form))
  }

  /// Takes over the classes of another sorter, whose forms have numbers from `first` on here.
  mutating func append(contentsOf others: ClassSorter, firstForm first: UInt32) {
    stems.append(contentsOf: others.stems)
    stemForms.append(contentsOf: others.stemForms.lazy.map { $0 + first })
    stemRules += others.stemRules
    sounds.append(contentsOf: others.sounds.lazy.map { $0.with(form: $0.form + first) })
  }

  /// Writes the classes, with the variants of the forms as members, and empties the sorter.
  ///
  /// - Throws: `fileSystem`.
  mutating func write(
    to output: ClassMapWriter, variantOf: [UInt32]
  ) throws(SearchIndexError) {
    let orderOfStems = stems.sortedNumbers()
    for index in sounds.indices {
      sounds[index] = sounds[index].with(form: variantOf[Int(sounds[index].form)])
    }
    sounds.sort()
    var stem = 0
    var sound = 0
    while stem < orderOfStems.count || sound < sounds.count {
      // In a field stems come first, as their kind has the lesser number.
      let next = stem < orderOfStems.count ? stems.word(of: Int(orderOfStems[stem]), at: 0) : .max
      if sound < sounds.count, UInt64(sounds[sound].field) < next >> 56 {
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
    let first = sounds[index]
    var members: [UInt32] = []
    while index < sounds.count, sounds[index].hasKey(of: first) {
      if members.last != sounds[index].form { members.append(sounds[index].form) }
      index += 1
    }
    let key = [first.field, ClassKeys.sound] + first.letters
    try output.append(key[...], [ClassGroup(stemmer: nil, members: members)])
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

/// A sound in a field with a form or variant that has it, in one number: ordered by field, then by letters,
/// then by form.
///
/// There are as many as forms, so that their size is felt.
private struct SoundOfForm: Comparable {
  /// Field 3 bits, six letters of 5 bits each, those that there are not being 0, form 31 bits.
  private let bits: UInt64

  private static let formBits: UInt64 = 31
  private static let letterBits: UInt64 = 5
  private static let most = 6
  /// What stands before the first letter of the alphabet.
  private static let base = UInt8(ascii: "A") - 1

  init(_ letters: [UInt8], _ field: Field, form: UInt32) {
    precondition(letters.count <= Self.most, "the key of a sound has six letters at most")
    var key = UInt64(field.rawValue)
    precondition(key < 8 && form >> 31 == 0, "fields of sounds are below 8, forms below 2^31")
    for place in 0..<Self.most {
      let letter = place < letters.count ? letters[place] - Self.base : 0
      precondition(letter < 32, "sounds are letters of the Latin alphabet")
      key = key << Self.letterBits | UInt64(letter)
    }
    bits = key << Self.formBits | UInt64(form)
  }

  private init(bits: UInt64) { self.bits = bits }

  /// The form or variant.
  var form: UInt32 { UInt32(bits & ((1 << Self.formBits) - 1)) }

  /// The number of the field.
  var field: UInt8 { UInt8(key >> (UInt64(Self.most) * Self.letterBits)) }

  /// The letters.
  var letters: [UInt8] {
    var letters: [UInt8] = []
    for place in (0..<UInt64(Self.most)).reversed() {
      let letter = UInt8(key >> (place * Self.letterBits) & 31)
      if letter > 0 { letters.append(letter + Self.base) }
    }
    return letters
  }

  private var key: UInt64 { bits >> Self.formBits }

  /// The same sound of another form.
  func with(form: UInt32) -> SoundOfForm {
    precondition(form >> 31 == 0, "forms are below 2^31")
    return SoundOfForm(bits: key << Self.formBits | UInt64(form))
  }

  /// Whether it has the field and letters of another.
  func hasKey(of other: SoundOfForm) -> Bool { key == other.key }

  static func < (left: SoundOfForm, right: SoundOfForm) -> Bool { left.bits < right.bits }
}
