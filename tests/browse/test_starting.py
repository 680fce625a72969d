"""How the site starts, why it cannot, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from browse import ledger_of_runs as sample
from browse.running import SOURCE, read, running
from linkassay.browse import serve
from linkassay.errors import LedgerError, UsageError
from unprivileged import run_closed


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return sample.make(tmp_path_factory.mktemp("site") / "our audit.db", runs=1)


def test_an_interrupt_ends_it_too(ledger, tmp_path):
    with running(ledger, tmp_path, signal.SIGINT) as url:
        assert url.startswith("http://127.0.0.1:")


def test_no_ledger_is_a_sentence(tmp_path):
    with pytest.raises(UsageError, match="no ledger to browse") as caught:
        serve(tmp_path / "absent.db", port=0, announce=print)
    assert "linkassay audit" in caught.value.advice
    (tmp_path / "notes.db").write_text("notes " * 400)
    with pytest.raises(LedgerError, match="not a linkassay ledger"):
        serve(tmp_path / "notes.db", port=0, announce=print)


def test_a_taken_port_is_a_sentence(ledger):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="cannot listen") as caught:
            serve(ledger, port=port, announce=print)
    assert caught.value.where == f"127.0.0.1:{port}"


FAILING = """
import sys
from pathlib import Path
{before}
from linkassay.browse import serve
from linkassay.errors import UsageError
try:
    serve(Path(sys.argv[1]), port=0, announce=print)
except UsageError as error:
    print(error)
    print(error.advice)
"""


ABSENT = """
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name == "datasette":
            raise ModuleNotFoundError("No module named 'datasette'", name="datasette")
sys.meta_path.insert(0, Absent())
"""


def told_without_datasette(ledger, *path, before=""):
    done = subprocess.run(
        [sys.executable, "-c", FAILING.format(before=before), str(ledger)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": os.pathsep.join([*map(str, path), str(SOURCE)])},
        check=True,
    )
    return done.stdout.splitlines()


def test_where_datasette_is_not_installed_it_says_how_to_get_it(ledger):
    what, advice = told_without_datasette(ledger, before=ABSENT)
    assert what == "browsing needs Datasette, which is not installed"
    assert 'pip install "datasette>=0.65' in advice
    assert "linkassay[" not in advice, "no index has a package of that name"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import pkg_resources_of_old", "No module named 'pkg_resources_of_old'"),
        ("raise RuntimeError('too old for this Python')", "too old for this Python"),
    ],
)
def test_where_datasette_is_installed_and_does_not_start_the_error_is_named(
    ledger, tmp_path, code, error
):
    broken = tmp_path / "datasette"
    broken.mkdir()
    (broken / "__init__.py").write_text("")
    (broken / "app.py").write_text(code)
    what, advice = told_without_datasette(ledger, tmp_path)
    assert what.startswith("Datasette is installed but does not start: ")
    assert what.endswith(error)
    assert "pip install --upgrade" in advice


LOOK_ONCE = """
import os, signal, sys, threading, urllib.request
from pathlib import Path
from linkassay.browse import serve

def look(url):
    for path in ("", "audit/links.json?_shape=array", "audit/broken-now"):
        with urllib.request.urlopen(url + path, timeout=20) as answer:
            print(answer.status, "https://museum.example/ships" in answer.read().decode())
    os.kill(os.getpid(), signal.SIGTERM)

serve(Path(sys.argv[1]), port=0, announce=lambda url: threading.Thread(
    target=look, args=(url,)).start())
"""


def test_a_ledger_that_nobody_may_write_is_shown_as_it_is(tmp_path):
    """A published copy of an older release: its views cannot be renewed, and one is missing."""
    path = sample.make(tmp_path / "copy" / "audit.db", runs=1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop view links_now")
    before = path.read_bytes()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        told = run_closed(LOOK_ONCE, str(path))
    finally:
        path.parent.chmod(0o755)
    assert told == "200 False\n200 True\n200 False\n"
    assert path.read_bytes() == before


def test_the_views_of_a_ledger_that_we_may_write_are_renewed(tmp_path):
    path = sample.make(tmp_path / "audit.db", runs=1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop view links_now")
    with running(path, tmp_path) as url:
        assert sample.FINE in read(f"{url}audit/links_now")
