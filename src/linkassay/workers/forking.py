"""Forks of this process: whether one is safe, and how none of them ever goes on as its parent."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

_OF_A_TERMINAL = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def may_fork() -> bool:
    """Whether no other thread runs, of Python's or of a library's."""
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - nothing of it is a path
    except OSError:
        return False


def fork(serve: Callable[[], NoReturn]) -> int:
    """Have a fork do this and nothing else; gives its number. Raises `OSError` where there is none.

    Signals wait until it no longer listens to them (`child.be_alone`): in between one would raise
    in its copy of what its parent does, which would end the parent's work a second time.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_A_TERMINAL)
    try:
        pid = os.fork()
        if not pid:
            serve()
        return pid
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
