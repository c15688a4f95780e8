// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Glibc
internal import TextAnalysis

/// Draws statistics as SVG files that stand alone.
package enum StatisticsChart {
  /// The most bars of a chart; the rows beyond them are named as a number.
  static let mostBars = 40
  private static let barHeight = 22.0
  private static let labelWidth = 210.0
  private static let plotWidth = 520.0

  /// Bars of the tokens of each row.
  package static func svg(_ table: StatisticsTable) -> String {
    let shown = table.rows.prefix(mostBars)
    let height = 80 + Int(barHeight) * shown.count + 30
    let title = "Tokens by \(table.grouping.rawValue)"
    var canvas = SVGCanvas(width: 900, height: height, name: title)
    canvas.text(title, x: 20, y: 34, style: .title)
    canvas.text(
      "\(grouped(table.total.tokens)) tokens, \(grouped(table.total.types)) types, "
        + "\(grouped(table.total.documents)) documents",
      x: 20, y: 56, style: .remark)
    drawBars(
      shown.map { (label: label($0, table.grouping), value: $0.tokens) }, y: 72, on: &canvas)
    if table.rows.count > shown.count {
      canvas.text(
        "and \(table.rows.count - shown.count) more", x: 20, y: Double(height) - 14, style: .remark)
    }
    return canvas.svg
  }

  /// The most frequent types, the curve of frequency over rank, and that of types over tokens.
  package static func svg(_ profile: LanguageProfile) -> String {
    let language = profile.language
    let barsHeight = barHeight * Double(profile.topTerms.count)
    let height = Int(72 + barsHeight + 50 + 300)
    let title = "\(language.englishName) (\(language.code))"
    var canvas = SVGCanvas(width: 900, height: height, name: title)
    canvas.text(title, x: 20, y: 34, style: .title)
    canvas.text(
      "\(grouped(profile.counts.tokens)) tokens, \(grouped(profile.counts.types)) types, "
        + "\(grouped(profile.counts.documents)) documents; the most frequent types",
      x: 20, y: 56, style: .remark)
    drawBars(
      profile.topTerms.map { (label: $0.term, value: $0.count) }, y: 72, on: &canvas)
    let top = 72 + barsHeight + 40
    ChartPlot(x: 70, y: top, title: "Frequency over rank", scale: .logarithmic).draw(
      profile.rankFrequency.map { (x: Double($0.rank), y: Double($0.frequency)) }, on: &canvas)
    ChartPlot(x: 520, y: top, title: "Types over tokens", scale: .linear).draw(
      [(x: 0, y: 0)]
        + profile.growth.points.map { (x: Double($0.tokens), y: Double($0.types)) },
      on: &canvas)
    return canvas.svg
  }

  private static func drawBars(
    _ bars: [(label: String, value: Int)], y top: Double, on canvas: inout SVGCanvas
  ) {
    let longest = Double(max(bars.map(\.value).max() ?? 1, 1))
    for (index, bar) in bars.enumerated() {
      let y = top + Double(index) * barHeight
      let width = Double(bar.value) / longest * plotWidth
      canvas.text(shortened(bar.label), x: labelWidth, y: y + 15, anchor: .end)
      canvas.bar(x: labelWidth + 10, y: y + 3, width: max(width, 1), height: barHeight - 6)
      canvas.text(
        grouped(bar.value), x: labelWidth + 18 + max(width, 1), y: y + 15, style: .remark)
    }
  }

  private static func label(_ row: StatisticsRow, _ grouping: StatisticsGrouping) -> String {
    switch grouping {
    case .language:
      Language(tag: row.key).map { "\($0.englishName) (\(row.key))" } ?? row.key
    case .script: Script(code: row.key).map { "\($0.englishName) (\(row.key))" } ?? row.key
    case .month: row.key.isEmpty ? "without date" : row.key
    case .source: row.key.isEmpty ? "without source" : row.key
    }
  }

  private static func shortened(_ label: String) -> String {
    label.count > 28 ? label.prefix(27) + "…" : label
  }

  /// A whole number with a thin space between groups of three digits.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3), digits[index - 1] != "-" {
        result += "\u{2009}"
      }
      result.append(digit)
    }
    return result
  }
}

/// A plot of one curve with its axes.
struct ChartPlot {
  /// How values become lengths.
  enum Scale {
    case linear
    case logarithmic
  }

  private static let width = 340.0
  private static let height = 220.0

  /// The left edge of the plot, pixels.
  let x: Double
  /// The top edge, pixels.
  let y: Double
  /// What the curve shows.
  let title: String
  /// The scale of both axes.
  let scale: Scale

  /// Draws axes, ticks and the curve.
  func draw(_ points: [(x: Double, y: Double)], on canvas: inout SVGCanvas) {
    canvas.text(title, x: x, y: y - 12)
    let largest = (x: points.map(\.x).max() ?? 1, y: points.map(\.y).max() ?? 1)
    for tick in ticks(upTo: largest.x) {
      let place = x + Self.width * fraction(tick, of: largest.x)
      canvas.rule((place, y), (place, y + Self.height))
      canvas.text(
        Self.short(tick), x: place, y: y + Self.height + 16, anchor: .middle, style: .remark)
    }
    for tick in ticks(upTo: largest.y) {
      let place = y + Self.height * (1 - fraction(tick, of: largest.y))
      canvas.rule((x, place), (x + Self.width, place))
      canvas.text(Self.short(tick), x: x - 6, y: place + 4, anchor: .end, style: .remark)
    }
    canvas.curve(
      points.map { point in
        (
          x: x + Self.width * fraction(point.x, of: largest.x),
          y: y + Self.height * (1 - fraction(point.y, of: largest.y))
        )
      })
  }

  /// Where a value stands between the start and the end of an axis, 0 to 1.
  private func fraction(_ value: Double, of largest: Double) -> Double {
    switch scale {
    case .linear: largest > 0 ? value / largest : 0
    case .logarithmic: largest > 1 ? log(max(value, 1)) / log(largest) : 0
    }
  }

  /// Round numbers along an axis: powers of ten, or up to six even steps.
  private func ticks(upTo largest: Double) -> [Double] {
    guard largest >= 1 else { return [0] }
    if scale == .logarithmic {
      return (0...Int(log10(largest))).map { pow(10, Double($0)) }
    }
    let raw = largest / 5
    let power = pow(10, log10(raw).rounded(.down))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? raw
    return stride(from: 0, through: largest, by: step).map { $0 }
  }

  private static func short(_ value: Double) -> String {
    switch value {
    case 1_000_000...: trimmed(value / 1_000_000) + "M"
    case 1000...: trimmed(value / 1000) + "k"
    default: trimmed(value)
    }
  }

  private static func trimmed(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}
