// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
internal import SearchIndex

extension Catalog {
  /// Warns where a part of the index was analysed by other rules than this program's: a search may miss words
  /// there, or forms of them.
  func warnOfOtherAnalysis() throws(CatalogError) {
    guard let found = try otherAnalysis() else { return }
    Diagnostics.warn(
      "a part of the index was analysed with \(found), this program uses \(AnalysisIdentity.current); "
        + "words may be missed there until `handbill index rebuild`")
  }
}
