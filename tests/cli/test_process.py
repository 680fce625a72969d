"""The program as a process: what it loads, and how it ends when nobody reads on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import linkassay
from linkassay.errors import Exit

SOURCE = Path(linkassay.__file__).parents[1]
HEAVY = {"rich", "httpx", "httpcore", "anyio", "sqlite_utils", "msgspec", "datasette", "justhtml"}


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from linkassay.cli.commands import linkassay\n"
        "linkassay(['check', '--help'], standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    done = _run("-c", script)
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.splitlines()[-1].split())


def test_the_module_is_the_command() -> None:
    done = _run("-m", "linkassay", "--version")
    assert (done.returncode, done.stdout) == (0, f"linkassay, version {linkassay.__version__}\n")


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from linkassay.cli.output import say\nsay('x\\n' * 500_000)"],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), complaint) == (0, b"")


def test_a_terminal_that_lacks_letters_gets_escapes() -> None:
    script = "from linkassay.cli.output import say\nsay('a → b\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"a \\u2192 b\n")


def _ended(words: str, redirection: str) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m linkassay {words} {redirection}', sys.executable],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", ["explain", "explain dead-link", "--help", "check --help"])
def test_a_full_disk_is_one_sentence(words: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    code, said = _ended(words, ">/dev/full")
    assert code == Exit.UNTRUSTWORTHY
    assert said.startswith("error: ")
    assert len(said.splitlines()) == 1


def test_a_closed_stdout_is_one_sentence() -> None:
    code, said = _ended("explain", ">&-")
    assert code == Exit.UNTRUSTWORTHY
    assert said.startswith("error: the report cannot be written")
    assert "Traceback" not in said


def test_an_interrupt_while_it_starts_is_one_sentence() -> None:
    script = (
        "import sys\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Slow())\n"
        "from linkassay.cli import main\n"
        "main()"
    )
    done = _run("-c", script)
    assert done.returncode == Exit.UNTRUSTWORTHY
    assert done.stderr == "stopped before anything was asked\n"
