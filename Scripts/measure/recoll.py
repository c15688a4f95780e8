# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Recoll and Handbill over the same folder: time, and which phrases of which files each finds."""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unicodedata

from processor_time import measure

WORK, PROGRAM, ROUNDS = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
FILES = WORK / "files"

#: Samples in files of other programs -> the leaflets that they hold.
HOLDS = {
    "office/bustijden.xlsx": "street/bustijden.txt",
    "office/documenti-smarriti.doc": "lost-papers/documenti-smarriti.txt",
    "office/primeiros-socorros.odt": "first-aid/primeiros-socorros.txt",
    "office/primeros-auxilios.docx": "first-aid/primeros-auxilios.txt",
    "office/zgubione-dokumenty.docx": "lost-papers/zgubione-dokumenty.txt",
    "office/перша-допомога.rtf": "first-aid/перша-допомога.txt",
    "office/חתול-אבד.odp": "street/חתול-אבד.txt",
    "office/ابتدائی-طبی-امداد.odt": "first-aid/ابتدائی-طبی-امداد.txt",
    "office/حكاية-المساء.epub": "vocalised/حكاية-المساء.txt",
    "office/ڕاوێژی-یاسایی.docx": "legal/ڕاوێژی-یاسایی.txt",
    "office/ਬੱਸਾਂ-ਦਾ-ਸਮਾਂ.ods": "street/ਬੱਸਾਂ-ਦਾ-ਸਮਾਂ.txt",
    "office/უბნის-კრება.pptx": "neighbourhood/უბნის-კრება.txt",
    "mail/boîte-aux-lettres.mbox": "meals/бесплатное-питание.txt",
    "mail/kurs-di-zip-de.eml": "neighbourhood/kursa-zimên.txt",
    "packages/資料.shift_jis.zip": "meals/無料食事.txt",
    "packages/传单.gbk.zip": "meals/免费热餐.txt",
    "packages/affiches.cp437.zip": "street/grève.txt",
    "packages/листовки.cp866.zip": "legal/legal-advice.txt",
    "packages/迷い猫.shift_jis.tar": "street/迷い猫.txt",
    "packages/plakate.tar.gz": "first-aid/erste-hilfe.txt",
    "packages/port-merle.warc": "web/menu-de-la-semaine.html",
    "layouts/ztracená-kočka.hocr": "street/ztracená-kočka.txt",
    "layouts/חתול-אבד.alto.xml": "street/חתול-אבד.txt",
}
#: Charsets that samples name in their own name, as Python calls them.
CHARSETS = {"windows-1252", "windows-1251", "windows-1256", "iso-8859-7", "iso-8859-2", "tis-620", "gb18030",
            "shift_jis", "euc-kr", "utf-16le", "utf-16be"}


