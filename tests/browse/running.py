"""The site in a process of its own, on loopback, and what it answers."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
SERVE = """
import sys
from pathlib import Path
from linkassay.browse import serve
serve(Path(sys.argv[1]), port=0, announce=lambda url: print(url, flush=True))
print("ended", flush=True)
"""


@contextmanager
def running(ledger, scratch, stop=signal.SIGTERM, said=None):
    """The site in its own process; gives its address, and proves that it ends when told.

    `said` gets what it prints after its address.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(ledger)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(SOURCE), "TMPDIR": str(scratch), "HOME": str(scratch)},
    )
    try:
        yield process.stdout.readline().strip()
        process.send_signal(stop)
        printed, _ = process.communicate(timeout=20)
        assert printed.endswith("ended\n")
        assert process.returncode == 0
        assert list(scratch.glob("linkassay-*")) == [], "the generated directory is gone"
        if said is not None:
            said.append(printed)
    finally:
        process.kill()
        process.wait(timeout=20)


def read(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()
