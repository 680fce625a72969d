"""The site as a browser shows it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from browse import ledger_of_runs as sample
from browse.running import running

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --virtual-time-budget=4000 --enable-logging=stderr"
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    ledger = sample.make(tmp_path_factory.mktemp("site") / "our audit.db", runs=2)
    with running(ledger, tmp_path_factory.mktemp("scratch")) as url:
        yield url


def look(url, scratch):
    """What a browser makes of a page, and what it complains of."""
    done = subprocess.run(
        [CHROMIUM, *FLAGS.split(), f"--user-data-dir={scratch}", "--dump-dom", url],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, complaints


def test_a_browser_shows_the_front_page_and_the_broken_links(site, tmp_path):
    front, complaints = look(site, tmp_path)
    assert "linkassay: what the documents cite" in front
    assert "Which moved addresses are to be replaced?" in front
    assert complaints == []
    broken, complaints = look(f"{site}our~20audit/broken-now", tmp_path)
    assert sample.GONE in broken
    assert 'class="chip chip-failing"' in broken
    assert complaints == []


def test_the_policy_blocks_nothing_that_a_page_needs(site, tmp_path):
    """Datasette's menus on the columns and its editor come from scripts."""
    rows, complaints = look(f"{site}our~20audit/open_findings", tmp_path)
    assert "dropdown-menu-icon" in rows
    assert complaints == []
    query, complaints = look(f"{site}our~20audit?sql=select+1", tmp_path)
    assert "CodeMirror-scroll" in query
    assert complaints == []
