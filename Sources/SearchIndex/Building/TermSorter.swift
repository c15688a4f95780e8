// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Forms of a segment under construction in any order; terms and their variants in the order of the
// dictionary out.

internal import TextAnalysis

/// Puts forms in the order of the dictionary, as variants of their terms, and gathers their classes.
struct TermSorter {
  /// The languages of the forms as they came; the unknown language is always among them.
  private(set) var languages: [Language] = [.unknown]
  private var languageNumbers: [Language: UInt16] = [.unknown: 0]
  /// For each of `languages` the rules applied in it.
  private var stemmers: [Set<Stemmer>] = [[]]
  /// For each of `languages` the rule met last; most forms have it.
  private var lastStemmer: [Stemmer?] = [nil]
  /// Fields and folded forms.
  private var keys = ByteStrings()
  /// Exact forms; empty where they are the folded ones.
  private var exacts = ByteStrings()
  private var languageOfForm: [UInt16] = []
  private var isPart: [Bool] = []
  /// The forms by their keys, once they have been sorted.
  private var order: [UInt32] = []
  /// The classes of the forms by their numbers.
  var classes = ClassSorter()

  /// Forms so far; the number of the next.
  var count: Int { keys.count }

  /// Makes room for so many forms with their classes.
  mutating func reserve(forms count: Int) {
    keys.reserve(count)
    exacts.reserve(count)
    languageOfForm.reserveCapacity(count)
    isPart.reserveCapacity(count)
    classes.reserve(sounds: count)
  }

  /// Takes up a form.
  mutating func append(_ form: AnalyzedForm, field: Field, language: Language) {
    append(
      field: field, exact: form.exact, fold: form.fold, stems: form.stems, sounds: form.sounds,
      language: language)
  }

  /// Takes up a form by its keys.
  mutating func append(
    field: Field, exact: [UInt8], fold: [UInt8], stems: [StemKey], sounds: [[UInt8]],
    language: Language
  ) {
    let form = UInt32(keys.count)
    let number = number(of: language)
    let inDictionary = field.ofDictionary
    keys.append(inDictionary.rawValue, fold)
    exacts.append(exact == fold ? [] : exact)
    languageOfForm.append(number)
    isPart.append(field == .part)
    for stem in stems {
      if lastStemmer[Int(number)] != stem.stemmer {
        lastStemmer[Int(number)] = stem.stemmer
        stemmers[Int(number)].insert(stem.stemmer)
      }
      if stem.key != fold { classes.append(stem, form: form, field: inDictionary) }
    }
    for sound in sounds { classes.append(sound: sound, form: form, field: inDictionary) }
  }

  /// Sorts the forms by their keys, as `sort(_:)` would: what each thread can do for itself.
  mutating func sortKeys() { order = keys.sortedNumbers() }

  /// Takes over the forms of another sorter, whose numbers here begin at `count`; the keys of both
  /// have been sorted.
  mutating func append(contentsOf others: TermSorter) {
    let first = UInt32(count)
    let numbers = others.languages.map { number(of: $0) }
    for (number, rules) in zip(numbers, others.stemmers) {
      stemmers[Int(number)].formUnion(rules)
    }
    keys.append(contentsOf: others.keys)
    exacts.append(contentsOf: others.exacts)
    languageOfForm.append(contentsOf: others.languageOfForm.lazy.map { numbers[Int($0)] })
    isPart += others.isPart
    classes.append(contentsOf: others.classes, firstForm: first)
    merge(others.order, first)
  }

  /// Merges sorted forms, whose numbers here begin at `first`, into the order.
  private mutating func merge(_ others: [UInt32], _ first: UInt32) {
    var merged: [UInt32] = []
    merged.reserveCapacity(order.count + others.count)
    var own = 0
    for other in others {
      let form = Int(other + first)
      while own < order.count, keys.compare(Int(order[own]), form) <= 0 {
        merged.append(order[own])
        own += 1
      }
      merged.append(other + first)
    }
    merged += order[own...]
    order = merged
  }

