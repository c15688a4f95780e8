// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How a language is called in front of people.

extension Language {
  /// The English name, such as `Persian`; the code where ICU knows no name.
  ///
  /// Costs some microseconds: meant for lists shown to people, not for loops over text.
  public var englishName: String {
    switch code {
    case "und": "unknown"
    // ICU calls these by the names of their groups or not at all.
    case "ckb": "Central Kurdish"
    case "ku": "Kurdish (Kurmanji)"
    default: ICU.englishName(ofLanguage: code) ?? code
    }
  }
}