def text_of(path):
    """The text of a leaflet, by the charset that its name gives."""
    content = path.read_bytes()
    named = [charset for charset in CHARSETS if f".{charset}" in path.name]
    charset = max(named, key=len, default="utf-8-sig")
    text = content.decode({"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(charset, charset))
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(style|script|head).*?</\1>|<!--.*?-->|<[^>]+>", "\n", text)
    return html.unescape(text.lstrip("﻿"))


def words_of(line):
    """What stands between spaces, without signs at its ends; empty where it is not letters and their marks."""
    for token in line.split():
        letters = [unicodedata.category(sign)[0] in "LM" for sign in token]
        first = letters.index(True) if any(letters) else 0
        last = len(letters) - letters[::-1].index(True) if any(letters) else 0
        yield token[first:last] if all(letters[first:last]) else ""


def phrase(text):
    """Two neighbouring words of the second half of a text, such as are not often beside each other and yet
    hardly broken by the end of a line: about 16 letters; of a text without spaces its shortest run of
    five and more letters."""
    lines = text.splitlines()[len(text.splitlines()) // 2:]
    words = [list(words_of(line)) for line in lines]
    pairs = [pair for line in words for pair in zip(line, line[1:]) if all(pair)]
    if pairs:
        return min(map(" ".join, pairs), key=lambda words: abs(len(words) - 16))
    runs = re.split(r"[\s\d\W]+", " ".join(lines)) if not any(map(any, words)) else [run for line in words for run in line]
    return min((run for run in runs if len(run) >= 5), key=len, default=max(runs, key=len))


def expected():
    """File, phrase: those of the tests for the collection, and one of each sample with text."""
    test = pathlib.Path("Tests/ExtractionTests/CuratedFilesTests.swift").read_text(encoding="utf-8")
    listed = re.findall(r'\("([^"]+)", "((?:[^"\\]|\\.)*)"\)', test)
    curated = [path for path in (FILES / "curated").rglob("*") if path.is_file()]
    for name, words in listed:
        for path in curated:
            if path.name == name or path.name.endswith("__" + name):
                yield path, words.replace('\\"', " ")
    samples = FILES / "samples"
    for path in sorted(samples.rglob("*")):
        name = str(path.relative_to(samples))
        if name in HOLDS:
            yield path, phrase(text_of(samples / HOLDS[name]))
        elif path.suffix == ".pdf" and path.parent.name == "pdf":
            source = next(pathlib.Path("Scripts/make-samples-sources/pdf").glob(f"**/{path.stem}*.html"), None)
            if source:
                yield path, phrase(text_of(source))
        elif path.suffix in (".txt", ".html") and path.parent.name not in ("bad", "samples"):
            yield path, phrase(text_of(path))


def index_with_recoll(turn):
    conf = WORK / f"recoll-{turn}"
    conf.mkdir()
    (conf / "recoll.conf").write_text(f"topdirs = {FILES}\n", encoding="utf-8")
    return measure(["recollindex", "-c", conf, "-z", "--diagsfile", conf / "skipped"])


def index_with_handbill(turn):
    home = WORK / f"home-{turn}"
    subprocess.run([PROGRAM, "init", home], stdout=subprocess.DEVNULL, check=True)
    return measure([PROGRAM, "add", "--ocr", "never", "--home", home, FILES])


def found_by_recoll(words):
    run = subprocess.run(["recollq", "-c", WORK / "recoll-0", "-b", "-n", "0-200", f'"{words}"'],
                         capture_output=True, text=True)
    return {line.removeprefix("file://") for line in run.stdout.splitlines() if line.startswith("file://")}


def found_by_handbill(words):
    run = subprocess.run([PROGRAM, "search", f'"{words}"', "--limit", "200", "--format", "ndjson",
                          "--home", WORK / "home-0"], capture_output=True, text=True)
    return run.stdout


def handbill(*words):
    run = subprocess.run([PROGRAM, *words, "--home", WORK / "home-0"], capture_output=True, text=True)
    return run.stdout


def main():
    best = {"Recoll": (9e9, 9e9), "Handbill": (9e9, 9e9)}
    for turn in range(ROUNDS):
        best["Recoll"] = min(best["Recoll"], index_with_recoll(turn))
        best["Handbill"] = min(best["Handbill"], index_with_handbill(turn))
    skipped = (WORK / "recoll-0" / "skipped").read_text(encoding="utf-8", errors="replace")
    gaps = handbill("gaps", "--format", "ndjson")
    rows, counts = [], {"Recoll": [0, 0, 0], "Handbill": [0, 0, 0]}
    listed = sorted(set(expected()))
    for path, words in listed:
        name = str(path.relative_to(FILES))
        recoll = str(path) in found_by_recoll(words)
        ours = json.dumps(path.name, ensure_ascii=False).strip('"') in found_by_handbill(words)
        outcome = []
        for program, found, named in [("Recoll", recoll, str(path) in skipped), ("Handbill", ours, path.name in gaps)]:
            kind = 0 if found else 1 if named else 2
            counts[program][kind] += 1
            outcome.append(["found", "named as not read", "**nowhere**"][kind])
        if outcome != ["found", "found"]:
            rows.append(f"| {name} | {words} | {outcome[0]} | {outcome[1]} |\n")
    write(best, counts, rows, len(listed))


def write(best, counts, rows, total):
    version = subprocess.run(["recollindex", "-v"], capture_output=True, text=True)
    version = re.search(r"Recoll [\d.]+ \+ Xapian [\d.]+", version.stdout + version.stderr)
    files = [path for path in FILES.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    page = f"""# Recoll beside Handbill

`Scripts/bench-recoll {ROUNDS}` on {time.strftime("%Y-%m-%d")}, {os.cpu_count()} cores: {len(files)} files, {size / 1e6:.1f} MB: `Samples/` and a
collection of files that other projects gathered to try readers with. {version[0] if version else "Recoll"} with the programs that Debian suggests for it, as
it is configured by itself; `handbill add --ocr never`. Best of {ROUNDS} rounds in turns. Then a phrase of each of {total} files is
looked for, as a phrase, in both. *Named* are files that the program lists as not read (`recollindex --diagsfile`,
`handbill gaps`); what is neither found nor named was skipped silently.

| program | seconds | CPU seconds | found | named as not read | skipped silently |
|---|--:|--:|--:|--:|--:|
"""
    for program, (seconds, cpu) in best.items():
        found, named, nowhere = counts[program]
        page += f"| {program} | {seconds:.2f} | {cpu:.2f} | {found} | {named} | {nowhere} |\n"
    page += "\nFiles that not both found:\n\n| file | phrase | Recoll | Handbill |\n|---|---|---|---|\n" + "".join(rows)
    pathlib.Path("Benchmarks/Results/recoll.md").write_text(page, encoding="utf-8")
    print(page)


main()
