# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Pictures that do harm: huge sizes, loops of directories, thousands of frames, broken packing."""

import struct
import zlib

from craft import be16, be32, give, u16, u32, zeros_deflated


def chunk(kind, content, crc=None):
    return be32(len(content)) + kind + content + be32(zlib.crc32(kind + content) if crc is None else crc)


def png(width, height, packed, depth=8, colour=0, before=b"", interlace=0):
    head = be32(width) + be32(height) + bytes([depth, colour, 0, 0, interlace])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


WHITE = zlib.compress(b"\0" + b"\xff" * 64)
MADE = {
    "size-largest.png": lambda: png(0x7FFFFFFF, 0x7FFFFFFF, WHITE),
    "bomb-gray.png": lambda: png(40_000, 20_000, b"\x78\xda" + zeros_deflated(760)),
    "bomb-under-limit.png": lambda: png(14_000, 14_000, b"\x78\xda" + zeros_deflated(188), depth=8),
    "size-none.png": lambda: png(0, 0, WHITE),
    "depth.png": lambda: png(64, 1, WHITE, depth=77, colour=99),
    "text-bomb.png": lambda: png(8, 1, WHITE, before=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(300 << 20), 9))),
    "profile-bomb.png": lambda: png(8, 1, WHITE, before=chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(300 << 20), 9))),
    "chunk-length.png": lambda: png(64, 1, WHITE)[:33] + be32(0xFFFFFFFF) + b"tEXt",
    "chunks-million.png": lambda: png(64, 1, WHITE, before=chunk(b"tEXt", b"a\0b") * 300_000),
    "interlaced-huge.png": lambda: png(60_000, 60_000, WHITE, interlace=1),
    "cut.png": lambda: png(64, 64, WHITE)[:50],
}


def tiff(entries, next_directory=0, tail=b""):
    """A TIFF of one directory; each entry is tag, type, count, value."""
    body = b"II*\0" + u32(8) + u16(len(entries))
    for tag, kind, count, value in entries:
        body += u16(tag) + u16(kind) + u32(count) + u32(value)
    return body + u32(next_directory) + tail


def page(width, height, compression=1, offset=8, count=64, rows=1):
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1),
            (273, 4, 1, offset), (277, 3, 1, 1), (278, 4, 1, rows), (279, 4, 1, count)]


def directories(count):
    """A TIFF of so many small pages."""
    out, size = bytearray(b"II*\0" + u32(8)), 2 + 9 * 12 + 4
    for number in range(count):
        place = 8 + (number + 1) * size
        out += tiff(page(8, 8), place if number + 1 < count else 0)[8:]
    return bytes(out) + b"\xff" * 64


