"""The room table is true: every file has a room, and every import respects the shelves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import linkassay
from architecture.import_rules import violations
from docgen.rooms import NEIGHBOURS, OWNER_OF, PACKAGE_OWNERS, PURE, ROOMS, SHELVES, room_of

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


def test_every_package_has_one_owner_that_imports_it():
    packages = [name for names in PACKAGE_OWNERS.values() for name in names]
    assert len(packages) == len(set(packages))
    assert set(PACKAGE_OWNERS) <= set(ROOMS)
    used = {
        name
        for file in FILES
        for name, owner in OWNER_OF.items()
        if room_of(dotted(file)) == owner and name in file.read_text(encoding="utf-8")
    }
    assert used == set(OWNER_OF)


def test_neighbours_share_a_shelf_and_never_see_each_other():
    for room, other in NEIGHBOURS:
        assert ROOMS[room] == ROOMS[other]
        assert (other, room) not in NEIGHBOURS


def test_the_rim_is_blind_to_itself():
    rim = set(SHELVES["rim"])
    assert [pair for pair in NEIGHBOURS if rim & set(pair)] == []
    assert {ROOMS[room] for room in rim} == {PURE + 1}


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
        ("linkassay.urls.x", "import requests", "has no owner"),
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


def test_no_plain_standard_module_is_owned():
    doors = {"ssl", "sqlite3"}
    assert {name for name in OWNER_OF if name in sys.stdlib_module_names} == doors
