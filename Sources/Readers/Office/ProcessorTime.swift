// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import FileStorage
internal import SystemPackage

/// How long this process has been computing, whatever else the machine does.
enum ProcessorTime {
  /// Seconds that this process has used of processors, by Linux's own count in hundredths; nil where
  /// nobody tells.
  static var seconds: Double? {
    guard let bytes = try? FileReader.contents(of: "/proc/self/stat") else { return nil }
    // The name of the program stands in brackets, and may hold anything.
    let rest = String(decoding: bytes, as: UTF8.self).split(separator: ")").last
    let fields = rest?.split(separator: " ") ?? []
    guard fields.count > 12, let own = Double(fields[11]), let system = Double(fields[12]) else {
      return nil
    }
    return (own + system) / 100
  }
}
