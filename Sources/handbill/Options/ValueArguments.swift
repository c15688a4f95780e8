// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import QuerySyntax
internal import SearchIndex
internal import TextAnalysis

/// Languages separated by commas, as `--lang fa,ar` takes them.
struct LanguageList: ExpressibleByArgument, Equatable, Sendable {
  /// The languages in the order typed, each once.
  let languages: [Language]

  /// Reads codes or tags; nil where one of them is not a language tag.
  init?(argument: String) {
    var languages: [Language] = []
    for tag in argument.split(separator: ",") {
      guard let language = Language(tag: tag.filter { $0 != " " }), language.code.utf8.count <= 3
      else { return nil }
      if !languages.contains(language) { languages.append(language) }
    }
    guard !languages.isEmpty else { return nil }
    self.languages = languages
  }
}

/// One language, as `--lang fa` takes it.
struct LanguageArgument: ExpressibleByArgument, Equatable, Sendable {
  /// The language.
  let language: Language

  /// Reads a code or tag; nil where it is not one: no code has more than three letters.
  init?(argument: String) {
    guard let language = Language(tag: argument), language.code.utf8.count <= 3
    else { return nil }
    self.language = language
  }
}

/// A year, month or day, as `--since 2026-11` takes it.
struct DateArgument: ExpressibleByArgument, Equatable, Sendable {
  /// As typed.
  let text: String

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil where it is not a date of the calendar.
  init?(argument: String) {
    guard QueryDate(argument) != nil else { return nil }
    text = argument
  }
}

/// A charset, as `--charset windows-1256` takes it.
struct CharsetArgument: Equatable, Sendable {
  /// Its usual name.
  let name: String

  /// Reads any name of a charset.
  ///
  /// - Throws: a `ValidationError` that names charsets with similar names.
  init(argument: String) throws {
    guard let name = CharsetDecoder.standardName(of: argument) else {
      let close = CharsetDecoder.names(like: argument)
      let advice =
        close.isEmpty
        ? "leave --charset out to have it detected"
        : "did you mean \(close.joined(separator: ", "))?"
      throw ValidationError("There is no charset '\(SafeText.inline(argument))'; \(advice)")
    }
    self.name = name
  }
}

/// Memory for the index, as `--memory 256M` takes it.
struct MemoryArgument: Equatable, Sendable {
  /// What it allows.
  let budget: MemoryBudget

  /// Reads a number of bytes, with K, M, G or T behind it for so many times 1024 bytes.
  ///
  /// A fraction may stand before the letter (`1.5G`), and `iB` or `B` behind it.
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    guard let bytes = Self.bytes(argument), bytes >= MemoryBudget.least else {
      throw ValidationError(
        "--memory takes an amount such as 256M or 2G, 16M at least; "
          + "'\(SafeText.inline(argument))' is none.")
    }
    budget = MemoryBudget(bytes: bytes)
  }

  /// The bytes of an amount, nil where it cannot be read or is beyond all memory.
  static func bytes(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    for suffix in ["IB", "B"] where rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
      break
    }
    var factor = 1
    if let power = rest.last.flatMap({ Array("KMGT").firstIndex(of: $0) }) {
      factor = 1 << (10 * (power + 1))
      rest = rest.dropLast()
    }
    guard rest.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let number = Double(rest)
    else { return nil }
    return Int(exactly: (number * Double(factor)).rounded(.down))
  }
}
