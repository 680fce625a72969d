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
    with _started("-c", WAITING.format(after=""), ignored=(signal.SIGHUP,)) as process:
        _ready(process)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20)[0] == "interrupted\n"


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


def test_an_event_loop_cancels_its_task_first() -> None:
    script = (
        "import asyncio\n"
        "from linkassay.cli.signals import as_interrupts\n"
        "async def work():\n"
        "    try:\n"
        "        print('ready', flush=True)\n"
        "        await asyncio.sleep(30)\n"
        "    finally:\n"
        "        await asyncio.sleep(0)\n"
        "        print('tidied', flush=True)\n"
        "with as_interrupts():\n"
        "    try:\n"
        "        asyncio.run(work())\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted')\n"
    )
    with _started("-c", script) as process:
        _ready(process)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20)[0] == "tidied\ninterrupted\n"


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
