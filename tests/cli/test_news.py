"""Audits one after the other: what fails them, what a baseline is, and how two runs compare."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cli.environments import FakePipeline, environment
from docgen.contract import schema
from linkassay.cli.commands import linkassay
from linkassay.cli.environment import real_environment
from linkassay.errors import Exit
from linkassay.ledger import open_ledger

CREDITED = "A story\n\nBy Ana Bell\n\nThis article was first published by Reuters.\n"
MORE = CREDITED.replace("Reuters", "The Guardian")
LINKED = "See https://paper.example/story.\n"
SAYS = "The text credits Reuters"


class Desk:
    """A folder with one document that is audited offline, hour by hour."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hour = 0

    def write(self, text: str, name: str = "docs/story.txt") -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + LINKED)

    def call(self, *words: str) -> Result:
        here = replace(
            environment(self.folder, FakePipeline()), pipeline=real_environment().pipeline
        )
        return CliRunner().invoke(linkassay, list(words), obj=here)

    def audit(self, *words: str) -> Result:
        """An hour later than the one before."""
        self.hour += 1
        given = ("--offline", "--jobs", "1", "--now", f"2026-11-24T{self.hour:02}:00Z", *words)
        here = replace(
            environment(self.folder, FakePipeline()),
            pipeline=real_environment().pipeline,
            run_id=lambda _now: f"run-{self.hour}",
        )
        return CliRunner().invoke(linkassay, ["audit", "docs", *given], obj=here)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = Path.cwd()
    os.chdir(tmp_path)
    found = Desk(tmp_path)
    found.write(CREDITED)
    try:
        yield found
    finally:
        os.chdir(before)


def test_an_audit_fails_on_what_is_new_alone(desk: Desk) -> None:
    first, second = desk.audit(), desk.audit()
    assert (first.exit_code, second.exit_code) == (Exit.FINDINGS, Exit.CLEAN)
    assert SAYS in first.stdout
    assert SAYS not in second.stdout
    words = "Nothing new since 24 November 2026, 01:00 UTC, 1 warning known"
    assert second.stdout.startswith(words)
    assert desk.audit("--standing", "all").exit_code == Exit.FINDINGS
    assert desk.call("report").exit_code == Exit.FINDINGS
    assert desk.call("report", "--standing", "new,worse").exit_code == Exit.CLEAN
    desk.write(MORE)
    third = desk.audit()
    assert third.exit_code == Exit.FINDINGS
    assert "credits The Guardian" in third.stdout
    assert f"fixed: {desk.folder}/docs/story.txt:5:1: {SAYS}" in " ".join(third.stdout.split())


def test_the_configuration_says_what_fails(desk: Desk) -> None:
    (desk.folder / "linkassay.toml").write_text('standing = ["known"]\n')
    assert [desk.audit().exit_code for _ in range(2)] == [Exit.CLEAN, Exit.FINDINGS]


def test_a_standing_that_is_none_is_refused_with_what_was_meant(desk: Desk) -> None:
    result = desk.audit("--standing", "new,wrose")
    assert result.exit_code == Exit.USAGE
    assert "did you mean 'worse'?" in result.stderr


def test_a_baseline_is_one_line_and_no_failure(desk: Desk) -> None:
    baseline = desk.audit("--baseline")
    assert baseline.exit_code == Exit.CLEAN
    assert baseline.stdout.startswith("Baseline: 1 warning")
    assert baseline.stdout.count("\n") == 1
    assert desk.audit().exit_code == Exit.CLEAN
    desk.write(MORE)
    assert desk.audit().exit_code == Exit.FINDINGS


def test_a_baseline_in_another_format_is_the_whole_report(desk: Desk) -> None:
    told = desk.audit("--baseline", "--format", "json")
    assert told.exit_code == Exit.CLEAN
    assert [one["rule"] for one in json.loads(told.stdout)["findings"]]


