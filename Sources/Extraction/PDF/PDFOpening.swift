// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The first look at a PDF. A sandbox costs more than most of poppler's programs do inside it, so one
// runs them all over the same file, one after the other:
//
//     pdfinfo's lines │ mark │ XMP, where there is some │ mark │ list of files inside │ mark │ pages
//
// The mark is drawn anew for each file: no document knows it.

internal import FileStorage
internal import SystemPackage
internal import TextAnalysis

/// What the first look at a PDF gives.
struct PDFOpening: Sendable {
  /// What pdfinfo says, and XMP.
  var information: PDFInformation
  /// The language that XMP tells.
  var language: Language?
  /// XMP itself, where there is some.
  private var xmp: [UInt8]?
  /// Why what it says is missing; nil where nothing is.
  var remark: String?
  /// The names of the files inside, in the order of their numbers; nil where the look was cut short
  /// before.
  var attachments: [String]?
  /// The first pages.
  var text: PDFTextRun.Attempt

  /// The shell's work: `$1` is the mark, `$2` the last page, `$3` the file.
  ///
  /// Complaints are heard of pdfinfo's first run alone, as only they tell whether the file is damaged.
  private static let script = """
    end() { printf '\\n%s %s\\n' "$mark" "$1"; }
    mark=$1
    info=$(pdfinfo -enc UTF-8 -isodates -box -f 1 -l "$2" "$3"); status=$?
    printf '%s\\n' "$info"; end $status
    [ $status = 0 ] || exit $status
    case $info in *'Metadata Stream:'*yes*) pdfinfo -enc UTF-8 -meta "$3" 2>/dev/null;; esac; end $?
    pdfdetach -list -enc UTF-8 "$3" 2>/dev/null; end $?
    exec pdftotext -q -enc UTF-8 -bbox-layout -f 1 -l "$2" "$3" -
    """

  /// Looks at a PDF.
  ///
  /// - Throws: `ExtractionFailure` where it cannot be opened, or not even pdfinfo came to an end.
  static func read(
    _ path: FilePath, _ run: ExtractionRun
  ) async throws(ExtractionFailure) -> PDFOpening {
    let mark = Mark()
    let file: FilePath
    do throws(FileStorageError) { file = try run.folder.newFile() } catch {
      throw ExtractionFailure(.fileNotReadable, "\(error)")
    }
    defer { try? Folder.removeFile(file) }
    var limits = run.limits
    limits.unpackedBytes = limits.outputBytes
    var (end, messages): (ExtractionFailure?, String) = (nil, "")
    do throws(ExtractionFailure) {
      let outcome = try await ChildProcess(tool: .pdftotext, limits: limits).run(
        script: script, [mark.text, "\(PDFTextRun.stretch)", PDFReader.input], over: path,
        into: file)
      messages = outcome.messages
      if !outcome.isSuccess { end = PDFReader.refusal(outcome, .pdftotext, limits) }
    } catch {
      if [.interrupted, .programMissing].contains(error.reason) { throw error }
      end = error
    }
    let bytes: [UInt8]
    do throws(FileStorageError) { bytes = try FileReader.contents(of: file) } catch {
      throw end ?? ExtractionFailure(.fileNotReadable, "\(error)")
    }
    var opening = try PDFOpening(bytes, mark, messages, end, limits)
    if let xmp = opening.xmp { await opening.takeMetadata(xmp, run) }
    if Task.isCancelled { throw .interrupted }
    return opening
  }

  /// Takes the output apart, which may end anywhere.
  private init(
    _ bytes: [UInt8], _ mark: Mark, _ messages: String, _ end: ExtractionFailure?,
    _ limits: ExtractionLimits
  ) throws(ExtractionFailure) {
    var place = 0
    guard let info = mark.nextSection(of: bytes, &place) else {
      throw end ?? ExtractionTool.pdfinfo.notStarted("it said nothing")
    }
    let outcome = ChildOutcome(status: info.status, output: info.output, messages: messages)
    guard outcome.isSuccess else { throw PDFReader.refusal(outcome, .pdfinfo, limits) }
    information = PDFInformation(outcome)
    if let xmp = mark.nextSection(of: bytes, &place), xmp.status == 0, !xmp.output.isEmpty {
      self.xmp = xmp.output
    }
    attachments = mark.nextSection(of: bytes, &place).map {
      $0.status == 0 ? PDFAttachments.names($0.output) : []
    }
    text = PDFTextRun.Attempt(bytes, from: place, limit: PDFTextRun.stretch, failure: end)
  }

  /// What ends a section.
  private struct Mark {
    let text = "end-\(UInt64.random(in: 0 ... .max))-\(UInt64.random(in: 0 ... .max))"

    /// The section that begins at a place, and its program's status; the place is then behind it.
    func nextSection(of bytes: [UInt8], _ place: inout Int) -> (output: [UInt8], status: Int)? {
      guard let range = bytes[place...].firstRange(of: Array("\n\(text) ".utf8)),
        let lineEnd = bytes[range.upperBound...].firstIndex(of: 0x0A)
      else { return nil }
      let output = Array(bytes[place..<range.lowerBound])
      let status = String(decoding: bytes[range.upperBound..<lineEnd], as: UTF8.self)
      place = lineEnd + 1
      return (output, Int(status) ?? 1)
    }
  }
}
