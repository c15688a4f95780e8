// Licensed under the Apache License, Version 2.0; see LICENSE.

import FlyingSocks
import Foundation
import Testing

@testable import ReadingRoom

/// The room behind a real socket on a free port of the loopback; one after the other, since a port that is
/// closed may be opened by the next.
@Suite(.serialized) struct ReadingRoomServerTests {
  /// Opens a room, lets `visit` come, and closes it again.
  private static func open(
    _ place: RoomPlace, limits: ReadingRoomLimits = .init(),
    _ visit: @escaping @Sendable (UInt16) async throws -> Void
  ) async throws {
    let address = try ReadingRoomAddress(host: "localhost", port: 0)
    let server = ReadingRoomServer(place.room, at: address, limits: limits)
    let (opened, open) = AsyncStream.makeStream(of: UInt16.self)
    let serving = Task { try await server.run { open.yield($0.port) } }
    defer { serving.cancel() }
    for await port in opened.prefix(1) {
      try await visit(port)
      serving.cancel()
      try await serving.value
      // Closed means closed: who answers at the port by now, if anybody, is somebody else.
      let page = "GET /?q=tunnel HTTP/1.0\r\n\r\n"
      #expect((try? await ask(port, page))?.contains("<mark>tunnel</mark>") != true)
    }
  }

  /// Sends bytes and reads until the other side closes.
  private static func ask(_ port: UInt16, _ request: String) async throws -> String {
    let socket = try await connect(port)
    defer { try? socket.close() }
    try await socket.write(Data(request.utf8))
    return await rest(of: socket)
  }

  private static func connect(_ port: UInt16) async throws -> AsyncSocket {
    // A busy machine may take its time.
    try await AsyncSocket.connected(
      to: sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 120)
  }

  private static func rest(of socket: AsyncSocket) async -> String {
    var bytes: [UInt8] = []
    while let more = try? await socket.read(atMost: 65_536) { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `A browser gets pages and the bytes of originals`() async throws {
    let place = try await RoomPlace()
    let id = try #require(try place.id(named: RoomPlace.hostileName))
    try await Self.open(place) { port in
      let page = try await Self.ask(port, "GET /?q=tunnel HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(page.contains("<mark>tunnel</mark>"))
      #expect(page.hasSuffix("</html>\n"))
      let original = try await Self.ask(
        port, "GET /document/\(id)/original HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
      #expect(
        original.hasSuffix("\r\n\r\n" + String(decoding: RoomPlace.hostileBytes, as: UTF8.self)))
    }
  }

  @Test func `Requests in pieces, too long or for other hosts are answered as they should be`()
    async throws
  {
    let place = try await RoomPlace()
    try await Self.open(place) { port in
      let socket = try await Self.connect(port)
      for byte in "GET /gaps HTTP/1.0\r\n\r\n".utf8 { try await socket.write(Data([byte])) }
      #expect(await Self.rest(of: socket).hasPrefix("HTTP/1.1 200 OK\r\n"))
      try socket.close()
      let long = String(repeating: "x", count: WebRequest.headLimit + 1)
      #expect(try await Self.ask(port, long).hasPrefix("HTTP/1.1 431 "))
      let foreign = "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"
      #expect(try await Self.ask(port, foreign).hasPrefix("HTTP/1.1 421 "))
      #expect(try await Self.ask(port, "\u{16}\u{3}\u{1}\n\n").hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test func `Visitors who say nothing are sent away and keep nobody out`() async throws {
    let place = try await RoomPlace()
    var limits = ReadingRoomLimits()
    limits.connections = 2
    limits.reading = .milliseconds(200)
    try await Self.open(place, limits: limits) { port in
      var silent: [AsyncSocket] = []
      for _ in 0..<5 { silent.append(try await Self.connect(port)) }
      // On a busy machine even a visitor who speaks may be too slow for so short a limit.
      var page = ""
      for _ in 0..<50 where page.isEmpty {
        page = (try? await Self.ask(port, "GET / HTTP/1.0\r\n\r\n")) ?? ""
      }
      #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
      for socket in silent {
        #expect(await Self.rest(of: socket).isEmpty)
        try socket.close()
      }
    }
  }

  @Test func `Many visitors at once are all answered`() async throws {
    let place = try await RoomPlace()
    var limits = ReadingRoomLimits()
    // On a busy machine a hundred visitors may wait longer than one would.
    (limits.reading, limits.writing) = (.seconds(300), .seconds(300))
    try await Self.open(place, limits: limits) { port in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<100 {
          group.addTask {
            try await Self.ask(port, "GET /?q=tunnel HTTP/1.0\r\n\r\n").hasSuffix("</html>\n")
          }
        }
        for try await isWhole in group { #expect(isWhole) }
      }
    }
  }

  @Test func `A port that is taken is told in one sentence`() async throws {
    let place = try await RoomPlace()
    try await Self.open(place) { port in
      let address = try ReadingRoomAddress(host: "127.0.0.1", port: port)
      let second = ReadingRoomServer(place.room, at: address)
      let error = await #expect(throws: ReadingRoomError.self) { try await second.run { _ in } }
      #expect(
        error?.description
          == "cannot listen on 127.0.0.1, port \(port): address already in use; choose another "
          + "with --port or --host")
    }
  }

  @Test func `Hosts are addresses in numbers or localhost`() throws {
    #expect(try ReadingRoomAddress(host: "localhost", port: 1).url == "http://127.0.0.1:1/")
    #expect(try ReadingRoomAddress(host: "[::1]", port: 2).url == "http://[::1]:2/")
    #expect(try ReadingRoomAddress(host: "127.1.2.3", port: 1).isLoopback)
    #expect(try ReadingRoomAddress(host: "::1", port: 1).isLoopback)
    #expect(try !ReadingRoomAddress(host: "0.0.0.0", port: 1).isLoopback)
    #expect(try !ReadingRoomAddress(host: "::", port: 1).isLoopback)
    for host in ["", "handbill.example", "127.0.0.1.evil", "1.2.3", "::g"] {
      #expect(throws: ReadingRoomError.self) { try ReadingRoomAddress(host: host, port: 1) }
    }
  }
}
