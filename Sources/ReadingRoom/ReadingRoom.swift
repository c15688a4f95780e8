// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The room itself: a request in, an answer out, no socket. Reading only: nothing here changes an
// archive.

package import Catalog
internal import FileStorage
internal import QuerySyntax
internal import SearchIndex
package import TextAnalysis

/// Web pages over one catalog.
package struct ReadingRoom: Sendable {
  /// Writes an answer as JSON; the command line lends its own, so that there is one shape.
  package typealias AnswerWriter =
    @Sendable (_ answer: CatalogAnswer, _ query: String, _ match: Rung) throws -> String

  private let catalog: Catalog
  private let hosts: HostPolicy
  private let answerWriter: AnswerWriter

  /// Opens the room over a catalog.
  package init(_ catalog: Catalog, hosts: HostPolicy, answerWriter: @escaping AnswerWriter) {
    self.catalog = catalog
    self.hosts = hosts
    self.answerWriter = answerWriter
  }

  /// Answers the head of a request; every fault becomes an answer too.
  package func answer(head: [UInt8]) -> WebResponse {
    do throws(ReadingRoomError) { return answer(try WebRequest(head: head)) } catch {
      return Self.refusal(of: error)
    }
  }

  /// Answers a request; every fault becomes an answer too.
  package func answer(_ request: WebRequest) -> WebResponse {
    do throws(ReadingRoomError) {
      try hosts.check(request.host)
      return try page(request)
    } catch {
      if request.path == ["search.json"] {
        let sentence = Sentence.whole("\(error)") + ".\n"
        return .text(sentence, type: "text/plain", status: WebStatus(of: error))
      }
      return Self.refusal(of: error)
    }
  }

  /// The page that says why there is no answer.
  package static func refusal(of error: ReadingRoomError) -> WebResponse {
    let status = WebStatus(of: error)
    return .page(ErrorPage(error: error, status: status).html, status: status)
  }

  private func page(_ request: WebRequest) throws(ReadingRoomError) -> WebResponse {
    switch request.path.first {
    case nil: return try search(request)
    case "search.json" where request.path.count == 1: return try searchJSON(request)
    case "document" where request.path.count == 2:
      return try document(request.path[1], request)
    case "document" where request.path.count == 3 && request.path[2] == "original":
      return try original(of: request.path[1])
    case "statistics" where request.path.count == 1: return try statistics()
    case "gaps" where request.path.count == 1:
      return .page(GapsPage(gaps: try asked { () throws(CatalogError) in try catalog.gaps() }).html)
    case "style.css" where request.path.count == 1:
      return .text(StyleSheet.css, type: "text/css")
    default: throw .noSuchPage("/" + request.path.joined(separator: "/"))
    }
  }

  private func search(_ request: WebRequest) throws(ReadingRoomError) -> WebResponse {
    let form = try SearchForm(request)
    if form.isEmpty {
      let documents = try asked { () throws(CatalogError) in try catalog.snapshot().documentCount }
      return .page(SearchPage(form: form, outcome: .nothingAsked(documents: documents)).html)
    }
    do throws(CatalogError) {
      let answer = try catalog.search(form.request)
      return .page(SearchPage(form: form, outcome: .answer(answer)).html)
    } catch .query(let fault) {
      let page = SearchPage(form: form, outcome: .fault(fault))
      return .page(page.html, status: WebStatus(of: .catalog(.query(fault))))
    } catch {
      throw .catalog(error)
    }
  }

  private func searchJSON(_ request: WebRequest) throws(ReadingRoomError) -> WebResponse {
    let form = try SearchForm(request)
    let answer = try asked { () throws(CatalogError) in try catalog.search(form.request) }
    let json: String
    do { json = try answerWriter(answer, form.query, form.match) } catch {
      throw .unwritableAnswer(reason: "\(error)")
    }
    return .text(json, type: "application/json")
  }

  private func document(
    _ id: String, _ request: WebRequest
  ) throws(ReadingRoomError) -> WebResponse {
    let form = try SearchForm(request)
    let page = request.value("page") ?? "1"
    guard let firstPage = Int(page), firstPage > 0 else {
      throw .badValue(name: "page", value: page, advice: "it is the number of a page")
    }
    let (detail, history) = try asked { () throws(CatalogError) in
      (try catalog.detail(of: id), try catalog.history(of: id))
    }
    // A query that cannot be read marks nothing; the search page says what is wrong with it.
    let marker = (try? QueryParser.parse(form.query)).map {
      QueryMarker($0, match: form.match, languages: form.languages)
    }
    return .page(
      DocumentPage(
        detail: detail, versions: history.versions, events: history.events, form: form,
        firstPage: firstPage, marker: marker
      ).html)
  }

  /// The bytes of an original, to be kept and never to be shown: they may be a hostile page.
  private func original(of id: String) throws(ReadingRoomError) -> WebResponse {
    let detail = try asked { () throws(CatalogError) in try catalog.detail(of: id) }
    let size: Int
    do throws(FileStorageError) {
      size = try FileReader(detail.original, symbolicLinks: .refuse).status().size
    } catch {
      throw .storage(error)
    }
    var answer = WebResponse(
      .ok, type: "application/octet-stream", policy: WebResponse.originalPolicy,
      body: .file(detail.original, size: size))
    let name = PercentCoding.encode(detail.metadata.name)
    answer.fields.append(
      ("Content-Disposition", "attachment; filename=\"original\"; filename*=UTF-8''\(name)"))
    return answer
  }

  private func statistics() throws(ReadingRoomError) -> WebResponse {
    let snapshot = try asked { () throws(CatalogError) in try catalog.snapshot() }
    return .page(
      StatisticsPage(documents: snapshot.documentCount, languages: snapshot.languages).html)
  }

  /// Runs a call into the catalog with its error in the room's terms.
  private func asked<Result>(
    _ body: () throws(CatalogError) -> Result
  ) throws(ReadingRoomError) -> Result {
    do throws(CatalogError) { return try body() } catch { throw .catalog(error) }
  }
}
