// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import ReadingRoom

@Suite struct WebRequestTests {
  private static func request(_ text: String) throws(ReadingRoomError) -> WebRequest {
    try WebRequest(head: Array(text.utf8))
  }

  /// The name of the case of the error that a head is refused with.
  private static func refusal(_ text: String) -> String? {
    do throws(ReadingRoomError) {
      _ = try request(text)
      return nil
    } catch {
      return String("\(Mirror(reflecting: error).children.first?.label ?? "\(error)")")
    }
  }

  @Test func `A request is read with its path, values and host`() throws {
    let request = try Self.request(
      "GET /document/ab%23r%2F1?q=%D9%86%D9%81%D9%82+x&match=fold&&flag HTTP/1.1\r\n"
        + "Host: localhost:8080 \r\nAccept: */*\r\n\r\n")
    #expect(request.path == ["document", "ab#r/1"])
    #expect(request.value("q") == "نفق x")
    #expect(request.value("match") == "fold")
    #expect(request.value("flag") == "")
    #expect(request.value("lang") == nil)
    #expect(request.host == "localhost:8080")
  }

  @Test func `The root has no path, with or without values`() throws {
    #expect(try Self.request("GET / HTTP/1.0\n\n").path.isEmpty)
    #expect(try Self.request("GET /?q=a%2Bb HTTP/1.0\n\n").value("q") == "a+b")
    #expect(try Self.request("GET http://localhost?q=c HTTP/1.1\n\n").value("q") == "c")
  }

  @Test func `The whole address of a request overrules its host field`() throws {
    let request = try Self.request(
      "GET http://evil.example/gaps HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(request.host == "evil.example")
    #expect(request.path == ["gaps"])
  }

  @Test func `Dots in a path are parts like any other and lead nowhere`() throws {
    let request = try Self.request("GET /../..%2f..%2Fetc/passwd HTTP/1.0\r\n\r\n")
    #expect(request.path == ["..", "../../etc", "passwd"])
  }

  @Test(arguments: [
    "GET /%zz HTTP/1.0\n\n", "GET /%e2%28 HTTP/1.0\n\n", "GET /?q=% HTTP/1.0\n\n",
    "GET /a  HTTP/1.1\n\n", "GET /a HTTP/2.0\n\n", "GET\n\n", "\n\n", "", " ",
    "GET ftp://x/ HTTP/1.1\n\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
  ])
  func `What is not HTTP is refused as malformed`(head: String) {
    #expect(Self.refusal(head) == "malformedRequest")
  }

  @Test func `Only GET is answered, and only without a body`() {
    #expect(Self.refusal("POST / HTTP/1.0\r\n\r\n") == "methodRefused")
    #expect(Self.refusal("HEAD / HTTP/1.0\r\n\r\n") == "methodRefused")
    let body = "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(Self.refusal(body)?.hasPrefix("the request brings a body") == true)
    #expect(Self.refusal("GET / HTTP/1.0\r\nContent-Length: 0\r\n\r\n") == nil)
  }

  @Test func `Every truncation and every changed bit of a request is read or refused`() {
    let whole = Array(
      "GET /document/ab%23r?q=%D9%86+x&l HTTP/1.1\r\nHost: [::1]:80\r\nA: b\r\n\r\n".utf8)
    for length in 0...whole.count { _ = try? WebRequest(head: Array(whole[..<length])) }
    for index in whole.indices {
      for bit in 0..<8 {
        var flipped = whole
        flipped[index] ^= 1 << UInt8(bit)
        if let request = try? WebRequest(head: flipped) {
          _ = try? HostPolicy.loopbackOnly.check(request.host)
          _ = try? SearchForm(request)
        }
      }
    }
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080",
  ])
  func `The names of the loopback are let in`(host: String) {
    #expect(throws: Never.self) { try HostPolicy.loopbackOnly.check(host) }
  }

  @Test(arguments: [
    "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "",
    "localhost:80:80", "localhost:x", "[::1", "[::1]evil", "192.168.0.2",
  ])
  func `Other names are refused on the loopback and let in elsewhere`(host: String) {
    #expect(throws: ReadingRoomError.self) { try HostPolicy.loopbackOnly.check(host) }
    #expect(throws: Never.self) { try HostPolicy.any.check(host) }
  }

  @Test func `Percent-encoding and back gives the same text`() {
    for text in ["", "a b+c%/?#&=", "غذای\u{200C}گرم.txt", "ቤት", "a\u{0}\n\"'", "🐈\u{202E}"] {
      let encoded = PercentCoding.encode(text)
      #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 })
      #expect(PercentCoding.decode(encoded.utf8, plus: .literal) == text)
      #expect(PercentCoding.decode(encoded.utf8, plus: .space) == text)
    }
  }

  @Test func `A form survives the way through an address`() throws {
    var form = SearchForm()
    form.query = "\"نفق + x\" +lang:fa & <b> 100%"
    form.match = .fold
    form.limit = 30
    let head = "GET /?\(form.values) HTTP/1.0\r\n\r\n"
    #expect(try SearchForm(Self.request(head)) == form)
  }

  @Test(arguments: ["match=coarse", "limit=-1", "limit=1001", "limit=x", "lang=1", "lang=fa,%3C"])
  func `Values that cannot be used are refused by name`(values: String) throws {
    let request = try Self.request("GET /?q=a&\(values) HTTP/1.0\r\n\r\n")
    #expect { try SearchForm(request) } throws: { error in
      guard case ReadingRoomError.badValue(let name, _, _) = error else { return false }
      return values.hasPrefix(name)
    }
  }
}
