"""The workflow of another repository, played: its `run:` blocks are executed as they stand."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from workflows.foreign import NOTE, Foreign, git
from workflows.runner import Runner
from workflows.stubs import noting


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """A run with its ledger committed: (host, run)."""
    host = Foreign(tmp_path_factory.mktemp("host"))
    first = host.audit(1, env={"LINKASSAY_NOW": "2026-11-17"})
    kept = host.keep(1)
    assert not kept.failed, kept.outputs
    return host, first


def test_findings_do_not_make_the_run_red_and_stand_in_the_summary(week):
    host, first = week
    assert not first.failed, first.outputs
    assert "url-date-impossible" in first.outputs["Audit"]
    assert "No earlier ledger could be had" in first.summary
    assert "February 2019 has no day 30" in first.summary
    assert first.given == {"news": "1", "open": "1"}
    assert "audits/state.ndjson" in host.branch()


@pytest.mark.slow
def test_the_second_run_goes_on_from_git_and_has_no_news(tmp_path):
    host = Foreign(tmp_path / "host")
    for number, day in ((1, "2026-11-17"), (2, "2026-11-24")):
        played = host.audit(number, env={"LINKASSAY_NOW": day})
        assert not host.keep(number).failed
    assert not played.failed, played.outputs
    assert "The ledger goes on." in played.summary
    assert "Nothing new" in played.summary
    assert played.given == {"news": "0", "open": "1"}
    runs = [name for name in host.branch() if name.startswith("audits/runs/")]
    assert len(runs) == 2
    assert git(host.bare, "log", "--format=%s", "linkassay-ledger").splitlines() == [
        "Ledger of run 2",
        "Ledger of run 1",
    ]


def test_the_default_branch_is_left_alone(week):
    assert git(week[0].bare, "log", "--format=%s", "main") == "Adopt"


def test_a_report_cannot_command_the_runner(week):
    lines = week[1].outputs["Audit"].splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert f"::{token}::" in lines


@pytest.fixture
def host(week, tmp_path):
    """A host of its own for a test that changes it, after the first run."""
    place = tmp_path / "host"
    made = Foreign(place, week[0])
    artifacts = week[0].api / "artifacts"
    shutil.copytree(artifacts / "1", made.api / "artifacts/1")
    return made


@pytest.mark.slow
def test_where_nobody_may_commit_the_artifact_hands_on_the_ledger(host):
    row = '{"databaseId": 1, "workflow": "linkassay", "headBranch": "main", "status": "failure"}'
    (host.api / "runs.json").write_text(f"[{row}]")
    played = host.audit(2)
    assert "The ledger goes on." in played.summary, played.outputs
    assert played.given["news"] == "0"


def test_a_dry_run_pushes_nothing(host):
    played = host.play("keep", 1, {"inputs.dry-run || false": "true"})
    assert "Dry run: not pushed." in played.outputs["Commit it"]
    assert "linkassay-ledger" not in git(host.bare, "branch")


@pytest.mark.parametrize(
    ("name", "text"), [("../evil.sh", "x"), ("runs/evil.sh", "x"), ("state.json", "{}")]
)
def test_a_strange_file_is_not_committed(host, name, text):
    folder = host.api / "artifacts/1/linkassay-ledger/audits"
    file = folder / name.removeprefix("../")
    file.write_text(text)
    played = host.keep(1)
    assert played.failed
    assert "no export has" in played.outputs["Commit it"]
    assert "linkassay-ledger" not in git(host.bare, "branch")


def test_a_symbolic_link_is_not_committed(host):
    (host.api / "artifacts/1/linkassay-ledger/audits/runs/a.ndjson.gz").symlink_to("/etc/hosts")
    assert host.keep(1).failed


def test_a_finished_run_never_changes(host):
    assert not host.keep(1).failed
    runs = host.api / "artifacts/1/linkassay-ledger/audits/runs"
    next(runs.glob("*.ndjson.gz")).write_bytes(b"other")
    shutil.rmtree(host.place / "1-keep")
    played = host.keep(1)
    assert played.failed
    assert "a finished run has changed" in played.outputs["Commit it"]


@pytest.mark.slow
def test_a_cancelled_run_keeps_what_it_heard(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        host = Foreign(tmp_path / "host")
        host.write("README.md", f"{NOTE}\nAnd http://slow.example:{port}/page too.\n")
        host.commit("Cite a slow host")
        env = {
            "LINKASSAY_OFFLINE": "0",
            "LINKASSAY_RESOLVE": f"slow.example:{port}:127.0.0.1",
            "LINKASSAY_ALLOW_ADDRESS": "127.0.0.0/8",
            "STOP": "1",
        }
        played = host.audit(1, env=env, cancelled_in="Audit")
    assert played.cancelled
    assert not host.keep(1).failed
    assert [name for name in host.branch() if name.endswith(".part.ndjson.gz")]
    assert "The ledger goes on." in host.audit(2).summary


@pytest.mark.slow
def test_a_configuration_that_is_wrong_makes_the_run_red_and_says_so(host):
    host.write("linkassay.toml", "corpus = 1\n")
    host.commit("Break it")
    played = host.audit(7)
    assert played.codes["Audit"] == 2
    assert "::error::" in played.outputs["Audit"]
    assert played.given == {"news": "2", "open": "2"}
    assert "There is no report" in played.summary
    kept = host.keep(7)
    assert not kept.failed, kept.outputs


def changed(host: Foreign, text: str):
    git(host.work, "checkout", "-q", "-b", "proposal")
    host.write("README.md", text)
    host.commit("Propose", "proposal")
    return host.play("changes", 1, {}, ref="proposal", env={"GITHUB_BASE_REF": "main"})


def test_a_pull_request_fails_for_what_it_brings(host):
    again = NOTE.replace("2019/02/30", "2019/02/31")
    played = changed(host, NOTE + again)
    assert played.codes["Audit what changed"] == 1, played.outputs
    assert "::" in played.outputs["Audit what changed"]
    assert "no day 31" in played.summary


@pytest.mark.slow
def test_a_pull_request_does_not_fail_for_what_was_there(host):
    played = changed(host, f"{NOTE}\nIt is blue.\n")
    assert not played.failed, played.outputs


def installed(folder: Path, package: str, workflow: dict) -> tuple[list[str], Runner, object]:
    """What the step of installation calls, with a `python` that only takes notes."""
    tools = folder / "tools"
    log = noting(tools)
    steps = [s for s in workflow["jobs"]["audit"]["steps"] if s["name"] == "Install linkassay"]
    plan = {**workflow, "jobs": {"audit": {"steps": steps}}}
    plan["env"] = {"PACKAGE": package}
    env = {"PATH": f"{tools}:/usr/bin:/bin", "LOG": str(log)}
    runner = Runner(folder, folder / "temp", env, {})
    played = runner.play(plan, "audit", lambda *_: None)
    return log.read_text().splitlines() if log.exists() else [], runner, played


def test_a_package_from_git_is_that_commit_and_the_rest_goes_by_hash(week, tmp_path):
    git(tmp_path, "init", "-q", "-b", "main", "source")
    source = tmp_path / "source"
    (source / "pyproject.toml").write_text("")
    git(source, "add", ".")
    git(source, "commit", "-qm", "one")
    commit = git(source, "rev-parse", "HEAD")
    calls, runner, played = installed(tmp_path, f"git+{source.as_uri()}@{commit}", week[0].workflow)
    assert not played.failed, played.outputs
    there = runner.temp / "source"
    assert git(there, "rev-parse", "HEAD") == commit
    assert calls[1].endswith(f"install --require-hashes --requirement {there}/requirements/run.txt")
    assert calls[2].endswith(f"install --no-deps --no-build-isolation {there}")
    assert (runner.temp / "PATH").read_text().strip() == str(runner.temp / "linkassay/bin")
