// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Korean particles (josa).
//
// Source: the entries marked 조사 (particle) of the Standard Korean Dictionary of the National
// Institute of Korean Language (stdict.korean.go.kr), each of which says whether it follows a vowel
// or a final consonant. That condition saves most nouns that merely end like a particle (사과, 국가,
// 가을). How many syllables must stay is our own choice.

/// Takes Korean particles off, the longest first, and again while one is left: 학교에서는 is 학교.
enum LightKorean {
  /// What the syllable before a particle must end in.
  private enum Before {
    case anything
    case consonant
    case vowel
    case vowelOrRieul
  }

  /// A particle, and how many syllables must stay before it.
  private struct Particle {
    let letters: [UInt32]
    let before: Before
    let least: Int

    init(_ text: String, _ before: Before = .anything, least: Int) {
      letters = LightRules.codePoints(text)
      self.before = before
      self.least = least
    }
  }

  private static let particles = [
    Particle("으로부터", .consonant, least: 1), Particle("에게서", least: 1),
    Particle("으로서", .consonant, least: 1), Particle("으로써", .consonant, least: 1),
    Particle("이라도", .consonant, least: 2), Particle("이라고", .consonant, least: 2),
    Particle("이라는", .consonant, least: 2), Particle("로부터", .vowelOrRieul, least: 2),
    Particle("에서", least: 1), Particle("에게", least: 1), Particle("한테", least: 1),
    Particle("께서", least: 1), Particle("부터", least: 2), Particle("까지", least: 1),
    Particle("처럼", least: 1), Particle("보다", least: 2), Particle("마다", least: 1),
    Particle("조차", least: 2), Particle("마저", least: 2), Particle("밖에", least: 1),
    Particle("으로", .consonant, least: 1), Particle("이나", .consonant, least: 2),
    Particle("이랑", .consonant, least: 2), Particle("라는", .vowel, least: 2),
    Particle("로서", .vowelOrRieul, least: 2), Particle("로써", .vowelOrRieul, least: 2),
    Particle("하고", least: 2),
    Particle("을", .consonant, least: 1), Particle("은", .consonant, least: 1),
    Particle("를", .vowel, least: 1), Particle("는", .vowel, least: 1),
    Particle("이", .consonant, least: 2), Particle("가", .vowel, least: 2),
    Particle("과", .consonant, least: 2), Particle("와", .vowel, least: 2),
    Particle("로", .vowelOrRieul, least: 2), Particle("에", least: 1), Particle("의", least: 2),
    Particle("도", least: 2), Particle("만", least: 2), Particle("께", least: 2),
  ]

  static func stem(_ word: inout [UInt32]) {
    while let particle = particles.first(where: { ends(word, with: $0) }) {
      word.removeLast(particle.letters.count)
    }
  }

  private static func ends(_ word: [UInt32], with particle: Particle) -> Bool {
    let rest = word.count - particle.letters.count
    guard rest >= particle.least, word.suffix(particle.letters.count) == particle.letters[...]
    else { return false }
    return fits(word[rest - 1], particle.before)
  }

  /// Whether a syllable ends as a particle asks; its final consonant is its number modulo 28.
  private static func fits(_ syllable: UInt32, _ before: Before) -> Bool {
    guard (0xAC00...0xD7A3).contains(syllable) else { return before == .anything }
    let final = (syllable - 0xAC00) % 28
    switch before {
    case .anything: return true
    case .consonant: return final != 0
    case .vowel: return final == 0
    case .vowelOrRieul: return final == 0 || final == 8
    }
  }
}
