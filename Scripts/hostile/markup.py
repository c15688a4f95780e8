# Licensed under the Apache License, Version 2.0; see LICENSE.
"""XML and HTML that do harm, in every format that is XML somewhere inside; JSON lines, tables, texts."""

import zlib

from containers import Member, zipped
from craft import TEXT, give, noise, hostile

# MARK: documents in XML, each a template with places for a doctype and for what stands inside

CONTAINER = b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>" \
    b"<rootfile full-path='p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"
TYPES = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
RELS = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" \
    b"<Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='%s'/></Relationships>"


def word(doctype, inside):
    document = b"<?xml version='1.0'?>" + doctype \
        + b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>" \
        + inside + b"</w:t></w:r></w:p></w:body></w:document>"
    return zipped([Member("[Content_Types].xml", TYPES), Member("_rels/.rels", RELS % b"word/document.xml"),
                   Member("word/document.xml", document, method=8)])


def sheet(doctype, inside):
    book = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'" \
        b" xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r'/></sheets></workbook>"
    table = b"<?xml version='1.0'?>" + doctype + b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>" \
        b"<sheetData><row><c t='inlineStr'><is><t>" + inside + b"</t></is></c></row></sheetData></worksheet>"
    rels = (RELS % b"worksheets/sheet1.xml").replace(b"officeDocument'", b"worksheet'")
    return zipped([Member("[Content_Types].xml", TYPES), Member("_rels/.rels", RELS % b"xl/workbook.xml"),
                   Member("xl/workbook.xml", book), Member("xl/_rels/workbook.xml.rels", rels),
                   Member("xl/worksheets/sheet1.xml", table, method=8)])


def open_document(doctype, inside):
    content = b"<?xml version='1.0'?>" + doctype + b"<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'" \
        b" xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:text><t:p>" + inside \
        + b"</t:p></o:text></o:body></o:document-content>"
    return zipped([Member("mimetype", b"application/vnd.oasis.opendocument.text"), Member("content.xml", content, method=8)])


def epub(doctype, inside):
    package = b"<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>" \
        b"</manifest><spine><itemref idref='c'/></spine></package>"
    chapter = b"<?xml version='1.0'?>" + doctype + b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>" + inside + b"</p></body></html>"
    return zipped([Member("mimetype", b"application/epub+zip"), Member("META-INF/container.xml", CONTAINER),
                   Member("p.opf", package), Member("c.xhtml", chapter, method=8)])


def flat(before, after):
    return lambda doctype, inside: b"<?xml version='1.0'?>" + doctype + before + inside + after


FORMATS = {
    "docx": word, "xlsx": sheet, "odt": open_document, "epub": epub,
    "fb2": flat(b"<FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'><body><section><p>", b"</p></section></body></FictionBook>"),
    "svg": flat(b"<svg xmlns='http://www.w3.org/2000/svg'><text>", b"</text></svg>"),
    "xhtml": flat(b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>", b"</p></body></html>"),
    "alto.xml": flat(b"<alto><Layout><Page WIDTH='9' HEIGHT='9'><PrintSpace><TextBlock><TextLine><String CONTENT='a'/>", b"</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"),
    "rss.xml": flat(b"<rss><channel><item><title>", b"</title></item></channel></rss>"),
    "hocr": flat(b"<html xmlns='http://www.w3.org/1999/xhtml'><head><meta name='ocr-system' content='t'/></head><body><div class='ocr_page'>", b"</div></body></html>"),
    "page.xml": flat(b"<PcGts><Page imageWidth='9' imageHeight='9'><TextRegion><TextLine><TextEquiv><Unicode>", b"</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"),
}


def laughs():
    names = [b"<!ENTITY l0 'lol'>"] + [b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12)]
    return b"<!DOCTYPE r [" + b"".join(names) + b"]>", b"&l11;"


ATTACKS = {
    "xxe": lambda: (b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", b"&x;"),
    "xxe-net": lambda: (b"<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/r.dtd' [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'> %p;]>", b"a"),
    "laughs": laughs,
    "quadratic": lambda: (b"<!DOCTYPE r [<!ENTITY a '" + b"a" * 60_000 + b"'>]>", b"&a;" * 60_000),
    "deep": lambda: (b"", b"<a>" * 100_000 + b"x" + b"</a>" * 100_000),
}
for ending, template in FORMATS.items():
    for attack, parts in ATTACKS.items():
        give(f"{attack}.{ending}", lambda template=template, parts=parts: template(*parts()))

give("entity-loop.svg", lambda: FORMATS["svg"](b"<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", b"&a;"))
give("attributes.xml", lambda: b"<?xml version='1.0'?><r " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>")
give("namespaces.xml", lambda: b"<?xml version='1.0'?><r " + b" ".join(b"xmlns:a%d='u%d'" % (n, n) for n in range(50_000)) + b"/>")
give("name-long.xml", lambda: b"<?xml version='1.0'?><" + b"n" * 20_000_000 + b"/>")
give("comment-endless.xml", lambda: b"<?xml version='1.0'?><r><!--" + b"-x" * 2_000_000)
give("utf7.xml", lambda: b"<?xml version='1.0' encoding='UTF-7'?><r>+ADw-script+AD4-</r>")
give("charset-none.xml", lambda: b"<?xml version='1.0' encoding='x-none'?><r>\xff\xfe\xfd</r>")
give("svg-bomb.svgz", lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zlib.compress(b"<svg><text>" + b"a" * (300 << 20), 9)[2:])

# MARK: office packages

give("docx-member-bomb.docx", lambda: office_bomb())
give("docx-relation-loop.docx", lambda: zipped([Member("[Content_Types].xml", TYPES), Member("_rels/.rels", RELS % b"_rels/.rels")]))
give("docx-relation-outside.docx", lambda: zipped([Member("[Content_Types].xml", TYPES), Member("_rels/.rels", RELS % b"../../../etc/passwd")]))
give("docx-without-document.docx", lambda: zipped([Member("[Content_Types].xml", TYPES), Member("word/styles.xml", b"<a/>")]))
give("odt-encrypted.odt", lambda: zipped([Member("mimetype", b"application/vnd.oasis.opendocument.text"),
     Member("META-INF/manifest.xml", b"<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"), Member("content.xml", b"\1\2\3" * 100)]))
give("epub-spine-million.epub", lambda: epub(b"", b"a").replace(b"<itemref idref='c'/>", b"<itemref idref='c'/>"))
give("ods-repeated.ods", lambda: repeated())


def office_bomb():
    import craft
    packed = craft.zeros_deflated(500)
    return zipped([Member("[Content_Types].xml", TYPES), Member("_rels/.rels", RELS % b"word/document.xml"),
                   Member("word/document.xml", b"", packed, 8, crc=0, length=500 << 20)])


def repeated():
    content = b"<?xml version='1.0'?><o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'" \
        b" xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>" \
        b"<o:body><o:spreadsheet><t:table><t:table-row t:number-rows-repeated='2000000000'>" \
        b"<t:table-cell t:number-columns-repeated='2000000000'><x:p>aaaa<x:s x:c='2000000000'/></x:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    return zipped([Member("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), Member("content.xml", content)])


