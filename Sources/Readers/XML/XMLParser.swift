// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// libxml2's XML parser, as a stream of events. It gets bytes in memory and no way to load anything: no
// network, no external entity, no DTD. Entities that a document declares are not resolved, so they
// neither read files nor grow.

internal import CLibXML2
internal import Extraction

/// Takes what an XML document holds, in its order.
protocol XMLEvents: AnyObject {
  /// Whether the rest of the document is not wanted.
  var hasEnough: Bool { get }
  /// An element begins.
  ///
  /// - Parameters:
  ///   - name: its name without prefix.
  ///   - namespace: its namespace; empty where it has none.
  ///   - attributes: values by their names without prefix; where two have the same, the later by its
  ///     prefix, a colon and its name.
  func startElement(_ name: String, namespace: String, _ attributes: [String: String])
  /// An element ends.
  func endElement(_ name: String, namespace: String)
  /// Text between tags, in UTF-8; a run can come in several pieces.
  func characters(_ bytes: [UInt8])
}

/// libxml2's XML parser.
enum XMLParser {
  /// How a parse ended.
  enum Outcome: Sendable, Hashable {
    /// At the end of the document, or where the taker had enough.
    case whole
    /// At a fault; what was before it has been told.
    case broken(line: Int)
  }

  /// Parses XML in any encoding that it declares, and sends what it meets to `events`.
  ///
  /// Any bytes are taken. Elements nest 256 deep at most. O(length).
  @discardableResult
  static func parse(_ bytes: [UInt8], into events: any XMLEvents) -> Outcome {
    guard !bytes.isEmpty, bytes.count < Int(Int32.max) else { return .broken(line: 1) }
    // SAFETY: libxml2 copies the buffer into its own; the pointer is not kept after the call.
    let created = unsafe bytes.withUnsafeBytes { bytes in
      unsafe xmlCreateMemoryParserCtxt(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard let context = unsafe created else { return .broken(line: 1) }
    defer { unsafe xmlFreeParserCtxt(context) }
    unsafe xmlCtxtUseOptions(context, options)
    unsafe setEvents(of: context)
    let target = EventTarget(events)
    // SAFETY: `target` outlives the parse, which is synchronous; the pointer is not used after it.
    return withExtendedLifetime(target) {
      unsafe context.pointee._private = Unmanaged.passUnretained(target).toOpaque()
      let status = unsafe xmlParseDocument(context)
      if status == 0 || target.isStopped { return .whole }
      return .broken(line: Int(unsafe context.pointee.lastError.line))
    }
  }

  private static var options: Int32 {
    let flags = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NOCDATA]
    return flags.reduce(0) { $0 | Int32($1.rawValue) }
  }

  /// Replaces the events that would build a tree, or resolve entities, by those that are forwarded.
  private static func setEvents(of context: xmlParserCtxtPtr) {
    guard let handlers = unsafe context.pointee.sax else { return }
    // SAFETY: every member is a function pointer that may be null; libxml2 checks before it calls.
    unsafe handlers.pointee = xmlSAXHandler()
    unsafe handlers.pointee.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe context.pointee.userData = UnsafeMutableRawPointer(context)
    unsafe handlers.pointee.startElementNs = {
      context, name, _, namespace, _, _, count, _, attributes in
      unsafe XMLParser.forward(context) { events in
        unsafe events.startElement(
          XMLParser.string(name), namespace: XMLParser.string(namespace),
          XMLParser.attributes(attributes, count: Int(count)))
      }
    }
    unsafe handlers.pointee.endElementNs = { context, name, _, namespace in
      unsafe XMLParser.forward(context) { events in
        unsafe events.endElement(
          XMLParser.string(name), namespace: XMLParser.string(namespace))
      }
    }
    unsafe handlers.pointee.characters = { context, characters, count in
      unsafe XMLParser.forwardText(context, characters, count)
    }
    unsafe handlers.pointee.ignorableWhitespace = { context, characters, count in
      unsafe XMLParser.forwardText(context, characters, count)
    }
    unsafe handlers.pointee.cdataBlock = { context, characters, count in
      unsafe XMLParser.forwardText(context, characters, count)
    }
  }

  /// Calls the taker behind a context, and ends the parse where it has had enough.
  private static func forward(
    _ user: UnsafeMutableRawPointer?, _ event: (any XMLEvents) -> Void
  ) {
    guard let context = unsafe user?.assumingMemoryBound(to: xmlParserCtxt.self),
      let owner = unsafe context.pointee._private
    else { return }
    // SAFETY: set by `parse` to a target that lives until the parse is over.
    let target = unsafe Unmanaged<EventTarget>.fromOpaque(owner).takeUnretainedValue()
    if target.isStopped { return }
    event(target.events)
    if target.events.hasEnough {
      target.isStopped = true
      unsafe xmlStopParser(context)
    }
  }

  private static func forwardText(
    _ user: UnsafeMutableRawPointer?, _ characters: UnsafePointer<xmlChar>?, _ count: Int32
  ) {
    guard let characters = unsafe characters, count > 0 else { return }
    // SAFETY: libxml2 gives `count` readable bytes for the time of the call.
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: characters, count: Int(count)))
    unsafe forward(user) { $0.characters(bytes) }
  }

  /// A name or a value of libxml2 as text; empty where there is none.
  static func string(_ characters: UnsafePointer<xmlChar>?) -> String {
    // SAFETY: libxml2's names and values end in a zero byte.
    unsafe characters.map { unsafe String(cString: $0) } ?? ""
  }

  /// Five pointers an attribute: name, prefix, namespace, and the first and the last but one of its
  /// value.
  private static func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) -> [String: String] {
    guard let list = unsafe list else { return [:] }
    var result: [String: String] = [:]
    for index in 0..<count {
      // SAFETY: libxml2 gives five pointers for each of `count` attributes.
      let (name, start, end) = unsafe (list[5 * index], list[5 * index + 3], list[5 * index + 4])
      guard let start = unsafe start, let end = unsafe end, unsafe end >= start else { continue }
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      var key = unsafe string(name)
      if result[key] != nil { key = unsafe string(list[5 * index + 1]) + ":" + key }
      result[key] = unsafe withoutDoubts(String(decoding: value, as: UTF8.self))
    }
    return result
  }
}

extension XMLParser {
  /// An attribute's value as it is meant: where entities are not resolved, libxml2 gives every
  /// ampersand as a reference to its number, for whoever would parse the value once more.
  fileprivate static func withoutDoubts(_ value: String) -> String {
    let reference = "&#38;"
    guard value.utf8.contains(UInt8(ascii: "&")) else { return value }
    var result = ""
    var rest = value[...]
    while let place = rest.firstIndex(of: "&") {
      result += rest[...place]
      rest = rest[rest.index(after: place)...]
      if rest.hasPrefix(reference.dropFirst()) { rest = rest.dropFirst(reference.count - 1) }
    }
    return result + rest
  }
}

/// What the parser's context points to.
private final class EventTarget {
  let events: any XMLEvents
  var isStopped = false

  init(_ events: any XMLEvents) { self.events = events }
}
