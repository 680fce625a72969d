"""`linkassay ledger …` as somebody types it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay
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
