// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Forms of a segment under construction in any order; terms, variants and classes in the order of
// the files out.

internal import TextAnalysis

/// Puts forms in the order of the dictionary, as variants of their terms, and gathers their classes.
struct TermSorter {
  /// The languages of the forms as they came; the unknown language is always among them.
  private(set) var languages: [Language] = [.unknown]
  private var languageNumbers: [Language: UInt32] = [.unknown: 0]
  /// For each of `languages` the rules applied in it.
  private var stemmers: [Set<Stemmer>] = [[]]
  /// Fields and folded forms.
  private var keys = ByteStrings()
  /// Exact forms; empty where they are the folded ones.
  private var exacts = ByteStrings()
  private var languageOfForm: [UInt32] = []
  private var isPart: [Bool] = []
  private var classKeys = ByteStrings()
  private var classForms: [UInt32] = []
  private var classRules: [UInt8] = []

  /// Forms so far; the number of the next.
  var count: Int { keys.count }

  /// Takes up a form; each only once in the same field, language and kind.
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
    keys.append([inDictionary.rawValue], fold)
    exacts.append(exact == fold ? [] : exact)
    languageOfForm.append(number)
    isPart.append(field == .part)
    for stem in stems {
      stemmers[Int(number)].insert(stem.stemmer)
      if stem.key != fold {
        classKeys.append([inDictionary.rawValue, ClassKeys.stem], stem.key)
        classForms.append(form)
        classRules.append(stem.stemmer.rawValue)
      }
    }
    for sound in sounds {
      classKeys.append([inDictionary.rawValue, ClassKeys.sound], sound)
      classForms.append(form)
      classRules.append(0)
    }
  }

  private mutating func number(of language: Language) -> UInt32 {
    // Neighbouring forms are mostly of one language.
    if let last = languageOfForm.last, languages[Int(last)] == language { return last }
    if let number = languageNumbers[language] { return number }
    let number = UInt32(languages.count)
    languageNumbers[language] = number
    languages.append(language)
    stemmers.append([])
    return number
  }

  /// Gives all terms to `body` in order, each with the numbers of its forms, then writes the classes.
  ///
  /// - Returns: for each of the segment's languages the rules applied in it.
  /// - Throws: `fileSystem`, or what `body` throws.
  func write(
    to output: SegmentOutput, _ segmentLanguages: [Language],
    _ body: (_ head: TermHead, _ forms: [Int]) throws(SearchIndexError) -> Void
  ) throws(SearchIndexError) -> [Set<Stemmer>] {
    let ordinals = Dictionary(
      uniqueKeysWithValues: segmentLanguages.enumerated().map { ($1, UInt16($0)) })
    let ordinalOfLanguage = languages.map { ordinals[$0] ?? 0 }
    let order = order(ordinalOfLanguage)
    var variantOf = [UInt32](repeating: 0, count: count)
    var head = TermHead(key: [])
    var forms: [Int] = []
    var start = 0
    while start < order.count {
      var end = start
      head.key = keys[order[start]]
      head.variants.removeAll(keepingCapacity: true)
      forms.removeAll(keepingCapacity: true)
      while end < order.count, end == start || keys.compare(order[end], order[start]) == 0 {
        let form = order[end]
        variantOf[form] = UInt32(end)
        forms.append(form)
        head.variants.append(
          TermHead.Variant(
            language: ordinalOfLanguage[Int(languageOfForm[form])], isPart: isPart[form],
            exact: exacts[form].isEmpty ? nil : exacts[form]))
        end += 1
      }
      try body(head, forms)
      start = end
    }
    try writeClasses(to: output, variantOf)
    var result = [Set<Stemmer>](repeating: [], count: segmentLanguages.count)
    for (number, rules) in stemmers.enumerated() { result[Int(ordinalOfLanguage[number])] = rules }
    return result
  }

  /// The forms by key, then language, exact form (the folded one first), whole words before parts.
  private func order(_ ordinalOfLanguage: [UInt16]) -> [Int] {
    var order = keys.sortedOrder(
      ties: languageOfForm.map { UInt64(ordinalOfLanguage[Int($0)]) << 32 })
    // Few forms of one term are in one language: these are put in order one group at a time.
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, languageOfForm[order[end]] == languageOfForm[order[start]],
        keys.compare(order[end], order[start]) == 0
      {
        end += 1
      }
      if end - start > 1 {
        order[start..<end].sort { left, right in
          let comparison = exacts.compare(left, right)
          return comparison != 0 ? comparison < 0 : !isPart[left] && isPart[right]
        }
      }
      start = end
    }
    return order
  }

  private func writeClasses(
    to output: SegmentOutput, _ variantOf: [UInt32]
  ) throws(SearchIndexError) {
    let ties = zip(classRules, classForms).map { UInt64($0) << 32 | UInt64(variantOf[Int($1)]) }
    let order = classKeys.sortedOrder(ties: ties)
    var groups: [ClassGroup] = []
    for (place, index) in order.enumerated() {
      let member = variantOf[Int(classForms[index])]
      let isStem = classKeys[index].dropFirst().first == ClassKeys.stem
      let stemmer = isStem ? Stemmer(rawValue: classRules[index]) : nil
      if let last = groups.last, last.stemmer == stemmer {
        // A name may give one form the same stem twice.
        if last.members.last != member { groups[groups.count - 1].members.append(member) }
      } else {
        groups.append(ClassGroup(stemmer: stemmer, members: [member]))
      }
      let isLast =
        place + 1 == order.count || classKeys.compare(order[place + 1], index) != 0
      if isLast {
        try output.classes.append(classKeys[index], groups)
        groups.removeAll(keepingCapacity: true)
      }
    }
  }
}
