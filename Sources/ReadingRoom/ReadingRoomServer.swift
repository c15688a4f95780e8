// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Sockets, and nothing else: the only file that knows where the bytes of a request come from.
// FlyingSocks lends non-blocking sockets to structured tasks; the head of a request is read by
// `WebRequest`, the answer comes from `ReadingRoom`. One request a connection.

internal import FileStorage
internal import FlyingSocks
internal import FoundationEssentials
internal import Glibc

/// Where the reading room can be visited.
package struct ReadingRoomAddress: Sendable, Equatable {
  /// The host in numbers.
  package let host: String
  /// The port.
  package let port: UInt16
  /// The family of the host.
  fileprivate let family: Family

  fileprivate enum Family { case version4, version6 }

  /// Reads a host: `localhost`, or an address in numbers; IPv6 with or without brackets.
  ///
  /// - Throws: `ReadingRoomError.notAnAddress`.
  package init(host: String, port: UInt16) throws(ReadingRoomError) {
    self.port = port
    let plain =
      host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    if plain.lowercased() == "localhost" {
      self.host = "127.0.0.1"
      family = .version4
    } else if (try? sockaddr_in.inet(ip4: plain, port: port)) != nil {
      self.host = plain
      family = .version4
    } else if (try? sockaddr_in6.inet6(ip6: plain, port: port)) != nil {
      self.host = plain
      family = .version6
    } else {
      throw .notAnAddress(host)
    }
  }

  private init(_ address: ReadingRoomAddress, port: UInt16) {
    host = address.host
    family = address.family
    self.port = port
  }

  /// The same host with the port that the system gave.
  fileprivate func with(port: UInt16) -> ReadingRoomAddress {
    ReadingRoomAddress(self, port: port)
  }

  /// Whether only this machine can reach it.
  package var isLoopback: Bool {
    family == .version4 ? host.hasPrefix("127.") : host == "::1"
  }

  /// Which hosts requests may be meant for.
  package var hosts: HostPolicy { isLoopback ? .loopbackOnly : .any }

  /// What to type into a browser.
  package var url: String {
    "http://\(family == .version4 ? host : "[\(host)]"):\(port)/"
  }
}

/// How much patience and room a visitor gets.
package struct ReadingRoomLimits: Sendable {
  /// Connections that are answered at once; more wait in the system's queue.
  package var connections = 64
  /// Time for the whole head of a request.
  package var reading = Duration.seconds(10)
  /// Time for each piece of an answer to be taken.
  package var writing = Duration.seconds(30)
  /// Bytes of a file that are in memory at once.
  package var piece = 262_144

  /// Makes the limits of a room for one reader at a time, or a few.
  package init() {}
}