  private mutating func number(of language: Language) -> UInt16 {
    // Neighbouring forms are mostly of one language.
    if let last = languageOfForm.last, languages[Int(last)] == language { return last }
    if let number = languageNumbers[language] { return number }
    let number = UInt16(languages.count)
    languageNumbers[language] = number
    languages.append(language)
    stemmers.append([])
    lastStemmer.append(nil)
    return number
  }

  /// For each of a segment's languages the rules applied in it.
  func stemmers(in segmentLanguages: [Language]) -> [Set<Stemmer>] {
    segmentLanguages.map { language in
      languageNumbers[language].map { stemmers[Int($0)] } ?? []
    }
  }

  /// Sorts the forms, whose languages are then those of the segment; equal ones become one variant.
  ///
  /// The keys have been sorted; nothing can be appended afterwards.
  mutating func sort(_ segmentLanguages: [Language]) -> SortedTerms {
    let ordinals = Dictionary(
      uniqueKeysWithValues: segmentLanguages.enumerated().map { ($1, UInt16($0)) })
    let ordinalOfLanguage = languages.map { ordinals[$0] ?? 0 }
    for form in languageOfForm.indices {
      languageOfForm[form] = ordinalOfLanguage[Int(languageOfForm[form])]
    }
    var order: [UInt32] = []
    swap(&order, &self.order)
    var result = SortedTerms(forms: count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, keys.compare(Int(order[end]), Int(order[start])) == 0 { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { compare(Int($0), Int($1)) < 0 }
      }
      result.beginTerm()
      for place in start..<end {
        let isNew = place == start || compare(Int(order[place - 1]), Int(order[place])) != 0
        result.append(order[place], isNew: isNew)
      }
      start = end
    }
    result.endTerms()
    return result
  }

  /// Compares forms of one key: by language, exact form (the folded one first), whole words before
  /// parts.
  private func compare(_ left: Int, _ right: Int) -> Int {
    if languageOfForm[left] != languageOfForm[right] {
      return languageOfForm[left] < languageOfForm[right] ? -1 : 1
    }
    let order = exacts.compare(left, right)
    if order != 0 { return order }
    return isPart[left] == isPart[right] ? 0 : isPart[left] ? 1 : -1
  }

  /// Puts what the dictionary says of a term in `head`.
  func put(_ forms: ArraySlice<UInt32>, in head: inout TermHead) {
    head.variants.removeAll(keepingCapacity: true)
    guard let first = forms.first else { return }
    head.key = keys[Int(first)]
    for form in forms {
      let index = Int(form)
      head.variants.append(
        TermHead.Variant(
          language: languageOfForm[index], isPart: isPart[index],
          exact: exacts.length(of: index) == 0 ? nil : exacts[index]))
    }
  }
}

/// Forms in the order of the dictionary.
struct SortedTerms {
  /// The form of each variant.
  private(set) var forms: [UInt32] = []
  /// The variant of each form.
  private(set) var variantOf: [UInt32]
  /// For each term its first variant, then the number of all.
  private(set) var firstVariants: [UInt32] = []

  /// Starts with room for so many forms.
  fileprivate init(forms count: Int) {
    variantOf = [UInt32](repeating: 0, count: count)
    forms.reserveCapacity(count)
  }

  /// The number of terms, once they have ended.
  var count: Int { firstVariants.count - 1 }

  /// The forms of the variants of a term.
  func forms(of term: Int) -> ArraySlice<UInt32> {
    forms[Int(firstVariants[term])..<Int(firstVariants[term + 1])]
  }

  fileprivate mutating func beginTerm() { firstVariants.append(UInt32(forms.count)) }

  fileprivate mutating func endTerms() { beginTerm() }

  /// Adds a form, as the next variant or as the one before.
  fileprivate mutating func append(_ form: UInt32, isNew: Bool) {
    if isNew { forms.append(form) }
    variantOf[Int(form)] = UInt32(forms.count - 1)
  }
}
