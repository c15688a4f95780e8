// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Marathi inflection.
//
// Sources: Dolamic & Savoy, "Comparative Study of Indexing and Search Strategies for the Hindi, Marathi, and
// Bengali Languages", ACM TALIP 9 (2010); the oblique stems, cases and postpositions of Dhongde & Wali, "Marathi"
// (Benjamins, 2009). How many letters stay is our own choice. Verbs are left alone.

/// Takes what hangs on a noun off, then the vowel of its oblique stem: देशांमध्ये is देश, as are देशाच्या and देशात.
enum LightMarathi {
  /// Vowels with which the oblique stem ends, before which no letter of an ending belongs to the stem.
  private static let oblique = "ा े ी ो ू ि ु ां ीं ूं ें ई ए"
  private static let cases = """
    ला ना नो स ने नी नं शी त हून ऊन चा ची चे च्या चं तील मध्ये मधील मधून मधे वर वरील वरून वरचा साठी साठीचा पासून पर्यंत \
    कडे कडून कडील खाली खालील प्रमाणे बरोबर सोबत विषयी विषयीचा बद्दल बाबत मुळे जवळ जवळील पेक्षा सारखा सारखी सारखे \
    सारख्या समोर भोवती विरुद्ध विरोधात शिवाय मागे मागील पुढे पुढील सह द्वारे मार्फत दरम्यान तर्फे निमित्त ऐवजी बाहेर अंतर्गत
    """
  private static let endings = IndicEndings(
    EndingTable((endings: "सुद्धा देखील", least: 3), (endings: "ही च", least: 4)),
    EndingTable(
      (endings: LightRules.pairs(oblique, before: cases), least: 2),
      (endings: "च्या मध्ये मधील साठी पासून पर्यंत कडून बद्दल विरुद्ध प्रमाणे", least: 3)),
    EndingTable((endings: "ां ा े ी ो ू ि ु ं ीं ूं ें या यां ये", least: 2)),
    EndingTable((endings: "्य ्या ्यां", least: 2), (endings: "ई", least: 3)),
    virama: "्")

  /// Replaces a folded word by its stem; O(letters + endings).
  static func stem(_ word: inout [UInt32]) { endings.strip(&word) }
}
