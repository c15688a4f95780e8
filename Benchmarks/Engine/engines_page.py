#!/usr/bin/env python3
"""Turns the results of the engines' comparison into a page: engines_page.py CORPUS PAGE [NAME=VERSION…]

Reads $BENCH_HOME/results as bench.py and one_shot.py of this folder left them. Lines that say why a target is missed are
kept from the page that is there already: a line `- **TARGET**: missed; REASON` stays with its target.
"""
import json
import math
import os
import platform
import re
import statistics
import sys
import time
from pathlib import Path

RESULTS = Path(os.environ.get("BENCH_HOME", ".bench")).absolute() / "results"
OURS = "ours"
STEM = "ours-stem"
PEERS = ("tantivy", "lucene", "sqlite", "xapian")
EXPENSIVE = ("prefix", "fuzzy1")
REASON_UNKNOWN = "why is not yet known"


def load(name):
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def percentile(values, percent):
    """The smallest value that at least `percent` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)] if ordered else math.nan


def geometric_mean(values):
    return math.exp(statistics.fmean(math.log(value) for value in values)) if values else math.nan


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def figure(value, digits=1):
    return "–" if value is None or math.isnan(value) else f"{value:,.{digits}f}"


def middle(runs, key):
    return statistics.median(run[key] for run in runs)


class Target:
    """One figure beside its limit."""

    def __init__(self, name, value, limit, unit=""):
        self.name, self.value, self.limit, self.unit = name, value, limit, unit

    @property
    def is_measured(self):
        return self.value is not None and not math.isnan(self.value)

    @property
    def is_met(self):
        return self.is_measured and self.value <= self.limit

    def line(self, reasons):
        if not self.is_measured:
            return f"- **{self.name}**: not measured (limit {self.limit:g}{self.unit})"
        measured = f"{self.value:.2f}{self.unit} of at most {self.limit:g}{self.unit}"
        if self.is_met:
            return f"- **{self.name}**: met; {measured}"
        return f"- **{self.name}**: missed; {measured}: {reasons.get(self.name, REASON_UNKNOWN)}"


def reasons_of(page):
    """Target -> why it is missed, from an earlier page."""
    if not page.exists():
        return {}
    found = re.findall(r"^- \*\*(.+?)\*\*: missed; .*? of at most \S+(?: ms| MB)?: (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {name: reason for name, reason in found if reason != REASON_UNKNOWN}


# Queries

def shared(row, one, other):
    """Pairs of two engines' results for the queries of a kind that both answer."""
    others = {query["id"]: query for query in row.get(other, ())}
    return [(query, others[query["id"]]) for query in row.get(one, ()) if query["id"] in others]


