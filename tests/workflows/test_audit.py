"""audit.yml, played: its `run:` blocks are executed as they stand."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from workflows.checkout import copy
from workflows.runner import Played, Runner, load

SEED = """A Note on Bridges

By Ada Quill

The bridge was opened in 2019, as the record at
https://www.harbour-post.example/2019/02/30/the-bridge-is-open shows. The crew kept `` a diary ```
of it.
"""

ARTIFACT = "linkassay-ledger"


class Host:
    """The hosted side: earlier runs, their artifacts, and a machine for each new run."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.api = place / "api"
        self.api.mkdir(parents=True)
        self.runs: list[dict[str, object]] = []
        self.uploaded: list[dict[str, str]] = []
        self._note()

    def _note(self) -> None:
        (self.api / "runs.json").write_text(json.dumps(self.runs))

    def earlier(self, number: int, status: str = "success", branch: str = "main") -> None:
        run = {"databaseId": number, "workflow": "audit.yml", "headBranch": branch}
        self.runs.insert(0, {**run, "status": status})
        self._note()

    def keep(self, number: int, ledger: Path) -> None:
        folder = self.api / "artifacts" / str(number) / ARTIFACT
        folder.mkdir(parents=True)
        shutil.copy(ledger, folder / "audit.db")

    def gh(self, checkout: Path) -> Path:
        """A folder for PATH with the stand-in in it."""
        tools = checkout.parent / "tools"
        tools.mkdir()
        stand_in = Path(__file__).with_name("gh.py")
        program = tools / "gh"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{stand_in}" "{self.api}" "$@"\n')
        program.chmod(0o755)
        return tools

    def run(self, number: int, *, seed: str = SEED, gh: bool = True, **more: str) -> Played:
        """One run on a new machine; a run that went well leaves its artifact."""
        checkout = copy(self.place / str(number) / "work tree")
        (checkout / "seeds").mkdir()
        (checkout / "seeds/note.txt").write_text(seed, encoding="utf-8")
        tools = [str(self.gh(checkout))] if gh else []
        env = {
            "PATH": ":".join([*tools, "/usr/bin", "/bin"]),
            "GITHUB_REPOSITORY": "desk/corpus",
            "GITHUB_REF_NAME": "main",
            "LINKASSAY_OFFLINE": "1",
            "LANG": "C.UTF-8",
            **more,
        }
        runner = Runner(checkout, checkout.parent / "temp", env, {"github.token": "a-token"})

        def use(action: str, given: dict[str, str]) -> None:
            if action == "actions/upload-artifact":
                self.uploaded.append(dict(given))
                self.keep(number, checkout / given["path"])
                self.earlier(number)

        return runner.play(load(checkout / ".github/workflows/audit.yml"), "audit", use)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """Two runs of the schedule, a week apart: (host, first, second)."""
    host = Host(tmp_path_factory.mktemp("host"))
    first = host.run(11, LINKASSAY_NOW="2026-11-17")
    second = host.run(12, LINKASSAY_NOW="2026-11-24")
    return host, first, second


def counted(host: Host, number: int) -> int:
    file = host.api / "artifacts" / str(number) / ARTIFACT / "audit.db"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as ledger:
        return ledger.execute("select count(*) from runs").fetchone()[0]


def test_the_first_run_starts_a_fresh_ledger_and_says_so(weeks):
    _, first, _ = weeks
    assert not first.failed, first.outputs
    assert "No earlier ledger could be had" in first.summary
    assert "new" in first.summary


def test_findings_do_not_make_the_run_red_and_the_report_is_in_the_summary(weeks):
    _, first, _ = weeks
    assert first.codes["Audit"] == 0
    assert "url-date-impossible" in first.outputs["Audit"]
    assert "url-date-impossible" in first.summary
    assert "seeds/note.txt" in first.summary


