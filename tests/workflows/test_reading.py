"""The workflows and their like, read: rights, pins, limits, and what ci.yml runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from workflows.runner import load

FOLDER = Path(__file__).parents[2] / ".github/workflows"
AUDIT = FOLDER / "audit.yml"
FILES = sorted(FOLDER.glob("*.yml"))
ALL = pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])


def steps(file: Path) -> list[dict]:
    return [step for job in load(file)["jobs"].values() for step in job["steps"]]


RIGHTS = {
    "audit.yml": {
        "audit": {"contents": "read", "actions": "read"},
        "keep": {"contents": "write"},
        "tell": {"issues": "write"},
        "changes": {"contents": "read"},
    },
    "ci.yml": {key: {"contents": "read"} for key in ("everything", "slow", "lowest", "newest")},
    "release.yml": {"build": {"contents": "read"}, "publish": {"id-token": "write"}},
}


@ALL
def test_rights_are_the_least(file):
    workflow = load(file)
    assert workflow["permissions"] == {}
    given = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert given == RIGHTS[file.name]


@ALL
def test_who_may_write_checks_nothing_out_and_installs_nothing_of_the_corpus(file):
    for job in load(file)["jobs"].values():
        if "write" in job["permissions"].values():
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@ALL
def test_every_action_is_pinned_by_commit_with_its_version(file):
    uses = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert uses
    for line in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@ALL
def test_no_credentials_stay_in_the_checkout(file):
    checkouts = [s for s in steps(file) if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert not any(s["with"]["persist-credentials"] for s in checkouts)


@ALL
def test_no_expression_reaches_a_shell(file):
    assert not [step["name"] for step in steps(file) if "${{" in step.get("run", "")]


@ALL
def test_jobs_end(file):
    assert all(job["timeout-minutes"] <= 60 for job in load(file)["jobs"].values())
    assert "concurrency" in load(file)


def test_the_audit_is_weekly_at_an_odd_minute_and_on_demand():
    on = load(AUDIT)["on"]
    (schedule,) = on["schedule"]
    minute, hour, day, month, weekday = schedule["cron"].split()
    assert int(minute) % 2 == 1
    assert hour.isdigit()
    assert (day, month) == ("*", "*")
    assert weekday.isdigit()
    assert set(on) == {"schedule", "workflow_dispatch", "pull_request"}


def test_ci_runs_what_a_developer_runs():
    file = FOLDER / "ci.yml"
    assert set(load(file)["on"]) == {"push", "pull_request"}
    run = {s["name"]: s["run"] for s in steps(file) if "run" in s}
    assert run["Run everything"] == ".ci/run"
    assert "make test-lowest" in run.values()


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
    root = FOLDER.parents[1]
    files = [root / name for name in (".github", "action.yml", ".pre-commit-hooks.yaml")]
    asked = [program, "--offline", "--no-progress", "--persona=pedantic", *map(str, files)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_takes_its_inputs_by_the_environment_and_pins_what_it_uses():
    text = (FOLDER.parents[1] / "action.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["runs"]["steps"]
    assert not [step["name"] for step in steps if "${{" in step.get("run", "")]
    assert "eval" not in text
    for step in steps:
        assert re.fullmatch(
            r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40)
        )
