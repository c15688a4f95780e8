// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// What the `title` of an hOCR element says.
struct HOCRProperties {
  /// `bbox`.
  private(set) var box: LayoutBox?
  /// `x_wconf`, else the mean of `x_confs`: from 0 to 100.
  private(set) var confidence: Int?
  /// `scan_res`.
  private(set) var resolution: Int?
  /// `image`.
  private(set) var image: String?

  /// Reads properties, which are separated by `;` and begin with their names.
  init(_ title: String) {
    for property in Self.split(title) {
      var words = property.split { $0 == " " || $0 == "\t" || $0 == "\n" }
      guard !words.isEmpty else { continue }
      switch words.removeFirst().lowercased() {
      case "bbox":
        let numbers = words.compactMap { LayoutNumber.units($0) }
        if numbers.count >= 4 {
          box = LayoutNumber.box(numbers[0], numbers[1], numbers[2], numbers[3])
        }
      case "x_wconf": confidence = Self.confidence(words) ?? confidence
      case "x_confs": confidence = confidence ?? Self.confidence(words)
      case "scan_res":
        resolution = words.first.flatMap { LayoutNumber.units($0) }.map { max($0, 0) }
      case "image": image = Self.name(property)
      default: break
      }
    }
  }

  /// The mean, in hundredths; shares from 0 to 1 are told by their point.
  private static func confidence(_ words: [Substring]) -> Int? {
    let numbers = words.compactMap { LayoutNumber.number($0) }
    guard !numbers.isEmpty else { return nil }
    let isShare = numbers.allSatisfy { $0 <= 1 } && words.contains { $0.contains(".") }
    let mean = numbers.reduce(0) { $0 + min(max($1, 0), 100) } / Double(numbers.count)
    return Int((isShare ? mean * 100 : mean).rounded())
  }

  /// The parts between `;`, except inside quotation marks.
  private static func split(_ title: String) -> [Substring] {
    var quote: Character?
    return title.split { character in
      if let open = quote {
        if character == open { quote = nil }
        return false
      }
      if character == "\"" || character == "'" { quote = character }
      return character == ";"
    }
  }

  /// The last part of a path, without quotation marks.
  private static func name(_ property: Substring) -> String? {
    let value = property.drop { $0 == " " || $0 == "\n" }.dropFirst("image".count)
    let path = value.filter { $0 != "\"" && $0 != "'" }.split { $0 == "/" || $0 == "\\" }.last
    return path.flatMap { TextCleaner.value(String($0)) }
  }
}
