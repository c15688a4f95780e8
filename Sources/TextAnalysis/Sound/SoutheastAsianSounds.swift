// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Thai and Lao. Vowels that are written before their consonant are turned round by
// `SoundRules`; unwritten vowels are many, so that both count as scripts that hide vowels.
//
// Sources: the Royal Thai General System of Transcription (1999); BGN/PCGN 1966 for Lao.

/// How Thai and Lao letters are read.
enum SoutheastAsianSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    ก=k/g ข=k ฃ=k ค=k/g ฅ=k ฆ=k ง=n_g/0 จ=C/Jk ฉ=C ช=CS ซ=s ฌ=C ญ=y/n ฎ=d ฏ=t ฐ=t ฑ=td ฒ=t ณ=n ด=d/t
    ต=t ถ=t ท=t ธ=t น=n บ=b/p ป=p ผ=p ฝ=f พ=p ฟ=f ภ=p ม=m ย=y/i ร=r/ln ฤ=r_ui ล=l/n ว=wv/u ศ=s/t
    ษ=s/t ส=s/t ห=h/0 ฬ=l อ=o/a0 ฮ=h ะ=a ั=a า=a ำ=a_m ิ=i ี=i ึ=ue ื=ue ุ=u ู=u เ=e แ=ae โ=o ใ=ai
    ไ=ai ็= ่= ้= ๊= ๋= ์= ๆ= ກ=k ຂ=k ຄ=k ງ=n_g/0 ຈ=C/J ສ=s ຊ=s/C ຍ=n_y ດ=d ຕ=t ຖ=t ທ=t ນ=n ບ=b ປ=p
    ຜ=p ຝ=f ພ=p ຟ=f ມ=m ຢ=y ຣ=r/l ລ=l/r ວ=vw/u ຫ=h/0 ອ=o/a0 ຮ=h/r ຫລ=l ຫນ=n ຫມ=m ະ=a ັ=a າ=a ຳ=a_m
    ິ=i ີ=i ຶ=ue ື=ue ຸ=u ູ=u ົ=o ໍ=o ຼ=l ຽ=ia ເ=e ແ=ae ໂ=o ໃ=ai ໄ=ai ່= ້= ໊= ໋= ໌=
    """, .sparse)

  /// Whether a vowel is written before the consonant that it follows.
  static func leads(_ letter: UInt32) -> Bool {
    (0x0E40...0x0E44).contains(letter) || (0x0EC0...0x0EC4).contains(letter)
  }
}
