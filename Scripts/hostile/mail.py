# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Mail and compound files (DOC, XLS, PPT, MSG) that do harm."""

import base64

from containers import Member, bomb, zipped
from craft import TEXT, give, hostile, noise, u16, u32

HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Soup at noon\r\nDate: Mon, 2 Nov 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\n"


def nested(depth):
    out = HEAD
    for number in range(depth):
        out += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
    return out + b"Content-Type: text/plain\r\n\r\nsoup\r\n"


def with_file(name, content, coding=b"base64"):
    packed = base64.encodebytes(content) if coding == b"base64" else content
    return (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsoup\r\n--b\r\n"
            b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: " + coding
            + b"\r\nContent-Disposition: attachment; filename=\"" + name + b"\"\r\n\r\n" + packed + b"\r\n--b--\r\n")


def forwarded(depth):
    out = HEAD + b"\r\nsoup\r\n"
    for _ in range(depth):
        out = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + out
    return out


MADE = {
    "multipart-10000-deep.eml": lambda: nested(10_000),
    "multipart-same-boundary.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 5_000,
    "multipart-empty-boundary.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n" + b"--\r\n" * 50_000,
    "boundary-missing.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=never\r\n\r\n" + TEXT * 1000,
    "parts-150000.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 150_000,
    "forwarded-200-deep.eml": lambda: forwarded(200),
    "header-endless.eml": lambda: HEAD + b"X-Long: " + b"a" * (30 << 20) + b"\r\n\r\nsoup",
    "headers-300000.eml": lambda: HEAD + b"X-A: b\r\n" * 300_000 + b"\r\nsoup",
    "header-folds.eml": lambda: HEAD + b"X-A: b\r\n" + b" c\r\n" * 300_000 + b"\r\nsoup",
    "words-encoded.eml": lambda: HEAD.replace(b"Soup at noon", b"=?utf-8?q?a?= " * 100_000) + b"\r\nsoup",
    "word-broken.eml": lambda: HEAD.replace(b"Soup at noon", b"=?utf-8?b?=?utf-8?q?==FF=?=?=?x?b?//8=?= =?") + b"\r\nsoup",
    "parameters.eml": lambda: HEAD + b"Content-Type: text/plain" + b"; a*%d*=x'y'%%FF" % 99 * 50_000 + b"\r\n\r\nsoup",
    "comments-deep.eml": lambda: HEAD + b"Cc: " + b"(" * 200_000 + b"a@b\r\n\r\nsoup",
    "addresses.eml": lambda: HEAD + b"Cc: " + b"a@b.example, " * 200_000 + b"\r\n\r\nsoup",
    "base64-broken.eml": lambda: with_file(b"a.pdf", b"=A=B=C~~~\xff\xfe" * 900, b"base64x").replace(b"base64x", b"base64"),
    "base64-zip-bomb.eml": lambda: with_file(b"a.zip", zipped([bomb("zeros.txt", 300)])),
    "file-name-outside.eml": lambda: with_file(b"../../../../etc/cron.d/evil", TEXT),
    "file-name-lines.eml": lambda: with_file(b"a\r\n gap: b\x1b[2J.txt", TEXT),
    "uuencoded-cut.eml": lambda: HEAD + b"\r\nbegin 777 ../../evil\r\n" + b"M~~~~\r\n" * 5000,
    "charset-none.eml": lambda: HEAD + b"Content-Type: text/plain; charset=\"../../x\"\r\n\r\n\xff\xfe\x80soup",
    "html-deep.eml": lambda: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
    "calendar.eml": lambda: HEAD + b"Content-Type: text/calendar\r\n\r\n" + b"BEGIN:VCALENDAR\r\n" * 50_000,
    "zeros.eml": lambda: HEAD + b"\r\n" + bytes(2 << 20),
    "partial.eml": lambda: HEAD + b"Content-Type: message/partial; id=a; number=1; total=2000000000\r\n\r\nsoup",
    "external-body.eml": lambda: HEAD + b"Content-Type: message/external-body; access-type=local-file; name=\"/etc/passwd\"\r\n\r\nContent-Type: text/plain\r\n\r\n",
    "from-lines-100000.mbox": lambda: b"From a@b Mon Nov  2 12:00:00 2026\r\n" * 100_000,
    "mails-20000-empty.mbox": lambda: (b"From a@b Mon Nov  2 12:00:00 2026\nFrom: a@b\nSubject: x\n\n\n") * 3_000,
    "mail-of-bombs.mbox": lambda: (b"From a@b Mon Nov  2 12:00:00 2026\n" + with_file(b"a.zip", zipped([bomb("zeros.txt", 100)])).replace(b"\r\n", b"\n") + b"\n") * 5,
}
for name, make in MADE.items():
    give(name, make)

