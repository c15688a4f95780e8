// Licensed under the Apache License, Version 2.0; see LICENSE.

/// An element of the Dublin Core Metadata Element Set 1.1, by its name (ISO 15836-1;
/// https://www.dublincore.org/specifications/dublin-core/dces/).
package enum DublinCoreElement: String, Sendable, CaseIterable {
  case title
  case creator
  case subject
  case description
  case publisher
  case contributor
  case date
  case type
  case format
  case identifier
  case source
  case language
  case relation
  case coverage
  case rights

  /// The name with its prefix, as tables and files write it.
  package var qualifiedName: String { "dc:\(rawValue)" }
}
