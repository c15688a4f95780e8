// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import Extraction
internal import FileStorage
internal import ReaderProcess

/// Reads mailboxes: each mail is a document of its own; a box with one mail is that mail.
enum MailboxReader {
  /// Reads the file of a worker, a mail at a time.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let file: FileReader
    do throws(FileStorageError) { file = try FileReader.standardInput() } catch {
      return try output.gap(ExtractionGap(page: nil, .fileNotReadable, "\(error)"))
    }
    var mails = MailboxSplitter(file, most: input.limits.fileBytes)
    var waiting = mails.next()
    var number = 0
    while let mail = waiting {
      waiting = mails.next()
      let isAlone = number == 0 && waiting == nil
      number += 1
      try MailReader.read(
        mail.bytes, number: isAlone ? nil : number, isCut: mail.isCut, input, to: &output)
    }
    if let fault = mails.fault {
      try output.gap(ExtractionGap(page: nil, .fileNotReadable, "\(fault)"))
    }
  }
}
