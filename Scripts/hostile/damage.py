# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Good samples with damage, and files that lie about their type."""

import pathlib

from craft import hostile

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "Samples"
#: Folders whose files are damaged; texts give little.
FOLDERS = ["office", "pdf", "pictures", "mail", "packages", "layouts", "web"]
LIES = ["a.pdf", "b.docx", "c.png", "d.zip", "e.eml", "f.tar.gz", "g.xls", "h.html", "i.mbox", "j.heic"]


def samples():
    for folder in FOLDERS:
        yield from sorted(path for path in (SAMPLES / folder).iterdir() if path.is_file())


def cut(path, draw):
    content = path.read_bytes()
    return content[:draw.randrange(len(content) // 4, len(content))]


def flipped(path, draw):
    content = bytearray(path.read_bytes())
    for _ in range(draw.randint(1, 40)):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    return bytes(content)


def enter():
    """Enters a cut and a flipped copy of each sample, and the lies."""
    for path in samples():
        hostile(f"cut-{path.name}")(lambda draw, path=path: cut(path, draw))
        hostile(f"flipped-{path.name}")(lambda draw, path=path: flipped(path, draw))
    kinds = ["first-aid/first-aid.txt", "pdf", "office", "pictures", "packages"]
    for index, name in enumerate(LIES):
        kind = SAMPLES / kinds[index % len(kinds)]
        path = kind if kind.is_file() else sorted(kind.iterdir())[index % 3]
        hostile(f"lie-{name}")(lambda draw, path=path: path.read_bytes())
