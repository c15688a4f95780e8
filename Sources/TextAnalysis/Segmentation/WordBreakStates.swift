// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// ICU's word rules (see WordBreakClass.swift) as a table of states. ICU chains its rules: where one
// has matched up to a character, another that begins with that character goes on. So a state is the
// last character that is no extender, and what stood between it and the place reached.

/// The word rules as a machine: start in `start`, read classes, remember the last accepted place.
///
/// The table has one row of 32 entries a state: the next state, with `accepts` set where a word may
/// end behind the character just read; 0, which is no state, where nothing longer can match.
enum WordBreakStates {
  /// The state before the first character.
  static let start: UInt8 = 1
  /// Set in an entry where the segment may end there.
  static let accepts: UInt8 = 0x80
  /// The table; worked out when first used, in some 50 µs.
  static let table: [UInt8] = makeTable()

  private static func makeTable() -> [UInt8] {
    var table = [UInt8](repeating: 0, count: 128 * 32)
    for base in Base.allCases {
      for gap in Gap.allCases {
        let state = State(base: base, gap: gap)
        for next in WordBreakClass.allCases {
          guard let found = state.after(next) else { continue }
          let bit = found.base.isAccepted ? accepts : 0
          table[Int(state.number) << 5 | Int(next.rawValue)] = found.number | bit
        }
      }
    }
    return table
  }

  /// What the last character other than an extender was, as far as rules ask.
  private enum Base: UInt8, CaseIterable {
    case nothing, letter, hebrewLetter, digit, katakana, ideograph, hangul, connector, space
    case regionalIndicator, carriageReturn
    /// A character that only extenders follow.
    case alone
    /// One that nothing follows.
    case closed
    /// Extenders at the very start.
    case extenders
    /// After a letter: a mark that counts only where a letter follows.
    case letterMiddle
    /// After a Hebrew letter: a single quote, which belongs to it even where no letter follows.
    case hebrewQuote
    /// After a Hebrew letter: a double quote, which counts only where a Hebrew letter follows.
    case hebrewDoubleQuote
    /// After a digit: a mark that counts only where a digit follows.
    case digitMiddle

    var isAccepted: Bool {
      switch self {
      case .nothing, .letterMiddle, .hebrewDoubleQuote, .digitMiddle: false
      default: true
      }
    }
  }

  /// What stands behind the base.
  private enum Gap: UInt8, CaseIterable {
    case none, extenders, joiner
  }

  private struct State {
    var base: Base
    var gap: Gap = .none

    /// From 1 (`start`) to 54.
    var number: UInt8 { 1 + base.rawValue * 3 + gap.rawValue }

    /// The state after one more character; nil where no rule goes on.
    func after(_ next: WordBreakClass) -> State? {
      switch next {
      case .extender: extended(by: .extenders)
      case .zeroWidthJoiner: extended(by: .joiner)
      default:
        if base == .nothing { State(base: Self.base(of: next)) } else { joined(by: next) }
      }
    }

    private func extended(by gap: Gap) -> State? {
      switch base {
      case .nothing: State(base: .extenders, gap: gap)
      case .carriageReturn, .closed: nil
      default: State(base: base, gap: gap)
      }
    }

    private func joined(by next: WordBreakClass) -> State? {
      let isPictograph = next == .pictograph || next == .pictographicLetter
      if gap == .joiner, base.isAccepted, isPictograph { return State(base: Self.base(of: next)) }
      return (joinsAcross(next) ?? (gap == .none ? joinsBeside(next) : nil)).map { State(base: $0) }
    }

    /// Rules that pass over extenders.
    private func joinsAcross(_ next: WordBreakClass) -> Base? {
      switch (base, next) {
      case (.letter, .letter), (.letter, .pictographicLetter), (.letter, .hebrewLetter),
        (.hebrewLetter, .letter), (.hebrewLetter, .pictographicLetter),
        (.hebrewLetter, .hebrewLetter), (.letterMiddle, .letter), (.letterMiddle, .hebrewLetter),
        (.letterMiddle, .pictographicLetter), (.hebrewQuote, .letter),
        (.hebrewQuote, .pictographicLetter), (.hebrewQuote, .hebrewLetter),
        (.hebrewDoubleQuote, .hebrewLetter), (.digit, .letter), (.digit, .pictographicLetter),
        (.digit, .hebrewLetter), (.connector, .letter), (.connector, .pictographicLetter),
        (.connector, .hebrewLetter), (.letter, .digit), (.hebrewLetter, .digit), (.digit, .digit),
        (.digitMiddle, .digit), (.connector, .digit), (.katakana, .katakana),
        (.connector, .katakana), (.letter, .connector), (.hebrewLetter, .connector),
        (.digit, .connector), (.katakana, .connector), (.connector, .connector):
        Self.base(of: next)
      case (.letter, .middle), (.letter, .middleOfLetters), (.letter, .singleQuote),
        (.hebrewLetter, .middle), (.hebrewLetter, .middleOfLetters):
        .letterMiddle
      case (.hebrewLetter, .singleQuote): .hebrewQuote
      case (.hebrewLetter, .doubleQuote): .hebrewDoubleQuote
      case (.digit, .middle), (.digit, .middleOfDigits), (.digit, .singleQuote): .digitMiddle
      case (.regionalIndicator, .regionalIndicator): .alone
      default: nil
      }
    }

    /// Rules about direct neighbours.
    private func joinsBeside(_ next: WordBreakClass) -> Base? {
      switch (base, next) {
      case (.carriageReturn, .lineFeed): .closed
      case (.space, .space): .space
      case (.hangul, .hangul): .hangul
      case (.ideograph, .ideograph), (.ideograph, .katakana), (.katakana, .ideograph):
        Self.base(of: next)
      default: nil
      }
    }

    /// The base that a character is by itself.
    private static func base(of next: WordBreakClass) -> Base {
      switch next {
      case .letter, .pictographicLetter: .letter
      case .hebrewLetter: .hebrewLetter
      case .digit: .digit
      case .katakana: .katakana
      case .ideograph: .ideograph
      case .hangul: .hangul
      case .connector: .connector
      case .space: .space
      case .regionalIndicator: .regionalIndicator
      case .carriageReturn: .carriageReturn
      case .lineFeed, .newline: .closed
      default: .alone
      }
    }
  }
}
