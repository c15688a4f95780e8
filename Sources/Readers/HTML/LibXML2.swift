// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches libxml2: its HTML parser, as a stream of events.
//
// A tree is never built, so nesting costs neither stack nor quadratic memory, and a document can be
// left at any event. The parser gets bytes in memory and no way to load anything: no network, no
// external entities.

internal import CLibXML2
internal import Extraction

/// Takes what an HTML document holds, in its order.
protocol HTMLEvents: AnyObject {
  /// Whether the rest of the document is not wanted.
  var hasEnough: Bool { get }
  /// An element begins; names of it and of its attributes are lower case.
  func startElement(_ name: String, _ attributes: [String: String])
  /// An element ends.
  func endElement(_ name: String)
  /// Text between tags, in UTF-8; a run can come in several pieces.
  func characters(_ bytes: [UInt8])
}

/// libxml2's HTML parser.
enum HTMLParser {
  /// The version of the library, such as `2.9.14`.
  static let libraryVersion = LIBXML_DOTTED_VERSION

  /// Parses UTF-8 HTML and sends what it meets to `events`, in document order.
  ///
  /// Any bytes are taken; errors of the markup are repaired as browsers of its time did. Stops
  /// early where the taker has enough. O(length).
  static func parse(_ utf8: [UInt8], into events: any HTMLEvents) {
    guard !utf8.isEmpty, utf8.count < Int(Int32.max) else { return }
    // SAFETY: libxml2 copies the buffer into its own; the pointer is not kept after the call.
    let created = unsafe utf8.withUnsafeBytes { bytes in
      unsafe htmlCreateMemoryParserCtxt(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard let context = unsafe created else { return }
    defer { unsafe htmlFreeParserCtxt(context) }
    unsafe htmlCtxtUseOptions(context, options)
    unsafe setEvents(of: context)
    // The declaration inside the document speaks of the bytes before they were decoded.
    unsafe context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
    let target = HTMLTarget(events)
    // SAFETY: `target` outlives the parse, which is synchronous; the pointer is not used after it.
    withExtendedLifetime(target) {
      unsafe context.pointee._private = Unmanaged.passUnretained(target).toOpaque()
      _ = unsafe htmlParseDocument(context)
    }
  }

  private static var options: Int32 {
    let flags = [
      HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET,
      HTML_PARSE_IGNORE_ENC, HTML_PARSE_NODEFDTD,
    ]
    return flags.reduce(Int32(XML_PARSE_HUGE.rawValue)) { $0 | Int32($1.rawValue) }
  }

  /// Replaces the events that would build a tree by those that are forwarded.
  private static func setEvents(of context: htmlParserCtxtPtr) {
    guard let handlers = unsafe context.pointee.sax else { return }
    // SAFETY: every member is a function pointer that may be null; libxml2 checks before it calls.
    unsafe handlers.pointee = xmlSAXHandler()
    unsafe context.pointee.userData = UnsafeMutableRawPointer(context)
    unsafe handlers.pointee.startElement = { context, name, attributes in
      unsafe HTMLParser.forward(context) { events in
        unsafe events.startElement(
          XMLParser.string(name), HTMLParser.attributes(attributes))
      }
    }
    unsafe handlers.pointee.endElement = { context, name in
      unsafe HTMLParser.forward(context) { unsafe $0.endElement(XMLParser.string(name)) }
    }
    unsafe handlers.pointee.characters = { context, characters, count in
      unsafe HTMLParser.forwardText(context, characters, count)
    }
    unsafe handlers.pointee.ignorableWhitespace = { context, characters, count in
      unsafe HTMLParser.forwardText(context, characters, count)
    }
  }

  /// Calls the taker behind a context, and ends the parse where it has had enough.
  private static func forward(
    _ user: UnsafeMutableRawPointer?, _ event: (any HTMLEvents) -> Void
  ) {
    guard let context = unsafe user?.assumingMemoryBound(to: htmlParserCtxt.self),
      let owner = unsafe context.pointee._private
    else { return }
    // SAFETY: set by `parse` to a target that lives until the parse is over.
    let events = unsafe Unmanaged<HTMLTarget>.fromOpaque(owner).takeUnretainedValue().events
    event(events)
    if events.hasEnough { unsafe xmlStopParser(context) }
  }

  private static func forwardText(
    _ user: UnsafeMutableRawPointer?, _ characters: UnsafePointer<xmlChar>?, _ count: Int32
  ) {
    guard let characters = unsafe characters, count > 0 else { return }
    // SAFETY: libxml2 gives `count` readable bytes for the time of the call.
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: characters, count: Int(count)))
    unsafe forward(user) { $0.characters(bytes) }
  }

  /// Names and values alternate up to a null name; a value may be null.
  private static func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> [String: String] {
    guard var next = unsafe list else { return [:] }
    var result: [String: String] = [:]
    // SAFETY: the list ends with a null name, behind which nothing is read.
    while let name = unsafe next.pointee {
      unsafe result[XMLParser.string(name)] = unsafe XMLParser.string(next[1])
      unsafe next += 2
    }
    return result
  }
}

/// What the parser's context points to.
private final class HTMLTarget {
  let events: any HTMLEvents

  init(_ events: any HTMLEvents) { self.events = events }
}
