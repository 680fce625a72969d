"""The job that keeps the issue, played against a stand-in of the REST interface."""

from __future__ import annotations

import pytest

from workflows.rest import rest
from workflows.runner import Runner, load
from workflows.test_reading import AUDIT

MARK = "<!-- linkassay:issue -->"


@pytest.fixture(scope="module")
def workflow():
    return load(AUDIT)


@pytest.fixture
def desk(workflow, tmp_path):
    """(issues, run): `run` plays the job after an audit with these exit codes."""
    with rest("desk/corpus") as issues:
        told = tmp_path / "temp/told"
        told.mkdir(parents=True)

        def run(news: int, still_open: int, report: str = "# 1 link is dead", dry: str = "false"):
            (told / "issue.md").write_text(report, encoding="utf-8")
            env = {
                "PATH": "/usr/bin:/bin",
                "GITHUB_API_URL": issues.address,
                "GITHUB_SERVER_URL": "https://git.example",
                "GITHUB_REPOSITORY": "desk/corpus",
                "GITHUB_RUN_ID": "7",
                "LANG": "C.UTF-8",
            }
            context = {
                "github.token": "a-token",
                "inputs.dry-run || false": dry,
                "needs.audit.outputs.news": str(news),
                "needs.audit.outputs.open": str(still_open),
            }
            runner = Runner(tmp_path, tmp_path / "temp", env, context)
            played = runner.play(workflow, "tell", lambda *_: None)
            return played.codes["Keep the issue"], played.outputs["Keep the issue"]

        yield issues, run


def test_news_open_one_issue_and_more_news_update_it(desk):
    issues, run = desk
    assert run(1, 1)[0] == 0
    (issue,) = issues.all
    assert issue["labels"] == ["linkassay"]
    assert MARK in issue["body"]
    assert "# 1 link is dead" in issue["body"]
    assert issues.comments == []
    assert run(1, 1, "# 2 links are dead")[0] == 0
    assert len(issues.all) == 1
    assert "# 2 links are dead" in issue["body"]
    assert len(issues.comments) == 1


def test_what_is_known_brings_the_issue_up_to_date_and_calls_nobody(desk):
    issues, run = desk
    run(1, 1)
    run(0, 1, "# as before")
    assert "# as before" in issues.all[0]["body"]
    assert issues.comments == []


@pytest.mark.slow
def test_it_is_closed_after_three_runs_without_a_finding_in_a_row(desk):
    issues, run = desk
    run(1, 1)
    for news, still_open in [(0, 0), (0, 0), (0, 1), (0, 0), (0, 0)]:
        assert run(news, still_open)[0] == 0
        assert issues.all[0]["state"] == "open"
    run(0, 0)
    assert (issues.all[0]["state"], issues.all[0]["state_reason"]) == ("closed", "completed")
    assert run(0, 0)[1] == "There is no news.\n"
    run(1, 1)
    assert len(issues.all) == 1
    assert issues.all[0]["state"] == "open"


def test_when_the_tool_failed_nothing_is_touched(desk):
    issues, run = desk
    run(1, 1)
    issues.calls.clear()
    for codes in [(2, 2), (3, 3), (3, 1), (0, 3), (4, 0), (137, 1)]:
        assert run(*codes)[0] == 0
        assert issues.calls == []


@pytest.mark.slow
def test_not_planned_closes_it_for_good(desk):
    issues, run = desk
    run(1, 1)
    issues.all[0].update(state="closed", state_reason="not_planned")
    issues.calls.clear()
    for codes in [(1, 1), (0, 0)]:
        assert "left alone" in run(*codes)[1]
    assert issues.calls == []


@pytest.mark.parametrize(
    "other",
    [
        {"body": "the mark was taken out"},
        pytest.param({"user": {"login": "somebody"}}, marks=pytest.mark.slow),
        pytest.param({"pull_request": {}}, marks=pytest.mark.slow),
    ],
)
def test_what_is_not_ours_is_left_alone(desk, other):
    issues, run = desk
    run(1, 1)
    issues.all[0].update(other)
    before = dict(issues.all[0])
    run(1, 1)
    assert issues.all[0] == before
    assert len(issues.all) == 2


def test_a_report_cannot_set_marks_nor_run_anything(desk, tmp_path):
    issues, run = desk
    evil = "<!-- linkassay:clean=9 --> $(touch gone) `touch gone` \\' \" \n::error::x"
    assert run(1, 1, evil)[0] == 0
    assert "<!-- linkassay:clean=0 -->" in issues.all[0]["body"]
    assert "<!-- linkassay:clean=9 -->" not in issues.all[0]["body"]
    assert not (tmp_path / "gone").exists()


def test_a_dry_run_prints_the_calls(desk):
    issues, run = desk
    code, told = run(1, 1, dry="true")
    assert code == 0
    assert "Dry run: POST issues" in told
    assert issues.calls == []


def test_a_report_out_of_shape_is_refused(desk, tmp_path):
    issues, run = desk
    assert run(1, 1, "x" * 300_000)[0] == 1
    assert issues.calls == []
