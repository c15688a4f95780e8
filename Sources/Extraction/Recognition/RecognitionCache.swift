// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pages that were recognized, on disk: after a stop, none of them is read again.

internal import Crypto
package import FileStorage
internal import FoundationEssentials
package import SystemPackage
internal import TextAnalysis

/// Keeps recognized pages in a folder, one file each, named by what they were made of.
package struct RecognitionCache: Sendable {
  /// The folder; it is made when the first page is kept.
  package let folder: FilePath

  /// Uses a folder, which belongs to the cache alone.
  package init(folder: FilePath) { self.folder = folder }

  /// Removes pages that were kept before a time: seconds since 1970.
  ///
  /// - Throws: `FileStorageError`.
  package func sweep(before seconds: Int64) throws(FileStorageError) {
    guard try Folder.status(folder) != nil else { return }
    for entry in try Folder.list(folder) where entry.kind == .file {
      let path = folder.appending(bytes: entry.name)
      if let status = try Folder.status(path), status.modifiedSeconds < seconds {
        try Folder.removeFile(path)
      }
    }
  }

  /// What a page is kept under: a digest of its prepared picture and of all that decides what is read.
  static func key(
    _ map: GrayPage, _ page: PreparedPage, number: Int, _ wished: [RecognitionModel],
    _ declared: Language?, _ installed: TesseractInstallation
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let words =
      [
        Recognizer.version, installed.version ?? "", "\(number)",
        declared?.code ?? "", wished.map(\.name).joined(separator: "+"),
        installed.models.map(\.name).sorted().joined(separator: " "),
      ].joined(separator: "\n") + "\n"
    var hash = SHA256()
    hash.update(data: Data(words.utf8))
    hash.update(data: (try? encoder.encode(page)) ?? Data())
    hash.update(data: Data(map.file))
    let digits = Array("0123456789abcdef")
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// A page that was kept; nil where it was not, or where the file is broken.
  func page(_ key: String) -> RecognizedPage? {
    guard let bytes = try? FileReader.contents(of: folder.appending(key)) else { return nil }
    return try? JSONDecoder().decode(RecognizedPage.self, from: Data(bytes))
  }

  /// Keeps a page; where the disk refuses, it is read again another time.
  func keep(_ page: RecognizedPage, _ key: String) {
    guard let bytes = try? JSONEncoder().encode(page) else { return }
    _ = try? Folder.create(folder)
    try? WholeFile.write(Array(bytes), to: folder.appending(key), sync: false)
  }
}