# MARK: HTML, RTF, records, tables, texts

for tag in [b"div", b"b", b"table", b"font", b"a", b"ul><li", b"svg><g"]:
    name = tag.decode().replace("><", "-")
    give(f"deep-{name}.html", lambda tag=tag: b"<!doctype html><body>" + (b"<" + tag + b">") * 100_000 + b"x")
give("attributes.html", lambda: b"<!doctype html><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x")
give("refresh-file.html", lambda: b"<!doctype html><meta http-equiv=refresh content='0;url=file:///etc/passwd'><iframe src=/etc/passwd></iframe><object data=/dev/zero>")
give("unclosed.html", lambda: b"<!doctype html><p " + b"<" * 3_000_000)
give("references.html", lambda: b"<!doctype html><p>" + b"&#x10FFFF;&#55296;&#0;&#99999999999;" * 50_000)
give("one-line.html", lambda: b"<!doctype html><p>" + b"word " * 4_000_000)

give("deep-groups.rtf", lambda: rb"{\rtf1 " + b"{" * 500_000)
give("objects.rtf", lambda: rb"{\rtf1 " + rb"{\object\objemb{\*\objdata " * 20_000 + b"01050000")
give("bin-length.rtf", lambda: rb"{\rtf1 a\bin2147483647 " + TEXT + b"}")
give("bin-negative.rtf", lambda: rb"{\rtf1 a\bin-2147483648 " + TEXT + b"}")
give("numbers.rtf", lambda: rb"{\rtf1\ansicpg999999999999999999999 \u99999999999999? \'zz" + b"}" * 9)
give("uc-skip.rtf", lambda: rb"{\rtf1\uc2000000000\u1234 " + TEXT * 100 + b"}")

give("deep.jsonl", lambda: b'{"text": "a"}\n{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b'}\n{"text": "b"}\n')
give("deep-objects.jsonl", lambda: b'{"text": "a"}\n' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n")
give("numbers.jsonl", lambda: b'{"id": 1e99999999, "text": "a"}\n{"id": -' + b"9" * 100_000 + b', "text": "b"}\n')
give("surrogates.jsonl", lambda: b'{"text": "\\ud800\\ud800 \\u0000"}\n{"text": "\xff\xfe"}\n{"text": 7}\n' * 3)
give("line-endless.jsonl", lambda: b'{"text": "a"}\n{"text": "' + b"a" * (70 << 20))
give("same-ids.jsonl", lambda: b'{"id": "../../x", "text": "soup"}\n' * 2_000)

give("quote-open.csv", lambda: b'a,b,c\n1,2,3\n"' + b"x,y,z\n" * 200_000)
give("columns.csv", lambda: b",".join(b"c%d" % n for n in range(300_000)) + b"\n" + b"," * 299_999 + b"\n")
give("formulas.csv", lambda: b"a,b,c\n" + b"=cmd|' /C calc'!A0,@SUM(1),+1\n" * 500)

give("zeros.txt", lambda: bytes(5 << 20))
give("form-feeds.txt", lambda: b"\x0c" * 1_000_000)
give("one-word.txt", lambda: b"a" * (20 << 20))
give("marks.txt", lambda: b"a" + "́".encode() * 2_000_000)
give("borders.txt", lambda: ("‮⁦‏" * 500_000).encode())
give("escapes.txt", lambda: b"\x1b]0;owned\x07\x1b[2J\x9b31m" * 20_000 + TEXT)
give("bad-utf8.txt", lambda: b"Soup at noon. " * 50 + b"\xf4\x90\x80\x80\xed\xa0\x80\xc0\xaf\xff" * 20)
give("utf16-odd.txt", lambda: b"\xff\xfe" + "Soup at noon\ud800".encode("utf-16-le", "surrogatepass") * 3000 + b"a")
give("utf32-outside.txt", lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 1000)


@hostile("noise.bin")
def _(draw):
    return noise(draw, 3 << 20)
