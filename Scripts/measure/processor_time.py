# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Time and processor time of a command, with all that runs in sandboxes below it."""

import os
import resource
import subprocess
import time

import memory_watch


def measure(command, **rest):
    """Seconds, and processor seconds, of a command."""
    memory_watch.adopt()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **rest)
    seconds = time.perf_counter() - start
    # Processes in sandboxes lose their parents; their time counts once they are taken note of.
    deadline = time.perf_counter() + 5
    while memory_watch.children(os.getpid()) and time.perf_counter() < deadline:
        memory_watch.reap(None)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
