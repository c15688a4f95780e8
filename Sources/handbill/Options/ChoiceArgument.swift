// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser

/// One of a few words.
///
/// What the parser asks of each is told it outright: by reflection it would search all conformances of the
/// program for every enumeration of a command, before anything is done.
protocol ChoiceArgument: ExpressibleByArgument, CaseIterable, RawRepresentable
where RawValue == String {}

extension ChoiceArgument {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  static var allValueDescriptions: [String: String] { [:] }
}
