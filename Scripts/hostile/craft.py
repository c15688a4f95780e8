# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What the makers of hostile files share: the list of them, and bytes in the order that formats want."""

import random
import struct
import zlib

#: Name of a file -> what makes its bytes from a source of random numbers.
MAKERS = {}

#: A text that a reader may well find in a hostile file.
TEXT = b"Free meals at noon, every day, behind the old harbour\n"


def hostile(name):
    """Enters a function of a random source into the list, under the name of its file."""
    def enter(maker):
        assert name not in MAKERS, name
        MAKERS[name] = maker
        return maker
    return enter


def give(name, make):
    """The same for what is made in a loop: `make` takes nothing."""
    hostile(name)(lambda draw: make())


def u16(number):
    return struct.pack("<H", number & 0xFFFF)


def u32(number):
    return struct.pack("<I", number & 0xFFFFFFFF)


def u64(number):
    return struct.pack("<Q", number)


def be16(number):
    return struct.pack(">H", number & 0xFFFF)


def be32(number):
    return struct.pack(">I", number & 0xFFFFFFFF)


def deflated(content, level=9):
    """Packed without a wrapping."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zeros_deflated(megabytes):
    """So many zeros, packed without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def noise(draw, count):
    return draw.randbytes(count)


def source(seed, name):
    """The random source of one file: the same whatever other files are made."""
    return random.Random(f"{seed}/{name}")
