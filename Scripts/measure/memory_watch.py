# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Runs a command and watches what it and all below it hold in memory, from /proc.

    memory_watch.py COMMAND ...    writes what was seen to standard error, as the last line, in JSON

Numbers are bytes and seconds. Exit status: that of the command.
"""

import ctypes
import json
import os
import subprocess
import sys
import time

#: Of prctl(2).
SET_CHILD_SUBREAPER = 36


def status(pid):
    """Fields of /proc/PID/status, sizes in bytes; empty where the process is gone."""
    fields = {}
    try:
        with open(f"/proc/{pid}/status", errors="replace") as file:
            for line in file:
                name, _, value = line.partition(":")
                if value.strip().endswith(" kB"):
                    fields[name] = int(value.split()[0]) << 10
                else:
                    fields[name] = value.strip()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return fields


def children(number):
    """The numbers of the children of a process."""
    found = []
    try:
        for thread in os.listdir(f"/proc/{number}/task"):
            with open(f"/proc/{number}/task/{thread}/children") as file:
                found += map(int, file.read().split())
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def tree(root):
    """The status of a process and of all below it, by number."""
    found, front = {}, [root]
    while front:
        number = front.pop()
        fields = status(number)
        if fields:
            found[number] = fields
            front += children(number)
    return found


def adopt():
    """What loses its parent below this process becomes its child from now on, so that nothing hides."""
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap(root):
    """Takes note of the end of processes that lost their parent, as the first process of a system does."""
    for number in children(os.getpid()):
        if number != root and status(number).get("State", "").startswith("Z"):
            os.waitpid(number, os.WNOHANG)


class Watch:
    """What was seen of a command; memory is that of its own, without pages of files that are mapped."""

    def __init__(self):
        self.seconds = self.status = 0
        #: The most of all processes together.
        self.whole = 0
        #: The most of the command's own process, and of the largest of the others, with its name.
        self.parent = self.child = 0
        self.child_name = ""
        self.processes = self.descriptors = 0
        #: Names of the processes that were left when the command had ended, a moment later.
        self.left = []

    def look(self, root):
        found = tree(root)
        own = {number: fields.get("RssAnon", 0) + fields.get("RssShmem", 0) for number, fields in found.items()}
        self.whole = max(self.whole, sum(own.values()))
        self.parent = max(self.parent, own.pop(root, 0))
        self.processes = max(self.processes, len(found))
        for number, size in own.items():
            if size > self.child:
                self.child, self.child_name = size, found[number].get("Name", "")
        try:
            self.descriptors = max(self.descriptors, len(os.listdir(f"/proc/{root}/fd")))
        except (FileNotFoundError, ProcessLookupError):
            pass


def watch(command, every=0.1, stop_after=None, **rest):
    """Runs a command to its end, looking ten times a second; after `stop_after` seconds it is interrupted."""
    adopt()
    seen, start = Watch(), time.perf_counter()
    process = subprocess.Popen(command, **rest)
    while process.poll() is None:
        seen.look(process.pid)
        reap(process.pid)
        if stop_after and time.perf_counter() - start > stop_after:
            process.send_signal(2)
            stop_after = None
        time.sleep(every)
    seen.seconds, seen.status = time.perf_counter() - start, process.returncode
    for _ in range(20):
        reap(process.pid)
        below = tree(os.getpid())
        seen.left = [fields["Name"] for number, fields in below.items()
                     if number != os.getpid() and not fields["State"].startswith("Z")]
        if not seen.left:
            break
        time.sleep(0.1)
    return seen


if __name__ == "__main__":
    result = watch(sys.argv[1:])
    print(json.dumps(vars(result)), file=sys.stderr)
    sys.exit(result.status % 256)
