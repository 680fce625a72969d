"""The commands that are measured: our audit, and lychee asked for the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

PEERS = Path(__file__).with_name(".peers")

WORKERS = 2
"""Processes that ask, where several may: one for each core of the machine that was measured."""

WITHOUT_MANNERS = ("--gap", "0")
"""For servers of one's own."""


def lychee() -> str | None:
    """The peer, in its own environment or on the path."""
    own = PEERS / "bin/lychee"
    return str(own) if os.access(own, os.X_OK) else shutil.which("lychee")


def peer(documents: Path, *flags: str, interval: str = "0ms", each: int = 128) -> list[str]:
    """lychee on a folder, none of whose pauses is measured unless it is wanted.

    Without `-vv` its report leaves out what is alive; its cache is off unless it is asked for.
    """
    return [
        lychee() or "lychee",
        "--host-request-interval", interval, "--host-concurrency", str(each),
        "--no-progress", "--format", "json", "-vv", *flags, str(documents),
    ]  # fmt: skip


@cache
def _help() -> str:
    command = [sys.executable, "-m", "linkassay", "audit", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def offered(*options: str) -> bool:
    """Whether our audit has all these options."""
    return all(f" {option} " in _help() or f" {option}\n" in _help() for option in options)


def where_offered(option: str, *values: str) -> tuple[str, ...]:
    """An option with its values, or nothing where our audit does not have it."""
    return (option, *values) if offered(option) else ()


def own_server() -> tuple[str, ...]:
    """What our audit is told of servers that are one's own: no gap, connections kept."""
    return (*WITHOUT_MANNERS, *where_offered("--keep-alive"))


def workers() -> tuple[str, ...]:
    """Several processes that ask, where our audit can."""
    return where_offered("--workers", str(WORKERS))


def ours(documents: Path, ledger: Path, *flags: str) -> list[str]:
    """Our audit of a folder with a ledger and a report."""
    return [sys.executable, "-m", "linkassay", *_arguments(documents, ledger, flags)]


def ours_by_parts(file: Path, documents: Path, ledger: Path, *flags: str) -> list[str]:
    """The same, which writes to `file` what each of its parts cost."""
    return [sys.executable, "-m", "bench.seams", str(file), *_arguments(documents, ledger, flags)]


def _arguments(documents: Path, ledger: Path, flags: Sequence[str]) -> list[str]:
    return [
        "audit", str(documents), "--ledger", str(ledger), "--allow-address", "127.0.0.0/8",
        "--contact", "desk@paper.example", "--fail-on", "never",
        "--output", str(ledger.with_suffix(".txt")), *flags,
    ]  # fmt: skip
