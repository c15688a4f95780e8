// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The rules that cut, fold and stem, by version: an index records them.
public enum AnalysisVersion {
  /// The version of the ICU that is running, such as `72.1`.
  public static var icu: String { ICU.version }
  /// The version of Unicode that it implements, such as `15.0`.
  public static var unicode: String { ICU.unicodeVersion }
  /// The version of our own folding tables and stemming rules; raised with every change that lets
  /// the same text give other tokens or keys.
  public static let rules: UInt32 = 5
}
