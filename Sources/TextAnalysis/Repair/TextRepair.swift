// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The front door of the repairs. A quick scan tells which of them a text might need; most texts
// need none and are not looked at again. The order: charsets first, since nothing else can be seen
// before they are right; then order, then shapes, because shapes tell the order.

/// Finds and undoes what programs of earlier days did to texts.
public enum TextRepair {
  /// The text with all that is certainly broken repaired; equal text where nothing is.
  ///
  /// Works line by line on evidence of the whole text. Depends on nothing but the text. O(length);
  /// a text without suspicious characters is scanned once.
  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - cuts: offsets of character boundaries, ascending, that no repair may reach across.
  /// - Returns: the text, its log, and where the cuts are now.
  public static func repair(_ text: [UInt8], cuts: [Int] = []) -> RepairedText {
    var work = RepairWork(text, cuts: cuts)
    var suspicions = RepairScan.suspicions(in: text.span)
    if suspicions.isEmpty { return work.result }
    if !suspicions.isDisjoint(with: .misread) { MisreadCharset.repair(&work) }
    if !suspicions.isDisjoint(with: .doubled) {
      // Twice or three times encoded texts need as many passes.
      for _ in 0..<3 where !DoubleEncoding.repair(&work) { break }
    }
    if work.isChanged { suspicions = RepairScan.suspicions(in: work.text.span) }
    if suspicions.contains(.controls) { ControlCharacters.repair(&work) }
    if !suspicions.isDisjoint(with: [.burmese, .killedBurmese]) { Zawgyi.repair(&work) }
    let order: RepairScan.Suspicions = [
      .hebrewOrder, .arabicOrder, .leadingPoint, .shapes,
    ]
    if !suspicions.isDisjoint(with: order) { VisualOrder.repair(&work) }
    if suspicions.contains(.shapes) { PresentationForms.repair(&work) }
    return work.result
  }

  /// Whether a text has characters for which it is worth repairing.
  ///
  /// False means that `repair` would change nothing. O(length), without a copy.
  public static func isSuspect(_ text: Span<UInt8>) -> Bool {
    !RepairScan.suspicions(in: text).isEmpty
  }

  /// The text as it was before its repairs; nil where the log is not of this text.
  public static func undo(_ repaired: [UInt8], _ repairs: [Repair]) -> [UInt8]? {
    var text = repaired
    for repair in repairs.reversed() {
      var before: [UInt8] = []
      before.reserveCapacity(text.count)
      var place = 0
      for stretch in repair.stretches {
        guard stretch.start >= place, stretch.end >= stretch.start, stretch.end <= text.count
        else { return nil }
        before += text[place..<stretch.start]
        let changed = Array(text[stretch.start..<stretch.end])
        let original = stretch.original.map { Array($0.utf8) }
        guard let old = original ?? repair.inverse(of: changed) else { return nil }
        before += old
        place = stretch.end
      }
      text = before + text[place...]
    }
    return text
  }
}

extension Repair {
  /// What a stretch was before, by rule; nil where there is no rule or it fails.
  func inverse(of changed: [UInt8]) -> [UInt8]? {
    switch kind {
    case .visualOrder: return VisualLine(marks: .behindLetters).reordered(changed)
    case .doubleEncoding, .misreadCharset:
      guard let readAs, let charset, let reader = LegacyCodec(name: readAs) else { return nil }
      if charset == "UTF-8" { return reader.decode(changed) }
      guard let bytes = LegacyCodec(name: charset)?.encode(changed) else { return nil }
      return reader.decode(bytes)
    case .zawgyi, .presentationForms, .controlCharacters: return nil
    }
  }
}
