""".ci/run: what makes it fail, and what it prints last."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

GOOD = "tests/browse/test_a.py .. [100%]\n===== 2 passed in 0.01s ====="
SKIPPED = "SKIPPED [1] tests/browse/test_a.py:9: chromium is not installed\n"
SOME_SKIPPED = "SKIPPED [1] tests/t.py:9: ../shared is not here\n== 5 passed, 1 skipped in 0.01s =="


def program(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def run(tmp_path: Path, *, said: str, lint: int = 0, test: int = 0, browser: bool = True):
    """.ci/run with a `make` that says `said` and ends with these codes."""
    (tmp_path / "checkout/.ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", tmp_path / "checkout/.ci/run")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "cat", "dirname", "grep", "mktemp", "rm", "sh", "tail", "tee", "timeout"):
        (tools / name).symlink_to(shutil.which(name))
    (tmp_path / "said").write_text(f"{said}\n")
    program(
        tools / "make",
        f'[ "$CI" = true ] || exit 9\ncase "$*" in *lint) exit {lint};; esac\n'
        f'cat "{tmp_path}/said"; exit {test}',
    )
    if browser:
        program(tools / "chromium", "exit 0")
    return subprocess.run(
        ["bash", str(tmp_path / "checkout/.ci/run")],
        env={"PATH": str(tools)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("said", [GOOD, SOME_SKIPPED])
def test_all_is_well(tmp_path, said):
    done = run(tmp_path, said=said)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == said.splitlines()[-1]


@pytest.mark.parametrize(
    ("said", "more", "because"),
    [
        (GOOD, {"lint": 1}, "lint failed"),
        ("== 1 failed, 2 passed in 0.1s ==", {"test": 1}, "1 failed"),
        (SKIPPED + GOOD, {}, "was skipped"),
        (GOOD, {"browser": False}, "chromium is missing"),
        ("no tests ran in 0.01s", {}, "no test passed"),
        ("== 3 skipped in 0.01s ==", {}, "no test passed"),
    ],
)
def test_what_fails_it(tmp_path, said, more, because):
    done = run(tmp_path, said=said, **more)
    assert done.returncode != 0
    assert because in done.stdout


def install_browser(tmp_path: Path, *, user: int, apt: int, there: bool = False):
    """.ci/browser with an `apt-get` that notes its arguments and ends with `apt`."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "timeout"):
        (tools / name).symlink_to(shutil.which(name))
    program(tools / "id", f"echo {user}")
    program(tools / "apt-get", f'echo "$*" >> "{tmp_path}/asked"; exit {apt}')
    if there:
        program(tools / "chromium", "exit 0")
    return subprocess.run(
        ["sh", str(ROOT / ".ci/browser")],
        env={"PATH": str(tools)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_browser_is_installed_where_that_is_possible(tmp_path):
    assert install_browser(tmp_path, user=0, apt=0).returncode == 0
    update, install = (tmp_path / "asked").read_text().splitlines()
    assert update.startswith("update")
    assert install.startswith("install -y")
    assert install.endswith(" chromium")


@pytest.mark.parametrize(("user", "there"), [(1000, False), (0, True)])
def test_nobody_else_is_asked_and_nothing_is_done_twice(tmp_path, user, there):
    done = install_browser(tmp_path, user=user, apt=0, there=there)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "asked").exists()


def test_a_browser_that_cannot_be_had_fails_nothing(tmp_path):
    done = install_browser(tmp_path, user=0, apt=100)
    assert done.returncode == 0
    assert "will be skipped" in done.stderr