def test_the_second_run_goes_on_with_the_ledger_and_knows_the_findings(weeks):
    host, first, second = weeks
    assert not second.failed, second.outputs
    assert "The ledger goes on from run 11." in second.summary
    assert re.search(r"url-date-impossible.*, known", second.summary)
    assert not re.search(r"url-date-impossible.*, known", first.summary)
    assert (counted(host, 11), counted(host, 12)) == (1, 2)


def test_the_ledger_is_kept_under_one_name(weeks):
    host, _, _ = weeks
    assert len(host.uploaded) == 2
    for given in host.uploaded:
        assert given["name"] == ARTIFACT
        assert given["path"] == "audits/audit.db"
        assert given["if-no-files-found"] == "error"


def test_the_newest_ended_run_of_this_branch_hands_on_its_ledger(weeks, tmp_path):
    ledger = weeks[0].api / "artifacts/11" / ARTIFACT / "audit.db"
    host = Host(tmp_path)
    host.earlier(1)
    host.earlier(2, status="failure")  # one document could not be read; the others were
    host.earlier(3)  # its artifact has expired
    host.earlier(4, branch="a-fork")
    host.earlier(5, status="in_progress")
    for number in (1, 2, 4, 5):
        host.keep(number, ledger)
    assert "The ledger goes on from run 2." in host.run(6).summary


def test_without_gh_a_fresh_ledger_is_started(tmp_path):
    played = Host(tmp_path).run(1, gh=False)
    assert not played.failed, played.outputs
    assert "No earlier ledger could be had" in played.summary


def test_the_fence_is_longer_than_any_run_inside(weeks):
    _, first, _ = weeks
    lines = first.summary.splitlines()
    opening = next(line for line in lines if line.startswith("```"))
    fence = opening.removesuffix("text")
    assert set(fence) == {"`"}
    assert lines[-1] == fence
    inside = "\n".join(lines[lines.index(opening) + 1 : -1])
    assert fence not in inside


def test_an_unreadable_document_makes_the_run_red_and_is_still_reported(tmp_path):
    host = Host(tmp_path)
    played = host.run(1, seed="%PDF-1.7\n\0\0\0binary")
    assert played.codes["Audit"] == 2
    assert "::error::" in played.outputs["Audit"]
    assert "note.txt" in played.summary
    assert len(host.uploaded) == 1


def test_a_report_cannot_command_the_runner(weeks):
    _, first, _ = weeks
    lines = first.outputs["Audit"].splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    assert len(token) == 32
    shown = lines[lines.index(stop) : lines.index(f"::{token}::")]
    assert any("url-date-impossible" in line for line in shown)


def summarised(tmp_path: Path, report: bytes) -> str:
    """What the summary step alone makes of a report."""
    workflow = load(Path(__file__).parents[2] / ".github/workflows/audit.yml")
    steps = workflow["jobs"]["audit"]["steps"]
    workflow["jobs"]["audit"]["steps"] = [s for s in steps if s["name"] == "Write the summary"]
    temp = tmp_path / "temp"
    temp.mkdir()
    (temp / "report.txt").write_bytes(report)
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    played = Runner(tmp_path, temp, env, {}).play(workflow, "audit", lambda *_: None)
    assert not played.failed, played.outputs
    return played.summary


def test_a_long_report_is_cut_below_what_the_host_shows(tmp_path):
    summary = summarised(tmp_path, b"x" + "é".encode() * 600_000)
    assert len(summary.encode()) < 900 * 1024
    assert "longer than a summary may be" in summary


@pytest.mark.parametrize(
    ("report", "fence"),
    [(b"", "```"), (b"plain\n", "```"), (b"a ``` b\n", "````"), (b"`````\n``\n", "``````")],
)
def test_how_long_the_fence_is(tmp_path, report, fence):
    lines = summarised(tmp_path, report).splitlines()
    assert lines[0] in {f"{fence}text", f"{fence}`text"}
    assert lines[-1] == lines[0].removesuffix("text")
