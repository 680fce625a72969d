"""Hostile documents: each ends within its limits, keeps what was found, and spares the parent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hostile.documents import DOCUMENTS, KEPT, LARGE, NOT_READ
from linkassay.model import Source

ROOT = Path(__file__).parents[2]
MOST_GROWTH = 64.0
"""MiB by which the parent may grow (docs/design.md, Hostile input)."""

WITHOUT_MARK = {name for name, source in DOCUMENTS.items() if source.locator.startswith("bench-")}
"""Documents of the bench, which do not hold the address that is looked for."""


def audited(documents: Mapping[str, Source], folder: Path) -> Mapping[str, Any]:
    names = {}
    for name, source in documents.items():
        file = source.locator
        names[file] = name
        (folder / file).write_bytes(source.data)
    path = os.pathsep.join(str(ROOT / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, "-m", "hostile.audited", str(folder), KEPT],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = map(json.loads, done.stdout.splitlines())
    return {names[line["file"]]: line for line in lines}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Audited in two processes side by side, every other document in each."""
    halves = [dict(list(DOCUMENTS.items())[at::2]) for at in range(2)]
    folders = [tmp_path_factory.mktemp("documents") for _ in halves]
    with ThreadPoolExecutor(len(halves)) as threads:
        first, second = threads.map(audited, halves, folders)
    return {**first, **second}


def test_there_are_enough_of_them(found):
    assert len(DOCUMENTS) >= 60
    assert set(found) == set(DOCUMENTS)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in NOT_READ])
def test_a_hostile_document_is_read_or_said_to_be_limited(found, name):
    told = found[name]
    assert told["unread"] == []
    assert told["kept"] or name in WITHOUT_MARK
    assert (told["limited"] is not None) == ("parse-limited" in told["rules"])


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_no_text_is_refused(found, name):
    (problem,) = found[name]["unread"]
    assert problem.startswith("it is ")


def test_the_parent_does_not_grow_with_them(found):
    assert max(told["grown"] for told in found.values()) <= MOST_GROWTH


@pytest.mark.slow
def test_large_ones_strike_limits_and_spare_the_parent(tmp_path):
    found = audited(LARGE, tmp_path)
    assert set(found) == set(LARGE)
    assert all(told["kept"] or name == "links on one line" for name, told in found.items())
    assert found["links on one line"]["limited"] == "size"
    assert found["links on one line"]["citations"] > 10_000
    assert found["links of a page"]["limited"] == "memory"
    assert max(told["grown"] for told in found.values()) <= MOST_GROWTH
