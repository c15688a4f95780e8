// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The file of a receipt. Documentation/Formats/receipt.md describes it.

internal import Catalog
internal import FileStorage
internal import FoundationEssentials
internal import SearchIndex
internal import SystemPackage

/// Writes and reads receipts of searches.
enum ReceiptFile {
  /// The receipt as JSON.
  static func text(of receipt: SearchReceipt) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    do {
      return String(decoding: try encoder.encode(receipt), as: UTF8.self) + "\n"
    } catch {
      // Cannot fail: there is no number in it that JSON has not.
      preconditionFailure("a receipt is always JSON: \(error)")
    }
  }

  /// Reads a receipt.
  ///
  /// - Throws: `Failure.noReceipt`; `FileStorageError` where the file cannot be read.
  static func read(_ path: FilePath) throws -> SearchReceipt {
    let bytes = try FileReader.contents(of: path)
    let decoder = JSONDecoder()
    guard let head = try? decoder.decode(Head.self, from: Data(bytes)) else {
      throw Failure.noReceipt(file: path.string, fault: .malformed)
    }
    guard head.receiptFormat > 0 else {
      throw Failure.noReceipt(file: path.string, fault: .malformed)
    }
    guard head.receiptFormat <= SearchReceipt.newestFormat else {
      throw Failure.noReceipt(file: path.string, fault: .tooNew(format: head.receiptFormat))
    }
    guard let receipt = try? decoder.decode(SearchReceipt.self, from: Data(bytes)) else {
      throw Failure.noReceipt(file: path.string, fault: .malformed)
    }
    guard Catalog.hasItsHits(receipt) else {
      throw Failure.noReceipt(file: path.string, fault: .otherHits)
    }
    return receipt
  }

  /// What every format of receipts has.
  private struct Head: Decodable {
    var receiptFormat: Int
  }
}