class Kinds:
    """Times of one request by engine and kind of query."""

    def __init__(self, corpus, request):
        self.request = request
        self.rows = {}
        for engine in (*PEERS, OURS, STEM):
            record = load(f"query.{request}.{corpus}.{engine}")
            for query in record["queries"] if record else ():
                self.rows.setdefault(query["kind"], {}).setdefault(engine, []).append(query)
        self.first = {}
        for query in (load(f"first.{request}.{corpus}") or {"queries": ()})["queries"]:
            self.first.setdefault(query["kind"], []).append(query["ns"] / 1e3)

    def times(self, kind, engine):
        """Microseconds of each query; empty where the engine does not answer the kind."""
        return [query["ns"] / 1e3 for query in self.rows[kind].get(engine, ())]

    def finds(self, kind, engine):
        """The share of a kind's queries for which an engine finds anything."""
        queries = self.rows[kind].get(engine, ())
        return sum(query["count"] > 0 for query in queries) / len(queries) if queries else 0

    def best_peer(self, kind):
        """The quickest peer by p50 that finds something for half of the queries; (name, p50), or None."""
        able = [peer for peer in PEERS if self.finds(kind, peer) >= 0.5]
        return min(((percentile(self.times(kind, peer), 50), peer) for peer in able), default=None)

    def first_ratio(self, kind):
        """The p50 of what was never asked before divided by the best peer's; None where one of them is missing."""
        best, own = self.best_peer(kind), self.first.get(kind)
        return percentile(own, 50) / best[0] if best and own else None

    def ratio(self, kind):
        """Our p50 divided by the best peer's; None where one of them is missing."""
        best, own = self.best_peer(kind), self.times(kind, OURS)
        return percentile(own, 50) / best[0] if best and own else None

    def table(self):
        header = ["kind", "queries", *PEERS, OURS, "p99", "p99 ÷ p50", "÷ best peer", "stem ÷ fold", "first time", "its p99",
                  "first ÷ best peer"]
        rows = []
        for kind in sorted(self.rows):
            cells = [kind, str(max(map(len, self.rows[kind].values())))]
            best = self.best_peer(kind)
            for peer in PEERS:
                cell = figure(percentile(self.times(kind, peer), 50))
                if self.finds(kind, peer) < 0.5:
                    cell = f"({cell})" if cell != "–" else cell
                cells.append(f"**{cell}**" if best and best[1] == peer else cell)
            own, stem = self.times(kind, OURS), self.times(kind, STEM)
            half, high = percentile(own, 50), percentile(own, 99)
            ratio = self.ratio(kind)
            cells += [figure(half), figure(high), figure(high / half if own else None), figure(ratio, 2),
                      figure(percentile(stem, 50) / half if own and stem else None, 2)]
            first = self.first.get(kind, [])
            cells += [figure(percentile(first, 50)), figure(percentile(first, 99)), figure(self.first_ratio(kind), 2)]
            rows.append(cells)
        return table(header, rows)

    def targets(self):
        ratios = {kind: self.ratio(kind) for kind in self.rows if self.ratio(kind) is not None}
        steep = {kind: percentile(self.times(kind, OURS), 99) / percentile(self.times(kind, OURS), 50)
                 for kind in self.rows if self.times(kind, OURS)}
        stem = [percentile(self.times(kind, STEM), 50) / percentile(self.times(kind, OURS), 50)
                for kind in self.rows if self.times(kind, STEM) and self.times(kind, OURS)]
        name = self.request
        yield Target(f"{name}, geometric mean of kinds ÷ best peer", geometric_mean(list(ratios.values())), 0.7)
        plain = {kind: ratio for kind, ratio in ratios.items() if kind not in EXPENSIVE}
        yield self.worst(f"{name}, worst kind ÷ best peer", plain, 1.2)
        for kind in EXPENSIVE:
            yield Target(f"{name}, {kind} ÷ best peer", ratios.get(kind, math.nan), 0.3)
        yield self.worst(f"{name}, steepest p99 ÷ p50", steep, 20)
        yield Target(f"{name}, rung stem ÷ fold, geometric mean", geometric_mean(stem), 1.5)

    def first_line(self):
        """What the first asking takes beside peers that were asked before; empty where it was not measured."""
        ratios = {kind: ratio for kind in self.rows if (ratio := self.first_ratio(kind)) is not None}
        if not ratios:
            return ""
        parts = [f"mean of kinds {geometric_mean(list(ratios.values())):.2f}"]
        parts += [f"{kind} {ratios[kind]:.2f}" for kind in ("phrase2", *EXPENSIVE) if kind in ratios]
        return f"- {self.request}, asked for the first time ÷ the best peer, asked before: {', '.join(parts)}"

    def agreement(self):
        """How our counts stand beside each peer's, over the queries that both answer."""
        lines = []
        for peer in PEERS:
            pairs = [(own["count"], other["count"]) for row in self.rows.values() for own, other in shared(row, OURS, peer)]
            more, less = sum(own > other for own, other in pairs), sum(own < other for own, other in pairs)
            if pairs:
                lines.append(f"- {peer}: {len(pairs) - more - less} alike, {more} with more of ours, {less} with fewer")
        return "\n".join(lines)

    @staticmethod
    def worst(name, values, limit):
        """The largest of some values, with its kind behind the name."""
        if not values:
            return Target(name, math.nan, limit)
        kind = max(values, key=values.get)
        return Target(f"{name} ({kind})", values[kind], limit)


# Building, adding, starting

def build_rows(corpus):
    """(threads, engine) -> medians of the builds."""
    rows = {}
    for threads in (1, 2):
        for engine in (*PEERS, OURS):
            record = load(f"build.{threads}.{corpus}.{engine}")
            if record:
                row = {key: middle(record["runs"], key) for key in ("wall", "cpu", "rss_mb", "index_bytes", "steal")}
                rows[threads, engine] = {**row, "text_bytes": record["text_bytes"], "docs": record["docs"],
                                         "reps": len(record["runs"])}
    return rows


def build_section(rows):
    header = ["engine", "threads", "runs", "wall s", "CPU s", "MB of text a CPU second", "peak MB", "index MB",
              "index ÷ text", "steal"]
    cells = [[engine, str(threads), str(row["reps"]), figure(row["wall"], 2), figure(row["cpu"], 2),
              figure(row["text_bytes"] / 1e6 / row["cpu"]), figure(row["rss_mb"], 0), figure(row["index_bytes"] / 1e6),
              figure(row["index_bytes"] / row["text_bytes"], 3), f"{row['steal']:.0%}"]
             for (threads, engine), row in rows.items()]
    return table(header, cells)


def build_targets(rows):
    def ratio(key, threads, peer):
        own, other = rows.get((threads, OURS)), rows.get((threads, peer))
        return own[key] / other[key] if own and other else math.nan

    yield Target("Build, CPU ÷ Tantivy's", ratio("cpu", 1, "tantivy"), 0.33)
    yield Target("Build with two threads, wall ÷ Tantivy's", ratio("wall", 2, "tantivy"), 0.5)
    yield Target("Build, peak memory ÷ Tantivy's", ratio("rss_mb", 1, "tantivy"), 1)
    yield Target("Index size ÷ Lucene's", ratio("index_bytes", 1, "lucene"), 1)


