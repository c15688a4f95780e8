// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog
package import SystemPackage

/// The statuses that the reading room answers with.
package enum WebStatus: Int, Sendable {
  case ok = 200
  case badRequest = 400
  case notFound = 404
  case methodNotAllowed = 405
  case contentTooLarge = 413
  case misdirectedRequest = 421
  case headerFieldsTooLarge = 431
  case internalServerError = 500

  /// The phrase of RFC 9110.
  package var phrase: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .contentTooLarge: "Content Too Large"
    case .misdirectedRequest: "Misdirected Request"
    case .headerFieldsTooLarge: "Request Header Fields Too Large"
    case .internalServerError: "Internal Server Error"
    }
  }
}

extension WebStatus {
  /// The status of an answer that an error took the place of: the only place that decides it.
  init(of error: ReadingRoomError) {
    self =
      switch error {
      case .malformedRequest, .badValue: .badRequest
      case .headTooLong: .headerFieldsTooLarge
      case .bodyRefused: .contentTooLarge
      case .methodRefused: .methodNotAllowed
      case .foreignHost: .misdirectedRequest
      case .noSuchPage, .catalog(.noSuchDocument): .notFound
      case .catalog(.query), .catalog(.unusable), .catalog(.ambiguousDocument): .badRequest
      case .catalog, .storage, .unwritableAnswer, .notAnAddress, .cannotListen, .stoppedListening:
        .internalServerError
      }
  }
}

/// An answer: status, head and body.
package struct WebResponse: Sendable {
  /// The status.
  package var status: WebStatus
  /// The fields of the head, without `Content-Length`, `Date` and `Connection`.
  package var fields: [(name: String, value: String)]
  /// What follows the head.
  package var body: Body

  /// The body of an answer.
  package enum Body: Sendable {
    /// Bytes in memory.
    case bytes([UInt8])
    /// The first `size` bytes of a file, read while they are sent.
    case file(FilePath, size: Int)

    /// Its length in bytes.
    package var size: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .file(_, let size): size
      }
    }
  }

  /// Makes an answer with the fields that every answer has, among them the
  /// Content-Security-Policy given.
  init(_ status: WebStatus, type: String, policy: String = Self.pagePolicy, body: Body) {
    self.status = status
    self.body = body
    fields = [
      ("Content-Type", type),
      ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
  }

  /// No script, no picture, no frame; our own style sheet and our own form.
  static let pagePolicy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    + "frame-ancestors 'none'"
  /// For bytes out of the archive: nothing at all, in an origin of its own.
  static let originalPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

  /// A page.
  static func page(_ html: HTML, status: WebStatus = .ok) -> WebResponse {
    WebResponse(
      status, type: "text/html; charset=utf-8", body: .bytes(Array(html.markup.utf8)))
  }

  /// A plain text.
  static func text(_ text: String, type: String, status: WebStatus = .ok) -> WebResponse {
    WebResponse(status, type: type + "; charset=utf-8", body: .bytes(Array(text.utf8)))
  }

  /// The head as it is sent; ends with the empty line.
  ///
  /// What could end a line early is left out of every value.
  package func head() -> [UInt8] {
    var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    let own = [("Content-Length", String(body.size)), ("Connection", "close")]
    for (name, value) in fields.map({ ($0.name, $0.value) }) + own {
      let plain = value.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }
      head += "\(name): \(String(String.UnicodeScalarView(plain)))\r\n"
    }
    if status == .methodNotAllowed { head += "Allow: GET\r\n" }
    return Array((head + "\r\n").utf8)
  }
}
