// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The Arabic script, for Arabic, Persian, Urdu, Kurdish, Pashto, Uyghur. Folded: hamza and its
// carriers are gone, ة is ه, ی is ي, ک is ك. Short vowels are not written; و and ي are vowels or
// consonants.
//
// Sources: ALA-LC and BGN/PCGN romanization tables for Arabic, Persian, Urdu, Kurdish and Pashto.
// ذ ض ظ ث are d and t in Arabic names, z and s in Persian and Urdu ones; ج is g in Egypt.

/// How Arabic letters are read.
enum ArabicSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    ا=a/eiou0 ب=b/pv پ=p ت=t ٹ=t ث=t/s ج=J/gZ چ=C ح=h/x خ=x/kh د=d ڈ=d ذ=d/z ر=r ڑ=r/d ز=z ژ=Z
    س=s/c ش=S ص=s/c ض=d/z ط=t ظ=z/d ع=ao/eiu0 غ=Gg/k ف=f/vp ڤ=v ق=kg/G ك=k/g گ=g ڭ=n ل=l م=m ن=n
    و=uowv ي=iey/a0 ه=h/ae0 ه($)=ae/ht ے=ie تش=C شتش=SC تس=c/s دج=J ۇ=u ۋ=v ې=ei ښ=Sx ږ=Zg ټ=t
    ډ=d ړ=r ڼ=n
    """, .abjad)

  /// The article, which names lose abroad.
  static let article: [UInt32] = [0x0627, 0x0644]
}