MADE |= {
    "directory-loop.tif": lambda: tiff(page(8, 8), next_directory=8, tail=bytes(64)),
    "directory-beyond.tif": lambda: tiff(page(8, 8), next_directory=0xFFFFFFF0),
    "directories-60000.tif": lambda: directories(60_000),
    "size-largest.tif": lambda: tiff(page(0xFFFFFFFF, 0xFFFFFFFF)),
    "strips-beyond.tif": lambda: tiff(page(6000, 6000, offset=0xFFFFFF00, count=0xFFFFFFFF)),
    "lzw-noise.tif": lambda: tiff(page(2000, 2000, 5, offset=122, count=9000, rows=2000), tail=b"\xff\x01\x80" * 3000),
    "fax-noise.tif": lambda: tiff([e if e[0] != 258 else (258, 3, 1, 1) for e in page(9000, 9000, 4, offset=122, count=9000, rows=9000)], tail=b"\xaa\x11" * 4500),
    "count-huge.tif": lambda: tiff([(273, 4, 0x7FFFFFFF, 8), (270, 2, 0xFFFFFFFF, 8)] + page(8, 8)),
    "sub-directory-loop.tif": lambda: tiff(page(8, 8) + [(330, 4, 1, 8), (34665, 4, 1, 8)], tail=bytes(64)),
    "big-directory.tif": lambda: b"II+\0\x08\0\0\0" + b"\x10" + bytes(7) + b"\xff" * 8,
    "none.tif": lambda: b"II*\0" + u32(0),
    "size-largest.gif": lambda: b"GIF89a" + u16(0xFFFF) * 2 + b"\x80\0\0" + bytes(6) + b"," + bytes(4) + u16(0xFFFF) * 2 + b"\0\2\2\x4c\1\0;",
    "frames-20000.gif": lambda: b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + (b",\0\0\0\0\1\0\1\0\0\2\2\x4c\1\0") * 20_000 + b";",
    "lzw-noise.gif": lambda: b"GIF89a" + u16(3000) * 2 + b"\x80\0\0" + bytes(6) + b"," + bytes(4) + u16(3000) * 2 + b"\0\x0c" + (b"\xff" * 256) * 40 + b"\0;",
    "blocks-endless.gif": lambda: b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"!\xfe" + (b"\xff" + b"c" * 255) * 20_000,
    "size-largest.bmp": lambda: b"BM" + u32(100) + u32(0) + u32(54) + u32(40) + u32(0x7FFFFFFF) * 2 + u16(1) + u16(24) + bytes(24),
    "size-negative.bmp": lambda: b"BM" + u32(100) + u32(0) + u32(0xFFFFFFF0) + u32(40) + u32(0x80000000) * 2 + u16(1) + u16(32) + bytes(24) + b"x" * 50,
    "runs.bmp": lambda: b"BM" + u32(100) + u32(0) + u32(54) + u32(40) + u32(30_000) * 2 + u16(1) + u16(8) + u32(1) + bytes(20) + b"\0\2\xff\xff" * 999,
    "size-largest.webp": lambda: riff(b"VP8X" + u32(10) + b"\x10\0\0\0" + b"\xff" * 6),
    "frames.webp": lambda: riff(b"VP8X" + u32(10) + b"\x02\0\0\0" + b"\x07\0\0\x07\0\0" + (b"ANMF" + u32(16) + bytes(16)) * 20_000),
    "lossless-noise.webp": lambda: riff(b"VP8L" + u32(2000) + b"\x2f\xff\xff\xff\x0f" + b"\xa5" * 1995),
    "length.webp": lambda: b"RIFF" + u32(0xFFFFFFFF) + b"WEBPVP8 " + u32(0xFFFFFFFF) + b"\x9d\x01\x2a",
    "size-largest.jpg": lambda: jpeg(65_535, 65_535),
    "scans.jpg": lambda: jpeg(4000, 4000, progressive=True, scans=20_000),
    "segments.jpg": lambda: b"\xff\xd8" + b"\xff\xfe\0\2" * 500_000,
    "exif-loop.jpg": lambda: b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + tiff([(0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0x0112, 3, 1, 99)], 8)) + jpeg(8, 8)[2:],
    "components.jpg": lambda: b"\xff\xd8" + segment(0xC0, b"\x08" + be16(8) * 2 + b"\xff" + b"\1\x11\0" * 255) + b"\xff\xd9",
    "thumbnail-of-itself.jpg": lambda: b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + tiff([(0x0201, 4, 1, 0), (0x0202, 4, 1, 60_000)])) + jpeg(8, 8)[2:],
    "size-largest.jp2": lambda: jp2(0xFFFFFFFF),
    "box-length.jp2": lambda: JP2[:12] + be32(1) + b"jp2h" + b"\xff" * 8,
    "boxes-deep.jp2": lambda: JP2 + (be32(0) + b"jp2h") * 50_000,
    "size.heic": lambda: heic(0xFFFFFFFF),
    "box-length.heic": lambda: be32(0xFFFFFFFF) + b"ftypheic" + b"\0" * 40,
    "boxes-deep.heic": lambda: be32(24) + b"ftypheic" + bytes(4) + b"heicmif1" + (be32(0) + b"meta" + bytes(4)) * 40_000,
    "grid.avif": lambda: be32(24) + b"ftypavif" + bytes(4) + b"avifmif1" + be32(1) + b"meta" + struct.pack(">Q", 1 << 62),
    "noise.jxl": lambda: be32(12) + b"JXL \r\n\x87\n" + b"\xff" * 400,
    "pages.djvu": lambda: b"AT&TFORM" + be32(0xFFFFFFFF) + b"DJVMDIRM" + b"\xff" * 60,
}


def riff(content):
    return b"RIFF" + u32(len(content) + 4) + b"WEBP" + content


def segment(kind, content):
    return bytes([0xFF, kind]) + be16(len(content) + 2) + content


def jpeg(width, height, progressive=False, scans=1):
    """A JPEG of one gray component, with tables that have one code each."""
    table = bytes([1] + [0] * 15) + b"\0"
    out = b"\xff\xd8" + segment(0xDB, b"\0" + b"\1" * 64)
    out += segment(0xC2 if progressive else 0xC0, b"\x08" + be16(height) + be16(width) + b"\1\1\x11\0")
    out += segment(0xC4, b"\0" + table) + segment(0xC4, b"\x10" + table)
    return out + (segment(0xDA, b"\1\1\0" + (b"\0\0\0" if progressive else b"\0\x3f\0")) + b"\0" * 8) * scans + b"\xff\xd9"


JP2 = be32(12) + b"jP  \r\n\x87\n" + be32(20) + b"ftypjp2 " + bytes(4) + b"jp2 "


def jp2(size):
    header = be32(22) + b"ihdr" + be32(size) + be32(size) + be16(3) + b"\x07\x07\0\0"
    code = b"\xff\x4f\xff\x51" + be16(41) + be16(0) + be32(size) * 2 + be32(0) * 2 + be32(1) * 2 + be32(0) * 2 + be16(1) + b"\7\1\1"
    return JP2 + be32(30) + b"jp2h" + header + be32(0) + b"jp2c" + code + b"\xff\xd9"


def heic(size):
    extents = be32(20) + b"ispe" + bytes(4) + be32(size) * 2
    meta = bytes(4) + be32(8 + 8 + len(extents)) + b"iprp" + be32(8 + len(extents)) + b"ipco" + extents
    return be32(24) + b"ftypheic" + bytes(4) + b"heicmif1" + be32(8 + len(meta)) + b"meta" + meta


for name, make in MADE.items():
    give(name, make)
