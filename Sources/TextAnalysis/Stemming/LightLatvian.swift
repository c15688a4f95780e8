// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Latvian inflection.
//
// Sources: Kreslins, "A Stemming Algorithm for Latvian" (Loughborough, 1996), in the reduced form of
// Lucene's LatvianStemmer, for nouns and adjectives; the endings of verbs and participles are those of
// Kalnača & Lokmane, "Latvian Grammar" (University of Latvia, 2021). How many letters stay before each
// ending was chosen on the development part of Universal Dependencies (LVTB). Softened consonants
// (lācis, lāča) fold into the plain ones, or are left alone.

/// Takes one ending of a Latvian noun, adjective, verb or participle off.
enum LightLatvian {
  private static let endings = EndingTable(
    (endings: afterThree, least: 3), (endings: afterFour, least: 4))

  private static let afterThree = """
    ajiem ākais ākiem ajai ajam ajos ākas ākie ais ajā iem āki āko āks ākā ai as ei ie ij is \
    īs os um us ām ēm īm īt āt a e i o u s
    """
  private static let afterFour = """
    amais ošais ošiem umiem šanām šana šanas šanu ajās amie ošas ošie siet ties umam umus ušas \
    ušie usi ājis ējis ējās ama ami amo ams amu ies iet oti ots oša oši ošo ošs ošu sim tie \
    ušo āju āti āts ēju ēti ēts īti īts ītu ēja es t ot ums umu
    """

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
