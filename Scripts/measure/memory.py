# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Large files, one `add` each, and what it holds in memory."""

import glob
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time
import zipfile
import zlib

import memory_watch

WORK, PROGRAM, SCALE = pathlib.Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
draw = random.Random(7)
LINES = []
for name in sorted(glob.glob("Samples/*/*.txt")):
    try:
        LINES += [line for line in pathlib.Path(name).read_text(encoding="utf-8").splitlines() if 20 < len(line) < 90 and "\0" not in line]
    except UnicodeDecodeError:
        pass  # the samples in other charsets
LATIN = [line for line in LINES if line.isascii()]


def text(size):
    out, length = [], 0
    while length < size:
        out.append(draw.choice(LINES))
        length += len(out[-1].encode()) + 1
    return "\n".join(out) + "\n"


def pdf(path, pages):
    """Pages of 40 lines in Helvetica."""
    with open(path, "wb") as file:
        places = []

        def put(body):
            places.append(file.tell())
            file.write(b"%d 0 obj\n%b\nendobj\n" % (len(places), body))
        file.write(b"%PDF-1.4\n")
        put(b"<< /Type /Catalog /Pages 2 0 R >>")
        kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(pages))
        put(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (pages, kids))
        put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for number in range(pages):
            put(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number))
            rows = [f"Sheet {number}"] + [draw.choice(LATIN) for _ in range(40)]
            show = "".join("(%s) Tj T*\n" % row.replace("\\", "").replace("(", "").replace(")", "") for row in rows)
            packed = zlib.compress(f"BT /F1 11 Tf 14 TL 56 790 Td\n{show}ET".encode())
            put(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed))
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        file.writelines(b"%010d 00000 n \n" % place for place in places)
        file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


def png(path, side):
    """A gray picture of so many pixels a side, white with black bars."""
    def chunk(kind, content):
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
    packer, rows = zlib.compressobj(1), []
    for row in range(side):
        rows.append(packer.compress(b"\0" + (b"\0" * 200 + b"\xff" * 300 if row % 90 < 20 else b"\xff" * 500) * (side // 500) + b"\xff" * (side % 500)))
    rows.append(packer.flush())
    head = side.to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(rows)) + chunk(b"IEND", b""))


def package(path, files, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for number in range(files):
            out.writestr(f"{number:05}.txt", text(size))


def mailbox(path, mails):
    with open(path, "w", encoding="utf-8") as file:
        for number in range(mails):
            file.write(f"From a@b.example Mon Nov  2 12:00:00 2026\nFrom: a@b.example\nTo: c@d.example\nSubject: Sheet {number}\n"
                       f"Date: Mon, 2 Nov 2026 12:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{text(3000)}\n")


def table(path, size):
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,text,place\n")
        number = 0
        while file.tell() < size:
            file.write("".join(f"{number + row},\"{draw.choice(LINES).replace(chr(34), '')} {draw.choice(LATIN).replace(chr(34), '')}\",Calais\n" for row in range(1000)))
            number += 1000


def workbook(path, rows):
    names = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' " \
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s' Target='%s'/></Relationships>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        out.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        out.writestr("_rels/.rels", rels % ("officeDocument", "xl/workbook.xml"))
        out.writestr("xl/workbook.xml", f"<workbook {names} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                     "<sheets><sheet name='a' sheetId='1' r:id='r'/></sheets></workbook>")
        out.writestr("xl/_rels/workbook.xml.rels", rels % ("worksheet", "worksheets/sheet1.xml"))
        with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f"<worksheet {names}><sheetData>".encode())
            for number in range(rows):
                cells = "".join(f"<c t='inlineStr'><is><t>{draw.choice(LATIN).replace('&', '').replace('<', '')}</t></is></c>" for _ in range(2))
                sheet.write(f"<row><c><v>{number}</v></c>{cells}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")


def many(folder, files, size):
    """Zips of one long text each: small on the disk, long when they are read."""
    folder.mkdir()
    for number in range(files):
        package(folder / f"{number}.zip", 1, size)


def side(megapixels):
    return int((megapixels * 1e6) ** 0.5)


CASES = {
    f"PDF, {int(10_000 * SCALE):,} pages": ("long.pdf", lambda path: pdf(path, int(10_000 * SCALE)), []),
    "picture, 196 megapixels": ("large.png", lambda path: png(path, side(196)), []),
    "picture, 300 megapixels": ("too-large.png", lambda path: png(path, side(300)), []),
    f"zip of {1000 * SCALE:,.0f} MB of texts": ("texts.zip", lambda path: package(path, int(1000 * SCALE), 1 << 20), []),
    f"{int(60 * SCALE)} zips, each a text of 10 MB": ("zips", lambda path: many(path, int(60 * SCALE), 10 << 20), []),
    f"mailbox, {int(20_000 * SCALE):,} mails": ("box.mbox", lambda path: mailbox(path, int(20_000 * SCALE)), []),
    f"CSV of {500 * SCALE:,.0f} MB, by row": ("rows.csv", lambda path: table(path, int(500e6 * SCALE)), ["--text-field", "text", "--id-field", "id"]),
    f"XLSX, {int(600_000 * SCALE):,} rows": ("sheet.xlsx", lambda path: workbook(path, int(600_000 * SCALE)), []),
}


def size_of(path):
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)


def run(name, make, words, memory):
    path, home = WORK / name, WORK / "home"
    make(path)
    subprocess.run([PROGRAM, "init", home], stdout=subprocess.DEVNULL, check=True)
    seen = memory_watch.watch([PROGRAM, "add", path, "--home", home, "--memory", memory, *words],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    size = size_of(path)
    shutil.rmtree(home)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return seen, size


def main():
    memory = "256M"
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    page = f"""# Memory of adding

`Scripts/bench-memory {SCALE:g}` on {time.strftime("%Y-%m-%d")}, {os.cpu_count()} cores, {physical / 2**30:.0f} GB: one large original each, `handbill add --memory {memory}`.
Megabytes of memory of their own (without pages of mapped files, which the system takes back when it needs them), looked at
ten times a second. *Status* 3: something in it could not be read, and is listed.

| original | MB on disk | seconds | status | the program | largest reader | all together |
|---|--:|--:|--:|--:|--:|--:|
"""
    for title, (name, make, words) in CASES.items():
        seen, size = run(name, make, words, memory)
        child = f"{seen.child >> 20} ({seen.child_name})" if seen.child else "–"
        page += f"| {title} | {size / 1e6:,.0f} | {seen.seconds:.0f} | {seen.status} | {seen.parent >> 20} | {child} | {seen.whole >> 20} |\n"
        print(page.splitlines()[-1], flush=True)
        pathlib.Path("Benchmarks/Results/memory.md").write_text(page, encoding="utf-8")


main()
