"""Both workflows, read: rights, pins, limits, and that ci.yml runs what a developer runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workflows.runner import load

FOLDER = Path(__file__).parents[2] / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
ALL = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])


def steps(file: Path) -> list[dict]:
    return [step for job in load(file)["jobs"].values() for step in job["steps"]]


def test_there_are_the_two():
    assert [file.name for file in FILES] == ["audit.yml", "ci.yml"]


@ALL
def test_rights_are_the_least(file):
    workflow = load(file)
    assert workflow["permissions"] == {}
    given = {"contents": "read"} | ({"actions": "read"} if file.name == "audit.yml" else {})
    assert all(job["permissions"] == given for job in workflow["jobs"].values())


@ALL
def test_every_action_is_pinned_by_commit_with_its_version(file):
    uses = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert uses
    for line in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@ALL
def test_no_credentials_stay_in_the_checkout(file):
    checkouts = [s for s in steps(file) if s.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(load(file)["jobs"])
    assert not any(s["with"]["persist-credentials"] for s in checkouts)


@ALL
def test_no_expression_reaches_a_shell(file):
    assert not [step["name"] for step in steps(file) if "${{" in step.get("run", "")]


@ALL
def test_jobs_end(file):
    assert all(job["timeout-minutes"] <= 60 for job in load(file)["jobs"].values())
    assert "concurrency" in load(file)


def test_the_audit_is_weekly_at_an_odd_minute_and_on_demand():
    on = load(FOLDER / "audit.yml")["on"]
    (schedule,) = on["schedule"]
    minute, hour, day, month, weekday = schedule["cron"].split()
    assert int(minute) % 2 == 1
    assert hour.isdigit()
    assert (day, month) == ("*", "*")
    assert weekday.isdigit()
    assert set(on) == {"schedule", "workflow_dispatch"}


def test_ci_runs_what_a_developer_runs():
    file = FOLDER / "ci.yml"
    assert set(load(file)["on"]) == {"push", "pull_request"}
    run = {s["name"]: s["run"] for s in steps(file) if "run" in s}
    assert run["Run everything"] == ".ci/run"
    assert run["Run the tests"] == "make test-lowest"


def test_ci_runs_the_tests_with_the_oldest_versions_on_the_oldest_python():
    lowest = load(FOLDER / "ci.yml")["jobs"]["lowest"]
    (python,) = [s["with"] for s in lowest["steps"] if "setup-python" in s.get("uses", "")]
    assert python == {"python-version": "3.11"}


@pytest.mark.parametrize("name", ["run", "setup", "browser"])
def test_the_scripts_of_ci_are_programs(name):
    script = FOLDER.parents[1] / ".ci" / name
    assert script.stat().st_mode & 0o111
    shell = "bash" if "bash" in script.read_text().splitlines()[0] else "sh"
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0


def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program is not None
    asked = [program, "--offline", "--no-progress", "--persona=pedantic", str(FOLDER)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
