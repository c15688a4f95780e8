// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import TextAnalysis

/// The rules by which a segment's words were cut, folded and stemmed.
///
/// Words of a query meet those of a segment for sure only where both were analysed alike.
public struct AnalysisIdentity: Sendable, Equatable, CustomStringConvertible {
  /// The version of ICU, which cuts words.
  public var icu: String
  /// The version of Unicode that it implements.
  public var unicode: String
  /// The version of our own folding tables and stemming rules.
  public var rules: UInt32

  /// Names a set of rules.
  package init(icu: String, unicode: String, rules: UInt32) {
    self.icu = icu
    self.unicode = unicode
    self.rules = rules
  }

  /// The versions in one line.
  public var description: String { "ICU \(icu), Unicode \(unicode), rules \(rules)" }
}

extension AnalysisIdentity {
  /// The rules of this program.
  public static let current = AnalysisIdentity(
    icu: AnalysisVersion.icu, unicode: AnalysisVersion.unicode, rules: AnalysisVersion.rules)
}
