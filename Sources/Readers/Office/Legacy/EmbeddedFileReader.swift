// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A file that was put into a document whole: an OLE file around it, with its name.
//
//   stream "\1Ole10Native": length:4 kind:2 label, zero, name, zero, kinds:4 length:4 path length:4 bytes
//   stream "Package" or "CONTENTS": the bytes alone
//
// - SeeAlso: [MS-OLEDS] Object Linking and Embedding (OLE) Data Structures, 2.3.6.

internal import Extraction
internal import ReaderProcess
internal import TextAnalysis

/// Takes embedded files out of the OLE files around them.
enum EmbeddedFileReader {

  /// Reads the file of a worker: what is inside becomes a part.
  static func read(_ input: WorkerInput, to output: inout WorkerOutput) throws(WorkerStop) {
    let found: (name: String, bytes: [UInt8])
    do throws(ExtractionFailure) { found = try file(in: try input.contents()) } catch {
      var report = ExtractionReport(
        mediaType: input.mediaType, extractor: WorkerFormat.embeddedFile.rawValue,
        extractorVersion: LegacyReader.version)
      report.failure = error
      return try output.document(ReadDocument(path: [], document: nil, report: report))
    }
    try output.member(MemberHeader(path: [found.name]), found.bytes)
  }

  private static func file(
    in bytes: [UInt8]
  ) throws(ExtractionFailure) -> (name: String, bytes: [UInt8]) {
    guard let file = try? CompoundFile(bytes) else { throw .damagedOffice }
    if let native = file.stream(CompoundFileKind.embedded[0]),
      let found = native10(LittleEndian(native))
    {
      return found
    }
    for name in CompoundFileKind.embedded.dropFirst() {
      if let contents = file.stream(name), !contents.isEmpty { return ("file", contents) }
    }
    throw .damagedOffice
  }

  /// The file in a stream with its name before it; nil where its lengths lead nowhere.
  private static func native10(_ stream: LittleEndian) -> (name: String, bytes: [UInt8])? {
    guard let labelEnd = stream.bytes.dropFirst(6).firstIndex(of: 0),
      let nameEnd = stream.bytes.dropFirst(labelEnd + 1).firstIndex(of: 0)
    else { return nil }
    let label = CharsetDecoder.decode(Array(stream.bytes[6..<labelEnd]))
    let start = nameEnd + 9 + stream.long(nameEnd + 5)
    let bytes = stream.slice(start + 4, stream.long(start))
    guard !bytes.isEmpty else { return nil }
    let name = label.flatMap { TextCleaner.value(String(decoding: $0.utf8, as: UTF8.self)) }
    return (name ?? "file", bytes)
  }
}
