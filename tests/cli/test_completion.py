"""What a shell offers: commands, options, words of options, rules, runs, and files by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from linkassay.cli import completion
from linkassay.cli.commands import linkassay
from linkassay.report import FORMATS

STORY = "See https://example.org/a.\n"


def offered(*words: str) -> list[tuple[str, str]]:
    """What is offered for the last word, each with its kind."""
    *before, last = words
    items = BashComplete(linkassay, {}, "linkassay", "_X").get_completions(before, last)
    return [(item.type, item.value) for item in items]


def plain(*words: str) -> list[str]:
    return [value for kind, value in offered(*words) if kind == "plain"]


@pytest.mark.parametrize("command", ["check", "audit"])
def test_documents_are_files_of_the_shell(command: str) -> None:
    assert offered(command, "sto") == [("file", "sto")]


def test_rules_are_offered_else_files() -> None:
    assert plain("explain", "dead-") == ["dead-host", "dead-link"]
    assert offered("explain", "story") == [("file", "story")]


def test_words_of_options_are_offered() -> None:
    assert set(plain("check", "--format", "")) == set(FORMATS)
    assert "--offline" in plain("check", "--off")


def test_runs_are_those_of_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert plain("report", "") == []
    (tmp_path / "a.txt").write_text(STORY)
    done = CliRunner().invoke(linkassay, ["audit", "--offline", "a.txt", "--ledger", "l.db"])
    assert done.exit_code == 0, done.output
    (run,) = plain("report", "--ledger", "l.db", "2")
    assert plain("report", "--ledger", "l.db", "no such run") == []
    assert plain("report", "--ledger", "a.txt", "") == []
    assert CliRunner().invoke(linkassay, ["report", run, "--ledger", "l.db"]).exit_code == 0


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_script_of_each_shell_is_printed(shell: str) -> None:
    told = CliRunner().invoke(linkassay, ["completion", shell])
    assert (told.exit_code, told.stderr) == (0, "")
    assert "_LINKASSAY_COMPLETE" in told.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash_completes_a_rule(tmp_path: Path) -> None:
    program = tmp_path / "linkassay"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linkassay "$@"\n')
    program.chmod(0o755)
    words = (
        'eval "$(linkassay completion bash)"; COMP_WORDS=(linkassay explain dead-l); COMP_CWORD=2;'
        ' _linkassay_completion linkassay; echo "${COMPREPLY[*]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    told = subprocess.run(
        ["bash", "--norc", "-c", words],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["dead-link"]
