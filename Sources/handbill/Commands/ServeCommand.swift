// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import ReadingRoom

/// `handbill serve`: the reading room in a browser.
struct ServeCommand: HandbillCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Open the reading room: search in a web browser.",
    discussion: HelpText.discussion(
      """
      Prints the address and answers until Ctrl-C, which ends it with status 0; answers under way \
      are finished first. Nothing can be changed from a browser. Only this machine is let in, \
      unless --host names another of its addresses: then everybody who can reach that address can \
      read the whole archive.
      """,
      examples: [
        "handbill serve", "handbill serve --port 0",
        "curl 'http://127.0.0.1:8080/search.json?q=tunnel&match=fold'",
      ]))

  @Option(help: ArgumentHelp("The port to listen on; 0 for any free one.", valueName: "n"))
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      "The address of this machine to listen on, or localhost.", valueName: "address"))
  var host = "127.0.0.1"

  @OptionGroup var home: HomeOptions

  func execute() async throws -> ExitStatus {
    let catalog = try home.catalog()
    let address = try ReadingRoomAddress(host: host, port: port)
    let room = ReadingRoom(catalog, hosts: address.hosts) { answer, query, match in
      try JSONText.encode(SearchAnswerJSON(answer, query: query, match: match), .indented)
    }
    if !address.isLoopback {
      Diagnostics.warn(
        "everybody who can reach \(address.host) can read the whole archive; "
          + "there is no password and no encryption")
    }
    let server = ReadingRoomServer(room, at: address)
    try await Interruption.cancelling {
      try await server.run { opened in
        var output = StandardOutput()
        // A reader of the address that has gone away does not close the room.
        try? output.line("Reading room: \(opened.url)  (Ctrl-C closes it)")
        try? output.flush()
      }
    }
    return .done
  }
}
