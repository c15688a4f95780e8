// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What kind of file a compound file is stands in its directory, which may be anywhere in it.

internal import FileStorage

/// Tells kinds of compound files.
package enum CompoundFileKind {
  /// Streams that hold a whole file that was put into a document.
  package static let embedded = ["\u{1}Ole10Native", "Package", "CONTENTS"]

  /// Tells the kind of a compound file.
  ///
  /// - Parameters:
  ///   - file: the file, of which one sector more is read.
  ///   - head: its first bytes.
  /// - Returns: nil where it is none, or one that no reader is built in for.
  /// - Throws: `FileStorageError`.
  static func mediaType(
    of file: FileReader, _ head: [UInt8]
  ) throws(FileStorageError) -> MediaType? {
    guard let header = CompoundFileHeader(head) else { return nil }
    var directory = [UInt8](repeating: 0, count: header.sectorSize)
    let count = try file.read(into: &directory, at: header.directoryStart)
    return isOutlook(Array(directory.prefix(count))) ? .outlookMail : nil
  }

  /// Whether the first entries of a directory are those of a mail of Outlook.
  private static func isOutlook(_ directory: [UInt8]) -> Bool {
    guard directory.count >= 128 else { return false }
    if directory[80..<96].elementsEqual(outlookClass) { return true }
    let names = ["__substg1.0_", "__properties_version", "__nameid_version", "__recip_version"]
    return stride(from: 128, to: directory.count - 127, by: 128).contains { start in
      names.contains { name in directory[start...].starts(with: name.utf8.flatMap { [$0, 0] }) }
    }
  }

  /// The class of the outermost folder.
  private static let outlookClass: [UInt8] = [
    0x0B, 0x0D, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46,
  ]
}
