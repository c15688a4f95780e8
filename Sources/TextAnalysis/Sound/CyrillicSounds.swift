// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Cyrillic letters of Slavic, Turkic, Iranian and Mongolian languages. Folded: ё is е, ґ is г, ї is
// і.
//
// Sources: ISO 9:1995; BGN/PCGN romanization systems for Russian (1947), Ukrainian (2019),
// Serbian, Kazakh, Tajik and Mongolian. г is h in Ukrainian and Belarusian, and writes foreign h
// in Russian; х writes foreign h as well as kh.

/// How Cyrillic letters are read.
enum CyrillicSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    а=a/o б=b в=v/wb г=g/hGv д=d е=ye/o ^е=y/0_e ^ие=y_e ^ю=y_u ^я=y_a ^є=y_e ж=Z/J з=z и=i й=y/i
    к=k л=l м=m н=n о=o/a п=p р=r с=s т=t у=u/w ф=f/t х=hx/k ц=c/s ч=C щ=SC/S ш=S ъ= ы=iy ь= э=e
    ю=yu я=ya дж=J тс=c/s і=i/y є=ye ә=ae ғ=G/g җ=JZ қ=k ң=n ө=o/eu ү=u һ=h ҡ=k ҙ=z/d ҫ=s/t ҳ=h/x
    ҷ=J ӣ=i ӯ=u ұ=u ђ=J ћ=C/c љ=l њ=n џ=J ј=y/i ѕ=z ў=w ѣ=ye
    """)
}
