"""The program as a process: what it loads, and how it ends when nobody reads on."""

import os
import subprocess
import sys
from pathlib import Path

import linkassay

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
