"""The site, started for real on loopback and looked at, then stopped."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

import ledger_sample as sample
from linkassay.browse import serve
from linkassay.errors import LedgerError, UsageError
from linkassay.ledger import open_ledger

SOURCE = Path(__file__).parents[2] / "src"
SERVE = """
import sys
from pathlib import Path
from linkassay.browse import serve
serve(Path(sys.argv[1]), port=0, announce=lambda url: print(url, flush=True))
print("ended", flush=True)
"""
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage --virtual-time-budget=4000"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("site") / "our audit.db"
    with open_ledger(path) as made:
        sample.record(made, sample.first_report())
        sample.record(made, sample.second_report())
    return path


@contextmanager
def running(ledger, scratch, stop=signal.SIGTERM):
    """The site in its own process; gives its address, and proves that it ends when told."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(ledger)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(SOURCE), "TMPDIR": str(scratch), "HOME": str(scratch)},
    )
    try:
        yield process.stdout.readline().strip()
        process.send_signal(stop)
        said, _ = process.communicate(timeout=20)
        assert said.endswith("ended\n")
        assert process.returncode == 0
        assert list(scratch.glob("linkassay-*")) == [], "the generated directory is gone"
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def site(ledger, tmp_path_factory):
    with running(ledger, tmp_path_factory.mktemp("scratch")) as url:
        yield url


def read(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def test_the_front_page_asks_the_questions(site):
    page = read(site)
    assert site.startswith("http://127.0.0.1:")
    assert "Which links are broken now?" in page
    assert "What does a document cite?" in page


def test_the_database_page_tells_what_each_table_is(site):
    page = read(f"{site}our~20audit")
    assert "What is to be looked at now" in page
    assert "Health of each host" in page
    assert "_sqlite_migrations" not in page


def test_a_table_page_shows_labels_and_chips(site):
    page = read(f"{site}our~20audit/open_findings")
    assert sample.HARBOUR in page
    assert '<span class="chip chip-warning">warning</span>' in page


@pytest.mark.parametrize(
    ("slug", "rows"),
    [
        ("broken-now", 1),
        ("new-since-last-run", 2),
        ("date-conflicts", 2),
        ("who-published-first", 2),
        ("redirects-to-mend", 1),
        ("what-a-document-cites", 9),
    ],
)
def test_every_question_has_its_page_and_its_rows(site, slug, rows):
    assert "The query" in read(f"{site}our~20audit/{slug}")
    assert len(json.loads(read(f"{site}our~20audit/{slug}.json?_shape=array"))) == rows


def test_a_parameter_narrows_the_answer(site):
    rows = json.loads(
        read(f"{site}our~20audit/what-a-document-cites.json?_shape=array&document=museum")
    )
    assert {row["document"] for row in rows} == {sample.MUSEUM}


def test_every_page_of_the_site_opens(site):
    found = json.loads(read(f"{site}our~20audit.json"))
    names = [table["name"] for table in found["tables"]] + [v["name"] for v in found["views"]]
    assert len(names) > 25
    for name in names:
        assert "message-error" not in read(f"{site}our~20audit/{name}")


def test_nobody_writes_through_the_site(site):
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(f"{site}our~20audit?sql=delete+from+open_findings")
    assert caught.value.code == 400


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


def test_a_taken_port_is_a_sentence(ledger, site):
    port = int(site.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(UsageError, match="cannot listen") as caught:
        serve(ledger, port=port, announce=print)
    assert caught.value.where == f"127.0.0.1:{port}"


def test_without_the_extra_it_says_how_to_get_it(ledger):
    call = (
        "import sys; sys.modules['datasette.app'] = None\n"
        "from pathlib import Path\nfrom linkassay.browse import serve\n"
        "from linkassay.errors import UsageError\n"
        "try:\n    serve(Path(sys.argv[1]), port=0, announce=print)\n"
        "except UsageError as error:\n    print(error.advice)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", call, str(ledger)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": str(SOURCE)},
        check=True,
    )
    assert done.stdout == "pip install 'linkassay[browse]'\n"


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_shows_the_front_page_and_the_broken_links(site, tmp_path):
    def look(url):
        return subprocess.run(
            [CHROMIUM, *FLAGS.split(), f"--user-data-dir={tmp_path}", "--dump-dom", url],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout

    front = look(site)
    assert "linkassay: what the documents cite" in front
    assert "Which redirects are to be mended?" in front
    broken = look(f"{site}our~20audit/broken-now")
    assert sample.GONE in broken
    assert 'class="chip chip-failing"' in broken
