// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Glibc

/// The log-likelihood ratio of a form's frequency in two bodies of text.
///
/// - SeeAlso: Dunning, Computational Linguistics 19 (1993); Rayson and Garside, ACL 2000.
enum LogLikelihood {
  /// G² of `count` among `size` tokens against `otherCount` among `otherSize`.
  ///
  /// Nil where the form is not more frequent in the first, or one of the two has no token.
  static func ratio(count: Int, of size: Int, against otherCount: Int, of otherSize: Int) -> Double?
  {
    guard size > 0, otherSize > 0, count > 0 else { return nil }
    let (a, b) = (Double(count), Double(otherCount))
    let (c, d) = (Double(size), Double(otherSize))
    guard a / c > b / d else { return nil }
    let expected = c * (a + b) / (c + d)
    let expectedInOther = d * (a + b) / (c + d)
    let inOther = b == 0 ? 0 : b * log(b / expectedInOther)
    return 2 * (a * log(a / expected) + inOther)
  }
}
