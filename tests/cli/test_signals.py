"""SIGTERM, SIGHUP and Ctrl-C, sent to real processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import linkassay
from linkassay.errors import Exit
from servers import Request, Server, answer

SOURCE = Path(linkassay.__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE)}
ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@contextmanager
def _started(
    *words: str, folder: Path | None = None, ignored: tuple[signal.Signals, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """A process of ours; it is ended when the test is done with it."""

    def prepare() -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)

    process = subprocess.Popen(
        [sys.executable, *words],
        env=ENVIRONMENT,
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=prepare,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


WAITING = """
import time
from linkassay.cli.signals import as_interrupts
with as_interrupts():
    try:
        print("ready", flush=True)
        time.sleep(30)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        {after}
"""


def _ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


@pytest.mark.parametrize("number", ENDING)
def test_each_signal_is_an_interrupt(number: signal.Signals) -> None:
    with _started("-c", WAITING.format(after="")) as process:
        _ready(process)
        process.send_signal(number)
        assert process.communicate(timeout=20)[0] == "interrupted\n"
        assert process.returncode == 0


def test_a_background_job_that_ignores_ctrl_c_still_ends_by_sigterm() -> None:
    with _started("-c", WAITING.format(after=""), ignored=(signal.SIGINT,)) as process:
        _ready(process)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20)[0] == "interrupted\n"


def test_what_nohup_ignores_stays_ignored() -> None:
    script = (
        "import signal\n"
        "from linkassay.cli.signals import as_interrupts\n"
        "with as_interrupts():\n"
        "    signal.raise_signal(signal.SIGHUP)\n"
        "    print('unmoved')\n"
    )
    with _started("-c", script, ignored=(signal.SIGHUP,)) as process:
        assert process.communicate(timeout=20)[0] == "unmoved\n"


def test_the_same_request_twice_is_one_and_a_later_one_ends_at_once() -> None:
    with _started("-c", WAITING.format(after="time.sleep(30)")) as process:
        _ready(process)
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert process.stdout.readline() == "interrupted\n"
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == -signal.SIGTERM


def test_an_event_loop_cancels_its_task_where_that_waits() -> None:
    script = (
        "import asyncio, signal\n"
        "from linkassay.cli.signals import as_interrupts\n"
        "async def work():\n"
        "    try:\n"
        "        signal.raise_signal(signal.SIGTERM)\n"
        "        print('not torn')\n"
        "        await asyncio.sleep(30)\n"
        "    finally:\n"
        "        await asyncio.sleep(0)\n"
        "        print('tidied')\n"
        "with as_interrupts():\n"
        "    try:\n"
        "        asyncio.run(work())\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted')\n"
    )
    with _started("-c", script) as process:
        assert process.communicate(timeout=20)[0] == "not torn\ntidied\ninterrupted\n"


def test_the_handlers_are_what_they_were_afterwards() -> None:
    script = (
        "import signal\n"
        "from linkassay.cli.signals import as_interrupts\n"
        "both = (signal.SIGTERM, signal.SIGHUP)\n"
        "before = [signal.getsignal(one) for one in both]\n"
        "with as_interrupts():\n"
        "    assert all(callable(signal.getsignal(one)) for one in both)\n"
        "print([signal.getsignal(one) for one in both] == before)\n"
    )
    with _started("-c", script) as process:
        assert process.communicate(timeout=20) == ("True\n", "")


# A whole audit


async def _hangs(_request: Request, _writer: object) -> None:
    import asyncio

    await asyncio.sleep(60)


def _audit(server: Server) -> list[str]:
    words = ["-m", "linkassay", "audit", "story.txt", "--ledger", "memory.db", "--gap", "0"]
    return [*words, "--allow-address", f"{server.host}/32"]


def _until(server: Server, path: str) -> None:
    last = time.monotonic() + 30
    while path not in server.paths:
        assert time.monotonic() < last, "the address was never asked"
        time.sleep(0.02)


@pytest.mark.parametrize("number", ENDING)
def test_an_audit_that_is_stopped_keeps_its_answers_and_reports(
    tmp_path: Path, number: signal.Signals
) -> None:
    with Server({"/slow": _hangs, "*": answer(status="404 Not Found")}) as server:
        addresses = [server.url("/gone"), server.url("/lost"), server.url("/slow")]
        (tmp_path / "story.txt").write_text("".join(f"See {one} now.\n" for one in addresses))
        with _started(*_audit(server), folder=tmp_path) as process:
            _until(server, "/slow")
            _until(server, "/lost")
            time.sleep(0.5)  # the answers are on their way
            process.send_signal(number)
            out, said = process.communicate(timeout=30)
    assert process.returncode == Exit.UNTRUSTWORTHY, said
    assert "1 document with 3 links" in out
    with closing(sqlite3.connect(tmp_path / "memory.db")) as ledger:
        ((name,),) = ledger.execute("select name from runs")
        asked = "select url from links where id in (select link_id from looks)"
        assert {url for (url,) in ledger.execute(asked)} == set(addresses[:2])
        assert ledger.execute("select count(*) from seals").fetchone() == (0,)
    assert f"`linkassay report {name} --ledger memory.db`" in said


def test_a_stopped_audit_is_told_and_taken_up_without_asking_again(tmp_path: Path) -> None:
    behaviours = {"/slow": _hangs, "*": answer(status="404 Not Found")}
    with Server(behaviours) as server:
        addresses = [server.url("/gone"), server.url("/slow")]
        (tmp_path / "story.txt").write_text("".join(f"See {one} now.\n" for one in addresses))
        with _started(*_audit(server), folder=tmp_path) as process:
            _until(server, "/slow")
            _until(server, "/gone")
            time.sleep(0.5)  # the answer is on its way
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
        words = ["-m", "linkassay", "report", "--ledger", "memory.db"]
        with _started(*words, folder=tmp_path) as process:
            out, said = process.communicate(timeout=30)
        assert process.returncode == Exit.UNTRUSTWORTHY, said
        assert "answers 404 Not Found" in out
        asked = len(server.paths)
        behaviours["/slow"] = answer()
        with _started(*_audit(server), folder=tmp_path) as process:
            out, said = process.communicate(timeout=30)
        assert process.returncode == Exit.FINDINGS, said
        first_looks = server.paths[asked : asked + 1]
        assert first_looks == ["/slow"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
def test_a_check_that_is_stopped_while_it_reads_leaves_no_worker(tmp_path: Path) -> None:
    (tmp_path / "long.html").write_text("<p><b><i>" * 300_000)
    words = ["-m", "linkassay", "check", "--offline", "long.html"]
    with _started(*words, folder=tmp_path) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        last = time.monotonic() + 30
        while not (workers := children.read_text().split()):
            assert time.monotonic() < last, "no worker was ever started"
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == Exit.UNTRUSTWORTHY
    last = time.monotonic() + 30
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < last, "a worker was left"
        time.sleep(0.01)
