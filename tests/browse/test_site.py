"""The site, started for real on loopback and looked at, then stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browse import ledger_of_runs as sample
from linkassay.browse import serve
from linkassay.errors import LedgerError, UsageError

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
    " --disable-dev-shm-usage --virtual-time-budget=4000 --enable-logging=stderr"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return sample.make(tmp_path_factory.mktemp("site") / "our audit.db", runs=2)


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
    assert "lineage" not in page


def test_a_table_page_shows_labels_and_chips(site):
    page = read(f"{site}our~20audit/open_findings")
    assert sample.HARBOUR in page
    assert '<span class="chip chip-warning">warning</span>' in page


@pytest.mark.parametrize(
    ("slug", "rows"),
    [
        ("broken-now", 1),
        ("new-since-last-run", 3),
        ("date-conflicts", 3),
        ("who-published-first", 2),
        ("redirects-to-mend", 1),
        ("what-a-document-cites", 11),
    ],
)
def test_every_canned_query_has_its_page_and_its_rows(site, slug, rows):
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


def test_a_row_page_tells_what_each_column_holds_and_leads_on(site):
    page = read(f"{site}our~20audit/links/2")
    assert "The address after the identity rules, secrets cut." in page
    assert '/hosts/2">news.example</a>' in page
    assert "Rows that name this one" in page


def test_a_page_of_rows_shows_no_hash_and_the_row_a_short_one(site):
    assert "Binary" not in read(f"{site}our~20audit/checks")
    assert 'class="col-leaf"><code title="' in read(f"{site}our~20audit/checks/1")
    assert "Binary" not in read(f"{site}our~20audit?sql=select+leaf+from+checks")


def test_what_cannot_be_seen_is_a_mark_wherever_it_is_shown(site):
    for path in ("citations", "citations?_facet=context", "citations/5", "citations_now"):
        page = read(f"{site}our~20audit/{path}")
        assert "\\u{202e}" in page, path
        assert "\u202e" not in page, path


def test_no_page_holds_code_or_styles_of_its_own(site):
    """The policy would block them."""
    for path in ("", "our~20audit", "our~20audit/links", "our~20audit/links/1",
                 "our~20audit/broken-now", "our~20audit?sql=select+1"):  # fmt: skip
        page = read(f"{site}{path}")
        assert "<style" not in page
        assert 'style="' not in page
        assert "<script>" not in page


def answer_to(site, host):
    """The whole answer to a request that names `host`, over a socket of our own."""
    address = urlsplit(site)
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def test_another_host_name_gets_nothing(site):
    """A name that leads to 127.0.0.1 must not make the browser take us for that site."""
    refused = answer_to(site, "evil.example")
    assert refused.startswith("HTTP/1.1 400 ")
    assert "answers only for 127.0.0.1, ::1, localhost" in refused
    assert "linkassay: what" not in refused
    for host in ("localhost", "127.0.0.1:1", "[::1]"):
        assert answer_to(site, host).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("path", ["", "our~20audit.json", "static/linkassay.css", "nowhere"])
def test_every_answer_carries_the_policy(site, path):
    try:
        headers = urllib.request.urlopen(f"{site}{path}", timeout=20).headers
    except urllib.error.HTTPError as error:
        headers = error.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_nobody_writes_through_the_site(site):
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(f"{site}our~20audit?sql=delete+from+open_findings")
    assert caught.value.code == 400


def test_a_wrong_address_is_a_page_and_nothing_is_printed(ledger, tmp_path):
    """Where nobody reads what is printed, a full pipe would bring the site to a stop."""
    process_said = []
    with running(ledger, tmp_path, said=process_said) as url:
        for path in ("nowhere", "our~20audit/nowhere", "our~20audit/nowhere.json"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                read(f"{url}{path}")
            assert caught.value.code == 404
            assert "not found" in caught.value.read().decode().lower()
    assert process_said == ["ended\n"]


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


def test_a_ledger_that_nobody_may_write_is_shown_as_it_is(tmp_path):
    """A published copy: even its views stay as they are."""
    path = sample.make(tmp_path / "copy" / "audit.db", runs=1)
    before = path.read_bytes()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with running(path, tmp_path) as url:
            assert "Which links are broken now?" in read(url)
            assert json.loads(read(f"{url}audit/links.json?_shape=array"))
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == before


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


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_shows_the_front_page_and_the_broken_links(site, tmp_path):
    front, complaints = look(site, tmp_path)
    assert "linkassay: what the documents cite" in front
    assert "Which moved addresses are to be replaced?" in front
    assert complaints == []
    broken, complaints = look(f"{site}our~20audit/broken-now", tmp_path)
    assert sample.GONE in broken
    assert 'class="chip chip-failing"' in broken
    assert complaints == []


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_the_policy_blocks_nothing_that_a_page_needs(site, tmp_path):
    """Datasette's menus on the columns and its editor come from scripts."""
    rows, complaints = look(f"{site}our~20audit/open_findings", tmp_path)
    assert "dropdown-menu-icon" in rows
    assert complaints == []
    query, complaints = look(f"{site}our~20audit?sql=select+1", tmp_path)
    assert "CodeMirror-scroll" in query
    assert complaints == []
