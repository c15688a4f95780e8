// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Events of the HTML parser → running text with the languages of its parts, and the metadata.

internal import Extraction
internal import TextAnalysis

/// Collects the text of one HTML document in reading order.
///
/// A class, because libxml2's callbacks share it. Used by one thread, for one document.
final class HTMLTextBuilder: HTMLEvents {
  /// Why the parse must end early; nil while it need not.
  private(set) var stopped: FailureReason?
  /// Whether it must.
  var hasEnough: Bool { stopped != nil }
  /// What the document says of itself, by the names in `HTMLMetadata`.
  private(set) var metadata = HTMLMetadata()

  /// Passages that a reader of the page does not see; they stand in the text in brackets.
  private(set) var invisiblePassages = 0

  private struct Element {
    var name: String
    var kind: HTMLElementKind
    var language: Language?
    /// Whether what is inside is not shown, although what is around it is.
    var startsInvisible = false
  }

  /// How far the brackets around what is not shown are written.
  private enum Brackets {
    case none
    case wanted
    case open
  }

  private let limits: ExtractionLimits
  private let deadline: ContinuousClock.Instant
  private var stack: [Element] = []
  private var hiddenDepth = 0
  private var preformattedDepth = 0
  private var annotationDepth = 0
  private var brackets = Brackets.none
  private var events = 0

  private var text: [UInt8] = []
  private var owed = HTMLSpace.none
  private var title: [UInt8] = []
  private var annotation: [UInt8] = []
  private var language: Language?
  private var spanStart = 0
  private var spans: [LanguageHints.DeclaredSpan] = []

  /// Starts a document.
  init(limits: ExtractionLimits) {
    self.limits = limits
    deadline = ContinuousClock.now + .seconds(limits.processorSeconds)
  }

  /// An element starts; names are lower case.
  func startElement(_ name: String, _ attributes: [String: String]) {
    guard stopped == nil else { return }
    watch()
    var kind = HTMLElementKind(name)
    if kind == .title, stack.contains(where: { $0.name == "svg" }) { kind = .inline }
    let declared = (attributes["lang"] ?? attributes["xml:lang"]).flatMap { Language(tag: $0) }
    let inherited = stack.last?.language
    var element = Element(name: name, kind: kind, language: declared ?? inherited)
    enter(kind)
    if brackets == .none, HTMLVisibility.isHidden(name, attributes) {
      element.startsInvisible = true
      brackets = .wanted
    }
    stack.append(element)
    if declared != nil { switchLanguage() }
    switch name {
    case "html": metadata.language = metadata.language ?? declared
    case "meta": metadata.read(attributes)
    default: alternative(HTMLAttributeText.shown(name, attributes))
    }
  }

  /// An element ends; those inside it that are still open end too.
  func endElement(_ name: String) {
    guard stopped == nil, let index = stack.lastIndex(where: { $0.name == name }) else { return }
    while stack.count > index { leave(stack.removeLast()) }
  }

  /// Characters, with entities already resolved; never cut inside one.
  func characters(_ bytes: [UInt8]) {
    guard stopped == nil, hiddenDepth == 0 else { return }
    watch()
    if stack.last?.kind == .title {
      title += bytes
    } else if annotationDepth > 0 {
      annotation += bytes
    } else if preformattedDepth > 0 {
      appendPreformatted(bytes)
    } else {
      append(bytes)
    }
  }

  /// Ends the document.
  ///
  /// The page's spans leave out what is in the document's own language.
  func finish() -> ExtractedPage {
    closeBrackets()
    closeSpan()
    if metadata.title == nil {
      metadata.title = TextCleaner.value(String(decoding: title, as: UTF8.self))
    }
    let own = metadata.language
    return ExtractedPage(
      text: String(decoding: text, as: UTF8.self), spans: spans.filter { $0.language != own })
  }
}

// Elements.
extension HTMLTextBuilder {
  private func enter(_ kind: HTMLElementKind) {
    switch kind {
    case .hidden: hiddenDepth += 1
    case .annotation: annotationDepth += 1
    case .preformatted:
      preformattedDepth += 1
      owe(.line)
    case .cell: owe(.tab)
    case .line: owe(.line)
    case .block: owe(.blankLine)
    case .inline, .title: break
    }
  }

  private func leave(_ element: Element) {
    if element.startsInvisible { closeBrackets() }
    switch element.kind {
    case .hidden: hiddenDepth -= 1
    case .annotation: annotationDepth -= 1
    case .preformatted:
      preformattedDepth -= 1
      owe(.line)
    case .line: owe(.line)
    case .block: owe(.blankLine)
    case .inline, .title, .cell: break
    }
    if element.name == "ruby" { appendAnnotation() }
    switchLanguage()
  }

  private func closeBrackets() {
    if brackets == .open { text.append(UInt8(ascii: "]")) }
    brackets = .none
  }

  private func owe(_ space: HTMLSpace) { owed = max(owed, space) }

  /// Stops a document that nests too deep or takes too long.
  private func watch() {
    events += 1
    if stack.count >= limits.htmlDepth { stopped = .depthLimit }
    if events.isMultiple(of: 4096), ContinuousClock.now > deadline { stopped = .timeLimit }
  }

  /// Text of a picture or a field, set apart from the words around it.
  private func alternative(_ text: String) {
    guard hiddenDepth == 0, !text.isEmpty else { return }
    owe(.space)
    append(Array(text.utf8))
    owe(.space)
  }

  private func appendAnnotation() {
    let bytes = annotation
    annotation = []
    guard hiddenDepth == 0, !TextCleaner.isBlank(String(decoding: bytes, as: UTF8.self)) else {
      return
    }
    append([0x20, UInt8(ascii: "(")] + bytes + [UInt8(ascii: ")")])
  }
}

// Text.
extension HTMLTextBuilder {
  private func append(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C: owe(.space)
      default:
        payWhatIsOwed()
        text.append(byte)
      }
    }
  }

  private func appendPreformatted(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte != 0x0D {
        payWhatIsOwed()
        text.append(byte == 0x0C ? 0x0A : byte)
      }
    }
  }

  private func payWhatIsOwed() {
    if owed != .none {
      let afterSpace = text.last == 0x0A || text.last == 0x20 || text.last == 0x09
      if !text.isEmpty, !(afterSpace && owed <= .space) { text += owed.bytes }
      owed = .none
    }
    if brackets == .wanted {
      text += Array("[hidden: ".utf8)
      brackets = .open
      invisiblePassages += 1
    }
  }

  /// Closes the span of the language before, where the open elements now declare another.
  private func switchLanguage() {
    let next = stack.last?.language
    guard next != language else { return }
    closeSpan()
    language = next
  }

  private func closeSpan() {
    if let language, spanStart < text.count {
      spans.append(LanguageHints.DeclaredSpan(range: spanStart..<text.count, language: language))
    }
    spanStart = text.count
  }
}
