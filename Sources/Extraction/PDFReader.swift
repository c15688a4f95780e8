struct PDFReader {
  init(limits: ExtractionLimits) {}
  func read(_ i: ExtractionInput) async -> ExtractionResult { fatalError() }
}
