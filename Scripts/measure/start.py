# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Times whole runs of the program, in turns; see Scripts/bench-start."""
import os
import resource
import subprocess
import sys
import time

program, home, records, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
null = os.open(os.devnull, os.O_RDWR)


def run(command):
    """Milliseconds from start to end, and page faults."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    start = time.perf_counter()
    actions = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 1), f"{command} ended with {status}"
    seconds = time.perf_counter() - start
    return seconds * 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - before


search = [program, "search", "--home", home]
commands = {
    "/bin/true": ["/bin/true"],
    "handbill --version": [program, "--version"],
    "handbill search, one word": [*search, "water"],
    "handbill search, one word that no text has": [*search, "zzyzx"],
    "handbill search, one word in Thai": [*search, "น้ำ"],
    "handbill search, five words": [*search, "the water of this city"],
}
times = {name: [] for name in commands}
for _ in range(runs):
    for name, command in commands.items():
        times[name].append(run(command))

# What a person has found out about the figures stays, below them.
result = "Benchmarks/Results/start.md"
heading = "## Where the time goes"
before = open(result, encoding="utf-8").read() if os.path.exists(result) else ""
reasons = before[before.index(heading):] if heading in before else ""
libraries = subprocess.run(["ldd", program], capture_output=True, text=True).stdout.count(" => ")
with open(result, "w", encoding="utf-8") as page:
    page.write(f"""# From the start of the program to its end

`Scripts/bench-start {records} {runs}` on {time.strftime("%Y-%m-%d")}, {os.cpu_count()} cores: an archive of {records:,} records of
`open.jsonl` and of `Samples/`, everything in the system's cache, ten hits with their snippets; {runs} rounds in turns. The program is linked
with {libraries} shared libraries. Target of a search: 12 ms for one word, 20 ms for five.

| command | ms, median | ms, p99 | page faults |
|---|--:|--:|--:|
""")
    for name, measured in times.items():
        spans = sorted(span for span, _ in measured)
        faults = sorted(count for _, count in measured)
        page.write(f"| {name} | {spans[len(spans) // 2]:.1f} | {spans[len(spans) * 99 // 100]:.1f} | {faults[len(faults) // 2]:,} |\n")
    page.write(f"\n{reasons}" if reasons else "")
print(open(result, encoding="utf-8").read())
