// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Files that other projects collected to try readers with: what each says, written down by reading it.

import FileStorage
import Foundation
import SystemPackage
import Testing

@testable import Extraction

/// The collection beside the checkout; nil where it is absent.
private let collection: FilePath? = {
  let checkout = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()
  let shared =
    ProcessInfo.processInfo.environment["HANDBILL_SHARED"].map { FilePath($0) }
    ?? checkout.removingLastComponent().appending("shared")
  let file = shared.appending("data").appending("formats-curated.tar.zst")
  return FileManager.default.fileExists(atPath: file.string) ? file : nil
}()

@Suite(.enabled(if: collection != nil, "needs ../shared/data/formats-curated.tar.zst"))
struct CuratedFilesTests {
  /// A file, and a phrase that stands in it or in what is inside it.
  static let phrases: [(file: String, phrase: String)] = [
    ("content_transfer_encoding_empty.eml", "8afb90"),
    ("japanese.eml", "かきくえこ"),
    ("japanese_attachment.eml", "Rails, RSpec and Life blog"),
    ("japanese_attachment_long_name.eml", "まみむめもまみむめも"),
    ("japanese_iso_2022.eml", "すみません"),
    ("japanese_shift_jis.eml", "今後ともよろしくお願い申し上げます"),
    ("ks_c_5601-1987.eml", "스티해"),
    ("raw_email.eml", "우리는 하나님을 믿습니다"),
    ("raw_email_double_at_in_header.eml", "제 이름은 Jamis입니다"),
    ("raw_email_string_in_date_field.eml", "한국말로 하는 것"),
    ("raw_email_with_partially_quoted_subject.eml", "\"漢字\" mid \"漢字\" tail"),
    ("protectedSheets.xlsx", "защищена формула"),
    ("resume.html", "Компании, просмотревшие резюме"),
    ("russian.cp866.txt", "Однажды, в студеную зимнюю пору"),
    ("test.fb2", "mon prince. Genes et Lucques"),
    ("testArabicMisleadingCharset.html", "في قرية من القرى كان هناك رجل حكيم"),
    ("testEML_embedded_xhtml_and_img.eml", "Using inline content"),
    ("testEPUB.epub", "This is the text for chapter Two"),
    ("testEPUB_multi-metadata-vals.epub", "Standard Ebooks"),
    ("testEPUB_xml_ext.epub", "the clocks were striking thirteen"),
    ("testEXCEL_phonetic.xlsx", "オラクル日本会社"),
    ("testHTMLNoisyMetaEncoding_1.html", "الاتحاد الجزائري"),
    ("testHTML_charset_utf16le.html", "This is a sample text"),
    ("testHTML_utf8.html", "åäö"),
    ("testMSG_chinese.msg", "高票當選雲林縣總工會"),
    ("testODFwithOOo3.odt", "Another interesting project is"),
    ("testODTBodyListOpenClose.xml.gz", "la suite est arithmétique de raison 52"),
    ("testODTEmbedded.odt", "This document has bold and italic text"),
    ("testODTEmbeddedImageLink.odt", "Visit Tika"),
    ("testODTMacro.fodt", "Click the smiley"),
    ("testODTMacro.odt", "Just one little click"),
    ("testODTNoMeta.odt", "Test text"),
    ("testODTStyles2.odt", "Uniek referentienummer"),
    ("testODTStyles3.odt", "Marleen Vrolix"),
    ("testODT_svgTitleInStyledSpan.odt", "國立雲林科技大學國際課程活動甄選"),
    ("testODTnotaZipFile.odt", "This is not a zip file!"),
    ("testOpenOffice2.odt", "written in NeoOffice 2.2.1"),
    ("testPDF.pdf", "extracting metadata and structured text content"),
    ("testRFC822_dkim.eml", "We lost the game"),
    ("testRFC822_multipart_attachments.eml", "This is test email for EML1"),
    ("testRFC822_simple_inline_body.txt", "csh-whynot"),
    ("testRFC822_x-.eml", "Julien Nioche commented on TIKA-461"),
    ("testRTF-ms932.rtf", "こんにちは"),
    ("testRTFJapanese.rtf", "渡部富哉さん提供"),
    ("testRTFUnicodeGothic.rtf", "𐌲𐌿𐍄𐌹𐍃𐌺"),
    ("testRTFUnicodeUCNControlWordCharacterDoubling.rtf", "abc"),
    ("testRTFVarious.rtf", "Row 2 Col 3"),
    ("testTXTNonASCIIUTF8.txt", "Le renard brun rapide"),
    ("testWORD.docx", "More of our nested table"),
    ("testWORD_various.doc", "ゾルゲと尾崎"),
    ("testWORD_various.docx", "Suddenly some Japanese text"),
  ]

  /// A file that gives no text, with the true reason; of a container, that of what is inside.
  static let gaps: [(file: String, reason: FailureReason)] = [
    ("gbk.zip", .emptyFile),
    ("testDBF_gb18030.dbf", .binary),
    ("testODTEncrypted.odt", .encrypted),
  ]

  /// A zip with names in Shift_JIS.
  static let shortTexts = "testZipEntryNameCharsetShiftSJIS.zip"

  @Test func `Every file is read with the phrase that stands in it, or fails for its true reason`()
    async throws
  {
    let path = try #require(collection)
    var recognition = RecognitionOptions()
    recognition.use = .never
    let result = await Extractor(recognition: recognition).extract(
      ExtractionInput(path: path, name: "formats-curated.tar.zst"))
    let parts = try parts(try #require(result.parts))
    for (file, phrase) in Self.phrases {
      let own = parts.filter { $0.belongs(to: file) }
      #expect(!own.isEmpty, "\(file) is missing")
      let texts = own.flatMap { $0.document?.pages.map(\.text) ?? [] }
      #expect(texts.contains { $0.contains(phrase) }, "\(file)")
    }
    for (file, reason) in Self.gaps {
      let reasons = parts.filter { $0.belongs(to: file) }.map(\.report.failure?.reason)
      #expect(reasons.contains(reason), "\(file)")
    }
    // Two texts of ten syllables in Shift_JIS, which their bytes hardly tell; the names are right.
    let names = parts.filter { $0.belongs(to: Self.shortTexts) }.map { $0.chain.last }
    #expect(Set(names).isSuperset(of: ["文章1.txt", "文章2.txt"]))
    let known = Set(
      Self.phrases.map(\.file) + Self.gaps.map(\.file) + ["INDEX.tsv", Self.shortTexts])
    let strangers = parts.filter { part in
      !known.contains { part.belongs(to: $0) } && part.document == nil
        && part.report.failure != nil && !part.report.mediaType.rawValue.hasPrefix("image/")
    }
    #expect(strangers.map(\.name) == [])
  }

  private func parts(_ file: PartsFile) throws -> [ExtractedPart] {
    var lines = try LineReader(file.path)
    var parts: [ExtractedPart] = []
    while let line = try lines.next() { parts += PartsFile.part(line.bytes).map { [$0] } ?? [] }
    return parts
  }
}

extension ExtractedPart {
  /// Whether it is a file of the collection, or inside one; names have that of their project before them.
  fileprivate func belongs(to file: String) -> Bool {
    chain.contains { $0 == file || $0.hasSuffix("__" + file) }
  }
}
