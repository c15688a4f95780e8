#!/usr/bin/env python3
"""Measures what queries take that were never asked before: first_asks.py CORPUS ENGINE_BENCH

A fresh process is sent every query once, in the order of the comparison; files are in the system's memory. Writes
$BENCH_HOME/results/first.REQUEST.CORPUS.json: the median of ROUNDS processes for each query.
"""
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HOME = Path(os.environ.get("BENCH_HOME", ".bench")).absolute()
ROUNDS = 5


def answers(engine, corpus, request, queries):
    """Nanoseconds of each query, in one process."""
    lines = "".join(f"{request}\t{query['text']}\n" for query in queries)
    pin = int(os.environ.get("PIN", os.cpu_count() - 1))
    done = subprocess.run(
        [engine, "serve", str(HOME / "index" / corpus / "ours")], input=lines.encode(), stdout=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C.UTF-8"}, preexec_fn=lambda: os.sched_setaffinity(0, {pin}), check=True)
    return [int(line.split("\t")[1]) for line in done.stdout.decode().splitlines()]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    corpus, engine = sys.argv[1], os.path.abspath(sys.argv[2])
    path = HOME / "queries" / f"{corpus}.jsonl"
    queries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for request in ("TOP_10", "COUNT"):
        rounds = [answers(engine, corpus, request, queries) for _ in range(ROUNDS)]
        rows = [{"kind": query["kind"], "ns": statistics.median(times)} for query, times in zip(queries, zip(*rounds))]
        target = HOME / "results" / f"first.{request}.{corpus}.json"
        target.write_text(json.dumps({"request": request, "rounds": ROUNDS, "queries": rows}), encoding="utf-8")
        print(f"{corpus} {request}, asked for the first time: p50 {statistics.median(row['ns'] for row in rows) / 1e3:.1f} us")


if __name__ == "__main__":
    main()
