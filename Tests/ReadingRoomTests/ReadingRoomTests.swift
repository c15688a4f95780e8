// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation
import Testing

@testable import ReadingRoom

@Suite struct ReadingRoomTests {
  @Test func `The search page finds, marks and links documents of any script`() async throws {
    let place = try await RoomPlace()
    let empty = place.room.get("/")
    #expect(empty.status == .ok)
    #expect(empty.text.contains("documents can be searched"))

    let french = place.room.get("/?q=tunnel&match=stem").text
    #expect(french.contains("<mark>tunnel</mark>"))
    #expect(french.contains("<mark>tunnels</mark>"))
    let arabic = place.room.get("/?q=\(PercentCoding.encode("نفق"))").text
    #expect(arabic.contains("<mark>النفق</mark>"))
    #expect(arabic.contains("dir=\"rtl\" lang=\"ar\""))
    let ethiopic = place.room.get("/?q=\(PercentCoding.encode("ህዳር"))&match=exact").text
    #expect(ethiopic.contains("Nothing found on the rung exact"))
    #expect(ethiopic.contains("A coarser rung finds something"))
  }

  @Test func `A bad query is answered with the caret and status 400`() async throws {
    let place = try await RoomPlace()
    let answer = place.room.get("/?q=%22open")
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains("&quot;open\n^"))
    #expect(place.room.get("/search.json?q=%22open").status == .badRequest)
    #expect(place.room.get("/search.json?q=%22open").text.hasPrefix("Query, column 1: "))
  }

  @Test func `JSON is written by whoever lends the writer`() async throws {
    let place = try await RoomPlace()
    let answer = place.room.get("/search.json?q=tunnel&match=fold&lang=fr")
    #expect(answer.text == "fold tunnel: tunnel-fermé.txt\n")
    #expect(answer.field("Content-Type") == "application/json; charset=utf-8")
  }

  @Test func `A document is shown with its text, its history and its digest`() async throws {
    let place = try await RoomPlace()
    let id = try #require(try place.id(named: "tunnel-fermé.txt"))
    let page = place.room.get("/document/\(id.prefix(12))?q=fermer&match=stem")
    #expect(page.status == .ok)
    #expect(page.text.contains("<h1><bdi>tunnel-fermé.txt</bdi></h1>"))
    #expect(page.text.contains("Les tunnels de la ville aussi."))
    let digest = try place.catalog.detail(of: id).sha512
    #expect(page.text.contains("<code class=\"long\">\(digest)</code>"))
    for part in ["Sightings", "Languages", "French", "Versions in the archive", "ingestion"] {
      #expect(page.text.contains(part))
    }
    #expect(page.text.contains("href=\"/document/\(id)/original\""))
  }

  @Test func `An original is handed over as bytes and never as a page`() async throws {
    let place = try await RoomPlace()
    let id = try #require(try place.id(named: RoomPlace.hostileName))
    let answer = place.room.get("/document/\(id)/original")
    guard case .file(_, let size) = answer.body else {
      Issue.record("not a file")
      return
    }
    #expect(size == RoomPlace.hostileBytes.count)
    #expect(answer.field("Content-Type") == "application/octet-stream")
    #expect(answer.field("X-Content-Type-Options") == "nosniff")
    #expect(answer.field("Content-Security-Policy")?.hasPrefix("sandbox;") == true)
    let name = PercentCoding.encode(RoomPlace.hostileName)
    #expect(
      answer.field("Content-Disposition")
        == "attachment; filename=\"original\"; filename*=UTF-8''\(name)")
    let page = place.room.get("/document/\(id)").text
    #expect(!page.contains("<script"))
    #expect(page.contains("kebab"))
  }

  @Test func `Statistics and gaps answer`() async throws {
    let place = try await RoomPlace()
    #expect(place.room.get("/statistics").text.contains("French"))
    #expect(place.room.get("/gaps").text.contains("empty.txt"))
    #expect(place.room.get("/style.css").field("Content-Type") == "text/css; charset=utf-8")
  }

  @Test func `Every answer forbids scripts, sniffing and framing`() async throws {
    let place = try await RoomPlace()
    for address in ["/", "/?q=a", "/nowhere", "/%zz", "/search.json?q=a", "/document/00/original"] {
      let answer = place.room.get(address)
      let policy = answer.field("Content-Security-Policy") ?? ""
      #expect(policy.contains("default-src 'none'"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("script-src") && !policy.contains("unsafe"))
      #expect(answer.field("X-Content-Type-Options") == "nosniff")
      #expect(answer.field("Cache-Control") == "no-store")
    }
  }

  @Test func `Faults have their statuses and a sentence`() async throws {
    let place = try await RoomPlace()
    let room = place.room
    #expect(room.get("/nowhere").status == .notFound)
    #expect(room.get("/document/ffffffffffff").status == .notFound)
    #expect(room.get("/document/../../etc/passwd").status == .notFound)
    #expect(room.get("/document/..%2F..%2Fetc%2Fpasswd/original").status == .notFound)
    #expect(room.get("/gaps/").status == .notFound)
    #expect(room.get("/?q=a&limit=x").status == .badRequest)
    #expect(room.get("/%zz").status == .badRequest)
    #expect(room.get("/", host: "evil.example").status == .misdirectedRequest)
    #expect(room.answer(head: Array("PUT / HTTP/1.0\r\n\r\n".utf8)).status == .methodNotAllowed)
    #expect(
      room.get("/nowhere%3Cscript%3E").text.contains("There is no page /nowhere&lt;script&gt;"))
  }

  @Test func `The head of an answer cannot be split by a value`() {
    var answer = WebResponse.text("x", type: "text/plain")
    answer.fields.append(("X", "a\r\nSet-Cookie: b=c\u{85}é"))
    let head = String(decoding: answer.head(), as: UTF8.self)
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"))
    #expect(head.contains("X: aSet-Cookie: b=c\r\n"))
    #expect(head.hasSuffix("Content-Length: 1\r\nConnection: close\r\n\r\n"))
  }
}
