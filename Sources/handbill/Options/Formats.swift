// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser

/// How a list of documents is written.
enum ListFormat: String, ChoiceArgument {
  /// For people.
  case text
  /// One JSON value.
  case json
  /// One JSON value a line.
  case ndjson
  /// RFC 4180, with a heading.
  case csv
  /// One document id a line.
  case ids
}

/// How a table is written.
enum TableFormat: String, ChoiceArgument {
  /// Aligned, for people.
  case text
  /// One JSON value.
  case json
  /// One JSON value a line.
  case ndjson
  /// RFC 4180, with a heading.
  case csv
}

/// How an `add` reports.
enum AddFormat: String, ChoiceArgument {
  /// For people.
  case text
  /// The summary as one JSON value.
  case json
  /// One JSON value a file, each written as soon as the file is durable and searchable.
  case ndjson
}

/// How a report is written.
enum ReportFormat: String, ChoiceArgument {
  /// For people.
  case text
  /// One JSON value.
  case json
}
