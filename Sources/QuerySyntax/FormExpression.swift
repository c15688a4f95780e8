// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Regular expressions over a whole form, as a tree. `FormExpressionParser` reads it; the search
// engine makes an automaton of it.

/// A regular expression that is compared with a whole form, in Unicode scalars.
package indirect enum FormExpression: Sendable, Equatable {
  /// Text as it stands; may be empty.
  case literal(String)
  /// One scalar of a set.
  case set(ScalarSet)
  /// One after another.
  case sequence([FormExpression])
  /// One of several; not empty.
  case choice([FormExpression])
  /// As often as the bounds say; no upper bound where `atMost` is nil.
  case repeated(FormExpression, atLeast: Int, atMost: Int?)

  /// The most scalars and sets an expression holds when its repeats are written out.
  package static let sizeLimit = 500

  /// Any one scalar.
  package static let anyScalar = FormExpression.set(ScalarSet(isNegated: true))

  /// Makes the expression of a wildcard.
  package init(_ wildcard: [WildcardPiece]) {
    self = .sequence(
      wildcard.map { piece in
        switch piece {
        case .literal(let text): .literal(text)
        case .anyCharacter: .anyScalar
        case .anyRun: .repeated(.anyScalar, atLeast: 0, atMost: nil)
        }
      })
  }

  /// The scalars and sets that stand in it when its repeats are written out, where an empty part
  /// counts as one; never overflows.
  package var size: Int {
    switch self {
    case .literal(let text): max(text.unicodeScalars.count, 1)
    case .set: 1
    case .sequence(let parts), .choice(let parts): FormExpression.size(of: parts)
    case .repeated(let part, let least, let most):
      part.size.saturatingMultiplied(by: max(least, most ?? 1, 1))
    }
  }

  private static func size(of parts: [FormExpression]) -> Int {
    var size = 0
    for part in parts {
      let (sum, overflows) = size.addingReportingOverflow(part.size)
      size = overflows ? .max : sum
    }
    return max(size, 1)
  }

  /// The expression of the same forms read backwards.
  package var reversed: FormExpression {
    switch self {
    case .literal(let text):
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: text.unicodeScalars.reversed())
      return .literal(String(scalars))
    case .set: return self
    case .sequence(let parts): return .sequence(parts.reversed().map(\.reversed))
    case .choice(let parts): return .choice(parts.map(\.reversed))
    case .repeated(let part, let least, let most):
      return .repeated(part.reversed, atLeast: least, atMost: most)
    }
  }

  /// The expression with every literal replaced, as folding needs it; single members of sets are
  /// replaced too where what replaces them is one scalar, ranges of sets stay.
  package func mappingLiterals(_ replace: (String) -> String) -> FormExpression {
    switch self {
    case .literal(let text): .literal(replace(text))
    case .set(let set): .set(set.mappingSingles(replace))
    case .sequence(let parts): .sequence(parts.map { $0.mappingLiterals(replace) })
    case .choice(let parts): .choice(parts.map { $0.mappingLiterals(replace) })
    case .repeated(let part, let least, let most):
      .repeated(part.mappingLiterals(replace), atLeast: least, atMost: most)
    }
  }
}

extension Int {
  /// The product, or the greatest integer where it is too large.
  fileprivate func saturatingMultiplied(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}
