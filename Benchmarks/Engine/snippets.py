#!/usr/bin/env python3
"""Measures what the snippets of ten hits take: snippets.py ENGINE_BENCH PAGE CORPUS…

Builds an index with stored text of each corpus and asks one process each query with ids alone and with snippets, in turns; the
difference is the snippets, with reading the texts and all else that a hit says. Only queries with ten hits count. Indexes are
removed.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from engines_page import figure, machine, percentile, table

HOME = Path(os.environ.get("BENCH_HOME", ".bench")).absolute()
PASSES = 6  # over the queries; the first is not counted
HITS = 10


def build(engine, corpus, folder):
    """Builds an index that keeps its texts; gives the mean bytes of a text."""
    shutil.rmtree(folder, ignore_errors=True)
    source = HOME / "corpus" / f"{corpus}.tsv"
    environment = {**os.environ, "HANDBILL_BENCH_TEXT": "1"}
    subprocess.run([engine, "build", source, folder, str(os.cpu_count()), "1"], env=environment, check=True, stdout=subprocess.DEVNULL)
    with open(source, "rb") as lines:
        return source.stat().st_size / sum(1 for _ in lines)


def ask(process, request, query):
    """Count and microseconds of an answer."""
    process.stdin.write(f"{request}\t{query['text']}\n".encode())
    process.stdin.flush()
    answer = process.stdout.readline().decode().split("\t")
    return (0, 0.0) if len(answer) < 2 else (int(answer[0]), int(answer[1]) / 1e3)


def measure(engine, folder, queries, rung):
    """Kind -> microseconds of the snippets of each query with ten hits; and of the first time that they are asked for."""
    environment = {**os.environ, "HANDBILL_BENCH_RUNG": rung}
    times, first = [[] for _ in queries], []
    with subprocess.Popen([engine, "serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        for number in range(PASSES):
            for index, query in enumerate(queries):
                hits, plain = ask(process, "TOP_10", query)
                cut, whole = ask(process, "SNIPPETS", query)
                if hits < HITS:
                    continue
                if cut < HITS:
                    sys.exit(f"{query['text']}: {cut} snippets of {hits} hits")
                (times[index] if number else first).append(whole - plain)
    kinds = {}
    for query, spans in zip(queries, times):
        if spans:
            kinds.setdefault(query["kind"], []).append(statistics.median(spans))
    return kinds, first


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    engine, target = str(Path(sys.argv[1]).absolute()), Path(sys.argv[2])
    parts = [
        "# Snippets",
        f"What the snippets of ten hits take, in microseconds, beside the ids alone: reading the texts, finding the words in them "
        f"again through all rungs, cutting. Made by `Scripts/bench-snippets` on {time.strftime('%Y-%m-%d')}, {machine()}. "
        f"Median of {PASSES - 1} times for a query, after a first time that is told apart; queries with ten hits. "
        "At most 1,000 is wanted.",
    ]
    for corpus in sys.argv[3:]:
        lines = (HOME / "queries" / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
        queries = [json.loads(line) for line in lines]
        folder = str(HOME / "index" / "snippets")
        size = build(engine, corpus, folder)
        rows = []
        try:
            for rung in ("fold", "stem"):
                kinds, first = measure(engine, folder, queries, rung)
                spans = [span for kind in kinds.values() for span in kind]
                for name, some in [("all", spans), ("all, first time", first), *sorted(kinds.items())]:
                    rows.append([rung, name, str(len(some)), figure(percentile(some, 50)), figure(percentile(some, 99)), figure(max(some))])
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        parts += [f"## `{corpus}`: texts of {size:,.0f} bytes", table(["rung", "kind", "queries", "p50", "p99", "most"], rows)]
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    heading = "## Where the time goes"
    if heading in before:
        parts.append(before[before.index(heading):].rstrip("\n"))
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
