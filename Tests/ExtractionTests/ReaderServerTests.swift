// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import Testing

@testable import Extraction

/// Whether sandboxes can be made here.
private func hasSandbox() async -> Bool {
  if case .bubblewrap = await Sandbox.current() { true } else { false }
}

/// Readers in children of one server.
@Suite(.enabled("needs bwrap", { await hasSandbox() }))
struct ReaderServerTests {
  private let fixture: ExtractionFixture
  private let servers = ReaderServers()

  init() throws { fixture = try ExtractionFixture() }

  /// Reads a page by a server, and gives what its reader sent.
  private func read(
    _ page: String, memory: Int = 1 << 31, written: Int = 1 << 20, seconds: Int = 60
  ) async throws -> (end: ReaderEnd, text: String?) {
    let path = try fixture.input(Array(page.utf8)).path
    let frames = path.removingLastComponent().appending("frames")
    let input = try FileDescriptor.open(path, .readOnly)
    let output = try FileDescriptor.open(
      frames, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
    defer {
      try? input.close()
      try? output.close()
    }
    var limits = ExtractionLimits()
    limits.wallSeconds = seconds
    let order = ReaderOrder(
      format: .html, input: WorkerInput(mediaType: .html, name: "page.html", limits: limits),
      memoryBytes: memory, writtenBytes: written)
    let message = Array(try JSONEncoder().encode(order))
    let end = try #require(await servers.read(message, by: .worker, input, output))
    return (end, try FrameReader.document(in: frames, limits)?.document?.pages.first?.text)
  }

  @Test func `One server reads file after file`() async throws {
    for number in 0..<5 {
      let (end, text) = try await read("<p>Free meals \(number)</p>")
      #expect(end == ReaderEnd(status: 0, isLate: false))
      #expect(text == "Free meals \(number)")
    }
  }

  @Test func `A reader that is stopped costs its own file and no other`() async throws {
    let starved = try await read(
      "<p>" + String(repeating: "word ", count: 1 << 20) + "</p>", memory: 1 << 24)
    #expect(starved.end.status >= 128 && starved.text == nil)
    let long = String(repeating: "x", count: 64 << 10)
    let cut = try await read("<p>\(long)</p>", written: 1000)
    #expect([3, 153].contains(cut.end.status) && cut.text == nil)
    let late = try await read("<p>late</p>", seconds: 0)
    #expect(late.end.isLate)
    let after = try await read("<p>after</p>")
    #expect(after.end.status == 0 && after.text == "after")
  }

  @Test func `An order that is none is refused, and the next is served`() async throws {
    let path = try fixture.input(Array("<p>page</p>".utf8)).path
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    let refused = await servers.read(Array("{}".utf8), by: .worker, file, file)
    #expect(refused == ReaderEnd(status: 2, isLate: false))
    #expect(try await read("<p>next</p>").text == "next")
  }

  @Test func `What is no order for a server is read by a reader of its own`() async throws {
    let name = String(repeating: "n", count: ReaderOrder.mostBytes) + ".html"
    let result = try await fixture.extract("<p>a page with a name too long</p>", name: name)
    #expect(result.documents.first?.pages.first?.text == "a page with a name too long")
  }
}
