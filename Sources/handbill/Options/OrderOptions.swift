// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import SearchIndex

/// In which order hits come, and where a page of them begins.
struct OrderOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "score: best first; date: found earliest first; -date: found latest first.",
      valueName: "order"))
  var sort: SortArgument = .score

  @Flag(help: "Show documents with the same words once, and say how many others there are.")
  var collapse = false

  @Option(
    help: ArgumentHelp(
      "Page through the hits: 'start' first, then the cursor that each page gives.",
      valueName: "cursor"))
  var after: String?

  /// Sets what they say.
  func apply(to options: inout SearchOptions) {
    options.sort = sort.order
    options.collapse = collapse
    options.after = after == OrderOptions.start ? nil : after
  }

  /// What stands for the cursor of the first page.
  private static let start = "start"
}

/// An order of hits by its name.
enum SortArgument: String, ChoiceArgument {
  /// The best first.
  case score
  /// Found earliest first.
  case date
  /// Found latest first.
  case latest = "-date"

  /// The order itself.
  var order: SearchOptions.Sort {
    switch self {
    case .score: .score
    case .date: .oldest
    case .latest: .newest
    }
  }
}

/// A length of time, as `--timeout 200ms` takes it.
struct DurationArgument: ExpressibleByArgument, Equatable, Sendable {
  /// The time.
  let duration: Duration

  /// Reads a number of milliseconds, seconds or minutes with its unit; nil where it is none, or more
  /// than a day.
  init?(argument: String) {
    let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("min", 60)]
    guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }) else { return nil }
    let number = argument.dropLast(unit.suffix.count)
    guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let value = Double(number), value * unit.seconds <= 86_400
    else { return nil }
    duration = .seconds(value * unit.seconds)
  }
}
