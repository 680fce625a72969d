"""What hostile servers cost: CPU seconds of the process that asks, and its memory.

The process is one that does nothing else (`hostile_servers.child`), so that both can be counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from hostile_servers.catalogue import COSTLY, HOSTILE
from hostile_servers.pages import PAGES
from servers import Server, answer

CPU_SECONDS = 3.0
"""Of a core for one address; endless interim answers took 15 s before they were bounded."""
MIB = {"page": 64, "article": 64, "fragment": 256}
"""By which memory may grow; a page in which a fragment is looked for is read up to 2 MiB."""
WHOLE = 15.0
"""The time that a user gives an answer by default (seconds)."""
AT_ONCE = 4
PATIENT = 560.0
TAKES_ITS_TIME = ("slow", "mute", "many-members", "empty-members", "chunks-of-one")
QUICK = [name for name in COSTLY if not name.startswith(TAKES_ITS_TIME)]


def counted(names: Sequence[str], route: str, seconds: float) -> list[dict[str, Any]]:
    """What each of the servers cost; several processes share the work."""
    behaviours = {f"/{name}": HOSTILE[name].behaviour for name in names}
    with Server({"/fine": answer(), **behaviours}) as server:
        parts = [names[at::AT_ONCE] for at in range(AT_ONCE)] if len(names) > 30 else [names]
        children = [_child(server, part, route, seconds) for part in parts]
        outputs = [child.communicate(timeout=PATIENT) for child in children]
    assert [child.returncode for child in children] == [0] * len(parts), outputs
    told = [json.loads(line) for output, _ in outputs for line in output.splitlines()]
    assert len(told) == len(names)
    return told


def _child(server: Server, names: Sequence[str], route: str, seconds: float):
    urls = [server.url(f"/{name}", f"h{at}.test") for at, name in enumerate(("fine", *names))]
    return subprocess.Popen(
        [sys.executable, "-m", "hostile_servers.child", str(seconds), route, *urls],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_bounded(told: Sequence[dict[str, Any]], route: str) -> None:
    assert [line for line in told if line["cpu"] > CPU_SECONDS] == []
    assert [line for line in told if line["grown"] > MIB[route]] == []


def test_floods_and_bombs_cost_little():
    assert_bounded(counted(QUICK[:30], "page", 4.0), "page")


@pytest.mark.slow
@pytest.mark.parametrize("route", ["page", "article"])
def test_no_server_burns_a_core_or_fills_memory(route):
    told = counted(COSTLY, route, WHOLE)
    assert_bounded(told, route)
    # The positive control: some kept us busy until their time was up.
    assert sum(line["seconds"] >= WHOLE - 1 for line in told) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("route", MIB)
def test_no_page_burns_a_core_or_fills_memory(route):
    assert_bounded(counted(list(PAGES), route, WHOLE), route)
