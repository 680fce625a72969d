"""500 links on 50 hosts, all on loopback: linkassay, and lychee where `make bench-peers` put it.

Both are asked for the same: no gap, 128 requests at most at once (`lychee --help` of 0.24 has the
flags; its default pause between two requests to one host would be measured otherwise).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.loopback import HOSTS
from bench.measure import Cost, median

PEERS = Path(__file__).with_name(".peers")
LINKS = 500
RUNS = 3


@contextmanager
def web() -> Iterator[int]:
    """The port of a running server, which ends with the block."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.loopback"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield int(server.stdout.readline())
    finally:
        server.communicate(timeout=10)


def document(port: int) -> str:
    """A text that cites `LINKS` addresses, each host in turn."""
    addresses = (
        f"http://{HOSTS[n % len(HOSTS)]}:{port}/article/{n // len(HOSTS)}" for n in range(LINKS)
    )
    return "What we read\n\n" + "\n\n".join(f"See {address} for it." for address in addresses)


def lychee() -> str | None:
    """The peer, in its own environment or on the path."""
    own = PEERS / "bin/lychee"
    return str(own) if os.access(own, os.X_OK) else shutil.which("lychee")


def main() -> None:
    """Print the table."""
    with web() as port, tempfile.TemporaryDirectory() as folder:
        cited = Path(folder) / "cited.txt"
        cited.write_text(document(port), encoding="utf-8")
        ours = [
            sys.executable, "-m", "linkassay", "check", str(cited),
            "--gap", "0", "--allow-address", "127.0.0.0/8",
        ]  # fmt: skip
        commands = {"linkassay check": ours}
        peer = lychee()
        if peer is not None:
            commands["lychee"] = [
                peer, "--host-request-interval", "0ms", "--host-concurrency", "128",
                "--max-concurrency", "128", "-n", "--format", "json", "-vv", str(cited),
            ]  # fmt: skip
        costs = median(commands, RUNS)
    print(f"{LINKS} links on {len(HOSTS)} loopback hosts, median of {RUNS} runs")
    print(f"  {'':18} {'wall s':>7} {'CPU s':>7} {'MiB':>6} {'links/s':>8}  exit")
    for name, c in costs.items():
        print(_row(name, c))
    if peer is None:
        print("  (no lychee here to compare with: make bench-peers)")


def _row(name: str, c: Cost) -> str:
    rate = LINKS / c.wall
    costs = f"{c.wall:7.2f} {c.cpu:7.2f} {c.memory:6.0f} {rate:8.0f}"
    return f"  {name:18} {costs}  {c.code:4}{c.doubt}"


if __name__ == "__main__":
    main()
