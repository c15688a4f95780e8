#!/usr/bin/env python3
"""Measures how busy text recognition keeps the cores, beside the plain tesseract command over the same pictures.

Usage: speed.py PROGRAM FOLDER RESULT.md
FOLDER holds the sheets of sheets.py. Two collections are made of them: a scan of PAGES pages (one TIFF) and a folder of
PHOTOS photographs. Each is added to a new archive, and read by `tesseract -l` with the right languages, as many
programs at a time as there are cores, one thread each. Processor time is that of the whole machine, on which nothing
else may run: a program in a sandbox leaves its time to nobody who could be asked.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import time

from PIL import Image

PROGRAM, FOLDER, RESULT = sys.argv[1:4]
PAGES, PHOTOS = int(os.environ.get("PAGES", "40")), int(os.environ.get("PHOTOS", "20"))
CORES = len(os.sched_getaffinity(0))


def processor_seconds():
    """Seconds that all cores together have been busy since the machine started, from /proc/stat."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _, _, irq, softirq = [int(field) for field in file.readline().split()[1:8]]
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def measured(body):
    """Wall and processor seconds of what `body` runs."""
    before, start = processor_seconds(), time.monotonic()
    body()
    return time.monotonic() - start, processor_seconds() - before


def handbill(paths):
    home = os.path.join(FOLDER, "archive-speed")
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([PROGRAM, "init", home], check=True, stdout=subprocess.DEVNULL)
    result = measured(lambda: subprocess.run([PROGRAM, "add", *paths, "--home", home], stdout=subprocess.DEVNULL))
    shutil.rmtree(home)
    return result


def tesseract(pages):
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    one = lambda page: subprocess.run(["tesseract", page[0], "-", "-l", page[1]], env=environment,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def all_of_them():
        with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
            list(pool.map(one, pages))

    return measured(all_of_them)


def variants(sheets, kinds, number):
    """So many pictures: the sheets of some kinds in turn, each time a little smaller, so that no two are the same."""
    some = [sheet for kind in kinds for sheet in sheets if sheet["kind"] == kind]
    for index in range(number):
        sheet = some[index % len(some)]
        image = Image.open(sheet["path"]).convert("L" if kinds == ["clean", "mixed"] else "RGB")
        factor = 1 - 0.03 * (index // len(some))
        yield image.resize((round(image.width * factor), round(image.height * factor))), sheet["models"]


def collections():
    with open(os.path.join(FOLDER, "sheets.json"), encoding="utf-8") as file:
        sheets = json.load(file)
    work = os.path.join(FOLDER, "speed")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    scan, pages = [], []
    for index, (image, models) in enumerate(variants(sheets, ["clean", "mixed"], PAGES)):
        pages.append((os.path.join(work, f"page-{index}.png"), models))
        # Pillow keeps the settings of one format with a picture, and stumbles over them in another.
        scan.append(image.copy())
        image.save(pages[-1][0])
    tiff = os.path.join(work, "scan.tif")
    scan[0].save(tiff, save_all=True, append_images=scan[1:], compression="tiff_deflate", dpi=(200, 200))
    photos = []
    for index, (image, models) in enumerate(variants(sheets, ["photo", "photo-turned"], PHOTOS)):
        photos.append((os.path.join(work, f"photo-{index}.jpg"), models))
        image.save(photos[-1][0], quality=80)
    return [(f"a scan of {PAGES} pages", [tiff], pages), (f"{PHOTOS} photographs", [path for path, _ in photos], photos)]


def row(name, program, pages, wall, used):
    busy = 100 * used / (wall * CORES)
    return f"| {name} | {program} | {wall:.0f} | {used:.0f} | {busy:.0f} | {60 * pages / wall:.1f} |"


def main():
    version = subprocess.run(["tesseract", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    lines = ["# Speed of text recognition", "",
             f"On {CORES} cores, nothing else running: `handbill add`, which finds out turn, script and languages and reads weak",
             f"lines more than once, and `{version}` that is told the languages, {CORES} at a time. *Busy*: processor time of the",
             "machine ÷ (wall time × cores). `Scripts/bench-ocr` repeats it.", "",
             "| pictures | program | wall, s | processor, s | busy, % | pages a minute |", "|---|---|---:|---:|---:|---:|"]
    for name, paths, pages in collections():
        lines.append(row(name, "handbill", len(pages), *handbill(paths)))
        lines.append(row(name, "tesseract", len(pages), *tesseract(pages)))
        print(*lines[-2:], sep="\n", flush=True)
    with open(RESULT, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
