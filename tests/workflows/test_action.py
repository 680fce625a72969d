"""The step of `action.yml` that audits, run for real: what it tells, and what it never does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from workflows.foreign import git

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
AUDIT = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "audit")
INPUT = {f"${{{{ inputs.{name} }}}}": name for name in ACTION["inputs"]}


@dataclass
class Done:
    code: int
    said: str
    outputs: dict[str, str]
    summary: str


OURS = f'exec "{sys.executable}" -m linkassay "$@"'


def audit(here: Path, *, program: str = OURS, **inputs: str) -> Done:
    """The step in a checkout, with the inputs that are given and the others as they are."""
    temp = here.parent / "runner"
    installed = temp / "linkassay/bin/linkassay"
    installed.parent.mkdir(parents=True, exist_ok=True)
    installed.write_text(f"#!/bin/sh\n{program}\n")
    installed.chmod(0o755)
    given = {name: str(how.get("default", "")) for name, how in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    files = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "LINKASSAY_"))}
    told = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", AUDIT["run"]],
        cwd=here,
        env={
            **plain,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{plain.get('PYTHONPATH', '')}",
            "RUNNER_TEMP": str(temp),
            **{name: str(file) for name, file in files.items()},
            **{name: given[INPUT[value]] for name, value in AUDIT["env"].items()},
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    rows = (row.partition("=") for row in files["GITHUB_OUTPUT"].read_text().splitlines())
    outputs = {name: value for name, _, value in rows}
    return Done(
        told.returncode,
        told.stdout + told.stderr,
        outputs,
        files["GITHUB_STEP_SUMMARY"].read_text(),
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    place = tmp_path / "checkout"
    place.mkdir()
    (place / ".git").mkdir()
    (place / "a.md").write_text("# A\n\nSee [it](missing.md).\n")
    return place


def test_no_expression_stands_in_what_is_run() -> None:
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []
    assert all(value in INPUT for value in AUDIT["env"].values())


def test_findings_are_annotated_and_told_in_the_summary_and_in_sarif(here: Path) -> None:
    done = audit(here, paths="a.md", offline="true", sarif="out.sarif")
    assert (done.code, done.outputs["code"]) == (1, "1")
    assert "::warning file=a.md,line=3," in done.said
    assert "missing-file" in done.summary
    (run,) = json.loads((here / "out.sarif").read_text())["runs"]
    assert [one["ruleId"] for one in run["results"]] == ["missing-file"]
    assert Path(done.outputs["ledger"]).is_file()


def test_inputs_are_data_and_nothing_of_them_is_run_or_is_an_option(here: Path) -> None:
    name = "--debug $(touch ran) `touch ran` \"q' ;touch ran.md"
    (here / name).write_text("Nothing is cited here.\n")
    done = audit(here, paths=f"\n  \n{name}\n", offline="true")
    assert (done.code, done.outputs["code"]) == (0, "0"), done.said
    assert not (here / "ran").exists()


@pytest.mark.slow
@pytest.mark.parametrize("which", ["offline", "fail_on", "max_time", "base"])
def test_an_input_that_is_none_is_refused_and_not_run(here: Path, which: str) -> None:
    done = audit(here, **{"paths": "a.md", "offline": "true", which: "$(touch ran) --x"})
    assert done.code == 2, done.said
    assert not (here / "ran").exists()


def test_a_ledger_of_two_lines_is_no_second_output(here: Path) -> None:
    done = audit(here, paths="a.md", offline="true", ledger="a.db\ncode=0")
    assert done.code == 2
    assert done.outputs == {}


@pytest.mark.slow
def test_a_change_without_documents_is_no_failure(here: Path) -> None:
    shutil.rmtree(here / ".git")
    git(here, "init", "-q", "-b", "main")
    git(here, "add", "--all")
    git(here, "commit", "-qm", "one")
    (here / "tool.py").write_text("pass\n")
    done = audit(here, paths=".", offline="true", base="main")
    assert (done.code, done.outputs["code"]) == (0, "0"), done.said


@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 1), (2, 2), (3, 0), (4, 4), (137, 137)])
def test_only_an_unfinished_audit_is_forgiven(here: Path, code: int, ends: int) -> None:
    done = audit(here, program=f"exit {code}")
    assert (done.code, done.outputs["code"]) == (ends, str(code))
    assert ("::warning::The audit is unfinished" in done.said) is (code == 3)
