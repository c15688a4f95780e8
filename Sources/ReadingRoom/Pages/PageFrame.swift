// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Catalog

/// What all pages of the room have around them.
struct PageFrame {
  /// The title of the window, before the name of the program.
  var title: String
  /// Which entry of the navigation is this page itself.
  var place: Place
  /// What stands between head and foot.
  var content: HTML

  /// The entries of the navigation.
  enum Place: String, CaseIterable {
    case search = "/"
    case statistics = "/statistics"
    case gaps = "/gaps"
    /// None of them.
    case elsewhere = ""

    /// What the link says.
    var name: String {
      switch self {
      case .search: "Search"
      case .statistics: "Statistics"
      case .gaps: "Gaps"
      case .elsewhere: ""
      }
    }
  }

  /// The whole page.
  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) · Handbill</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <nav aria-label="Reading room"><a class="home" href="/">Handbill</a>\(entries)</nav>
    </header>
    <main id="content" tabindex="-1">
    \(content)
    </main>
    </body>
    </html>

    """
  }

  private var entries: [HTML] {
    Place.allCases.filter { $0 != .elsewhere }.map { entry in
      let current: HTML = entry == place ? " aria-current=\"page\"" : ""
      return " <a href=\"\(entry.rawValue)\"\(current)>\(entry.name)</a>"
    }
  }
}

/// A page that says what went wrong.
struct ErrorPage {
  /// What went wrong.
  var error: ReadingRoomError
  /// The status it is answered with.
  var status: WebStatus

  /// The whole page.
  var html: HTML {
    PageFrame(
      title: status.phrase, place: .elsewhere,
      content: """
        <h1>\(status.phrase)</h1>
        <p role="alert" dir="auto">\(Sentence.whole("\(error)")).</p>
        <p><a href="/">Search</a></p>
        """
    ).html
  }
}

/// Sentences of errors, which other rooms write for a line after the name of the program.
enum Sentence {
  /// With a capital at its beginning and no stop at its end.
  static func whole(_ text: String) -> String {
    let open = text.hasSuffix(".") ? String(text.dropLast()) : text
    guard let first = open.first, first.isASCII else { return open }
    return first.uppercased() + open.dropFirst()
  }
}