def test_a_baseline_of_nothing_promises_nothing(desk: Desk) -> None:
    (desk.folder / "docs" / "story.txt").unlink()
    result = desk.audit("--baseline")
    assert result.exit_code == Exit.NOTHING
    assert result.stdout == "Baseline: No document was read.\n"


def test_a_baseline_hides_no_trouble(desk: Desk) -> None:
    desk.write("", "docs/other.txt")
    result = desk.audit("--baseline", "docs/none.txt")
    assert result.exit_code == Exit.USAGE


def test_show_tells_what_was_known(desk: Desk) -> None:
    desk.audit()
    assert SAYS in desk.audit("--show", "known").stdout
    assert SAYS in desk.call("report", "--show", "all").stdout


def test_two_runs_are_compared(desk: Desk) -> None:
    desk.audit()
    desk.write(MORE)
    desk.audit()
    result = desk.call("diff")
    assert result.exit_code == Exit.CLEAN, result.output
    told = " ".join(result.stdout.split())
    assert told.startswith(
        "From run run-1 (24 November 2026, 01:00 UTC) to run run-2 (24 November 2026, 02:00 UTC): "
        "1 warning new and 1 fixed."
    )
    assert "The text credits The Guardian" in told
    assert f"fixed: {desk.folder}/docs/story.txt:5:1: {SAYS}" in told
    for words in (("run-1", "run-2"), ("run-2", "run-1"), ("run-1",), ("previous", "latest")):
        assert desk.call("diff", *words).stdout == result.stdout


def test_a_comparison_for_programs_keeps_the_contract(desk: Desk) -> None:
    desk.audit()
    desk.write(MORE)
    desk.audit()
    told = json.loads(desk.call("diff", "--format", "json").stdout)
    contract = {"$ref": "#/$defs/diff", "$defs": schema()["$defs"]}
    jsonschema.Draft202012Validator(contract).validate(told)
    standings = [one["standing"] for one in told["findings"] if not one["told_with"]]
    assert standings == ["new", "fixed"]
    assert told["older"]["name"] == "run-1"


def test_what_cannot_be_compared_is_said(desk: Desk) -> None:
    desk.audit()
    alone = desk.call("diff")
    assert alone.exit_code == Exit.USAGE
    assert "there is no run before run-1 that read the same corpus" in alone.stderr
    same = desk.call("diff", "run-1", "latest")
    assert same.exit_code == Exit.USAGE
    assert "two different runs are wanted" in same.stderr
    assert desk.call("diff", "--ledger", "none.db").exit_code == Exit.USAGE


def test_nothing_changed_is_a_sentence(desk: Desk) -> None:
    desk.audit()
    desk.audit()
    assert " ".join(desk.call("diff").stdout.split()).endswith("02:00 UTC): nothing changed.")


def test_a_run_is_named_in_short(desk: Desk) -> None:
    desk.audit()
    desk.audit()
    newest = desk.call("report", "latest").stdout
    assert newest == desk.call("report").stdout == desk.call("report", "run-2").stdout
    assert desk.call("report", "previous").stdout == desk.call("report", "run-1").stdout != newest
    several = desk.call("report", "run-")
    assert several.exit_code == Exit.USAGE
    assert "write more of the name: run-2, run-1" in several.stderr


def test_a_ledger_that_is_only_read_is_left_as_it_is(desk: Desk) -> None:
    desk.audit()
    desk.audit()
    folder = desk.folder / "audits"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    for command in ("report", "diff"):
        desk.call(command)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_unfinished_run_is_not_compared(desk: Desk) -> None:
    desk.audit()
    desk.audit()
    with open_ledger(desk.folder / "audits" / "audit.db") as ledger:
        run = ledger.report("run-2").run
        ledger.begin(replace(run, name="run-3", started=run.started.replace(hour=23)))
    assert "to run run-2" in " ".join(desk.call("diff").stdout.split())
    named = desk.call("diff", "run-2", "run-3")
    assert named.exit_code == Exit.USAGE
    assert "an unfinished run cannot be compared" in named.stderr