# MARK: winmail.dat

TNEF = b"\x78\x9f\x3e\x22\1\0"
give("lengths.dat", lambda: TNEF + b"\1\x06\x90\x08\0" + u32(0xFFFFFFFF) + b"\0" * 20)
give("properties.dat", lambda: TNEF + b"\1\x03\x90\6\0" + u32(40) + u32(0x7FFFFFFF) + b"\x1e\0\1\0" + u32(0xFFFFFFF0) + bytes(28) + u16(0))
give("attributes-many.dat", lambda: TNEF + (b"\2\2\x90\6\0" + u32(0) + u16(0)) * 100_000)

# MARK: compound files: a header, one sector of the table, sectors of the directory

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(table, entries, shift=9, tables=1, more_start=END, more=0, small_start=END, size=512):
    """A compound file: sector 0 is the table, sector 1 the directory, then 2 sectors of a stream."""
    head = (SIGNATURE + bytes(16) + u16(0x3E) + u16(3) + u16(0xFFFE) + u16(shift) + u16(6) + bytes(6) + u32(0)
            + u32(tables) + u32(1) + u32(0) + u32(4096) + u32(small_start) + u32(1) + u32(more_start) + u32(more)
            + u32(0) + u32(FREE) * 108)
    fat = b"".join(u32(value) for value in table).ljust(512, b"\xff")
    return head + fat + b"".join(entries).ljust(512, b"\0") + noise_like(1024)


def noise_like(count):
    return bytes((number * 37) & 255 for number in range(count))


def entry(name, kind, start, size, left=FREE, right=FREE, child=FREE):
    raw = name.encode("utf-16-le") + b"\0\0"
    return (raw.ljust(64, b"\0")[:64] + u16(len(raw)) + bytes([kind, 1]) + u32(left) + u32(right) + u32(child)
            + bytes(36) + u32(start) + u32(size) + u32(0))


STREAMS = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document", "msg": "__properties_version1.0"}
LOOPS = {
    "sector-loop": lambda name: compound([TABLE, END, 3, 2], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 0x7FFFFFFF)]),
    "directory-loop": lambda name: compound([TABLE, 1, END, END], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 900)]),
    "tree-loop": lambda name: compound([TABLE, END, 3, END], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 4096, left=1, right=0, child=1)]),
    "sectors-beyond": lambda name: compound([TABLE, END, 0x7FFFFFF0], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 0x7FFFFFF0, 5000)]),
    "table-loop": lambda name: compound([TABLE, END, END], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 900)], tables=0xFFFFFFFF, more_start=0, more=0xFFFFFFFF),
    "shift": lambda name: compound([TABLE, END], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 900)], shift=63),
    "noise": lambda name: compound([TABLE, END, 3, END], [entry("Root Entry", 5, END, 0, child=1), entry(name, 2, 2, 1024)]),
}
for ending, stream in STREAMS.items():
    for name, make in LOOPS.items():
        give(f"{name}.{ending}", lambda make=make, stream=stream: make(stream))
