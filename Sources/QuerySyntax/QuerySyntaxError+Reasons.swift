// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the errors of `QuerySyntaxError` say: one sentence each, with advice.

extension QuerySyntaxError {
  /// What is wrong, and what to write instead.
  var reason: String {
    switch self {
    case .empty: "there is nothing to search for; write a word."
    case .unclosedQuote: "this quotation mark is never closed; close it, or write \\ before it."
    case .emptyPhrase: "the phrase is empty; write words between the quotation marks."
    case .unclosedParenthesis: "this parenthesis is never closed; add “)”."
    case .unopened(let mark, _): "“\(mark)” closes nothing; remove it, or write \\ before it."
    case .emptyGroup: "the parentheses are empty; write words between them."
    case .nestedTooDeeply(let limit, _):
      "more than \(limit) parentheses stand within each other; write a flatter query."
    case .danglingOperator(let sign, _): operatorAdvice(sign)
    case .signedAlternative(let sign, _):
      "“\(sign)” cannot stand at an alternative of OR; put the alternatives into parentheses, "
        + "and “\(sign)” outside."
    case .negationAlone:
      "there are only exclusions; add a word or a filter to take them from, such as “harbour -ship”."
    case .misplacedStar:
      "“*” stands for letters beside others, as in “harb*” or “*bour”, and not in dates and "
        + "languages; to search for the character itself, write “\\*”."
    default: valueReason
    }
  }

  /// The reasons that concern a value.
  private var valueReason: String {
    switch self {
    case .emptyFilter(let field, _):
      "“\(field.rawValue):” needs a value right after it, such as \(field.example)."
    case .badDate(let value, .date, _):
      "“\(value)” is not a date; write date:2015, date:2015-06-03, date:2015-06..2015-07 or "
        + "date:1394-04@persian."
    case .badDate(let value, let field, _):
      "“\(value)” is not a date; write \(field.rawValue):2026, \(field.rawValue):2026-11 or "
        + "\(field.rawValue):2026-11-22."
    case .badLanguage(let value, _):
      "“\(value)” is not a language code; write lang:fa, or lang:fa,ar for either."
    case .badBoost:
      "“^” takes a number from 0.001 to 1000 after a word, phrase or group, and “^=” too."
    case .badSlop: "“~” takes a whole number from 0 to 1000 after a phrase, as in “\"old port\"~3”."
    default: patternReason
    }
  }

  /// The reasons that concern patterns, NEAR and rungs.
  private var patternReason: String {
    switch self {
    case .badFuzzy:
      "“~” takes 1 or 2 after a word without “*” and “?”, as in “harbor~1”, or “harbor~2:3” where "
        + "the first 3 letters must be right; to search for the character itself, write “\\~”."
    case .badRegex(let fault, _): fault.reason
    case .badRange:
      "a range of words is written “[aleph TO beth]”, “{aleph TO beth}” without its ends, or with "
        + "“*” for one of them; dates take “date:2015..2016”, since: and until:."
    case .badNear: "“NEAR/” takes a whole number from 0 to 1000, as in “old NEAR/5 port”."
    case .mixedNear:
      "all NEAR in a row take the same number and order; join the groups by AND instead."
    case .badOperand:
      "beside NEAR stand words, phrases, patterns or alternatives of these in parentheses; a boost "
        + "goes after the whole, as in “(old NEAR/5 port)^2”."
    case .badRung(let rung, _):
      "“\(rung.rawValue):” needs a word, phrase or group right after it, such as "
        + "\(rung.rawValue):harbour or \(rung.rawValue):(old port)."
    default: ""
    }
  }

  private func operatorAdvice(_ sign: String) -> String {
    switch sign {
    case "AND", "OR": "“\(sign)” needs a word on both sides; to search for it, quote it."
    case "NOT": "“NOT” needs one word or group after it; to search for it, quote it."
    default: "“\(sign)” needs a word right after it; to search for it, quote it."
    }
  }
}

extension QueryField {
  /// A filter of the kind, to show in a message.
  fileprivate var example: String {
    switch self {
    case .lang: "lang:fa"
    case .tag: "tag:strike"
    case .place: "place:\"old port\""
    case .source: "source:prefecture"
    case .since: "since:2026-11"
    case .date: "date:2015-06..2015-07"
    case .until: "until:2026-11-22"
    case .name: "name:leaflet"
    }
  }
}
