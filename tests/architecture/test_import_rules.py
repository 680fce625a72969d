"""The room table is true: every file has a room, and every import respects the shelves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import linkassay
from architecture.import_rules import violations
from linkassay.docgen.rooms import HOMES, ROOMS, SHELVES, room_of

PACKAGE = Path(linkassay.__file__).parent


def dotted(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[dotted(file) for file in FILES])
def test_every_import_respects_the_walls(file):
    source = file.read_text(encoding="utf-8")
    assert violations(dotted(file), source, package=file.name == "__init__.py") == []


def test_every_room_of_the_table_exists_and_every_module_has_one():
    there = {room_of(dotted(file)) for file in FILES}
    assert there - {"linkassay"} == set(ROOMS)


def test_every_home_is_a_room_and_is_used_there():
    used = dict.fromkeys(HOMES, False)
    for file in FILES:
        room = room_of(dotted(file))
        source = file.read_text(encoding="utf-8")
        for name, home in HOMES.items():
            used[name] |= room == home and name in source
    assert set(HOMES.values()) <= set(ROOMS)
    assert [name for name, found in used.items() if not found] == []


def test_shelves_and_neighbours_are_well_formed():
    for room in ROOMS.values():
        assert room.shelf in SHELVES
        for neighbour in room.beside:
            assert ROOMS[neighbour].shelf == room.shelf
            assert room.name not in ROOMS[neighbour].beside, "neighbours never see each other"


def test_the_rim_is_blind_to_itself():
    assert all(not room.beside for room in ROOMS.values() if room.shelf == 6)


@pytest.mark.parametrize(
    ("module", "source", "says"),
    [
        ("linkassay.attic", "", "no room"),
        ("linkassay.attic.box", "", "no room"),
        ("linkassay.model.x", "from linkassay.urls import parse", "model (shelf 1) imports urls"),
        ("linkassay.model.x", "def f():\n    import linkassay.cli", "imports cli"),
        ("linkassay.model.x", "from linkassay import judge", "imports judge"),
        ("linkassay.model.x", "from ..urls import parse", "imports urls"),
        ("linkassay.model", "from .. import urls", "imports urls"),
        ("linkassay.urls.x", "from linkassay.dates import solver", "imports dates"),
        ("linkassay.report.x", "from linkassay.ledger import open_ledger", "imports ledger"),
        ("linkassay.fetch.x", "from linkassay.config import load", "imports config"),
        ("linkassay.judge", "from linkassay.plan import plan", "imports plan"),
        ("linkassay.plan", "import httpx", "whose one home is fetch"),
        ("linkassay.cli.x", "def f():\n    import sqlite_utils", "whose one home is ledger"),
        ("linkassay.cli.x", "import importlib\nimportlib.import_module('rich')", "one home"),
        ("linkassay.urls.x", "import requests", "has no home"),
        ("linkassay.rules.x", "import socket", "touch no network"),
        ("linkassay.rules.x", "import urllib.request", "touch no network"),
        ("linkassay.rules.x", "from urllib import request", "touch no network"),
        ("linkassay.rules.x", "from os import path", "touch no network"),
        ("linkassay.rules.x", "from http import client", "touch no network"),
        ("linkassay.judge", "from pathlib import Path", "touch no network"),
        ("linkassay.plan", "import time", "touch no network"),
        ("linkassay.dates.x", "import random", "touch no network"),
        ("linkassay.conditions.x", "import pkgutil", "which only"),
        ("linkassay.extract.x", "open('x')", "calls open()"),
        ("linkassay.dates.x", "from datetime import datetime\ndatetime.now()", "datetime.now"),
        ("linkassay.dates.x", "import datetime\ndatetime.datetime.now()", "datetime.now"),
        ("linkassay.dates.x", "from datetime import date\ndate.today()", "date.today"),
        ("linkassay.fetch.x", "import os\nos.environ['X']", "os.environ"),
        ("linkassay.ledger.x", "print('x')", "calls print()"),
        ("linkassay.pipeline", "import sys\nsys.exit(1)", "sys.exit"),
        ("linkassay", "import click", "one home"),
        ("linkassay", "from linkassay.model import Link", "imports no room"),
    ],
)
def test_a_broken_wall_is_noticed(module, source, says):
    found = violations(module, source, package=module in {"linkassay", "linkassay.model"})
    assert len(found) == 1, found
    assert says in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("linkassay.cli.x", "from linkassay import __version__, pipeline\nimport click"),
        ("linkassay.__main__", "from linkassay.cli import main"),
        ("linkassay.ports", "from linkassay.model import Link"),
        ("linkassay.rules", "import pkgutil, importlib"),
        ("linkassay.conditions.x", "from http import HTTPStatus"),
        ("linkassay.urls.x", "from urllib.parse import urlsplit\nfrom .dated import f"),
        ("linkassay.fetch.x", "import httpx, asyncio, ssl\nopen('x')"),
        ("linkassay.cli.x", "import sys, datetime\nprint(datetime.datetime.now(), sys.argv)"),
    ],
)
def test_what_the_table_allows_is_let_through(module, source):
    assert violations(module, source, package=module == "linkassay.rules") == []


def test_no_home_is_given_to_a_plain_standard_module():
    doors = {"ssl", "sqlite3"}
    assert {name for name in HOMES if name in sys.stdlib_module_names} == doors
