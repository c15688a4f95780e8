// Licensed under the Apache License, Version 2.0; see LICENSE.

import FoundationEssentials
import SystemPackage
import TextAnalysis

@testable import Extraction
@testable import ReaderProcess
@testable import Readers

/// What a reader of mail sends for some bytes, read in this process.
struct MailFixture {
  var documents: [ReadDocument] = []
  var members: [(header: MemberHeader, contents: [UInt8])] = []
  var gaps: [ExtractionGap] = []
  /// Whether the reader came to its end.
  var isWhole = false

  /// Reads one mail.
  init(_ mail: [UInt8], limits: ExtractionLimits = ExtractionLimits()) throws {
    try self.init(limits) { input, output throws(WorkerStop) in
      try MailReader.read(mail, number: nil, input, to: &output)
    }
  }

  /// Reads one mail that is written with line feeds alone.
  init(_ mail: String) throws { try self.init(Array(mail.utf8)) }

  /// Reads a mail of Outlook.
  init(outlook file: CompoundFile) throws {
    try self.init(ExtractionLimits()) { input, output throws(WorkerStop) in
      try OutlookMail(file, folder: 0, input).send(path: [], to: &output)
    }
  }

  /// Reads a `winmail.dat`.
  init(tnef bytes: [UInt8]) throws {
    try self.init(ExtractionLimits()) { input, output throws(WorkerStop) in
      try TNEFReader.read(bytes, nil, input, to: &output)
    }
  }

  private init(
    _ limits: ExtractionLimits,
    _ read: (WorkerInput, inout WorkerOutput) throws(WorkerStop) -> Void
  ) throws {
    let fixture = try ExtractionFixture()
    let path = fixture.folder.appending("frames")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create], permissions: .ownerReadWrite)
    var output = WorkerOutput(file)
    try read(WorkerInput(mediaType: .mail, name: "mail", limits: limits), &output)
    try output.finish()
    try file.close()
    try follow(path)
  }

  private mutating func follow(_ path: FilePath) throws {
    var frames = try FrameReader(path, longest: .max)
    while let frame = try frames.next() {
      switch frame {
      case .document(let document): documents.append(document)
      case .member(let header): members.append((header, []))
      case .bytes(let bytes): members[members.count - 1].contents += bytes
      case .memberEnd: break
      case .gap(let gap): gaps.append(gap)
      case .end: isWhole = true
      default: break
      }
    }
  }

  /// The text of the mail; empty where there is none.
  var text: String { documents.first?.document?.pages.first?.text ?? "" }
  var title: String? { documents.first?.document?.title }
  var report: ExtractionReport? { documents.first?.report }
  /// Names of the files inside.
  var names: [String] { members.map { $0.header.path.joined(separator: "|") } }
  /// Codes of what could not be read.
  var reasons: [FailureReason] { report?.gaps.map(\.reason) ?? [] }

  /// Headers that every mail of these tests has.
  static let head = "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"

  /// A mail with parts, each with its own headers.
  static func multipart(_ subtype: String, _ parts: [String]) -> String {
    let body = parts.map { "--=_b\n\($0)\n" }.joined()
    return head + "Subject: parts\nContent-Type: multipart/\(subtype); boundary=\"=_b\"\n\n"
      + body + "--=_b--\n"
  }

  /// Files in the folder of samples, with their bytes.
  static func samples(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let path = FilePath(#filePath).removingLastComponent().removingLastComponent()
      .removingLastComponent().removingLastComponent().appending("Samples").appending(folder)
    return try FileManager.default.contentsOfDirectory(atPath: path.string).sorted().map { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: path.appending(name).string))
      return (name, Array(data))
    }
  }
}
