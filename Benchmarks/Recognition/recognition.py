#!/usr/bin/env python3
"""Reads rendered sheets with Handbill and with the plain tesseract command, and prints one table.

Usage: recognition.py PROGRAM RESULT.md FOLDER...
Each FOLDER holds the sheets of sheets.py or held_out.py. Each is read three times in one run: by `tesseract` as it comes (its default
model is English), by `tesseract -l` with the languages that the sheet is in, and by `PROGRAM add` with nothing said.
Characters: 1 - edit distance / length, after NFKC, white space made even. Words: the share of the sheet's words that
were read, in any order; pairs of characters where words have no spaces.
"""
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata

import numpy

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "handbill"
UNSPACED = "[\u0e00-\u0e7f\u4e00-\u9fff]"
# Letters with the marks that Python does not count among them, of the scripts of India to those of Burma and Cambodia too.
MARKS = "[\\w\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f87\u102b-\u103e\u17b4-\u17d3]+"
TITLES = {"clean": "clean", "turned": "clean, turned by 90, 180 or 270 degrees", "mixed": "clean, two languages",
          "photo": "photographed", "photo-turned": "photographed and turned", "mixed-photo": "photographed, two languages",
          "held-out-scan": "scanned, held out", "held-out-photo": "photographed, held out"}


def even(text):
    text = unicodedata.normalize("NFKC", text).replace("\u200c", "").replace("\u200b", "").replace("’", "'")
    text = re.sub(f"(?<={UNSPACED}) (?={UNSPACED})", "", re.sub(r"\s+", " ", text))
    return text.strip()


def distance(one, other):
    other = numpy.array([ord(letter) for letter in other])
    row = numpy.arange(len(other) + 1)
    for index, letter in enumerate(one, 1):
        best = numpy.minimum(row[:-1] + (other != ord(letter)), row[1:] + 1)
        steps = numpy.arange(len(other) + 1)
        row = numpy.minimum.accumulate(numpy.concatenate([[index], best]) - steps) + steps
    return int(row[-1])


def words(text):
    found = []
    for word in re.findall(MARKS, even(text).lower()):
        pairs = re.search(UNSPACED, word)
        found += [word[i:i + 2] for i in range(max(1, len(word) - 1))] if pairs else [word]
    return found


def accuracy(truth, read):
    one, other = even(truth), even(read)
    letters = max(0, 1 - distance(one, other) / max(1, len(one)))
    wanted, got = collections.Counter(words(truth)), collections.Counter(words(read))
    return letters, sum((wanted & got).values()) / max(1, sum(wanted.values()))


def tesseract(path, models=None):
    command = ["tesseract", path, "-"] + (["-l", models] if models else [])
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    return subprocess.run(command, capture_output=True, env=environment).stdout.decode("utf-8", "replace")


def handbill(home, *arguments):
    result = subprocess.run([PROGRAM, *arguments, "--home", home], capture_output=True)
    return result.stdout.decode("utf-8", "replace")


def archive(folder, kind, sheets):
    """Adds the sheets of a kind to an archive of their own; gives its folder and the ids by name."""
    home = os.path.join(folder, "archive-" + kind)
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([PROGRAM, "init", home], check=True, stdout=subprocess.DEVNULL)
    handbill(home, "add", *[sheet["path"] for sheet in sheets])
    listed = json.loads(handbill(home, "list", "--format", "json") or "[]")
    return home, {os.path.splitext(entry["name"])[0]: entry["id"] for entry in listed}


def is_found(home, sheet, chosen):
    """Whether five words of the sheet find it among the first three hits."""
    long = sorted({word for word in re.findall(MARKS, even(sheet["text"])) if len(word) > 3 and not word.isdigit()})
    query = " ".join(chosen.sample(long, min(5, len(long))))
    answer = handbill(home, "search", query, "--limit", "3")
    return sheet["name"] + "." in answer


def measured(folder):
    """Reads all sheets of a folder; rows of kind, name, the three accuracies and whether it is found."""
    with open(os.path.join(folder, "sheets.json"), encoding="utf-8") as file:
        sheets = json.load(file)
    chosen, rows = random.Random(6), []
    for kind in [kind for kind in TITLES if any(sheet["kind"] == kind for sheet in sheets)]:
        some = [sheet for sheet in sheets if sheet["kind"] == kind]
        home, ids = archive(folder, kind, some)
        for sheet in some:
            plain = accuracy(sheet["text"], tesseract(sheet["path"]))
            told = accuracy(sheet["text"], tesseract(sheet["path"], sheet["models"]))
            identifier = ids.get(sheet["name"])
            text = handbill(home, "show", identifier, "--text") if identifier else ""
            ours = accuracy(sheet["text"], text)
            rows.append((kind, sheet["name"], plain, told, ours, is_found(home, sheet, chosen)))
            print(rows[-1], flush=True)
    return rows


def main():
    rows = [row for folder in sys.argv[3:] for row in measured(folder)]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write(report(rows))


def percent(pair):
    return f"{100 * pair[0]:.1f} / {100 * pair[1]:.1f}"


def report(rows):
    version = subprocess.run(["tesseract", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    lines = ["# Text recognition", "",
             f"Rendered sheets of the sample texts, read in one run by the plain command ({version}; as it comes, and told the",
             "right languages) and by `handbill add`, told nothing. Characters / words in %; how they are counted, and how the",
             "sheets are made, is in `Benchmarks/Recognition`. *Found*: five words of the sheet find it in the first three hits.",
             "*Held out*: other texts, fonts, layouts, tables and cameras, apart from those that rules were measured on; faults of\nsome were looked at, and one threshold comes from two.",
             "`Scripts/quality-ocr` repeats it.", "",
             "| sheets | number | tesseract | tesseract -l | handbill | found |", "|---|---:|---:|---:|---:|---:|"]
    mean = lambda values: tuple(sum(value[i] for value in values) / len(values) for i in (0, 1))
    for kind in [kind for kind in TITLES if any(row[0] == kind for row in rows)]:
        some = [row for row in rows if row[0] == kind]
        columns = [percent(mean([row[i] for row in some])) for i in (2, 3, 4)]
        lines.append(f"| {TITLES[kind]} | {len(some)} | {' | '.join(columns)} | {sum(row[5] for row in some)} |")
    for part, held in [("", False), ("held-out ", True)]:
        some = [row for row in rows if row[0].startswith("held-out") == held]
        worse = [f"{kind}/{name}" for kind, name, _, told, ours, _ in some
                 if ours[0] < told[0] - 0.005 or ours[1] < told[1] - 0.005]
        if some:
            lines += ["", f"Of {len(some)} {part}sheets worse than `tesseract -l` by more than half a percent: "
                      f"{', '.join(worse) or 'none'}."]
    for title, held in [("## Sheets", False), ("## Held-out sheets", True)]:
        some = [row for row in rows if row[0].startswith("held-out") == held]
        if some:
            lines += ["", title, "", "| sheet | tesseract | tesseract -l | handbill | found |", "|---|---:|---:|---:|---|"]
        for kind, name, plain, told, ours, found in some:
            lines.append(
                f"| {kind}/{name} | {percent(plain)} | {percent(told)} | {percent(ours)} | {'yes' if found else 'no'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
