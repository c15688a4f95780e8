// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import TextAnalysis

@testable import Extraction
@testable import Readers

/// Pages with layouts, made of the sample texts.
enum LayoutSamples {
  /// Texts in scripts from left to right and right to left, with spaces and without.
  static let texts: [String] = [
    "legal/legal-advice.txt", "legal/استشارة-قانونية.txt", "legal/مشاوره-حقوقی.txt",
    "legal/ምኽሪ-ሕጊ.txt", "meals/免费热餐.txt", "meals/無料食事.txt", "lost-papers/खोए-कागज़ात.txt",
    "neighbourhood/သင်တန်း.txt", "neighbourhood/ចែកសម្លៀកបំពាក់.txt",
    "neighbourhood/לייען־קרײַז.txt", "mixed/hospital-בית־חולים-مستشفى.txt",
  ].compactMap { path in
    (try? bytes(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a sample.
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
      .removingLastComponent().removingLastComponent().appending("Samples")
    let file = path.split(separator: "/").reduce(folder) { $0.appending(String($1)) }
    return Array(try Data(contentsOf: URL(fileURLWithPath: file.string)))
  }

  /// A page of random blocks, lines and boxes over words of one sample.
  static func page(_ random: inout SplitMix) -> ExtractedPage {
    let words = (texts.randomElement(using: &random) ?? "")
      .split(whereSeparator: \.isWhitespace).map(String.init)
    var text = LayoutText()
    var index = Int.random(in: 0..<max(words.count, 1), using: &random)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let direction: [LayoutBlock.Direction?] = [nil, .leftToRight, .rightToLeft, .vertical]
      text.block(
        Bool.random(using: &random) ? box(&random) : nil,
        direction: direction.randomElement(using: &random) ?? nil,
        language: Language(tag: ["fa", "zh", "de", ""].randomElement(using: &random) ?? ""))
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text.line(Bool.random(using: &random) ? box(&random) : nil)
        for _ in 0..<Int.random(in: 0...6, using: &random) where !words.isEmpty {
          let confidence = Int.random(in: -5...105, using: &random)
          text.word(
            words[index % words.count], box(&random), confidence: confidence < 0 ? nil : confidence,
            spacing: [.space, .none, .unknown].randomElement(using: &random) ?? .space)
          index += 1
        }
      }
    }
    return text.page(
      width: 1000, height: 1400, resolution: [0, 300].randomElement(using: &random) ?? 0,
      origin: .supplied)
  }

  private static func box(_ random: inout SplitMix) -> LayoutBox {
    LayoutBox(
      x: Int.random(in: 0...990, using: &random), y: Int.random(in: 0...1390, using: &random),
      width: Int.random(in: 0...300, using: &random),
      height: Int.random(in: 0...40, using: &random))
  }

  /// What a worker is told of a file of a media type.
  static func input(_ type: MediaType, charset: String? = nil) -> WorkerInput {
    WorkerInput(
      mediaType: type, name: "file", declaredCharset: charset, limits: ExtractionLimits())
  }

  /// Reads hOCR or ALTO without a process of its own.
  static func read(_ bytes: [UInt8], _ type: MediaType, charset: String? = nil) -> FileReading {
    var report = ExtractionReport(mediaType: type, extractor: "test", extractorVersion: "1")
    let input = input(type, charset: charset)
    let document =
      type == .hocr
      ? HOCRReader.read(bytes, input, &report) : ALTOReader.read(bytes, input, &report)
    return FileReading(documents: document.map { [$0] } ?? [], report: report)
  }
}

/// Random numbers that a seed repeats.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
