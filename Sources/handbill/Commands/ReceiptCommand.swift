// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import SearchIndex
internal import SystemPackage

/// `handbill receipt`: asks a search of a receipt again and compares the answers.
struct ReceiptCommand: ImmediateCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Ask the search of a receipt again, and compare the answers.",
    discussion: HelpText.discussion(
      """
      `handbill search … --receipt FILE` writes what was asked, which commit of the index \
      answered, and the hits with their scores. Here it is asked again: status 0 where hits, \
      order, scores and totals are the same, status 1 where they are not; then each hit that \
      came, went, moved or has another score is listed. A file that is no receipt is status 2.
      """,
      examples: ["handbill receipt tunnel.json", "handbill receipt tunnel.json --format json"]))

  @Argument(help: "The receipt.", completion: .file(extensions: ["json"]))
  var file: PathArgument

  @Option(help: "How to write the differences.")
  var format: ReportFormat = .text

  @OptionGroup var home: HomeOptions

  func execute() throws -> ExitStatus {
    let before = try ReceiptFile.read(file.path)
    let comparison = ReceiptComparison(before, try askedAgain(before))
    var output = StandardOutput()
    switch format {
    case .json:
      try output.write(JSONText.encode(ReceiptComparisonJSON(comparison), .indented))
    case .text:
      for line in ReceiptWriter(comparison: comparison).lines { try output.line(line) }
    }
    try output.flush()
    return comparison.isSame ? .done : .nothingFound
  }

  private func askedAgain(_ receipt: SearchReceipt) throws -> SearchReceipt {
    guard let options = receipt.options else {
      throw Failure.noReceipt(file: file.path.string, fault: .unknownSetting)
    }
    let catalog = try home.catalog()
    do throws(CatalogError) {
      let request = SearchRequest(query: receipt.query, options: options)
      return try catalog.searchWithReceipt(request).receipt
    } catch .query {
      throw Failure.noReceipt(file: file.path.string, fault: .unknownSetting)
    }
  }
}
