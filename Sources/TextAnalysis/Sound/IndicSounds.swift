// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The scripts of India whose blocks are laid out alike: Devanagari, Bengali, Gurmukhi, Gujarati,
// Oriya, Tamil, Telugu, Kannada, Malayalam. Folded: the nukta is gone. Tamil writes one letter for
// a voiced stop and its voiceless fellow. Sinhala has a layout of its own.
//
// Sources: ISO 15919:2001; The Unicode Standard, ch. 12 and 13, for the layout.

/// How Indic letters are read.
enum IndicSounds {
  /// The rules.
  static let rules: [SoundRule] = blocks.flatMap(block) + sinhala

  private static let blocks: [UInt32] = [
    0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00, 0x0B80, 0x0C00, 0x0C80, 0x0D00,
  ]
  private static let tamil: UInt32 = 0x0B80

  private static func block(_ start: UInt32) -> [SoundRule] {
    let signs = marks + (ownSigns[start] ?? [])
    return independent.map { SoundRule(start + $0.0, $0.1, .alphabet) }
      + consonants.enumerated().filter { !$0.element.isEmpty }.map { column, sound in
        let own = start == tamil ? (shared[sound] ?? sound) : sound
        return SoundRule(start + 0x15 + UInt32(column), own, .syllable)
      }
      + dependent.map { SoundRule(start + $0.0, $0.1, .sign) }
      + signs.map { SoundRule(start + $0.0, $0.1, .alphabet) }
      + [SoundRule(start + 2, before: (start + 0x2A)...(start + 0x2E), "m/n")]
  }

  /// Tippi and addak of Gurmukhi; the chillu letters of Malayalam.
  private static let ownSigns: [UInt32: [(UInt32, String)]] = [
    0x0A00: [(0x70, "n"), (0x71, "")],
    0x0D00: [(0x7A, "n"), (0x7B, "n"), (0x7C, "r"), (0x7D, "l"), (0x7E, "l"), (0x7F, "k")],
  ]

  /// Candrabindu, anusvara, visarga.
  private static let marks: [(UInt32, String)] = [(1, "n/m0"), (2, "nm"), (3, "h/0")]
  private static let independent: [(UInt32, String)] = [
    (0x05, "a/o"), (0x06, "a"), (0x07, "i"), (0x08, "i"), (0x09, "u"), (0x0A, "u"), (0x0B, "r i"),
    (0x0D, "e/a"), (0x0E, "e"), (0x0F, "e"), (0x10, "aie"), (0x11, "o/a"), (0x12, "o"), (0x13, "o"),
    (0x14, "aou"),
  ]
  /// ka … ha, from column 15; the gap in the n column is 29, and 34 is a second l.
  private static let consonants = [
    "k", "k/x", "g", "g", "n", "C/c", "C", "J/z", "J", "n", "t", "t", "d/r", "d/r", "n", "t", "t",
    "d", "d",
    "n", "n", "p", "pf", "b/v", "b", "m", "y/J", "r", "r", "l", "l", "l", "vw/b", "S/s", "S/s",
    "s/S", "h",
  ]
  private static let shared = ["k": "kg/h", "C/c": "Cs/J", "t": "td", "p": "pb/f"]
  private static let dependent: [(UInt32, String)] = [
    (0x3E, "a"), (0x3F, "i/e"), (0x40, "i"), (0x41, "u/o"), (0x42, "u"), (0x43, "r i"), (0x45, "e"),
    (0x46, "e"), (0x47, "e"), (0x48, "aie"), (0x49, "o"), (0x4A, "o"), (0x4B, "o"), (0x4C, "aou"),
    (0x4D, ""), (0x57, "au"),
  ]

  private static let sinhala =
    SoundRule.table("අ=a ආ=a ඇ=ae ඈ=ae ඉ=i ඊ=i උ=u ඌ=u එ=e ඒ=e ඓ=ai ඔ=o ඕ=o ඖ=au ං=nm ඃ=h")
    + SoundRule.table(
      """
      ක=k ඛ=k ග=g ඝ=g ඞ=n ඟ=n_g ච=C ඡ=C ජ=J ඣ=J ඤ=n ඥ=n ට=t ඨ=t ඩ=d ඪ=d ණ=n ඬ=n_d ත=t ථ=t ද=d ධ=d
      න=n ඳ=n_d ප=p ඵ=p බ=b භ=b ම=m ඹ=m_b ය=y ර=r ල=l ව=vw ශ=S ෂ=S ස=s හ=h ළ=l ෆ=f
      """, .syllable)
    + [
      (0x0DCA, ""), (0x0DCF, "a"), (0x0DD0, "ae"), (0x0DD1, "ae"), (0x0DD2, "i"), (0x0DD3, "i"),
      (0x0DD4, "u"), (0x0DD6, "u"), (0x0DD9, "e"), (0x0DDA, "e"), (0x0DDB, "aie"), (0x0DDC, "o"),
      (0x0DDD, "o"), (0x0DDE, "aou"),
    ].map { SoundRule($0.0, $0.1, .sign) }
}
