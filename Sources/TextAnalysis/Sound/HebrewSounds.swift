// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hebrew script. Folded: points are gone, final letters are plain ones. Vowels are mostly not
// written; ו and י are vowels or consonants.
//
// Sources: the romanization of the Academy of the Hebrew Language (2006) and ALA-LC for Hebrew and
// Yiddish; the geresh of ג׳ ז׳ צ׳ is lost in the folded form, so that their sounds are rare readings.

/// How Hebrew letters are read.
enum HebrewSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    א=a/eiou0 ב=bv ג=g/J ד=d ה=h/ae0 ה($)=ae/h0 ו=uowv/0 וו=v/wu ז=z/ZJ ח=h/x ט=t י=iey/0 יי=y/iea
    כ=k/x ל=l מ=m נ=n ס=s ע=a/eiou0 פ=pf צ=c/zCs ק=k ר=r ש=S/s ת=t/s
    """, .abjad)
}
