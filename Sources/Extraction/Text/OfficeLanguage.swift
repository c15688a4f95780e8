// Licensed under the Apache License, Version 2.0; see LICENSE.

package import TextAnalysis

/// Languages that runs of text declare.
package enum OfficeLanguage {
  /// The language of a tag as office programs write it; nil for none and for `none`, `zxx`.
  package static func of(_ tag: String?) -> Language? {
    guard let tag, !["none", "zxx", "x-none", "und", ""].contains(tag.lowercased()) else {
      return nil
    }
    return Language(tag: tag)
  }
}