def add_times(corpus, engine):
    record = load(f"add.{corpus}.{engine}")
    return [value for run in record["runs"] for value in run["ms"]] if record else []


def add_section(corpus):
    rows = [[engine, figure(percentile(times, 50), 2), figure(percentile(times, 99), 2)]
            for engine in (*PEERS, OURS) if (times := add_times(corpus, engine))]
    return table(["engine", "p50 ms", "p99 ms"], rows)


def add_targets(corpus):
    own, tantivy = (percentile(add_times(corpus, engine), 50) for engine in (OURS, "tantivy"))
    yield Target("Add one document", own, 10, " ms")
    yield Target("Add one document ÷ Tantivy's", own / tantivy, 1)


def one_shot_section(record):
    kinds = list(next(iter(record["engines"].values())))
    rows = [[engine, *(figure(statistics.median(times[kind]), 2) for kind in kinds)]
            for engine, times in record["engines"].items()]
    return table(["program", *(f"{kind}, ms" for kind in kinds)], rows)


def one_shot_targets(record):
    engines = record["engines"]

    def half(engine, kind):
        return statistics.median(engines[engine][kind]) if engine in engines else math.nan

    for kind, limit in (("one word", 12), ("five words", 20)):
        yield Target(f"One shot, {kind}", half(OURS, kind), limit, " ms")
        yield Target(f"One shot, {kind} ÷ sqlite3 shell", half(OURS, kind) / half("sqlite3 shell", kind), 1.5)


# The page

def machine():
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    return f"{os.cpu_count()} × {model[1] if model else platform.machine()}, {memory:.0f} GB, Linux {platform.release()}"


def noise(corpus):
    """Load and stolen time while queries were measured."""
    records = [load(f"query.{request}.{corpus}.{OURS}") for request in ("TOP_10", "COUNT")]
    parts = [f"{record['request']}: load {record['load']:.1f}, stolen {record['steal']:.0%}" for record in records if record]
    return "; ".join(parts) or "not measured"


def page(corpus, versions, reasons):
    rows = build_rows(corpus)
    kinds = [Kinds(corpus, request) for request in ("TOP_10", "COUNT")]
    one_shot = load(f"oneshot-words.{corpus}")
    targets = [*build_targets(rows)]
    for part in kinds:
        targets += part.targets()
    targets += [*(one_shot_targets(one_shot) if one_shot else ()), *add_targets(corpus)]
    facts = next(iter(rows.values()), {"docs": 0, "text_bytes": 0})
    parts = [
        f"# Engines side by side: `{corpus}`",
        f"{facts['docs']:,} documents, {facts['text_bytes'] / 1e6:.1f} MB of text. Made by "
        f"`Scripts/bench-engines {corpus}` on {time.strftime('%Y-%m-%d')}.\n\n"
        f"- machine: {machine()}\n- {'; '.join(versions)}\n- noise: {noise(corpus)}",
        "Compare ratios, never seconds with another page. Peers fold case and little else; ours writes the whole ladder of "
        "four rungs, and answers on the rung `fold` unless a column says otherwise. Every query was asked before it counts: "
        "ours remembers words that it was asked for (decisions 46 and 48), what phrases, prefixes and fuzzy words found (64) and, from "
        "the fourth time on, where the best documents of frequent words are (63), which they are (66) and what each is worth (70); "
        "peers keep none. So the figures of phrases, prefixes and fuzzy words are those of a query that comes again; the columns *first time* have what it takes in a process that was "
        "never asked for it, whose files are in the system's memory, beside peers that were asked before. Two of the most frequent "
        "words take two to four times as long the second and third time as well. All engines are asked on one processor.",
        "## Targets\n\n" + "\n".join(target.line(reasons) for target in targets)
        + "\n\nNo targets, but to be seen beside them:\n\n" + "\n".join(part.first_line() for part in kinds),
        "## Build\n\nText in, one committed segment out, no text stored.\n\n" + build_section(rows),
    ]
    for part in kinds:
        parts.append(
            f"## {part.request}\n\nMicroseconds, p50 over the queries of a kind; p99 is ours. **Bold** is the best peer; in "
            f"parentheses peers that find nothing for most queries of the kind, which are no measure.\n\n{part.table()}")
    parts.append("## Do they find the same?\n\nDocuments counted for a query, ours beside each peer's. More of ours are mostly "
                 "spellings that `fold` evens out; fewer, parts of words that others cut.\n\n" + kinds[1].agreement())
    if one_shot:
        parts.append("## One shot\n\nFrom the start of a process to its end, warm cache, ten hits printed; median.\n\n"
                     + one_shot_section(one_shot))
    parts.append("## Add\n\nOne document, durable and found, in an open index.\n\n" + add_section(corpus))
    return "\n\n".join(parts) + "\n"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    corpus, target = sys.argv[1], Path(sys.argv[2])
    text = page(corpus, sys.argv[3:], reasons_of(target))
    target.write_text(text, encoding="utf-8")
    print(text.split("## Build")[0])


if __name__ == "__main__":
    main()
