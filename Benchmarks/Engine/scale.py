#!/usr/bin/env python3
"""Measures how building, opening, searching and memory grow with the documents: scale.py ENGINE_BENCH PAGE CORPUS SIZE…

Builds indexes of the first SIZE documents of a corpus that replicate.py made, from the smallest, one after the other, and
asks each the queries of the corpus that its originals are from. Writes a page, and $BENCH_HOME/results/scale.json, after each
size: a run that is ended early leaves what it has measured. Corpus parts and indexes are removed, also by a run that fails.
SCALE_THREADS builds with as many threads (default 1).
"""
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from engines_page import REASON_UNKNOWN, Target, figure, machine, percentile, reasons_of, table

HOME = Path(os.environ.get("BENCH_HOME", ".bench")).absolute()
QUERIES_OF = "open"
OPENINGS = 9
PASSES = 3  # over the queries; the first is not counted
THREADS = os.environ.get("SCALE_THREADS", "1")


def take_documents(corpus, count, target):
    """The first `count` lines of a corpus as a file; returns the bytes of their texts."""
    text_bytes = taken = 0
    with open(HOME / "corpus" / f"{corpus}.tsv", "rb") as source, open(target, "wb", buffering=1 << 20) as file:
        for line in source:
            if taken == count:
                break
            file.write(line)
            text_bytes += len(line) - len(b"\t".join(line.split(b"\t", 2)[:2])) - 2
            taken += 1
    if taken < count:
        sys.exit(f"{corpus} has only {taken:,} documents, {count:,} wanted")
    return text_bytes


def build(engine, source, folder):
    """Builds one segment; wall and CPU seconds, peak MB."""
    shutil.rmtree(folder, ignore_errors=True)
    start = time.monotonic()
    child = os.posix_spawn(engine, [engine, "build", source, folder, THREADS, "1"], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"build of {source}: status {os.waitstatus_to_exitcode(status)}")
    return {"wall": time.monotonic() - start, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}


def opening(engine, folder):
    """Milliseconds of opening the index in a fresh process, the median."""
    runs = [int(subprocess.run([engine, "open", folder], capture_output=True, check=True).stdout) for _ in range(OPENINGS)]
    return statistics.median(runs) / 1e6


