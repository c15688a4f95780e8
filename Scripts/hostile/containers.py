# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Containers that do harm: bombs, nesting, names that lead elsewhere, links, devices, wrong lengths."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib

from craft import TEXT, deflated, give, hostile, noise, u16, u32, u64, zeros_deflated

# MARK: zip


class Member:
    """One file of a zip, each field of which may lie."""

    def __init__(self, name, content=TEXT, packed=None, method=0, flags=0, mode=0o100644, crc=None,
                 length=None, extra=b"", at=None):
        self.name = name if isinstance(name, bytes) else name.encode()
        self.method, self.flags, self.mode, self.extra, self.at = method, flags, mode, extra, at
        self.packed = packed if packed is not None else deflated(content) if method == 8 else content
        self.length = len(content) if length is None else length
        self.crc = zlib.crc32(content) if crc is None else crc

    def shared(self):
        return (u16(20) + u16(self.flags) + u16(self.method) + u32(0x5C616000) + u32(self.crc)
                + u32(len(self.packed)) + u32(self.length) + u16(len(self.name)) + u16(len(self.extra)))

    def local(self):
        return b"PK\3\4" + self.shared() + self.name + self.extra + self.packed

    def entry(self, place):
        place = place if self.at is None else self.at
        return (b"PK\1\2" + u16(0x0314) + self.shared() + u16(0) + u16(0) + u16(0) + u32(self.mode << 16)
                + u32(place) + self.name + self.extra)


def zipped(members, count=None, size=None, start=None, before=b""):
    """A zip; count, size and start of its directory are told wrong where they are given."""
    body, directory = bytearray(before), bytearray()
    for member in members:
        directory += member.entry(len(body))
        body += member.local()
    count = len(members) if count is None else count
    end = (b"PK\5\6" + u32(0) + u16(count) + u16(count) + u32(len(directory) if size is None else size)
           + u32(len(body) if start is None else start) + u16(0))
    return bytes(body + directory) + end


def bomb(name, megabytes):
    packed = zeros_deflated(megabytes)
    return Member(name, b"", packed, 8, crc=0, length=megabytes << 20)


@hostile("zip-bomb.zip")
def _(draw):
    return zipped([bomb("zeros.txt", 600)])


@hostile("zip-bomb-many.zip")
def _(draw):
    return zipped([bomb(f"{number}.txt", 64) for number in range(20)])


@hostile("zip-bomb-lying-length.zip")
def _(draw):
    member = bomb("zeros.txt", 400)
    member.length = 12
    return zipped([member])


@hostile("zip-nested-42.zip")
def _(draw):
    inner = zipped([bomb("zeros.txt", 100)])
    for level in range(5):
        inner = zipped([Member(f"lib {level}-{number}.zip", inner, method=8) for number in range(16)])
    return inner


@hostile("zip-nested-deep.zip")
def _(draw):
    inner = zipped([Member("meals.txt")])
    for level in range(60):
        inner = zipped([Member(f"{level}.zip", inner)])
    return inner


@hostile("zip-overlapping.zip")
def _(draw):
    content = noise(draw, 20_000)
    members = [Member("first.bin", content, method=8)]
    members += [Member(f"{number}.bin", content, b"", 8, at=0) for number in range(1000)]
    for member in members[1:]:
        member.packed = members[0].packed
    body = members[0].local()
    directory = b"".join(member.entry(0) for member in members)
    return body + directory + (b"PK\5\6" + u32(0) + u16(len(members)) * 2 + u32(len(directory))
                               + u32(len(body)) + u16(0))


@hostile("zip-holds-itself.zip")
def _(draw):
    """A zip whose member begins at its own first byte: unpacking gives the file again."""
    member = Member("again.zip", b"", b"")
    member.packed, member.length, member.at = b"\0" * 4096, 4096, 0
    return zipped([member])


def quine():
    """A gzip file that unpacks to itself (the idea of Russ Cox, 2010), of stored blocks and copies.

    It is not exact to the last byte: what matters is that it never ends for one who unpacks again
    and again what looks like gzip.
    """
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\3"
    inner = head
    for _ in range(40):
        inner = gzip.compress(inner, 9, mtime=0)
    return inner


give("gzip-in-gzip-40.gz", quine)

