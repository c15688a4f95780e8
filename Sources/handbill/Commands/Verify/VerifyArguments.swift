// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FoundationEssentials
internal import QuerySyntax

/// How large a sample is, as `--sample 5%` takes it.
struct SampleArgument: Equatable, Sendable {
  /// What it stands for.
  let sample: VerifyRequest.Sample

  /// Reads a percentage (`5%`, `0.5%`) or a number of objects.
  ///
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    if argument.hasSuffix("%"), let percent = Double(argument.dropLast()), percent > 0,
      percent <= 100
    {
      sample = .share(percent / 100)
    } else if let count = Int(argument), count > 0 {
      sample = .count(count)
    } else {
      throw ValidationError(
        "--sample takes a part such as 5% or a number of objects such as 200; "
          + "'\(SafeText.inline(argument))' is neither.")
    }
  }
}

/// A moment in the past, as `--since 30d` or `--since 2026-11` takes it.
struct MomentArgument: Equatable, Sendable {
  /// RFC 3339, UTC, to the second.
  let time: String

  /// Reads a duration before the present (`90m`, `36h`, `30d`, `4w`) or a date, whose first day is
  /// meant.
  ///
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    let seconds: [Character: Double] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    let moment: Date
    if let unit = argument.last.flatMap({ seconds[$0] }), let count = Double(argument.dropLast()),
      count >= 0, count * unit < 1e11
    {
      moment = Date(timeIntervalSinceNow: -count * unit)
    } else if let date = QueryDate(argument) {
      moment = Date(timeIntervalSince1970: Double(date.firstDay) * 86_400)
    } else {
      throw ValidationError(
        "--since takes a time ago such as 36h, 30d or 4w, or a date such as 2026-11-22; "
          + "'\(SafeText.inline(argument))' is neither.")
    }
    time = moment.formatted(.iso8601)
  }
}

/// How much may be read in a second, as `--rate 20M` takes it.
struct RateArgument: Equatable, Sendable {
  /// Bytes a second, at least 1024.
  let bytesPerSecond: Int

  /// Reads an amount as `--memory` does.
  ///
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    let amount = argument.hasSuffix("/s") ? String(argument.dropLast(2)) : argument
    guard let bytes = MemoryArgument.bytes(amount), bytes >= 1024 else {
      throw ValidationError(
        "--rate takes an amount a second such as 20M or 1G, 1K at least; "
          + "'\(SafeText.inline(argument))' is none.")
    }
    bytesPerSecond = bytes
  }
}
