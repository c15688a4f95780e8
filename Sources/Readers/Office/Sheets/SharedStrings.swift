// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction

/// The texts that the cells of a workbook share, in order.
final class SharedStrings: XMLEvents {
  /// The texts; readings of Japanese words stand in brackets behind them.
  private(set) var texts: [String] = []
  private let reading: OfficeReading
  private var current = ""
  private var phonetic = ""
  private var collects = false
  private var isPhonetic = false
  private var bytes = 0

  /// Starts a list.
  init(_ reading: OfficeReading) { self.reading = reading }

  var hasEnough: Bool { reading.watch.isOver(textBytes: bytes) }

  func startElement(_ name: String, namespace: String, _ attributes: [String: String]) {
    switch name {
    case "si", "is": (current, phonetic) = ("", "")
    case "t": collects = true
    case "rPh": isPhonetic = true
    default: break
    }
  }

  func endElement(_ name: String, namespace: String) {
    switch name {
    case "t": collects = false
    case "rPh": isPhonetic = false
    case "si", "is":
      texts.append(phonetic.isEmpty ? current : "\(current) (\(phonetic))")
      bytes += current.utf8.count + phonetic.utf8.count
    default: break
    }
  }

  func characters(_ piece: [UInt8]) {
    guard collects else { return }
    if isPhonetic {
      phonetic += String(decoding: piece, as: UTF8.self)
    } else {
      current += String(decoding: piece, as: UTF8.self)
    }
  }
}
