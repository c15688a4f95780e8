#!/usr/bin/env python3
"""Measures the release program on a large container of short texts, each step as a whole process.

add the container · search it from a fresh process · add one small file to it · rebuild its index.
Usage: first_light.py HANDBILL TEXTS.jsonl WORKDIR RESULT.md
Standard library only. A figure is the median of its repetitions; the spread is smallest-largest.
"""
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

SEARCHES = [
    ("one word, Latin", "water"),
    ("one word, Arabic", "الماء"),
    ("one word, frequent", "and"),
    ("inside Thai", "พระเจ้า"),
    ("phrase", '"son of man"'),
    ("prefix", "right*"),
    ("five words", "freedom education water children night"),
    ("five words, five scripts", "water вода νερό الماء पानी"),
    ("five frequent words", "and the of to in"),
]


def run(command):
    """Runs a command to its end: wall seconds, output, errors, status."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    output, errors = process.communicate()
    wall = time.monotonic() - start
    return wall, output.decode(), errors.decode(), process.returncode


def run_measured(command):
    """As run, with processor time and peak memory of the child and its children by wait4."""
    start = time.monotonic()
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(write, 1)
        os.close(read)
        os.execv(command[0], command)
    os.close(write)
    output = b""
    while chunk := os.read(read, 1 << 16):
        output += chunk
    _, status, usage = os.wait4(pid, 0)
    return {
        "wall": time.monotonic() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
        "status": os.waitstatus_to_exitcode(status),
        "output": output.decode(),
    }


def folder_bytes(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def text_bytes(path):
    total = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            total += len(json.loads(line)["text"].encode())
    return total


def main():
    handbill, texts, workdir, result = sys.argv[1:5]
    home = os.path.join(workdir, "home")
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(workdir, exist_ok=True)
    base = [handbill]
    os.environ["HANDBILL_HOME"] = home
    rows = []

    def row(what, figure, note=""):
        rows.append((what, figure, note))
        print(f"{what:44} {figure:>14}  {note}", flush=True)

    text = text_bytes(texts)
    megabytes = text / 1e6
    subprocess.run([handbill, "init", home], check=True, stdout=subprocess.DEVNULL)
    added = run_measured(base + ["add", texts, "-j", "2"])
    assert added["status"] == 0, added["output"]
    row("add: text", f"{megabytes:.1f} MB", os.path.basename(texts))
    row("add: wall", f"{added['wall']:.2f} s", f"{megabytes / added['wall']:.1f} MB/s of text, two jobs")
    row("add: processor", f"{added['cpu']:.2f} s", f"{megabytes / added['cpu']:.1f} MB/s a core")
    row("add: peak memory", f"{added['peak_mb']:.0f} MB")
    index = folder_bytes(os.path.join(home, "Indexes", "Search"))
    row("index on disk", f"{index / 1e6:.1f} MB", f"{index / text:.2f} of the text")

    for what, query in SEARCHES:
        walls = []
        for _ in range(15):
            wall, output, errors, status = run(base + ["search", query])
            assert status in (0, 1), errors
            walls.append(wall * 1000)
        row(f"search: {what}", f"{statistics.median(walls):.1f} ms", f"{min(walls):.1f}-{max(walls):.1f}; {query}")

    walls = []
    for number in range(15):
        leaf = os.path.join(workdir, f"leaf-{number}.txt")
        with open(leaf, "w", encoding="utf-8") as file:
            file.write(f"Free soup tonight at the harbour, word zyxq{number}abc, bring a bowl.\n")
        wall, output, errors, status = run(base + ["add", leaf])
        assert status == 0, errors
        walls.append(wall * 1000)
        _, _, _, status = run(base + ["search", f"zyxq{number}abc"])
        assert status == 0, "an added file must be found"
    row("add: one small file", f"{statistics.median(walls):.1f} ms", f"{min(walls):.1f}-{max(walls):.1f}; durable and searchable")

    rebuilt = run_measured(base + ["index", "rebuild", "-j", "2"])
    assert rebuilt["status"] == 0
    row("index rebuild: wall", f"{rebuilt['wall']:.2f} s", f"{megabytes / rebuilt['wall']:.1f} MB/s; peak {rebuilt['peak_mb']:.0f} MB")
    deep = run_measured(base + ["verify", "--deep"])
    row("verify --deep", f"{deep['wall']:.2f} s", f"status {deep['status']}")

    with open(result, "w", encoding="utf-8") as file:
        file.write("# First light\n\n")
        file.write(f"`Scripts/bench` on {time.strftime('%Y-%m-%d')}: {platform.machine()}, {os.cpu_count()} cores.\n")
        file.write("Whole processes, warm page cache; medians, with smallest-largest.\n\n")
        file.write("| what | figure | note |\n|---|---:|---|\n")
        for what, figure, note in rows:
            note = note.replace("|", "\\|")
            file.write(f"| {what} | {figure} | {note} |\n")


if __name__ == "__main__":
    main()
