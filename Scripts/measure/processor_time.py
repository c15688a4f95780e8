# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Time and processor time of a command, with all that runs in sandboxes below it."""

import os
import subprocess
import time

import memory_watch


def busy():
    """Seconds that the processors of this machine have worked, for whatever program."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, interrupts, soft = map(int, file.readline().split()[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def measure(command, **rest):
    """Seconds, and processor seconds, of a command; nothing else may run.

    The time is the machine's: what ends with the sandbox it runs in is in no process's own account.
    """
    memory_watch.adopt()
    before, start = busy(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **rest)
    seconds = time.perf_counter() - start
    deadline = time.perf_counter() + 5
    while memory_watch.children(os.getpid()) and time.perf_counter() < deadline:
        memory_watch.reap(None)
    return seconds, busy() - before
