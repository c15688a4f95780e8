// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What goes between the program and a server of readers, one message each way: an order, with the file
// and where its frames go as open files; and how the reader ended.

/// An order to read one file.
package struct ReaderOrder: Sendable, Codable {
  /// The reader.
  package var format: WorkerFormat
  /// What it is told of its file, and what reading may cost.
  package var input: WorkerInput
  /// The address space that it may take, in bytes.
  package var memoryBytes: Int
  /// The longest file that it may write, in bytes.
  package var writtenBytes: Int

  /// Makes an order.
  package init(format: WorkerFormat, input: WorkerInput, memoryBytes: Int, writtenBytes: Int) {
    (self.format, self.input) = (format, input)
    (self.memoryBytes, self.writtenBytes) = (memoryBytes, writtenBytes)
  }

  /// The argument with which the program serves.
  package static let serving = "serve"
  /// Most bytes of an order.
  package static let mostBytes = 64 << 10
}

/// How a reader ended.
package struct ReaderEnd: Sendable, Hashable {
  /// Its exit status; 128 and the signal's number where a signal ended it.
  package var status: Int
  /// Whether it was killed for taking too long by the clock.
  package var isLate: Bool

  /// Makes one.
  package init(status: Int, isLate: Bool) { (self.status, self.isLate) = (status, isLate) }

  /// Reads a message; nil where it is none.
  init?(_ message: [UInt8]) {
    guard message.count == 2 else { return nil }
    self.init(status: Int(message[0]), isLate: message[1] != 0)
  }

  /// The message: status, and 1 where it was late.
  package var message: [UInt8] { [UInt8(clamping: status), isLate ? 1 : 0] }
}
