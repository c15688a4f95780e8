// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Where words stand on their pages.

package import Extraction
internal import FileStorage
internal import OCFL
internal import SearchIndex
package import SystemPackage

extension Catalog {
  /// The pages of a document with the places of their words, as far as anybody knows them.
  ///
  /// - Throws: as `detail`; `.malformedObject`.
  package func pages(of id: String) throws(CatalogError) -> [ExtractedPage] {
    let id = try resolve(id)
    let (object, record) = DocumentSummary.parts(of: id)
    return try store().reading(object) { (document) throws(CatalogError) in
      if record != nil { return try part(id, in: document)?.document?.pages ?? [] }
      guard let extraction = try document.extraction() else { return [] }
      let layouts = try document.layouts()
      var pages = extraction.pages(texts: try document.pageTexts(count: extraction.pages))
      // An archive from elsewhere may have layouts of other texts.
      for index in pages.indices where index < layouts.count {
        pages[index].layout = layouts[index].flatMap { $0.fits(pages[index].text) ? $0 : nil }
      }
      return pages
    }
  }

  /// The picture of a page of a document.
  ///
  /// Pictures are drawn when they are asked for and kept in the cache of the user, outside the archive.
  /// - Throws: as `detail`; `.unusable` where it has no such page, or none that can be shown.
  package func picture(
    of id: String, page: Int, size: PictureSize = .page
  ) async throws(CatalogError) -> ShownPage {
    let detail = try detail(of: id)
    let file = try await file(of: detail)
    defer { withExtendedLifetime(file.member) {} }
    let type = detail.summary.mediaType ?? detail.extraction?.mediaType ?? ""
    let known = file.member == nil ? detail.sha512 : detail.partSHA512
    let digest = if let known { known } else { try ArchiveStore.sha512(of: file.path) }
    let source = ShownOriginal(
      path: file.path, mediaType: MediaType(rawValue: type), digest: digest)
    do throws(ExtractionFailure) {
      return try await PagePictures(cache: PictureCache())
        .picture(of: source, page: page, size: size)
    } catch {
      throw .unusable(
        value: "page \(page) of \(detail.summary.shortID)", asWhat: "a picture",
        advice: error.sentence)
    }
  }

  /// An answer with the places of the matches of each hit on its page, as far as anybody knows them.
  ///
  /// O(hits · pages of the document).
  /// - Throws: as `pages`.
  package func withPlaces(_ answer: CatalogAnswer) throws(CatalogError) -> CatalogAnswer {
    var answer = answer
    for index in answer.found.indices {
      let found = answer.found[index]
      guard found.layer == .read, !found.hit.snippet.places.isEmpty else { continue }
      let pages = try pages(of: found.document.id)
      guard pages.indices.contains(found.hit.page - 1) else { continue }
      let boxes = pages[found.hit.page - 1].layout?.boxes(of: found.hit.snippet.places)
      answer.found[index].boxes = boxes?.isEmpty == false ? boxes : nil
    }
    return answer
  }

  /// The bytes of a document: the original, or a file that is taken out of it.
  ///
  /// - Returns: the file; it is there at least as long as `member` is.
  /// - Throws: as `detail`; `.unusable` for a record, and where the original gives no file with the digest
  ///   that was written down for it; in documents that were read before digests were, for one of several
  ///   with the same names.
  package func file(
    of detail: DocumentDetail
  ) async throws(CatalogError) -> (path: FilePath, member: FoundMember?) {
    let (object, record) = DocumentSummary.parts(of: detail.summary.id)
    guard let record else { return (detail.original, nil) }
    let noFile = CatalogError.unusable(
      value: DocumentSummary.shortID(detail.summary.id),
      asWhat: "a file that can be taken out by itself",
      advice: "`handbill show \(object.prefix(12)) --original` has what it is in")
    guard let chain = detail.summary.chain?.dropFirst() else { return (detail.original, nil) }
    // A number behind its names says that another file has them too; without its digest, which is
    // which cannot be told.
    if detail.partSHA512 == nil, record.hasPrefix(chain.joined(separator: "/") + "~") {
      throw noFile
    }
    let input = ExtractionInput(path: detail.original, name: detail.metadata.name)
    let member: FoundMember?
    do throws(ExtractionFailure) {
      member = try await Extractor().member(
        Array(chain), sha512: detail.partSHA512, of: input)
    } catch {
      throw .unreadableOriginal(id: object, reason: "\(error)")
    }
    guard let member else { throw noFile }
    return (member.path, member)
  }

  /// A document inside another, as the archive keeps it; nil for a record of JSON lines.
  ///
  /// - Throws: `CatalogError.index`, `.archive`, `.storage`.
  func part(
    _ id: String, in document: ArchivedDocument
  ) throws(CatalogError) -> ExtractedPart? {
    guard let stored = try SummaryReader(snapshot()).stored(id: id),
      let line = CatalogCoding.decode(RecordNote.self, from: stored.payload)?.part?.line,
      let path = try document.partsFile()
    else { return nil }
    return try storing { () throws(FileStorageError) in
      var lines = try LineReader(path, from: line)
      return try lines.next().flatMap { PartsFile.part($0.bytes) }
    }
  }
}
