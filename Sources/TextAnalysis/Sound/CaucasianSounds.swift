// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Armenian and Georgian.
//
// Sources: ISO 9985:1996 and BGN/PCGN 1981 (Armenian; the western readings of the stops are the
// rare ones); ISO 9984:1996 and the Georgian national system of 2002 (Georgian).

/// How Armenian and Georgian letters are read.
enum CaucasianSounds {
  /// The rules.
  static let rules =
    SoundRule.table(
      """
      ա=a բ=b/p գ=g/kh դ=d/t ե=ye զ=z է=e ը=e/0 թ=t ժ=Z ի=i լ=l խ=x/k ծ=c/Js կ=k/g հ=h ձ=J/zc
      ղ=G/lg ճ=C/J մ=m յ=y/hi ն=n շ=S ո=o/v չ=C պ=p/b ջ=J/C ռ=r ս=s վ=v տ=t/d ր=r ց=c/s ւ=v/u
      փ=p/f ք=k օ=o ֆ=f ու=u և=ye_v եւ=ye_v ^ե=y/0_e ^եւ=y/0_e_v ^ո=v/0_o ^ու=u
      """)
    + SoundRule.table(
      """
      ა=a ბ=b გ=g/h დ=d ე=e ვ=v ზ=z თ=t ი=i/y კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p/f
      ქ=k ღ=G/g ყ=k/G შ=S ჩ=C ც=c/s ძ=J/zc წ=c/s ჭ=C ხ=x/kh ჯ=J ჰ=h
      """)
}
