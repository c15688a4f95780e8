// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Straight edges of a small picture, by the transform of Hough: each pixel on an edge votes for the lines
// through it that run as the edge does (Duda & Hart 1972, with the gradient as O'Gorman & Clowes 1976).

internal import Extraction

/// Finds straight edges.
struct SheetLines {
  /// Steps of tone from which there is an edge, over four pixels.
  private static let leastStep: Int16 = 18
  /// Votes of one pixel at most.
  private static let mostVotes: Int16 = 90
  /// The cosine of the angle to its own direction up to which a pixel votes: thirteen degrees, since an
  /// edge that is a little aslant runs straight in steps.
  private static let leastLikeness = 0.9744
  /// Cosine and sine of a degree.
  private static let (cosine, sine) = (0.999_847_695_156_391_3, 0.017_452_406_437_283_51)
  /// Lines of one direction at most.
  private static let most = 12

  /// Lines that run across, the top and bottom sides, from the upper to the lower.
  private(set) var across: [StraightLine] = []
  /// Lines that run down, the left and right sides, from the left to the right.
  private(set) var down: [StraightLine] = []

  private let normals: [(x: Double, y: Double)]
  private let reach: Int
  private var votes: [Int]

  /// A step of tone: its direction, and how large it is.
  private struct Step {
    var x: Int16 = 0
    var y: Int16 = 0
    var size: Int16 = 0
  }

  /// Looks for edges; O(pixels).
  init(of map: ColorMap) {
    // Each normal is the one before, turned by a degree.
    var normals = [(x: 1.0, y: 0.0)]
    for _ in 1..<180 {
      let (x, y) = normals[normals.count - 1]
      normals.append((x * Self.cosine - y * Self.sine, x * Self.sine + y * Self.cosine))
    }
    self.normals = normals
    reach = map.width + map.height
    votes = [Int](repeating: 0, count: 180 * 2 * reach)
    let steps = Self.steps(of: map)
    for row in 2..<max(2, map.height - 2) {
      for column in 2..<max(2, map.width - 2) {
        let place = row * map.width + column
        let step = steps[place]
        guard step.size >= Self.leastStep else { continue }
        // Only the crest of an edge votes, so that its line is thin and its angle exact.
        let beside = abs(step.x) > abs(step.y) ? 1 : map.width
        guard step.size >= steps[place - beside].size, step.size >= steps[place + beside].size
        else { continue }
        vote(column, row, step)
      }
    }
    choose(map)
  }

  /// The steps at all places, in the colour where each is largest; none at the border.
  private static func steps(of map: ColorMap) -> [Step] {
    var steps = [Step](repeating: Step(), count: map.width * map.height)
    for row in 2..<max(2, map.height - 2) {
      for column in 2..<max(2, map.width - 2) {
        let place = row * map.width + column
        for channel in 3 * place..<3 * place + 3 {
          let right = map.values[channel + 6] - map.values[channel - 6]
          let below = map.values[channel + 6 * map.width] - map.values[channel - 6 * map.width]
          let size = max(abs(right), abs(below))
          if size > steps[place].size { steps[place] = Step(x: right, y: below, size: size) }
        }
      }
    }
    return steps
  }

  private mutating func vote(_ column: Int, _ row: Int, _ step: Step) {
    let (x, y) = (Double(step.x), Double(step.y))
    let length = (x * x + y * y).squareRoot()
    for angle in 0..<180 {
      let normal = normals[angle]
      guard abs(normal.x * x + normal.y * y) >= Self.leastLikeness * length else { continue }
      let offset = Int((normal.x * Double(column) + normal.y * Double(row)).rounded())
      votes[angle * 2 * reach + offset + reach] += Int(min(step.size, Self.mostVotes))
    }
  }

  /// Takes the strongest lines, one of those that are nearly the same.
  private mutating func choose(_ map: ColorMap) {
    let least = min(map.width, map.height) / 8 * Int(Self.leastStep)
    let strong = votes.indices.filter { votes[$0] >= least }.sorted { votes[$0] > votes[$1] }
    let middle = (x: Double(map.width) / 2, y: Double(map.height) / 2)
    var (across, down): ([StraightLine], [StraightLine]) = ([], [])
    for index in strong {
      let (angle, place) = index.quotientAndRemainder(dividingBy: 2 * reach)
      let normal = normals[angle]
      let line = StraightLine(
        normalX: normal.x, normalY: normal.y, offset: Double(place - reach))
      let isAcross = abs(normal.y) > abs(normal.x)
      let chosen = isAcross ? across : down
      guard chosen.count < Self.most, !chosen.contains(where: { $0.isNear(line, middle) }) else {
        continue
      }
      if isAcross { across.append(line) } else { down.append(line) }
    }
    self.across = across.sorted { $0.y(at: middle.x) < $1.y(at: middle.x) }
    self.down = down.sorted { $0.x(at: middle.y) < $1.x(at: middle.y) }
  }
}

extension StraightLine {
  /// Where a line that runs across passes a column.
  func y(at x: Double) -> Double { abs(normalY) < 1e-9 ? 0 : (offset - normalX * x) / normalY }

  /// Where a line that runs down passes a row.
  func x(at y: Double) -> Double { abs(normalX) < 1e-9 ? 0 : (offset - normalY * y) / normalX }

  /// Whether two lines of one direction are nearly the same.
  fileprivate func isNear(_ other: StraightLine, _ middle: (x: Double, y: Double)) -> Bool {
    let product = normalX * other.normalX + normalY * other.normalY
    guard abs(product) > 0.985 else { return false }
    let isAcross = abs(normalY) > abs(normalX)
    let apart =
      isAcross
      ? y(at: middle.x) - other.y(at: middle.x) : x(at: middle.y) - other.x(at: middle.y)
    return abs(apart) < 7
  }
}
