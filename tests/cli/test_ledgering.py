"""`linkassay ledger …` as somebody types it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay
from linkassay.cli.environment import real_environment
from linkassay.errors import Exit

DOCUMENT = "# A headline\n\nSee https://example.org/a and https://example.org/b there.\n"
DAY = "2026-01-04"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(DOCUMENT)
    (tmp_path / "linkassay.toml").touch()
    call("audit", "--offline", "--now", DAY)
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(linkassay, words)


def ledger(*words: str) -> Result:
    return call("ledger", *words)


def run_files(folder: Path) -> list[Path]:
    return sorted((folder / "runs").iterdir())


def test_there_and_back(here: Path) -> None:
    done = ledger("export")
    assert done.stdout == "audits: 1 run written, 0 kept; state.ndjson written\n"
    assert sorted(path.name for path in (here / "audits").iterdir()) == [
        "audit.db", "hosts.ndjson", "runs", "state.ndjson",
    ]  # fmt: skip
    assert ledger("export").stdout == "audits: 0 runs written, 1 kept; state.ndjson as it was\n"
    (here / "audits" / "audit.db").unlink()
    assert ledger("import").stdout == "audits/audit.db: 1 run taken, 0 there already\n"
    assert ledger("import").stdout == "audits/audit.db: 0 runs taken, 1 there already\n"
    assert ledger("verify").stdout == "audits/audit.db: 1 run as sealed\n"
    assert ledger("export", "other").exit_code == Exit.CLEAN
    for name in ("state.ndjson", "hosts.ndjson", f"runs/{run_files(here / 'other')[0].name}"):
        assert (here / "other" / name).read_bytes() == (here / "audits" / name).read_bytes()


def test_a_file_may_be_named_and_another_ledger(here: Path) -> None:
    ledger("export", "x")
    (file,) = run_files(here / "x")
    done = ledger("import", str(file), "--ledger", "new/b.db")
    assert done.stdout == "new/b.db: 1 run taken, 0 there already\n"


def test_what_was_changed_is_told_and_the_code_says_so(here: Path) -> None:
    path = here / "audits" / "audit.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop trigger document_versions_no_update")
        connection.execute("update document_versions set title = 'another'")
        connection.commit()
    done = ledger("verify")
    assert done.exit_code == Exit.UNTRUSTWORTHY
    assert done.stdout == "seeds/a.md: what was read in a document was changed\n"
    assert done.stderr.startswith("error: the ledger is not what was sealed\n")


def test_stats_are_for_a_reader(here: Path) -> None:
    said = ledger("stats").stdout
    first, second, empty, *tables = said.splitlines()
    assert first.startswith("audits/audit.db: ")
    assert second == f"1 run sealed, {DAY} to {DAY}"
    assert empty == ""
    assert any(row.split()[:3] == ["citations", "2", "rows"] for row in tables)
    assert any(row.split()[:3] == ["runs", "1", "row"] for row in tables)
    assert all(len(row) <= 60 for row in said.splitlines())


@pytest.mark.parametrize("command", ["export", "verify", "stats"])
def test_a_ledger_that_is_not_there_is_not_begun(here: Path, command: str) -> None:
    done = ledger(command, "--ledger", "none.db")
    assert done.exit_code == Exit.USAGE
    assert "there is no ledger" in done.stderr
    assert not (here / "none.db").exists()


@pytest.mark.parametrize("command", ["export", "verify", "stats"])
def test_nothing_is_changed_by_looking(here: Path, command: str) -> None:
    path = here / "audits" / "audit.db"
    before = path.read_bytes()
    assert ledger(command).exit_code == Exit.CLEAN
    assert path.read_bytes() == before


def test_an_import_of_nothing_begins_no_ledger(here: Path) -> None:
    (here / "empty").mkdir()
    done = ledger("import", "empty", "--ledger", "new/b.db")
    assert done.exit_code == Exit.USAGE
    assert "there is no export in this folder" in done.stderr
    assert not (here / "new").exists()


def test_a_damaged_file_is_named(here: Path) -> None:
    ledger("export", "x")
    (file,) = run_files(here / "x")
    file.write_bytes(file.read_bytes()[:-20])
    done = ledger("import", "x", "--ledger", "b.db")
    assert done.exit_code == Exit.USAGE
    assert f"{file.name}, line" in done.stderr
    assert "= help: restore the file" in done.stderr


def test_a_folder_that_cannot_be_written_is_said_so(here: Path) -> None:
    (here / "file").write_text("")
    done = ledger("export", "file")
    assert done.exit_code == Exit.USAGE
    assert "the export cannot be written" in done.stderr


def test_a_mistyped_command_is_guessed(here: Path) -> None:
    done = ledger("exprot")
    assert done.exit_code == Exit.USAGE
    assert "did you mean 'export'?" in done.stderr


def other_ledger(here: Path) -> Path:
    """A ledger beside this one, with a run of its own."""
    path = here / "other" / "audit.db"
    call("audit", "--offline", "--now", "2026-01-11", "--ledger", str(path))
    return path


def test_another_ledger_is_merged_and_once_is_enough(here: Path) -> None:
    other = other_ledger(here)
    before = other.read_bytes()
    assert ledger("merge", "other/audit.db").stdout == (
        "audits/audit.db: 1 run taken, 0 there already\n"
    )
    assert ledger("merge", "other/audit.db").stdout == (
        "audits/audit.db: 0 runs taken, 1 there already\n"
    )
    assert ledger("verify").stdout == "audits/audit.db: 2 runs as sealed\n"
    assert other.read_bytes() == before


def test_two_different_runs_of_one_name_are_named_and_the_code_says_so(here: Path) -> None:
    other = other_ledger(here)
    names = []
    for path in (here / "audits" / "audit.db", other):
        with closing(sqlite3.connect(path)) as connection:
            names += connection.execute("select name from runs").fetchone()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("drop trigger runs_no_update")
        connection.execute("update runs set name = ?", names[:1])
        connection.commit()
    done = ledger("merge", str(other))
    assert done.exit_code == Exit.UNTRUSTWORTHY
    assert f"left out, since there are two different ones: {names[0]}" in done.stdout
    assert "error: 1 run could not be merged" in done.stderr


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("none.db", "there is no ledger"),
        ("audits/audit.db", "a ledger is not merged into itself"),
        ("text.db", "not a linkassay ledger"),
        ("foreign.db", "a database of something else"),
        ("newer.db", "a newer linkassay wrote this ledger"),
    ],
)
def test_what_cannot_be_merged_is_told_and_changes_nothing(
    here: Path, other: str, said: str
) -> None:
    (here / "text.db").write_text("This is no database, but it is as long as a header of one." * 9)
    with closing(sqlite3.connect(here / "foreign.db")) as connection:
        connection.execute("create table recipes (name)")
    shutil.copy(here / "audits" / "audit.db", here / "newer.db")
    with closing(sqlite3.connect(here / "newer.db")) as connection:
        connection.execute("insert into _sqlite_migrations values (99, 'linkassay', 'later', '')")
        connection.commit()
    before = (here / "audits" / "audit.db").read_bytes()
    done = ledger("merge", other)
    assert done.exit_code == Exit.USAGE
    assert said in done.stderr
    assert (here / "audits" / "audit.db").read_bytes() == before


def test_a_ledger_that_is_being_written_is_waited_for_and_then_told(here: Path) -> None:
    other = other_ledger(here)
    environment = replace(real_environment(), folder=here, busy_seconds=0.05)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("begin exclusive")
        done = CliRunner().invoke(linkassay, ["ledger", "merge", str(other)], obj=environment)
    assert done.exit_code == Exit.USAGE
    assert "the ledger is locked by another program" in done.stderr
