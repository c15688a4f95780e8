// Licensed under the Apache License, Version 2.0; see LICENSE.

package import Catalog
package import FileStorage

/// What can go wrong in the reading room.
///
/// Each description is one sentence: what, where, what to do.
package enum ReadingRoomError: Error, Sendable {
  /// The bytes of a request are not HTTP/1.x.
  case malformedRequest(RequestFault)
  /// The head of a request is longer than anybody needs.
  case headTooLong(limit: Int)
  /// The request brings a body; there is nothing here to send one to.
  case bodyRefused
  /// Anything but GET.
  case methodRefused(String)
  /// The request names another host: a page elsewhere may be after the archive (DNS rebinding).
  case foreignHost(String)
  /// No page has this address.
  case noSuchPage(String)
  /// A value in the address cannot be used.
  case badValue(name: String, value: String, advice: String)
  /// The catalog refused something.
  case catalog(CatalogError)
  /// An archived file cannot be opened.
  case storage(FileStorageError)
  /// An answer cannot be written as JSON.
  case unwritableAnswer(reason: String)
  /// What was given as a host is no address of this machine that can be listened on.
  case notAnAddress(String)
  /// The system does not let us listen there.
  case cannotListen(host: String, port: UInt16, reason: String)
  /// Connections can no longer be accepted.
  case stoppedListening(reason: String)
}

/// What is wrong with the bytes of a request.
package enum RequestFault: Sendable, Equatable {
  /// The first line is not `METHOD TARGET HTTP/1.x`.
  case requestLine
  /// The address has a `%` without two hexadecimal digits, or bytes that are not UTF-8.
  case address
  /// A line of the head is no `Name: value`.
  case field
  /// The host is missing or given twice.
  case host
}

extension ReadingRoomError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformedRequest(let fault): fault.sentence
    case .headTooLong(let limit):
      "the head of the request is longer than \(limit) bytes; ask a shorter query"
    case .bodyRefused:
      "the request brings a body, and nothing here takes one; use GET without a body"
    case .methodRefused(let method): "\(method) is not possible here; only GET is"
    case .foreignHost(let host):
      "the request is meant for \(host); the reading room answers only to localhost, 127.0.0.1 and "
        + "[::1] unless it is opened to other machines with --host"
    case .noSuchPage(let path): "there is no page \(path); start at the search page"
    case .badValue(let name, let value, let advice): "\(name) cannot be “\(value)”; \(advice)"
    case .catalog(let error): "\(error)"
    case .storage(let error): "\(error)"
    case .unwritableAnswer(let reason): "the answer cannot be written as JSON: \(reason)"
    case .notAnAddress(let host):
      "\(host) is no address to listen on; give localhost or an IPv4 or IPv6 address of this machine"
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host), port \(port): \(reason); choose another with --port or --host"
    case .stoppedListening(let reason):
      "no more connections can be accepted: \(reason); start the reading room again"
    }
  }
}

extension RequestFault {
  fileprivate var sentence: String {
    switch self {
    case .requestLine: "the first line of the request is not “GET /… HTTP/1.1”"
    case .address: "the address has a broken %-code, or is not in UTF-8"
    case .field: "a line in the head of the request is not “Name: value”"
    case .host: "the request must name its host exactly once"
    }
  }
}