/// Serves a reading room to browsers.
package struct ReadingRoomServer: Sendable {
  private let room: ReadingRoom
  private let address: ReadingRoomAddress
  private let limits: ReadingRoomLimits

  /// Takes the room and where to open it.
  package init(
    _ room: ReadingRoom, at address: ReadingRoomAddress, limits: ReadingRoomLimits = .init()
  ) {
    self.room = room
    self.address = address
    self.limits = limits
  }

  /// Listens until its task is cancelled; what is being sent then is sent to its end.
  ///
  /// - Parameter opened: told of the address once connections are accepted; for port 0 it has the
  ///   port that the system chose.
  /// - Throws: `ReadingRoomError.cannotListen`, `.stoppedListening`.
  package func run(
    opened: (ReadingRoomAddress) -> Void
  ) async throws(ReadingRoomError) {
    let pool = SocketPool<ePoll>.ePoll()
    let listener: AsyncSocket
    do {
      try await pool.prepare()
      listener = try AsyncSocket(socket: listen(), pool: pool)
    } catch {
      throw .cannotListen(host: address.host, port: address.port, reason: Self.reason(error))
    }
    let polling = Task { try await pool.run() }
    opened(address.with(port: Self.port(of: listener.socket) ?? address.port))
    let failure = await acceptAll(from: listener, pool)
    await pool.settle()
    try? listener.close()
    polling.cancel()
    _ = await polling.result
    if let failure { throw failure }
  }

  private func listen() throws -> Socket {
    let domain = address.family == .version4 ? sockaddr_in.family : sockaddr_in6.family
    let socket = try Socket(domain: Int32(domain))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      switch address.family {
      case .version4:
        try socket.bind(to: sockaddr_in.inet(ip4: address.host, port: address.port))
      case .version6:
        try socket.bind(to: sockaddr_in6.inet6(ip6: address.host, port: address.port))
      }
      try socket.listen()
    } catch {
      try? socket.close()
      throw error
    }
    return socket
  }

  /// Accepts connections until the task is cancelled, and waits for those that are open.
  ///
  /// A connection that cannot be accepted (no file descriptor left, say) is tried again; only
  /// `triesLeft` failures in a row end the room.
  private func acceptAll(
    from listener: AsyncSocket, _ pool: SocketPool<ePoll>
  ) async -> ReadingRoomError? {
    await withTaskGroup(of: Void.self) { visits in
      var open = 0
      var triesLeft = 100
      while !Task.isCancelled {
        if open == limits.connections {
          await visits.next()
          open -= 1
        }
        do {
          let socket = try await listener.accept()
          triesLeft = 100
          open += 1
          visits.addTask { await serve(socket, pool) }
        } catch {
          if Task.isCancelled { break }
          triesLeft -= 1
          if triesLeft == 0 { return .stoppedListening(reason: Self.reason(error)) }
          try? await Task.sleep(for: .milliseconds(50))
        }
      }
      return nil
    }
  }

  /// Answers one request.
  ///
  /// Faults of the connection concern nobody else, so they end here.
  private func serve(_ socket: AsyncSocket, _ pool: SocketPool<ePoll>) async {
    do {
      if let head = try await readHead(from: socket) {
        try await send(room.answer(head: head), to: socket)
      }
    } catch SocketError.failed(type: Self.headTooLong, errno: _, message: _) {
      let refusal = ReadingRoom.refusal(of: .headTooLong(limit: WebRequest.headLimit))
      try? await send(refusal, to: socket)
    } catch {
      // The visitor is gone or too slow, or the room closes: there is nobody to tell.
    }
    // A socket must not be closed while the pool is still taking it off its list: the number could
    // be given to the next connection, which would then never be woken.
    await pool.settle()
    try? socket.close()
  }

  private static let headTooLong = "HeadTooLong"

  /// The bytes up to the empty line; nil where the visitor left before it.
  private func readHead(from socket: AsyncSocket) async throws -> [UInt8]? {
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var head: [UInt8] = []
        while true {
          let start = head.count
          head += try await socket.read(atMost: 4096)
          if let end = Self.headEnd(head, newFrom: start) { return Array(head[..<end]) }
          if head.count > WebRequest.headLimit {
            throw SocketError.failed(type: Self.headTooLong, errno: 0, message: "")
          }
        }
      }
      group.addTask {
        try await Task.sleep(for: limits.reading)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// Where the head ends, if it does: after the first empty line.
  private static func headEnd(_ bytes: [UInt8], newFrom start: Int) -> Int? {
    for index in max(start, 1)..<max(bytes.count, 1) where bytes[index] == UInt8(ascii: "\n") {
      if bytes[index - 1] == UInt8(ascii: "\n") { return index + 1 }
      if index >= 2, bytes[index - 1] == UInt8(ascii: "\r"),
        bytes[index - 2] == UInt8(ascii: "\n")
      {
        return index + 1
      }
    }
    return nil
  }

  private func send(_ answer: WebResponse, to socket: AsyncSocket) async throws {
    switch answer.body {
    case .bytes(let bytes): try await deliver(answer.head() + bytes, to: socket)
    case .file(let path, var left):
      let reader = try FileReader(path, symbolicLinks: .refuse)
      try await deliver(answer.head(), to: socket)
      var buffer = [UInt8](repeating: 0, count: limits.piece)
      while left > 0 {
        try Task.checkCancellation()
        let count = min(try reader.read(into: &buffer), left)
        if count == 0 { break }
        try await deliver(Array(buffer[..<count]), to: socket)
        left -= count
      }
    }
  }

  /// Sends bytes, whatever happens to the task meanwhile, but with limited patience.
  private func deliver(_ bytes: [UInt8], to socket: AsyncSocket) async throws {
    let writing = Task { try await socket.write(Data(bytes)) }
    let clock = Task {
      try await Task.sleep(for: limits.writing)
      writing.cancel()
    }
    defer { clock.cancel() }
    try await writing.value
  }

  private static func port(of socket: Socket) -> UInt16? {
    switch try? socket.sockname() {
    case .ip4(_, let port), .ip6(_, let port): port
    default: nil
    }
  }

  /// The system's words for an error.
  private static func reason(_ error: any Error) -> String {
    if case SocketError.failed(_, _, let message) = error { return message.lowercased() }
    return "\(error)"
  }
}

extension SocketPool {
  /// Returns when the pool has finished what it was at.
  fileprivate func settle() {}
}
