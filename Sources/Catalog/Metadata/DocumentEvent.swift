// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// `events.ndjson` of an object: the acts upon a document, in the terms of PREMIS 3
// (https://www.loc.gov/standards/premis/v3/). Lines are only ever added at the end.

internal import FoundationEssentials

/// A line of `events.ndjson`: one act upon a document.
package struct DocumentEvent: Sendable, Hashable, Codable {
  /// `eventIdentifier`: a UUID; nil in lines of the first layout.
  package var id: String?
  /// `eventType`: what kind of act.
  package var type: String
  /// `eventDateTime`: RFC 3339 in UTC.
  package var time: String
  /// What the clock said at the act, RFC 3339 in UTC; nil where that is `time`.
  ///
  /// A clock that is behind the act or version before does not date an act: `time` is then that of
  /// what was before, and this tells what was seen.
  package var clock: String?
  /// `linkingAgent` in the role of executing program: name and version.
  package var agent: String
  /// `linkingAgent` in the role of the tool that did the work, with its version; nil where the
  /// program did it itself.
  package var tool: String?
  /// `linkingAgent` in the role of the person at work; nil in lines of the first layout.
  package var user: String?
  /// `eventOutcome`: `success` or `failure`.
  package var outcome: String
  /// `eventDetail`: what happened, in plain words.
  package var detail: String
  /// What the person gave as a reason.
  package var note: String?

  /// Kinds of acts, by the names of the Library of Congress's vocabulary of event types.
  package enum Kind: String, Sendable {
    /// The original came into the archive.
    case ingestion
    /// It was found once more, or what people say of it changed.
    case metadataModification = "metadata modification"
    /// Its text was read.
    case textExtraction = "text extraction"
    /// It was hidden; its bytes are kept.
    case deaccession
    /// A removed document was taken back.
    case recovery
    /// Its bytes were destroyed.
    case deletion
    /// It came from another archive or a bag, with its history.
    case importing = "transfer"
  }

  /// Notes an act of this program, now.
  init(
    _ kind: Kind, user: String, outcome: Outcome = .success, detail: String, tool: String? = nil,
    note: String? = nil, time: String = Timestamp.now()
  ) {
    id = UUID().uuidString.lowercased()
    type = kind.rawValue
    self.time = time
    agent = Catalog.agent
    self.tool = tool
    self.user = user
    self.outcome = outcome.rawValue
    self.detail = detail
    self.note = note
  }

  /// The act, dated no earlier than what was before it.
  ///
  /// - Parameter earliest: a time as the archive writes them, or empty.
  /// - Returns: the same act, or one with that time and what the clock showed.
  func notBefore(_ earliest: String) -> DocumentEvent {
    if time >= earliest { return self }
    var event = self
    event.clock = clock ?? time
    event.time = earliest
    return event
  }

  /// How an act ended.
  package enum Outcome: String, Sendable {
    /// Done.
    case success
    /// Not done; the detail says why.
    case failure
  }
}
