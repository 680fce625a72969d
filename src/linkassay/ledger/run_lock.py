"""Which unsealed run is still going on: its process holds a lock that the system lets go of.

A killed process holds nothing, so its run may be taken up at once; a run that still goes on
elsewhere on this machine may not.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection
from glob import escape
from pathlib import Path


class RunLock:
    """The lock of one run, on an empty file beside the ledger that goes with a regular end."""

    def __init__(self, ledger: Path, run: str) -> None:
        self._path = ledger.with_name(f"{ledger.name}-{run}.lock")
        self._handle: int | None = None

    @staticmethod
    def sweep(ledger: Path, wanted: Collection[str]) -> None:
        """Remove what killed runs left behind, but for the runs that may still be taken up."""
        for path in ledger.parent.glob(f"{escape(ledger.name)}-*.lock"):
            run = path.name.removeprefix(f"{ledger.name}-").removesuffix(".lock")
            lock = RunLock(ledger, run)
            if run not in wanted and lock.take():
                lock.release()

    def take(self) -> bool:
        """Whether the lock could be had. Where the file cannot be made there is none to have."""
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError:
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go, and remove the file."""
        if self._handle is None:
            return
        self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None
