// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import SystemPackage

/// What the command line itself can refuse, apart from wrong usage.
enum Failure: Error, Equatable {
  /// The original is not text and standard output is a terminal.
  case originalOnTerminal(id: String)
  /// The document has no text to show.
  case noText(id: String)
  /// A file to analyze is no text in any charset.
  case notText(file: String)
  /// The beginning of the id was not typed.
  case notConfirmed(id: String)
  /// A text that somebody types for a page is not UTF-8.
  case notUTF8(file: String)
  /// A folder to watch is none.
  case notAFolder(FilePath)
  /// The version has no original.
  case noOriginal(id: String, version: String)
  /// A folder to validate has nothing of OCFL in it.
  case notOCFL(folder: String, archive: String?)
  /// A file is no receipt of a search that this program can read.
  case noReceipt(file: String, fault: ReceiptFault)
}

/// Why a receipt cannot be read.
enum ReceiptFault: Equatable {
  /// It is not JSON, or lacks something that a receipt has.
  case malformed
  /// It was written by a newer version of the program.
  case tooNew(format: Int)
  /// A setting or the query is none of this program.
  case unknownSetting
  /// Its hits are not those that were written.
  case otherHits
}

extension Failure: CustomStringConvertible {
  var description: String {
    switch self {
    case .originalOnTerminal(let id):
      "the original of \(id) may be no text; send it to a file with "
        + "`handbill show \(id) --original > FILE`"
    case .noText(let id):
      "document \(id) has no readable text; `handbill gaps` says why"
    case .notConfirmed(let id):
      "document \(id) is not destroyed; type its id when you are asked, or give --confirm \(id)"
    case .notUTF8(let file): "\(file) is not UTF-8; convert it first"
    case .notAFolder(let path): "\(path) is no folder; name a folder to watch"
    case .noOriginal(let id, let version):
      "version \(version) of \(id) has no original; `handbill log \(id)` tells why"
    case .notText(let file):
      "\(file) is text in no known charset; name it with --charset if you know it"
    case .notOCFL(let folder, let archive?):
      "\(folder) holds an archive and is none; validate it with `handbill verify --ocfl \(archive)`"
    case .notOCFL(let folder, nil):
      "nothing in \(folder) is of OCFL; name a folder with a file 0=ocfl_1.1 or 0=ocfl_object_1.1"
    case .noReceipt(let file, .malformed):
      "\(file) is no receipt of a search; `handbill search … --receipt FILE` writes one"
    case .noReceipt(let file, .tooNew(let format)):
      "\(file) is a receipt of format \(format), newer than this program knows; use a newer one"
    case .noReceipt(let file, .unknownSetting):
      "\(file) is a receipt with a query or setting that this program does not know; was it changed?"
    case .noReceipt(let file, .otherHits):
      "\(file) is a receipt whose hits do not give its SHA-256: it was changed after it was written"
    }
  }

  /// One sentence for any error, without a stop at its end.
  static func sentence(for error: Any) -> String {
    let text = error is CancellationError ? "interrupted" : "\(error)"
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