for index, name in enumerate([
        "../../../../etc/cron.d/evil", "/etc/passwd", "C:\\Windows\\evil.txt", "a/../../b.txt",
        "..\\..\\evil.txt", "\\\\server\\share\\evil.txt", "~/evil.txt", "a//b///c.txt", ".", "..", "",
        "con", "a\0b.txt", "a\nb\n  gap: none.txt", "\x1b[2J\x1b[31mred.txt", "‮txt.exe", "x" * 300,
        "d/" * 400 + "deep.txt", "y" * 60000]):
    give(f"zip-name-{index:02}.zip", lambda name=name: zipped([Member(name)]))
give("zip-name-bad-utf8.zip", lambda: zipped([Member(b"\xff\xfe\x80\xc0\xaf..\xc0\xafetc.txt", flags=0x800)]))
give("zip-same-names.zip", lambda: zipped([Member("a.txt", TEXT + b"%d" % number) for number in range(3000)]))
give("zip-link.zip", lambda: zipped([Member("etc", b"/etc/passwd", mode=0o120777), Member("etc/passwd")]))
give("zip-device.zip", lambda: zipped([Member("disk", b"", mode=0o060666), Member("fifo", b"", mode=0o010666)]))
give("zip-encrypted.zip", lambda: zipped([Member("a.txt", flags=1)]))
give("zip-encrypted-directory.zip", lambda: zipped([Member("a.txt", flags=0x2041)]))
give("zip-method-99.zip", lambda: zipped([Member("a.txt", method=99)]))
give("zip-wrong-sum.zip", lambda: zipped([Member("a.txt", crc=1)]))
give("zip-directory-beyond.zip", lambda: zipped([Member("a.txt")], start=0xFFFFFFF0))
give("zip-directory-huge.zip", lambda: zipped([Member("a.txt")], size=0xFFFFFFF0))
give("zip-many-promised.zip", lambda: zipped([Member("a.txt")], count=65535))
give("zip-200000-empty.zip", lambda: zipped([Member("%x" % number, b"") for number in range(200_000)], count=0xFFFF))
give("zip-extra-loop.zip", lambda: zipped([Member("a.txt", extra=u16(1) + u16(0xFFFF) + b"\xff" * 8)]))
give("zip-64-lengths.zip", lambda: zipped([Member("a.txt", length=0xFFFFFFFF, extra=u16(1) + u16(16) + u64(1 << 62) * 2)]))
give("zip-lies-about-method.zip", lambda: zipped([Member("a.txt", TEXT, noise_packed(), 8)]))
give("zip-only-end.zip", lambda: zipped([]))
give("zip-end-twice.zip", lambda: zipped([Member("a.txt")]) + zipped([Member("b.txt")]))
give("zip-lzma-promise.zip", lambda: zipped([Member("a.txt", TEXT, b"\x09\x14\x05\0\x5d\xff\xff\xff\xff" + b"\0" * 64, 14)]))


def noise_packed():
    return b"\x07" + b"\xff" * 500  # the third kind of block, which deflate does not have


# MARK: tar, cpio, ar


