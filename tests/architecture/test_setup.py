"""Setting up: what is said when it cannot be done, what is not done twice, what heals."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TOO_OLD = "import sys; sys.version_info = (3, 9, 2, 'final', 0); exec(sys.argv[1])"
NO_VENV = "import sys; sys.modules['ensurepip'] = None; exec(sys.argv[1])"


def script(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def place(tmp_path):
    """A bare checkout in a folder whose name holds a blank."""
    checkout = tmp_path / "a checkout"
    for name in (".ci", "requirements"):
        shutil.copytree(ROOT / name, checkout / name)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout / name)
    return checkout


def make(place: Path, target: str, python: Path | str, **more: str) -> subprocess.CompletedProcess:
    env = {"PATH": os.environ["PATH"], "PYTHON": str(python), **more}
    return subprocess.run(
        ["make", "--no-print-directory", "-C", str(place), target],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pretending(place: Path, first_words: str) -> Path:
    """A python3 that runs `-c CODE` in a world where something is amiss."""
    return script(
        place.parent / "fakes/python3", f'exec "{sys.executable}" -c "{first_words}" "$2"'
    )


def working(place: Path, log: Path) -> Path:
    """A python3 whose `-m venv` makes a folder with a python that only notes what pip is asked."""
    inner = (
        f'echo "$@" >> "{log}"; case "$*" in *linkassay*) exit ${{AUDIT_CODE:-0}};; esac; exit 0'
    )
    script(place.parent / "fakes/inner", inner)
    return script(
        place.parent / "fakes/python3",
        f'case "$1" in -c) exit 0;; esac\necho "venv" >> "{log}"\n'
        f'mkdir -p "$4/bin" && cp "{place.parent}/fakes/inner" "$4/bin/python"',
    )


@pytest.mark.parametrize("target", ["audit", "test", "test-lowest"])
def test_an_old_python_gets_a_sentence(place, target):
    done = make(place, target, pretending(place, TOO_OLD))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert "3.9.2" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (place / ".venv").exists()


@pytest.mark.parametrize("target", ["audit", "test"])
def test_a_python_without_venv_gets_a_sentence(place, target):
    done = make(place, target, pretending(place, NO_VENV))
    assert done.returncode != 0
    assert "without venv or ensurepip" in done.stderr
    assert "apt-get install python3-venv" in done.stderr
    assert not (place / ".venv").exists()


def test_no_python_at_all_gets_a_sentence(place):
    done = make(place, "audit", "no-such-python")
    assert done.returncode != 0
    assert "there is no no-such-python here" in done.stderr
    assert "install Python 3.11" in done.stderr


def test_setting_up_twice_costs_nothing(place, tmp_path):
    log = tmp_path / "log"
    python = working(place, log)
    first = make(place, "setup", python)
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("\n") == 1
    assert first.stdout == ""
    asked = log.read_text()
    assert "--require-hashes -r requirements/run.txt" in asked
    assert "--no-deps --no-build-isolation -e ." in asked
    second = make(place, "setup", python)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert "pip" not in log.read_text().removeprefix(asked)
    assert "venv" not in log.read_text().removeprefix(asked)


def test_tests_bring_everything_the_audit_needs(place, tmp_path):
    python = working(place, tmp_path / "log")
    make(place, "setup-dev", python)
    assert make(place, "setup", python).stderr == ""


def test_changed_requirements_are_installed_into_the_same_place(place, tmp_path):
    log = tmp_path / "log"
    python = working(place, log)
    make(place, "setup", python)
    with (place / "requirements/run.txt").open("a") as file:
        file.write("# newer\n")
    assert "setting up" in make(place, "setup", python).stderr
    assert log.read_text().count("venv\n") == 1
    assert log.read_text().count("-r requirements/run.txt") == 2


def test_another_interpreter_is_used_when_asked_for(place, tmp_path):
    log = tmp_path / "log"
    make(place, "setup", working(place, log))
    other = f'[ "$1" = -c ] && echo 3.99 || exec "{place.parent}/fakes/python3" "$@"'
    newer = script(tmp_path / "newer/python3", other)
    assert "setting up" in make(place, "setup", newer).stderr
    assert log.read_text().count("venv\n") == 2


def test_a_half_made_environment_heals(place, tmp_path):
    log = tmp_path / "log"
    python = working(place, log)
    make(place, "setup", python)
    (place / ".venv/linkassay-ready").unlink()
    assert make(place, "setup", python).returncode == 0
    assert log.read_text().count("venv\n") == 2


def test_a_moved_checkout_is_set_up_anew(place, tmp_path):
    log = tmp_path / "log"
    python = working(place, log)
    make(place, "setup", python)
    moved = place.rename(place.with_name("moved"))
    assert make(moved, "setup", python).returncode == 0
    assert log.read_text().count("venv\n") == 2


def test_the_oldest_versions_have_an_environment_of_their_own(place, tmp_path):
    python = working(place, tmp_path / "log")
    make(place, "setup", python)
    done = make(place, "test-lowest", python, CI="true")
    assert done.returncode == 0, done.stderr
    assert "-r requirements/lowest.txt" in (tmp_path / "log").read_text()
    assert (place / ".venv-lowest/linkassay-ready").exists()
    assert make(place, "setup", python).stderr == ""


@pytest.mark.parametrize("code", [0, 1, 3])
def test_make_audit_forgives(place, tmp_path, code):
    python = working(place, tmp_path / "log")
    done = make(place, "audit", python, AUDIT_CODE=str(code))
    assert done.returncode == 0, done.stderr
    assert "linkassay audit seeds --ledger audits/audit.db" in (tmp_path / "log").read_text()


@pytest.mark.parametrize("code", [2, 4, 70, 130])
def test_make_audit_forgives_no_other(place, tmp_path, code):
    python = working(place, tmp_path / "log")
    make(place, "setup", python)
    assert make(place, "audit", python, AUDIT_CODE=str(code)).returncode != 0
