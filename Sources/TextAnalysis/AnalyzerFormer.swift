// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// From a surface to its rungs. Each rung is made from the one before and from nothing else (the
// stem also from the language), so that what is equal on one is equal on every coarser one. A form
// with marks has a second stem a rule, made from `exact`: what algorithms that read marks are made
// for. It only adds: spellings with and without marks still meet at the stem of `fold`. So does the
// stem of a form that can be read in two ways (`SecondStem`).

/// Makes the rungs of one form at a time, in buffers that are reused.
struct Former {
  /// The rung `exact`.
  private(set) var exact: [UInt8] = []
  /// The rung `fold`.
  private(set) var fold: [UInt8] = []
  /// The stem of `fold` made last.
  private(set) var stem: [UInt8] = []
  /// The stem of `exact` made last.
  private(set) var stemOfExact: [UInt8] = []
  /// The second stem of `fold` made last.
  private(set) var secondStem: [UInt8] = []
  /// The script of the first letter of `exact`, made with `fold`; `.common` where it has none.
  private(set) var script = Script.common
  private let normalizer = Normalizer(.nfkcCasefold)
  private var engine = StemEngine()
  private var soundKeys = SoundKeyMaker()
  private var scalars: [UInt32] = []
  private var folded: [UInt32] = []
  private var stemmersByLanguage: [UInt32: [Stemmer]] = [:]
  private var stemmersByScript: [Script: [Stemmer]] = [:]

  /// Makes `exact` from a surface; it is empty where nothing is left.
  ///
  /// In a surface with a line break the hyphen before it goes, and the spaces after it.
  mutating func makeExact(of surface: Span<UInt8>) {
    exact.removeAll(keepingCapacity: true)
    if holdsLineBreak(surface) {
      let whole = join(surface)
      normalizer.append(whole.span, to: &exact)
    } else if !appendASCII(surface) {
      exact.removeAll(keepingCapacity: true)
      normalizer.append(surface, to: &exact)
    }
  }

  /// Takes an exact form that was made before, and makes `fold` and `script`.
  mutating func read(_ exact: Span<UInt8>) {
    self.exact.replace(with: exact)
    makeFold()
  }

  /// Takes a form both of whose rungs were made before, and makes `script`.
  mutating func read(_ exact: Span<UInt8>, fold: Span<UInt8>) {
    self.exact.replace(with: exact)
    self.fold.replace(with: fold)
    folded.decode(fold)
    script = Script(ofForm: exact)
  }

  /// Gives up `exact` and `fold` in exchange for room.
  mutating func giveUp(exact: inout [UInt8], fold: inout [UInt8]) {
    swap(&self.exact, &exact)
    swap(&self.fold, &fold)
  }

  /// Makes `fold` and `script` from `exact`.
  mutating func makeFold() {
    let bytes = exact
    if bytes.span.isSmallASCII {
      // Every rule of folding leaves these letters alone.
      script = .latin
      folded.removeAll(keepingCapacity: true)
      for byte in bytes { folded.append(UInt32(byte)) }
      fold.replace(with: bytes.span)
      return
    }
    scalars.decode(bytes.span)
    script = Script(ofForm: bytes.span)
    FoldTable.shared.fold(scalars, into: &folded)
    WrittenForms.unify(&folded)
    if folded == scalars { return fold.replace(with: bytes.span) }
    fold.removeAll(keepingCapacity: true)
    for codePoint in folded { fold.append(scalar: codePoint) }
  }

  /// Makes `stem` from `fold`.
  mutating func makeStem(by stemmer: Stemmer) {
    let word = fold
    engine.stem(word.span, by: stemmer, into: &stem)
  }

  /// Makes `stemOfExact` from `exact`, after `makeStem(by:)` by the same rule; false where that adds
  /// nothing to `stem`.
  mutating func makeStemOfExact(by stemmer: Stemmer) -> Bool {
    guard stemmer.readsMarks, exact != fold else { return false }
    let (whole, plain) = (exact, fold)
    engine.stem(exact: whole.span, plain.span, by: stemmer, into: &stemOfExact)
    return !stemOfExact.isEmpty && stemOfExact != stem
  }

  /// Makes `secondStem`, after `makeStem(by:)` by the same rule; false where the rule reads the form in one
  /// way alone.
  mutating func makeSecondStem(by stemmer: Stemmer) -> Bool {
    guard SecondStem.serves(stemmer) else { return false }
    let (first, word) = (stem, folded)
    scalars.decode(first.span)
    guard SecondStem.make(from: &scalars, of: word, by: stemmer) else { return false }
    return takeSecondStem()
  }