def own_memory(process):
    """MB of a process that are no pages of files."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith("Rss")}
    return (sizes["RssAnon"] + sizes["RssShmem"]) / 1024


def search(engine, folder, queries):
    """Kind of request -> kind of query -> microseconds; and the process's own memory after it all."""
    with subprocess.Popen([engine, "serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        return ask(process, queries), own_memory(process)


def ask(process, queries):
    """Kind of request -> kind of query -> microseconds, of a process that serves."""
    times = {}
    for request in ("TOP_10", "COUNT"):
        times[request] = {}
        for number in range(PASSES):
            for query in queries:
                process.stdin.write(f"{request}\t{query['text']}\n".encode())
                process.stdin.flush()
                answer = process.stdout.readline().decode().rstrip("\n")
                if number and answer != "UNSUPPORTED":
                    times[request].setdefault(query["kind"], []).append(int(answer.split("\t")[1]) / 1e3)
    return times


def measure(engine, corpus, size, queries):
    source, folder = str(HOME / "corpus" / "scale-part.tsv"), str(HOME / "index" / "scale")
    try:
        row = {"documents": size, "text_bytes": take_documents(corpus, size, source)}
        row["build"] = build(engine, source, folder)
        row["index_bytes"] = sum(file.stat().st_size for file in Path(folder).iterdir())
        row["open_ms"] = opening(engine, folder)
        row["times"], row["memory_mb"] = search(engine, folder, queries)
    finally:
        Path(source).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{size:,} documents: build {row['build']['wall']:.1f} s, CPU {row['build']['cpu']:.1f} s, open {row['open_ms']:.1f} ms, "
          f"own memory {row['memory_mb']:.0f} MB", flush=True)
    return row


def all_times(row, request):
    return [value for times in row["times"][request].values() for value in times]


def growth(rows, measure_of):
    """How steeply a figure grows with documents, from the smallest to the largest: 1 is linear, 0 not at all."""
    first, last = rows[0], rows[-1]
    if first is last:
        return math.nan
    return math.log(measure_of(last) / measure_of(first)) / math.log(last["documents"] / first["documents"])


def mean_of(request):
    return lambda row: statistics.fmean(all_times(row, request))


def median_of(request, kind):
    return lambda row: percentile(row["times"][request].get(kind, ()), 50)


def targets(rows):
    costs = [row["build"]["cpu"] / row["text_bytes"] for row in rows]
    yield Target("Build, CPU a byte ÷ that of the smallest, the largest of all", max(cost / costs[0] for cost in costs), 1.15)
    for request in ("TOP_10", "COUNT"):
        yield Target(f"{request}, exponent of the mean time's growth", growth(rows, mean_of(request)), 0.95)
        kinds = rows[0]["times"][request]
        steepest = max(growth(rows, median_of(request, kind)) for kind in kinds)
        yield Target(f"{request}, exponent of the steepest kind's median", steepest, 0.95)
    yield Target("Memory of a searching process beyond the page cache", max(row["memory_mb"] for row in rows), 300, " MB")
    yield Target("Opening", max(row["open_ms"] for row in rows), 20, " ms")


def size_table(rows):
    header = ["documents", "text MB", "build wall s", "MB a second", "CPU s", "MB a CPU second", "peak MB", "index MB", "open ms",
              "own memory MB",
              "TOP_10 p50 µs", "p99", "COUNT p50 µs", "p99"]
    cells = []
    for row in rows:
        cost, text = row["build"], row["text_bytes"] / 1e6
        queries = [figure(percentile(all_times(row, request), part)) for request in ("TOP_10", "COUNT") for part in (50, 99)]
        cells.append([f"{row['documents']:,}", figure(text), figure(cost["wall"]), figure(text / cost["wall"]),
                      figure(cost["cpu"]), figure(text / cost["cpu"]),
                      figure(cost["peak_mb"], 0), figure(row["index_bytes"] / 1e6), figure(row["open_ms"], 2),
                      figure(row["memory_mb"], 0), *queries])
    return table(header, cells)


def kind_table(rows, request):
    header = ["kind", *(f"{row['documents']:,}" for row in rows), "exponent"]
    kinds = sorted(rows[0]["times"][request])
    return table(header, [[kind, *(figure(median_of(request, kind)(row)) for row in rows),
                           figure(growth(rows, median_of(request, kind)), 2)] for kind in kinds])


def page(corpus, rows, reasons):
    return "\n\n".join([
        "# Scale",
        f"Documents of `{corpus}`: `open` again and again, each copy altered (`Benchmarks/Engine/replicate.py`). Made by "
        f"`Scripts/bench-scale` on {time.strftime('%Y-%m-%d')}, {machine()}, {platform.python_implementation()} "
        f"{platform.python_version()}. Built by {THREADS} thread{'s' * (THREADS != '1')}, one segment, no text stored, rung `fold`; "
        f"the queries are those of `{QUERIES_OF}`. An exponent says how a figure grows with the documents, from the smallest "
        f"index to the largest: 1 is as they do, 0 not at all. A line below that says “{REASON_UNKNOWN}” waits for its reason.",
        "## Targets\n\n" + "\n".join(target.line(reasons) for target in targets(rows)),
        "## By size\n\n" + size_table(rows),
        *(f"## {request}, p50 in microseconds by kind\n\n" + kind_table(rows, request) for request in ("TOP_10", "COUNT")),
    ]) + "\n"


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    engine, target, corpus = str(Path(sys.argv[1]).absolute()), Path(sys.argv[2]), sys.argv[3]
    lines = (HOME / "queries" / f"{QUERIES_OF}.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines]
    reasons = reasons_of(target)
    results = HOME / "results"
    results.mkdir(parents=True, exist_ok=True)
    (HOME / "index").mkdir(exist_ok=True)
    rows = []
    for size in sorted(set(map(int, sys.argv[4:]))):
        rows.append(measure(engine, corpus, size, queries))
        (results / "scale.json").write_text(json.dumps(rows))
        target.write_text(page(corpus, rows, reasons), encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
