#!/usr/bin/env python3
"""Measures one query in a fresh process, one word and five, beside the sqlite3 shell: one_shot.py CORPUS ENGINE_BENCH

Programs take turns, query by query, and all see the same queries; the first round warms the page cache and is not
counted. Writes $BENCH_HOME/results/oneshot-words.CORPUS.json: program -> what was asked -> milliseconds.
"""
import json
import os
import shutil
import sys
import time
from pathlib import Path

HOME = Path(os.environ.get("BENCH_HOME", ".bench")).absolute()
QUERIES = 25  # of one word, and as many of five
ROUNDS = 3


def chosen(queries, kinds):
    """QUERIES queries of some kinds, evenly spread."""
    found = [query for query in queries if query["kind"] in kinds]
    step = max(1, len(found) // QUERIES)
    return found[::step][:QUERIES]


def sqlite_statement(query):
    """The ten best ids of a query of any of some words, as the peer's own program asks for them."""
    words = " OR ".join('"' + word.replace('"', '""') + '"' for word in query["terms"]).replace("'", "''")
    identifier = "(SELECT id FROM docs WHERE docs.rowid = t.rowid)"
    return f"SELECT {identifier} FROM t WHERE t MATCH '{words}' ORDER BY rank LIMIT 10"


def programs(corpus, engine):
    """Name -> function from a query to (arguments, environment)."""
    index = HOME / "index" / corpus
    plain = dict(os.environ)
    stem = {**plain, "HANDBILL_BENCH_RUNG": "stem"}
    shell = shutil.which("sqlite3") or "sqlite3"
    found = {
        "ours": lambda query: ([engine, "oneshot", str(index / "ours"), query["text"]], plain),
        "ours-stem": lambda query: ([engine, "oneshot", str(index / "ours"), query["text"]], stem),
        "sqlite3 shell": lambda query: ([shell, str(index / "sqlite" / "fts.db"), sqlite_statement(query)], plain),
    }
    for name, program in (("sqlite", "sqlite_fts5"), ("xapian", "xapian_glass")):
        path, folder = str(HOME / "bin" / program), str(index / name)
        found[name] = lambda query, path=path, folder=folder: ([path, "oneshot", folder, query["text"]], plain)
    present = {"ours": "ours", "ours-stem": "ours", "sqlite3 shell": "sqlite", "sqlite": "sqlite", "xapian": "xapian"}
    return {name: make for name, make in found.items() if (index / present[name]).exists()}


def milliseconds(arguments, environment, sink):
    """The wall time of a process from its start to its end."""
    start = time.perf_counter_ns()
    child = os.posix_spawn(arguments[0], arguments, environment, file_actions=[(os.POSIX_SPAWN_DUP2, sink, 1)])
    _, status = os.waitpid(child, 0)
    elapsed = (time.perf_counter_ns() - start) / 1e6
    if status:
        sys.exit(f"{' '.join(arguments)}: status {os.waitstatus_to_exitcode(status)}")
    return elapsed


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    corpus, engine = sys.argv[1], str(Path(sys.argv[2]).absolute())
    lines = (HOME / "queries" / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines]
    asked = {"one word": chosen(queries, ("term_mid", "term_high")), "five words": chosen(queries, ("or5",))}
    starts = programs(corpus, engine)
    times = {name: {what: [] for what in asked} for name in starts}
    sink = os.open(os.devnull, os.O_WRONLY)
    for number in range(ROUNDS + 1):
        for what, some in asked.items():
            for query in some:
                for name, start in starts.items():
                    elapsed = milliseconds(*start(query), sink)
                    if number:
                        times[name][what].append(elapsed)
    target = HOME / "results" / f"oneshot-words.{corpus}.json"
    target.write_text(json.dumps({"corpus": corpus, "queries": QUERIES, "rounds": ROUNDS, "engines": times}))
    for name, found in times.items():
        print(f"{corpus} {name}: " + ", ".join(f"{what} {sorted(some)[len(some) // 2]:.2f} ms" for what, some in found.items()))


if __name__ == "__main__":
    main()
