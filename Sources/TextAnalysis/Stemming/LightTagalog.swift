// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Tagalog affixes.
//
// Sources: Bonus, "The Tagalog Stemming Algorithm (TagSA)" (De La Salle University, 2003), for the
// order of steps; the affixes are those of Schachter & Otanes, "Tagalog Reference Grammar"
// (University of California Press, 1972). The length that stays is our own choice.

/// Takes one prefix, the infix -um- or -in-, a repeated first syllable, one suffix and the linker -ng
/// off a Tagalog word, in this order.
///
/// Four letters stay. The last vowel u becomes o, as laro has it beside laruan; roots that lose a
/// vowel before a suffix (sunod, sundin) are left alone.
enum LightTagalog {
  private static let prefixes = PrefixTable(
    """
    nag mag pag nang mang pang nam mam pam pinag ipinag ipag nagpa magpa pagpa pinagpa nagka magka \
    pagka naka maka paka nakapag makapag nakipag makipag pakikipag paki ika ipa ipina ma na pa ka i
    """, least: 4)
  private static let suffixes = EndingTable((endings: "hin han in an", least: 4))
  private static let linker = LightRules.codePoints("ng")
  private static let infixes = [LightRules.codePoints("um"), LightRules.codePoints("in")]
  private static let vowels = LightRules.codePoints("aeiou")

  /// Replaces a folded word by its stem; O(letters + affixes).
  static func stem(_ word: inout [UInt32]) {
    let whole = word
    // A prefix in -g stands before a vowel with a hyphen only (mag-aral, whose parts are words of
    // the index of their own), so maganda is ma- and ganda.
    prefixes.strip(&word) { whole[$0 - 1] != 0x67 || !vowels.contains(whole[$0]) }
    stripInfix(&word)
    stripRepetition(&word)
    suffixes.strip(&word)
    if word.count >= 6, word.suffix(2) == linker[...], vowels.contains(word[word.count - 3]) {
      word.removeLast(2)
    }
    if let place = word.lastIndex(where: vowels.contains), word[place] == 0x75 {
      word[place] = 0x6F
    }
  }

  /// Takes the infix after the first consonant off, or before the first vowel: kumain, umalis.
  private static func stripInfix(_ word: inout [UInt32]) {
    guard word.count >= 6, let first = word.first else { return }
    let start = vowels.contains(first) ? 0 : 1
    guard infixes.contains(Array(word[start..<start + 2])), vowels.contains(word[start + 2])
    else { return }
    word.removeSubrange(start..<start + 2)
  }

  /// Takes one of two equal syllables at the start off: susulat, aalis.
  private static func stripRepetition(_ word: inout [UInt32]) {
    guard word.count >= 5, let first = word.first else { return }
    let length = vowels.contains(first) ? 1 : 2
    guard word.count >= length + 4, vowels.contains(word[length - 1]) else { return }
    if word[0..<length].elementsEqual(word[length..<length * 2]) { word.removeFirst(length) }
  }
}
