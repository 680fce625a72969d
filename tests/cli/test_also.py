"""`--also FORMAT:FILE`: several reports of one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.environments import FAULTY_REPORT, FakePipeline, environment
from linkassay.cli.commands import linkassay
from linkassay.errors import Exit
from unprivileged import SOURCE, run_closed


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with one document."""
    (tmp_path / "story.txt").write_text("See https://paper.example/story for more.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(
    desk: Path,
    *words: str,
    pipeline: FakePipeline | None = None,
    env: dict[str, str] | None = None,
) -> Result:
    here = environment(desk, pipeline or FakePipeline(FAULTY_REPORT))
    return CliRunner().invoke(linkassay, ["check", "story.txt", *words], obj=here, env=env)


def test_one_run_is_told_in_many_formats(desk: Path) -> None:
    words = ("--also", "sarif:out.sarif", "--also", "junit:a:b.xml")
    result = _check(desk, *words)
    assert result.exit_code == Exit.FINDINGS
    assert "The page does not exist." in result.stdout
    assert json.loads((desk / "out.sarif").read_text())["version"] == "2.1.0"
    assert (desk / "a:b.xml").read_text().startswith("<?xml")


def test_annotations_follow_what_people_read_on_stdout(desk: Path) -> None:
    rows = _check(desk, "--also", "github:-").stdout.splitlines()
    assert "warning" in rows[0]
    assert rows[-1].startswith("::warning file=story.txt,line=1,")


def test_a_file_for_the_report_leaves_stdout_to_the_others(desk: Path) -> None:
    result = _check(desk, "--output", "report.txt", "--also", "badge:-")
    assert json.loads(result.stdout)["label"] == "links"
    assert (desk / "report.txt").is_file()


def test_reports_for_machines_are_no_documents_of_the_next_run(desk: Path) -> None:
    files = {"sarif": "a.sarif", "atom": "a.atom", "ndjson": "a.ndjson", "junit": "a.xml"}
    files |= {"json": "a.json", "csv": "a.csv", "code-quality": "b.json"}
    _check(desk, *(word for pair in files.items() for word in ("--also", ":".join(pair))))
    assert {file.name for file in desk.iterdir()} == {"story.txt", *files.values()}
    again = CliRunner().invoke(linkassay, ["check", "--offline", "."])
    assert again.stdout.startswith("Nothing to report in 1 document with 1 link;")


def test_the_variable_names_several(desk: Path) -> None:
    _check(desk, env={"LINKASSAY_ALSO": "csv:a.csv badge:b.json"})
    assert (desk / "a.csv").is_file()
    assert (desk / "b.json").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--also", "sarfi:a"], "'sarfi' is not a format; did you mean 'sarif'?"),
        (["--also", "zzz:a"], "'zzz' is not a format; choose one of: text"),
        (["--also", "sarif"], "'sarif' names no file; write sarif:FILE"),
        (["--also", "sarif:"], "'sarif:' names no file; write sarif:FILE"),
        (["--also", "csv:a", "--also", "junit:a"], "two reports cannot be written into one file"),
        (["--output", "a", "--also", "csv:./a"], "two reports cannot be written into one file"),
        (["--also", "csv:no/such/a"], "the folder for the report does not exist"),
        (["--also", "csv:."], "the report cannot replace a folder"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_audit(
    desk: Path, words: list[str], said: str
) -> None:
    pipeline = FakePipeline(FAULTY_REPORT)
    result = _check(desk, *words, pipeline=pipeline)
    assert result.exit_code == Exit.USAGE
    assert said in " ".join(result.stderr.split())
    assert pipeline.works == []


def test_a_device_takes_many_reports(desk: Path) -> None:
    words = ("--also", "csv:/dev/null", "--also", "junit:/dev/null")
    assert _check(desk, *words).exit_code == Exit.FINDINGS


def test_what_stdout_holds_is_kept_where_its_device_is_named(desk: Path) -> None:
    script = (
        "from pathlib import Path; from linkassay.cli.output import to_file\n"
        "print('before', flush=True)\n"
        "with to_file(Path('/dev/stdout')) as out: out('report')"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with (desk / "log").open("w") as log:
        command = [sys.executable, "-c", script]
        subprocess.run(command, stdout=log, env=environment, check=True)
    assert (desk / "log").read_text() == "before\nreport"


def test_whoever_may_not_write_beside_a_pipe_may_write_to_it(desk: Path) -> None:
    os.mkfifo(desk / "pipe")
    desk.chmod(0o500)
    run_closed(
        "import sys; from pathlib import Path; from linkassay.cli.output import check_target;"
        "check_target(Path(sys.argv[1]))",
        str(desk / "pipe"),
    )


def test_a_report_that_cannot_be_written_takes_no_other_with_it(desk: Path) -> None:
    (desk / "full").symlink_to("/dev/full")
    result = _check(desk, "--also", "csv:full", "--also", "junit:full", "--also", "badge:b.json")
    assert result.exit_code == Exit.USAGE
    assert result.stderr.count("error: the report cannot be written: No space left") == 2
    assert "The page does not exist." in result.stdout
    assert (desk / "b.json").is_file()
