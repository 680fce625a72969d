"""The program as a process: what it loads, and how it ends when nobody reads on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import linkassay
from linkassay.errors import Exit

SOURCE = Path(linkassay.__file__).parents[1]
HEAVY = {
    "rich",
    "httpx",
    "httpcore",
    "anyio",
    "sqlite_utils",
    "msgspec",
    "datasette",
    "justhtml",
}


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


def test_a_reader_that_goes_away_is_not_an_error() -> None:
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


def _piped(
    folder: Path, *words: str, stdin: int | None = subprocess.DEVNULL, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """The command with its output in a real pipe; `stdin` `None` starts it with a closed one."""
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    return subprocess.run(
        [sys.executable, "-m", "linkassay", *words],
        env={**plain, "PYTHONPATH": str(SOURCE), **variables},
        cwd=folder,
        stdin=subprocess.DEVNULL if stdin is None else stdin,
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=(lambda: os.close(0)) if stdin is None else None,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working directory with one document that has something to say."""
    (tmp_path / "story.txt").write_text("See https://paper.example/story and http://[ here.\n")
    return tmp_path


@pytest.mark.parametrize("words", [("explain", "dead-link"), ("check", "--offline", "story.txt")])
@pytest.mark.parametrize(
    ("more", "variables", "coloured"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_passes_a_pipe(
    folder: Path,
    words: tuple[str, ...],
    more: tuple[str, ...],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    done = _piped(folder, *words, *more, **variables)
    assert done.stderr == b""
    assert (b"\x1b[" in done.stdout) is coloured


def test_a_closed_stdin_is_a_source_that_cannot_be_read(folder: Path) -> None:
    done = _piped(folder, "check", "--offline", "-", stdin=None)
    assert done.returncode == Exit.USAGE
    assert b"cannot be read (it is closed)" in done.stdout
    assert done.stderr == b""


def test_a_closed_stderr_stops_nothing(folder: Path) -> None:
    code, _ = _ended(f"check --offline {folder}/story.txt --output {folder}/r.txt", "2>&-")
    assert code == Exit.CLEAN
    assert (folder / "r.txt").read_text()


def test_a_pipe_whose_reader_goes_away_takes_no_report_file_down(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    reader = subprocess.Popen(["head", "-c", "1", str(folder / "pipe")], stdout=subprocess.DEVNULL)
    done = _piped(folder, "check", "--offline", "story.txt", "--output", "pipe")
    assert (done.returncode, done.stderr, reader.wait(timeout=20)) == (Exit.CLEAN, b"", 0)
