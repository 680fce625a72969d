"""An audit on machines of a Dask cluster, one of which is lost: the ledger holds what one machine
writes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from cluster.real import NAMES
from servers import Server

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.slow

PATIENCE = 60.0
PER_HOST = 40


async def page(request, writer):
    """Pages that are there, are gone, and lead to the next host."""
    host, port = request.headers["host"].split(":")
    number, name = NAMES.index(host), request.target
    if name == "/robots.txt":
        status, more = "404 Not Found", ""
    elif name.endswith("7"):
        after = NAMES[(number + 1) % len(NAMES)]
        status, more = "302 Found", f"location: http://{after}:{port}/led-from{number}\r\n"
    elif name.endswith("3"):
        status, more = "404 Not Found", ""
    else:
        status, more = "200 OK", ""
    writer.write(
        f"HTTP/1.1 {status}\r\n{more}content-type: text/html\r\ncontent-length: 26\r\n\r\n"
        "<title>A headline</title>\n".encode()
    )


@contextmanager
def running(*words, folder):
    program = subprocess.Popen(
        [sys.executable, "-m", *words], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield program
    finally:
        program.kill()
        program.wait()


def until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@contextmanager
def machines(folder, count):
    """The scheduler's address, and its workers."""
    file = folder / "scheduler.json"
    where = ("--scheduler-file", str(file))
    scheduler = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", *where)
    worker = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", *where)
    with ExitStack() as opened:
        opened.enter_context(running("distributed.cli.dask_scheduler", *scheduler, folder=folder))
        until(file.exists)
        workers = [
            opened.enter_context(running("distributed.cli.dask_worker", *worker, folder=folder))
            for _ in range(count)
        ]
        yield json.loads(file.read_text())["address"], workers


def command(folder, server, name, *more):
    pins = [f"--resolve={host}:{server.port}:127.0.0.1" for host in NAMES]
    return [
        sys.executable, "-m", "linkassay", "audit", "docs", "--ledger", f"{name}.db",
        "--gap", "0.02", "--allow-address", "127.0.0.0/8", "--now", "2026-01-04T08:00:00Z",
        "--jobs", "1", "--contact", "desk@paper.example", "--format", "short", *pins, *more,
    ]  # fmt: skip


def documents(folder, server):
    (folder / "docs").mkdir()
    for number, host in enumerate(NAMES):
        links = [server.url(f"/{page}", host) for page in range(PER_HOST)]
        text = "".join(f"- See {link} there.\n" for link in links)
        (folder / "docs" / f"{number}.md").write_text(f"# A headline\n\n{text}")


def audited(folder, server, name, *more):
    done = subprocess.run(
        command(folder, server, name, *more), cwd=folder, capture_output=True, text=True,
        timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return content(folder / f"{name}.db")


def content(path: Path):
    """What a run has seen and found, without its name and times."""
    queries = {
        "looks": "select l.url, k.n, k.purpose, k.condition, k.confidence, a.status, a.error,"
        " a.final_url, a.headers, a.hops, k.bytes, hex(k.body) from looks k"
        " join links l on l.id = k.link_id join answers a on a.id = k.answer_id",
        "states": "select l.url, s.state, s.condition, s.strikes from link_state s"
        " join links l on l.id = s.link_id",
        "findings": "select fingerprint, rule, level, message from open_findings",
        "notes": "select h.host, n.robots from host_notes n join hosts h on h.id = n.host_id",
        "not checked": "select url, reason from not_checked",
        "seals": "select outcome, documents, links from seals",
    }
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(query), key=repr) for name, query in queries.items()
        }


@pytest.fixture
def web(tmp_path):
    with Server({"*": page, "/robots.txt": page}) as server:
        documents(tmp_path, server)
        yield server


def test_one_of_two_machines_is_killed_and_nothing_is_lost_or_counted_twice(tmp_path, web):
    alone = audited(tmp_path, web, "alone")
    asked = len(web.requests)
    assert asked > len(NAMES) * PER_HOST
    with machines(tmp_path, 2) as (address, workers):
        audit = subprocess.Popen(
            command(tmp_path, web, "killed", "--cluster", address), cwd=tmp_path,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        until(lambda: len(web.requests) > asked + 30 or audit.poll() is not None)
        os.kill(workers[0].pid, signal.SIGKILL)
        _, said = audit.communicate(timeout=PATIENCE)
    assert audit.returncode == 1, said
    assert content(tmp_path / "killed.db") == alone
    assert len(web.requests) > 2 * asked, "what the lost machine had asked is asked again"


def test_machines_of_this_one_do_too(tmp_path, web):
    alone = audited(tmp_path, web, "alone")
    asked = len(web.requests)
    assert audited(tmp_path, web, "local", "--cluster", "local:2") == alone
    assert len(web.requests) == 2 * asked


def test_an_interrupted_audit_keeps_what_came_and_goes_on(tmp_path, web):
    alone = audited(tmp_path, web, "alone")
    asked = len(web.requests)
    audit = subprocess.Popen(
        command(tmp_path, web, "stopped", "--cluster", "local:2"), cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until(lambda: len(web.requests) > asked + 30 or audit.poll() is not None)
    os.kill(audit.pid, signal.SIGINT)
    _, said = audit.communicate(timeout=PATIENCE)
    assert audit.returncode == 3, said
    assert "Traceback" not in said
    assert audited(tmp_path, web, "stopped", "--cluster", "local:2")["states"] == alone["states"]
