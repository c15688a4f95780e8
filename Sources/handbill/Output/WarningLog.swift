// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Logging

/// Takes what the rooms below log, and shows warnings and worse as one sentence each.
struct WarningLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.warning

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    Diagnostics.warn(Failure.sentence(for: event.message))
  }
}
