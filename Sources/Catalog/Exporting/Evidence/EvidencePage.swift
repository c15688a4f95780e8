// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// report.html of an evidence bundle: one file for people and courts, without scripts and without
// anything from elsewhere, in the order in which one asks: what, where found, by whom, when, what it
// says, what happened to it, and how to check all that.

internal import FoundationEssentials
internal import OCFL
internal import SearchIndex
internal import TextAnalysis

/// The report.
struct EvidencePage {
  /// The documents, in the order asked for.
  let documents: [EvidenceDocument]
  /// Who made the bundle.
  let author: String
  /// When, RFC 3339 in UTC.
  let made: String
  /// The search that found the documents.
  let receipt: SearchReceipt?

  /// The page.
  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'sha256-\(Self.styleDigest)'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Evidence: \(documents.map(\.detail.metadata.name).joined(separator: ", "))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <h1>Evidence</h1>
    <p>\(documents.count == 1 ? "One document" : "\(String(documents.count)) documents"), put together \
    by \(HTML.name(author)) on \(HTML.time(made)) with \(Catalog.agent). All times are in UTC.</p>
    \(documents.count > 1 ? contents : .empty)
    \(documents.map { EvidenceSection(document: $0).html })
    \(receipt.map(search) ?? .empty)
    \(checking)
    </body>
    </html>

    """
  }

  private var contents: HTML {
    let entries = documents.map { document -> HTML in
      "<li><a href=\"#d\(document.id)\">\(HTML.name(document.detail.metadata.name))</a></li>\n"
    }
    return "<ol>\n\(entries)</ol>"
  }

  /// The search of a receipt, and where the documents stood in its answer.
  private func search(_ receipt: SearchReceipt) -> HTML {
    let places = documents.map { document -> HTML in
      let name = HTML.name(document.detail.metadata.name)
      let place = receipt.hits.firstIndex {
        DocumentSummary.parts(of: $0.id).object == document.id
      }
      guard let place else { return "<li>\(name) is not among its hits.</li>\n" }
      return "<li>\(name) is hit number \(String(place + 1)).</li>\n"
    }
    return """
      <section><h2>The search</h2>
      <p>Asked on \(HTML.time(receipt.created)): <bdi><code>\(receipt.query)</code></bdi>. \
      \(String(receipt.total)) documents matched. The whole answer is in \
      <a href="receipt.json">receipt.json</a>; <code>handbill receipt receipt.json</code> asks again.</p>
      <ul>
      \(places)</ul></section>
      """
  }

  private var checking: HTML {
    """
    <section><h2>How to check</h2>
    <ol>
    <li>In this folder, <code>sha512sum -c SHA512SUMS</code> computes the digest of every file again, \
    this report included, and says of each whether it is as it was. No other program and no network \
    is needed.</li>
    <li>The digest of <code>SHA512SUMS</code> itself cannot stand in a file that it covers. It was \
    printed when the bundle was made; whoever quotes it vouches for all of it: \
    <code>sha512sum SHA512SUMS</code>.</li>
    <li>The id of a document is the first 40 digits of the SHA-512 of its original: whoever has the \
    same file has the same id.</li>
    <li>In the folder of a document, <code>sha512sum -c inventory.json.sha512</code> checks the \
    inventory of its archive object, which lists every version of it with the digest of each of its \
    files (<a href="https://ocfl.io/1.1/spec/">OCFL 1.1</a>).</li>
    </ol></section>
    """
  }

  /// The digest by which the page allows its own style and no other (CSP 3, § 2.3.1).
  private static let styleDigest: String = {
    let digits = Array(DigestAlgorithm.sha256.digest(of: Array(style.markup.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }()

  private static let style: HTML = """
    body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111;\
    background:#fff}\
    h1,h2,h3{line-height:1.2}h2{border-top:2px solid #111;padding-top:1rem;margin-top:2.5rem}\
    table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;\
    border-bottom:1px solid #ccc;padding:.25rem .75rem .25rem 0}td:last-child{overflow-wrap:anywhere}th{font-weight:600}\
    .facts th{width:11rem}time{white-space:nowrap}code{font-size:.9em;overflow-wrap:anywhere}\
    .text{border:1px solid #999;padding:.5rem 1rem;margin:1rem 0}.text p{margin:.3rem 0;\
    white-space:pre-wrap;overflow-wrap:anywhere}.faint{color:#555}\
    @media print{body{margin:0;max-width:none}h2{break-after:avoid}}
    """
}

extension HTML {
  /// A time of RFC 3339 in UTC as people write it.
  static func time(_ text: String) -> HTML {
    let shown = text.hasSuffix("Z") ? text.dropLast().map { $0 == "T" ? " " : $0 } : Array(text)
    return "<time datetime=\"\(text)\">\(String(shown))</time>"
  }
}
