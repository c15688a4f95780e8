# Licensed under the Apache License, Version 2.0; see LICENSE.
"""PDF files that do harm: loops, bombs, wrong places, locks, scripts."""

import zlib

from craft import TEXT, give

CONTENT = b"<< /Length 60 >>\nstream\nBT /F1 12 Tf 50 700 Td (Free meals at noon, every day) Tj ET\nendstream"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects, trailer=b"", xref=True, end=True):
    """A PDF whose objects are numbered from 1; the first is its catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for index, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (index + 1, body)
    if xref:
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n" % (len(objects) + 1, trailer, start)
    return bytes(out) + (b"%%EOF\n" if end else b"")


def page(extra=b"", box=b"0 0 595 842", content=b"4 0 R", parent=b"2 0 R"):
    return b"<< /Type /Page /Parent %b /MediaBox [%b] /Contents %b /Resources << /Font << /F1 5 0 R >> >> %b >>" % (
        parent, box, content, extra)


def plain(catalog=b"", pages=b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", leaf=None, content=CONTENT, more=(), **rest):
    return pdf([b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog, pages, leaf or page(), content, FONT, *more], **rest)


def stream(content, dictionary=b""):
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), dictionary, content)


def packed(content, times):
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%b]" % (b"/FlateDecode " * times))


MADE = {
    "pages-loop": lambda: plain(pages=b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"),
    "pages-count": lambda: plain(pages=b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>"),
    "pages-negative": lambda: plain(pages=b"<< /Type /Pages /Count -5 /Kids [3 0 R] >>"),
    "kids-deep": lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R >>"] + [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 3) for number in range(20_000)] + [page()]),
    "contents-self": lambda: plain(leaf=page(content=b"[3 0 R 4 0 R 4 0 R]")),
    "contents-million": lambda: plain(leaf=page(content=b"[" + b"4 0 R " * 300_000 + b"]")),
    "filters-ten": lambda: plain(content=packed(b"BT /F1 12 Tf 50 700 Td (Free meals) Tj ET", 10)),
    "filter-bomb": lambda: plain(content=packed(bytes(400 << 20), 3)),
    "filter-self": lambda: plain(content=b"<< /Length 4 0 R /Filter 4 0 R >>\nstream\nx\nendstream"),
    "filter-unknown": lambda: plain(content=stream(TEXT, b"/Filter [/FlateDecode /Nonsense /JBIG2Decode]")),
    "predictor": lambda: plain(content=stream(zlib.compress(TEXT), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 >>")),
    "box-huge": lambda: plain(leaf=page(box=b"0 0 1e9 1e9")),
    "box-not-numbers": lambda: plain(leaf=page(box=b"/a (b) nan -1e400")),
    "box-empty": lambda: plain(leaf=page(box=b"0 0 0 0")),
    "user-unit": lambda: plain(leaf=page(b"/UserUnit 1e8 /Rotate 47")),
    "form-loop": lambda: plain(leaf=page(b"").replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"), content=stream(b"/X Do"),
                               more=[stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")]),
    "form-doubling": lambda: forms(),
    "xref-missing": lambda: plain(xref=False),
    "xref-cut": lambda: plain()[:-90],
    "xref-loop": lambda: plain(trailer=b"/Prev %d" % plain().rindex(b"xref\n0")),
    "xref-start": lambda: plain().replace(b"startxref\n", b"startxref\n99999999999"),
    "object-stream-loop": lambda: plain(more=[stream(b"6 0 7 0 << >>", b"/Type /ObjStm /N 2 /First 8 /Extends 6 0 R")],
                                        catalog=b"/Names 7 0 R"),
    "xref-stream-self": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9999999 /W [8 8 8] /Index [0 2147483647] /Root 1 0 R /Prev 9 /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF",
    "script": lambda: plain(catalog=b"/OpenAction << /S /JavaScript /JS (while(true){app.alert(1)}) >>"),
    "launch": lambda: plain(catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
    "encrypted": lambda: plain(trailer=b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (%b) /U (%b) >> /ID [(a) (b)]" % (b"o" * 32, b"u" * 32)),
    "encrypt-nonsense": lambda: plain(trailer=b"/Encrypt << /Filter /Standard /V 99 /R 99 /Length -1 /O 7 /U 1 0 R >>"),
    "attachment-names": lambda: plain(catalog=b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (../../../../tmp/evil.txt) /EF << /F 6 0 R >> >>] >> >>",
                                      more=[stream(TEXT, b"/Type /EmbeddedFile")]),
    "attachment-bomb": lambda: plain(catalog=b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.bin) /EF << /F 6 0 R >> >>] >> >>",
                                     more=[packed(bytes(600 << 20), 2)]),
    "attachment-itself": lambda: plain(catalog=b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.pdf) /EF << /F 6 0 R >> >>] >> >>",
                                       more=[stream(plain(), b"/Type /EmbeddedFile")]),
    "names-loop": lambda: plain(catalog=b"/Names << /EmbeddedFiles 6 0 R >>", more=[b"<< /Kids [6 0 R 6 0 R] >>"]),
    "outline-loop": lambda: plain(catalog=b"/Outlines 6 0 R", more=[b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Title (a) /Count 9 >>"]),
    "strings-deep": lambda: plain(content=stream(b"[" * 200_000)),
    "operators": lambda: plain(content=stream(b"q " * 1_000_000)),
    "text-million": lambda: plain(content=stream(zlib.compress(b"BT /F1 1 Tf " + b"1 0 0 1 5 5 Tm (abc) Tj " * 400_000 + b"ET"), b"/Filter /FlateDecode")),
    "image-huge": lambda: plain(leaf=page().replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"), content=stream(b"500 0 0 700 0 0 cm /X Do"),
                                more=[stream(zlib.compress(bytes(1000)), b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode")]),
    "font-noise": lambda: plain().replace(b"/Subtype /Type1", b"/Subtype /Type0 /DescendantFonts [5 0 R] /ToUnicode 4 0 R"),
    "info-loop": lambda: plain(trailer=b"/Info 6 0 R", more=[b"<< /Title 6 0 R /Author (a\\000\\377b\\nc) /CreationDate (D:99999999999999) >>"]),
    "metadata-laughs": lambda: plain(catalog=b"/Metadata 6 0 R", more=[stream(b"<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '" + b"&a;" * 900 + b"'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"&b;" * 9000 + b"</x:xmpmeta>", b"/Type /Metadata")]),
    "only-header": lambda: b"%PDF-1.7\n",
    "only-header-noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 800,
    "cut-object": lambda: plain()[:300],
}


def forms():
    """Thirty forms, each of which draws the next twice: a thousand million drawings."""
    more = []
    for number in range(6, 36):
        names = b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        more.append(stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + names))
    more.append(stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >>"))
    return plain(leaf=page().replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"), content=stream(b"/X Do"), more=more)


for name, make in MADE.items():
    give(f"{name}.pdf", make)
