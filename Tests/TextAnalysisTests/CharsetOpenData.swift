// Licensed under the Apache License, Version 2.0; see LICENSE.

import Foundation

@testable import TextAnalysis

/// Public texts outside the repository, for tests that are skipped where they are absent.
enum OpenData {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["HANDBILL_SHARED"] {
      return URL(filePath: path).appending(path: "data")
    }
    return URL(filePath: #filePath).appending(path: "../../../../shared/data").standardizedFileURL
  }()

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "udhr/udhr.jsonl.zst").path)
  }

  private struct Translation: Decodable {
    var lang: String
    var script: String
    var text: String
  }

  private static let declarations: [Translation] = {
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/env")
    unpack.arguments = ["zstd", "-dcq", folder.appending(path: "udhr/udhr.jsonl.zst").path]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    guard (try? unpack.run()) != nil else { return [] }
    let lines = pipe.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A)
    return lines.compactMap { try? JSONDecoder().decode(Translation.self, from: $0) }
  }()

  /// All translations.
  static var allTexts: [String] { declarations.map(\.text) }

  /// The longest translation under a tag and in a script.
  static func declaration(language: String, script: String) -> String? {
    declarations.filter { $0.lang == language && $0.script == script }
      .max { $0.text.utf8.count < $1.text.utf8.count }?.text
  }

  /// Slices of about so many encoded bytes, spread over the text; those that cannot be encoded or
  /// are all ASCII are left out.
  static func slices(of text: String, bytes: Int, converter: CharsetConverter, most: Int)
    -> [(text: String, bytes: [UInt8])]
  {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).flatMap { word in
      word.count > 200
        ? stride(from: 0, to: word.count, by: 40).map { start in
          word.dropFirst(start).prefix(40)
        } : [word]
    }
    var found: [(text: String, bytes: [UInt8])] = []
    for start in stride(from: 0, to: words.count, by: max(1, words.count / most)) {
      var slice = ""
      var count = 0
      for word in words[start...] where count < bytes {
        slice += slice.isEmpty ? word : " " + word
        count += converter.encode(String(word)).map { $0.count + 1 } ?? bytes
      }
      guard let whole = converter.encode(slice), whole.count >= bytes * 9 / 10,
        whole.contains(where: { $0 >= 0x80 || $0 == 0x1B })
      else { continue }
      found.append((slice, whole))
    }
    return found
  }
}