def tarred(*entries, format=tarfile.GNU_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as tar:
        for name, kind, target in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            entry.size = len(TEXT) if kind == tarfile.REGTYPE else 0
            tar.addfile(entry, io.BytesIO(TEXT))
    return out.getvalue()


for index, name in enumerate(["../../evil.txt", "/etc/passwd", "a\nb.txt", "n" * 300, "d/" * 2000 + "x.txt", "."]):
    give(f"tar-name-{index}.tar", lambda name=name: tarred((name, tarfile.REGTYPE, "")))
give("tar-link.tar", lambda: tarred(("l", tarfile.SYMTYPE, "/etc"), ("l/passwd", tarfile.REGTYPE, "")))
give("tar-hard-link.tar", lambda: tarred(("h", tarfile.LNKTYPE, "/etc/shadow"), ("h", tarfile.LNKTYPE, "h")))
give("tar-devices.tar", lambda: tarred(("zero", tarfile.CHRTYPE, ""), ("disk", tarfile.BLKTYPE, ""), ("pipe", tarfile.FIFOTYPE, "")))
give("tar-pax-path.tar", lambda: tarred(("p" * 3000 + "/../../x", tarfile.REGTYPE, ""), format=tarfile.PAX_FORMAT))


def tar_with_length(octal, content=TEXT):
    head = bytearray(tarred(("a.txt", tarfile.REGTYPE, ""))[:512])
    head[124:136] = octal
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + content


give("tar-length-huge.tar", lambda: tar_with_length(b"77777777777\0"))
give("tar-length-negative.tar", lambda: tar_with_length(b"\xff" * 12))
give("tar-length-base256.tar", lambda: tar_with_length(b"\x80" + b"\x7f" * 11))
give("tar-pax-huge-header.tar", lambda: tar_with_length(b"77777777777\0").replace(b"\0ustar", b"xustar"))
give("tar-sparse.tar", lambda: sparse())
give("tar-long-name-loop.tar", lambda: tarred(*[("././@LongLink", tarfile.GNUTYPE_LONGNAME, "")] * 500))


def sparse():
    head = bytearray(tarred(("s.txt", tarfile.REGTYPE, ""))[:512])
    head[156] = ord("S")
    head[386:398], head[398:410] = b"77777777770\0", b"00000000001\0"
    head[483:495] = b"77777777777\0"
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + TEXT.ljust(512, b"\0") + bytes(1024)


def cpio(name, length):
    fields = [1, 0o100644, 0, 0, 1, 0, length, 0, 0, 0, 0, len(name) + 1, 0]
    return b"070701" + b"".join(b"%08X" % (f & 0xFFFFFFFF) for f in fields) + name + b"\0" + TEXT


give("cpio-length.cpio", lambda: cpio(b"../../evil.txt", 0xFFFFFFF0))
give("cpio-name-length.cpio", lambda: cpio(b"a", 10).replace(b"00000002", b"FFFFFFFF"))
give("ar-names.ar", lambda: b"!<arch>\n" + b"/99999999       0           0     0     644     999999999 `\n" + TEXT)
give("deb-like.deb", lambda: b"!<arch>\ndebian-binary   0           0     0     100644  4         `\n2.0\n"
     + b"data.tar.gz     0           0     0     100644  9999999999`\n" + TEXT)

# MARK: compressed files


def rle_zstd(megabytes):
    """A zstd frame of blocks that repeat one byte: 128 KB in 4 bytes each."""
    block = (1 << 1) | (131072 << 3)
    last = block | 1
    return (b"\x28\xb5\x2f\xfd\x00\x58" + u32(block)[:3] + b"\0") + (u32(block)[:3] + b"\0") * (8 * megabytes) + u32(last)[:3] + b"\0"


def lz4_bomb(megabytes):
    block = b"\x1f\0\1\0" + b"\xff" * ((4 << 20) // 255) + b"\x00\x50" + b"\0" * 5
    return b"\x04\x22\x4d\x18\x60\x70\x73" + (u32(len(block)) + block) * (megabytes // 4) + u32(0)


PACKERS = {
    "gz": lambda content: gzip.compress(content, 9, mtime=0),
    "bz2": lambda content: bz2.compress(content, 9),
    "xz": lambda content: lzma.compress(content, preset=1),
    "lzma": lambda content: lzma.compress(content, format=lzma.FORMAT_ALONE, preset=1),
}
for ending, pack in PACKERS.items():
    give(f"{ending}-bomb.txt.{ending}", lambda pack=pack: pack(bytes(320 << 20)))
    give(f"{ending}-cut.txt.{ending}", lambda pack=pack: pack(TEXT * 5000)[:-40])
    give(f"{ending}-joined.txt.{ending}", lambda pack=pack: pack(TEXT) * 3 + b"rubbish behind it")
    give(f"{ending}-tar-bomb.tar.{ending}",
         lambda pack=pack: pack(tar_with_length(b"01777777777\0", bytes(300 << 20))))
give("zst-bomb.txt.zst", lambda: rle_zstd(4096))
give("zst-window.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xff" + u32(3 | (131072 << 3))[:3] + b"\0")
give("zst-cut.zst", lambda: rle_zstd(4)[:-7])
give("lz4-bomb.txt.lz4", lambda: lz4_bomb(2048))
give("gz-name-endless.gz", lambda: b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + b"n" * (1 << 20))
give("gz-wrong-length.gz", lambda: gzip.compress(TEXT, mtime=0)[:-8] + b"\xff" * 8)
give("compress-loop.Z", lambda: b"\x1f\x9d\x90" + b"\xff" * 4000)
give("lzip-dictionary.lz", lambda: b"LZIP\x01\xff" + b"\xff" * 100)
give("xz-dictionary.xz", lambda: b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46\x02\0\x21\x01\x28\0\0\0\0\0\0\0" + b"\xff" * 64)

# MARK: 7z, rar, LHA, CAB


def seven(header, promise=None, crc=None):
    """A 7z with a header of our own behind no packed bytes."""
    start = u64(0) + u64(len(header) if promise is None else promise) + u32(zlib.crc32(header) if crc is None else crc)
    return b"7z\xbc\xaf\x27\x1c\0\4" + u32(zlib.crc32(start)) + start + header


give("7z-header-beyond.7z", lambda: seven(b"\1", promise=1 << 60))
give("7z-header-sum.7z", lambda: seven(b"\1\4\6", crc=7))
give("7z-million-files.7z", lambda: seven(b"\1\5\xf0\xff\xff\xff\xff"))
give("7z-streams.7z", lambda: seven(b"\1\4\6\0\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
give("7z-coder-loop.7z", lambda: seven(b"\1\4\6\0\1\x09\5\0\7\x0b\1\0\x20" + b"\x21\3\1\1\x28" * 32 + b"\0" * 32 + b"\0\0\0"))
give("7z-header-packed-in-itself.7z", lambda: seven(b"\x17\6\0\1\x09\x10\0\7\x0b\1\0\1\0\x0c\x10\0\0"))


def rar4(size, packed, name=b"a.txt", method=0x30, flags=0x8000):
    body = b"\x74" + u16(flags) + u16(32 + len(name)) + u32(packed) + u32(size) + b"\3" + u32(zlib.crc32(TEXT)) \
        + u32(0x5C616000) + b"\x14" + bytes([method]) + u16(len(name)) + u32(0o100644) + name
    return (b"Rar!\x1a\7\0" + b"\xcf\x90\x73\0\0\x0d\0\0\0\0\0\0\0"
            + u16(zlib.crc32(body) & 0xFFFF) + body + TEXT + b"\xc4\x3d\x7b\0\x40\7\0")


give("rar-lengths.rar", lambda: rar4(0xFFFFFFFF, 0xFFFFFFF0))
give("rar-name.rar", lambda: rar4(len(TEXT), len(TEXT), b"..\\..\\evil.txt"))
give("rar-packed-noise.rar", lambda: rar4(1 << 30, len(TEXT), method=0x33))
give("rar-encrypted.rar", lambda: rar4(len(TEXT), len(TEXT), flags=0x8004))
give("rar-volume.rar", lambda: rar4(len(TEXT), len(TEXT), flags=0x8003))
give("rar5-header.rar", lambda: b"Rar!\x1a\7\1\0" + u32(1) + b"\xff\xff\xff\xff\x7f" + b"\1" * 50)
give("rar-head-loop.rar", lambda: b"Rar!\x1a\7\0" + (b"\0\0\x74\0\0\0\0") * 2000)


@hostile("lha-level.lzh")
def _(draw):
    return b"\x16\0-lh5-" + u32(0xFFFFFFFF) + u32(0xFFFFFFFF) + u32(0) + b"\x20\0\5a.txt" + noise(draw, 400)


@hostile("cab-folders.cab")
def _(draw):
    return (b"MSCF" + u32(0) + u32(0x7FFFFFFF) + u32(0) + u32(44) + u32(0) + b"\3\1" + u16(0xFFFF) + u16(0xFFFF)
            + u16(0) + u32(0) + noise(draw, 300))


# MARK: web archives

WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %s\r\n\r\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n<p>Free meals</p>"

give("warc-length-huge.warc", lambda: WARC % b"99999999999999999999" + PAGE % b"")
give("warc-length-negative.warc", lambda: WARC % b"-1" + PAGE % b"")
give("warc-length-short.warc", lambda: (WARC % b"3" + PAGE % b"" + b"\r\n\r\n") * 500)
give("warc-chunk-huge.warc", lambda: WARC % b"400" + PAGE % b"Transfer-Encoding: chunked\r\n" + b"FFFFFFFFFFFFFFFF\r\nx")
give("warc-headers-endless.warc", lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 400_000)
give("warc-body-bomb.warc", lambda: warc_bomb())
give("wacz-empty-index.wacz", lambda: zipped([Member("datapackage.json", b"{" * 5000), Member("archive/a.warc.gz", b"\x1f\x8b\x08")]))


def warc_bomb():
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip, gzip\r\n\r\n" \
        + gzip.compress(gzip.compress(bytes(400 << 20), mtime=0), mtime=0)
    return WARC % (b"%d" % len(body)) + body + b"\r\n\r\n"
