#!/usr/bin/env python3
"""Measures `handbill duplicates`: time and memory by size, and what it finds on a sample beside all pairs and a peer.

Usage: duplicates.py HANDBILL RESULT.md DOCUMENTS…     (BENCH_HOME holds open.jsonl and takes the archives)

A corpus of N documents is the public one, then altered copies of its texts until there are N: in a copy each word is
replaced by one of its neighbour's with a probability that is drawn once a copy from 0, 1, 2, 5, 10 and 30 %, and one copy
in three begins at another place. So likenesses of all sizes occur. The same input gives the same bytes.
"""
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(os.environ.get("BENCH_HOME", ".bench"))
SEED = 20261126
SAMPLE = 8_000
# From so many documents on, only one threshold is measured, and kinds one by one.
LARGE = 500_000
LENGTH = 5
THRESHOLDS = (0.5, 0.8)


def run(command):
    """Runs a command: wall and processor seconds, peak memory in MB, standard output.

    time(1) measures, because a process that forks counts its own memory as its child's.
    """
    figures = HOME / "duplicates-time"
    done = subprocess.run(
        ["/usr/bin/time", "-o", str(figures), "-f", "%e %U %S %M", *command], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: status {done.returncode}")
    wall, user, system, peak = map(float, figures.read_text().splitlines()[-1].split())
    return wall, user + system, peak / 1024, done.stdout.decode()


def texts():
    with open(HOME / "open.jsonl", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def altered(words, donor, rate, chance):
    copy = [donor[int(len(donor) * chance())] if chance() < rate else word for word in words]
    if chance() < 1 / 3:
        cut = int(len(copy) * chance())
        copy = copy[cut:] + copy[:cut]
    return " ".join(copy)


def corpus(originals, wanted, seed=SEED):
    """Yields `wanted` texts: the originals, then altered copies of them in turn."""
    yield from originals[:wanted]
    chance = random.Random(seed).random
    made, split = len(originals), [text.split(" ") for text in originals]
    while made < wanted:
        place = made % len(split)
        rate = (0, 0.01, 0.02, 0.05, 0.1, 0.3)[int(6 * chance())]
        yield altered(split[place], split[place - 1], rate, chance)
        made += 1


def archive(program, name, documents):
    """Makes an archive of one container with some texts, unless it is there; the time that `add` took."""
    home = HOME / f"duplicates-{name}"
    if (home / "done").exists():
        return home, None
    shutil.rmtree(home, ignore_errors=True)
    run([program, "init", str(home)])
    container = HOME / f"duplicates-{name}.jsonl"
    with open(container, "w", encoding="utf-8") as file:
        for number, text in enumerate(documents):
            file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    wall, _, _, _ = run([program, "add", "--home", str(home), str(container)])
    container.unlink()
    (home / "done").touch()
    return home, wall


def folded(program, documents):
    """The folded letters of each text, as the program sees them."""
    joined = "\n\n".join(documents)
    file = HOME / "duplicates-sample.txt"
    file.write_text(joined, encoding="utf-8")
    output = run([program, "analyze", "--file", str(file), "--charset", "utf-8", "--format", "ndjson"])[3]
    ends, end = [], 0
    for text in documents:
        end += len(text.encode()) + 2
        ends.append(end)
    letters, place = [[] for _ in documents], 0
    for line in output.splitlines():
        token = json.loads(line)
        if token.get("kind") != "word":
            continue
        while token["start"] >= ends[place]:
            place += 1
        letters[place].append(token["fold"])
    return ["".join(words) for words in letters]


def shingles(letters):
    if len(letters) < LENGTH:
        return {letters} if letters else set()
    return {letters[place:place + LENGTH] for place in range(len(letters) - LENGTH + 1)}


class Groups:
    """Union-find, and the pairs of documents that are together."""

    def __init__(self, count):
        self.parents = list(range(count))

    def find(self, number):
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, left, right):
        self.parents[self.find(left)] = self.find(right)

    def pairs(self):
        members = {}
        for number in range(len(self.parents)):
            members.setdefault(self.find(number), []).append(number)
        return {(a, b) for group in members.values() for i, a in enumerate(group) for b in group[i + 1:]}


def all_pairs(sets, threshold):
    """Groups and pairs at least so alike, by comparing each pair that shares a shingle."""
    groups, pairs, owners = Groups(len(sets)), 0, {}
    for number, own in enumerate(sets):
        shared = {}
        for shingle in own:
            for other in owners.get(shingle, ()):
                shared[other] = shared.get(other, 0) + 1
            owners.setdefault(shingle, []).append(number)
        for other, count in shared.items():
            if count / (len(own) + len(sets[other]) - count) >= threshold:
                groups.join(number, other)
                pairs += 1
    return groups.pairs(), pairs


def ours(program, home, count, threshold):
    wall, cpu, peak, output = run([
        program, "duplicates", "--home", str(home), "--near", "--threshold", str(threshold), "--limit", "1000000000",
        "--format", "ndjson"])
    groups = Groups(count)
    for line in output.splitlines():
        members = [int(member["id"].split("#")[1]) for member in json.loads(line)["members"]]
        for member in members[1:]:
            groups.join(members[0], member)
    return groups.pairs(), wall, cpu, peak


def peer(sets, threshold):
    """Groups by datasketch: MinHashLSH for candidates, then the same exact comparison."""
    from datasketch import MinHash, MinHashLSH

    start = time.monotonic()
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    groups, wrong = Groups(len(sets)), 0
    encoded = [[shingle.encode() for shingle in own] for own in sets]
    for number, sketch in enumerate(MinHash.generator(encoded, num_perm=128)):
        if not sets[number]:
            continue
        for other in lsh.query(sketch):
            shared = len(sets[number] & sets[other])
            if shared / (len(sets[number]) + len(sets[other]) - shared) >= threshold:
                groups.join(number, other)
            else:
                wrong += 1
        lsh.insert(number, sketch)
    return groups.pairs(), time.monotonic() - start, wrong


def compare(found, truth):
    return (f"{100 * len(found & truth) / max(1, len(truth)):.2f} % | "
            f"{100 * len(found & truth) / max(1, len(found)):.2f} %")


def size_table(program, originals, sizes):
    lines = [
        "## Time and memory by size", "",
        "| documents | asked for | wall s | CPU s | documents a second | peak MB | groups |", "|---|---|---|---|---|---|---|"]
    for size in sizes:
        home, _ = archive(program, str(size), corpus(originals, size))
        for title, options in (
                ("--near, 0.8", ["--near"]), ("--near, 0.5", ["--near", "--threshold", "0.5"]),
                ("--families", ["--families"]), ("all three", [])):
            if size >= LARGE and title in ("--near, 0.5", "all three"):
                continue
            wall, cpu, peak, output = run([
                program, "duplicates", "--home", str(home), "--limit", "20", "--format", "json", *options])
            found = json.loads(output)["found"]
            groups = ", ".join(f"{kind} {count:,}" for kind, count in sorted(found.items()))
            lines.append(f"| {size:,} | {title} | {wall:.1f} | {cpu:.1f} | {size / wall:,.0f} | {peak:,.0f} | {groups} |")
            print(lines[-1], flush=True)
        identifiers = run([program, "list", "--home", str(home), "--format", "ids"])[3].split()
        wall, cpu, peak, _ = run([program, "similar", "--home", str(home), f"{identifiers[0]}#1000"])
        lines.append(f"| {size:,} | similar, one document | {wall:.2f} | {cpu:.2f} | | {peak:,.0f} | |")
        print(lines[-1], flush=True)
    return lines


def sample_table(program, originals):
    chance = random.Random(SEED)
    lines = [
        "", "## What is found, against all pairs", "",
        "Pairs of documents in one group, of a sample of originals and altered copies. datasketch (128 permutations, its own choice "
        "of bands) gets the same shingles ready made, and its candidates are compared in the same exact way; its time is without "
        "making them, ours with reading, cutting and folding every text, and with the evidence for every group.", "",
        "| documents | threshold | pairs at least so alike | | recall | precision | wall s |", "|---|---|---|---|---|---|---|"]
    documents = list(corpus(chance.sample(originals, SAMPLE // 5), SAMPLE))
    home, _ = archive(program, f"sample{SAMPLE}", documents)
    sets = [shingles(letters) for letters in folded(program, documents)]
    for threshold in THRESHOLDS:
        truth, pairs = all_pairs(sets, threshold)
        found, wall, _, _ = ours(program, home, SAMPLE, threshold)
        theirs, peer_wall, _ = peer(sets, threshold)
        head = f"| {SAMPLE:,} | {threshold} | {pairs:,} |"
        lines.append(f"{head} handbill | {compare(found, truth)} | {wall:.1f} |")
        lines.append(f"{head} datasketch | {compare(theirs, truth)} | {peer_wall:.1f} |")
        print(lines[-2], lines[-1], sep="\n", flush=True)
    return lines


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, page, sizes = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), [int(size) for size in sys.argv[3:]]
    originals = texts()
    lines = [
        "# Duplicates", "",
        f"Made by `Scripts/bench-duplicates` on {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Linux "
        f"{platform.release()}, CPython {platform.python_version()}. Texts are those of the public corpus (356,723 short texts in some "
        "500 languages), and beyond that altered copies of them: `Benchmarks/Duplicates/duplicates.py` says how. The cores were shared "
        "with other work: compare rows, not seconds.", ""]
    found = sample_table(program, originals)
    lines += size_table(program, originals, sizes) + found
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