  /// Makes `secondStem` from `exact` with its inner hamzas written alone, after `makeStem(by:)` by the same
  /// rule; false where there are none, or the rule does not serve them.
  mutating func makeStemOfHamza(by stemmer: Stemmer) -> Bool {
    let whole = exact
    guard HamzaReading.serves(stemmer), HamzaReading.mayServe(whole.span) else { return false }
    scalars.decode(whole.span)
    guard let word = HamzaReading.read(scalars) else { return false }
    scalars = word
    LightRules.stem(&scalars, by: stemmer)
    return takeSecondStem()
  }

  /// Takes `scalars` as `secondStem`; false where that is `stem`.
  private mutating func takeSecondStem() -> Bool {
    secondStem.removeAll(keepingCapacity: true)
    for codePoint in scalars { secondStem.append(scalar: codePoint) }
    return secondStem != stem
  }

  /// Makes all stems by the rules of a language, and puts them in `stems`, whose arrays are reused.
  mutating func putStems(in stems: inout [StemKey], _ language: Language, number: UInt16) {
    putStems(in: &stems, by: stemmers(for: language, number: number))
  }

  /// Makes all stems by every rule of the script, and puts them in `stems`, as for a query.
  mutating func putStemsOfQuery(in stems: inout [StemKey]) {
    if stemmersByScript[script] == nil {
      stemmersByScript[script] = StemmerTable.stemmers(for: script)
    }
    putStems(in: &stems, by: stemmersByScript[script] ?? [])
  }

  private mutating func putStems(in stems: inout [StemKey], by stemmers: [Stemmer]) {
    var count = 0
    for stemmer in stemmers {
      makeStem(by: stemmer)
      stems.put(stemmer, stem, at: &count)
      if makeStemOfExact(by: stemmer) { stems.put(stemmer, stemOfExact, at: &count) }
      if makeSecondStem(by: stemmer) { stems.put(stemmer, secondStem, at: &count) }
      if makeStemOfHamza(by: stemmer) { stems.put(stemmer, secondStem, at: &count) }
    }
    stems.removeLast(stems.count - count)
  }

  /// Makes the keys of the rung `sound` from `fold`, and puts them in `keys`, whose arrays are reused.
  mutating func putSounds(in keys: inout [[UInt8]]) {
    let (first, second) = soundKeys.keys(ofFold: folded)
    var count = 0
    if let first { keys.put(first, at: &count) }
    if let second { keys.put(second, at: &count) }
    keys.removeLast(keys.count - count)
  }

  /// The rules for the current form in a language, whose number stands for it.
  mutating func stemmers(for language: Language, number: UInt16) -> [Stemmer] {
    let key = UInt32(number) << 16 | UInt32(script.rawValue)
    if let known = stemmersByLanguage[key] { return known }
    let found = StemmerTable.stemmers(for: language, script)
    stemmersByLanguage[key] = found
    return found
  }

  /// Appends a surface in small letters to `exact`; false where it is not ASCII.
  private mutating func appendASCII(_ surface: Span<UInt8>) -> Bool {
    for index in surface.indices {
      let byte = surface[index]
      guard byte < 0x80 else { return false }
      exact.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return true
  }

  private func holdsLineBreak(_ surface: Span<UInt8>) -> Bool {
    for index in surface.indices where surface[index] == UInt8(ascii: "\n") { return true }
    return false
  }

  /// A surface broken at the end of a line, put together.
  private func join(_ surface: Span<UInt8>) -> [UInt8] {
    var joined: [UInt8] = []
    for index in surface.indices {
      switch surface[index] {
      case UInt8(ascii: "\n"):
        if joined.last == UInt8(ascii: "-") {
          joined.removeLast()
        } else if joined.suffix(2).elementsEqual([0x80, 0x90]) {
          joined.removeLast(3)
        }
      case UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: joined.append(surface[index])
      }
    }
    return joined
  }
}

extension [StemKey] {
  /// Puts a key at an index, in the place of another or at the end, and moves on.
  fileprivate mutating func put(_ stemmer: Stemmer, _ key: [UInt8], at index: inout Int) {
    if index == count { append(StemKey(stemmer: stemmer, key: [])) }
    self[index].stemmer = stemmer
    self[index].key.replace(with: key.span)
    index += 1
  }
}

extension [[UInt8]] {
  /// Puts a key at an index, in the place of another or at the end, and moves on.
  fileprivate mutating func put(_ key: SoundKey, at index: inout Int) {
    if index == count { append([]) }
    self[index].removeAll(keepingCapacity: true)
    for letter in 0..<key.count { self[index].append(key[letter]) }
    index += 1
  }
}

extension [UInt32] {
  /// Replaces all elements; the capacity stays.
  fileprivate mutating func replace(with others: [UInt32]) {
    removeAll(keepingCapacity: true)
    append(contentsOf: others)
  }
}
