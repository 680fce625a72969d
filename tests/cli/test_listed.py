"""Documents that a list names, and files that a walk meets and nobody can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("See https://example.org/a.\n")
    (tmp_path / "ä b.md").write_text("See https://example.org/b.\n")
    return tmp_path


def call(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(linkassay, [words[0], "--offline", *words[1:]], input=given)


@pytest.mark.parametrize("given", ["a.md\n\nä b.md\r\n", "a.md\0ä b.md\0"])
def test_a_list_is_lines_or_ended_by_nul(here: Path, given: str) -> None:
    told = call("check", "--files-from", "-", given=given)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "in 2 documents with 2 links" in told.stdout
    (here / "list").write_bytes(given.encode())
    assert call("check", "--files-from", "list").stdout == told.stdout
    assert "in 2 documents" in call("audit", "a.md", "--files-from", "list").stdout


def test_a_list_of_nothing_is_no_mistake(here: Path) -> None:
    for command in ("check", "audit"):
        told = call(command, "--files-from", "-", given="\n")
        assert (told.exit_code, told.stdout) == (0, "")
        assert "lists no document" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "no document is named"),
        (("check", "--files-from", "no-such-file"), "the list of documents cannot be read"),
        (("check", "-", "--files-from", "-"), "standard input cannot be the list and a document"),
        (("check", "--exclude", "\\", "."), "is not a valid pattern"),
        (("check", "--include", "", "."), "is not a pattern that names files"),
    ],
)
def test_what_cannot_be_is_told(here: Path, words: tuple[str, ...], said: str) -> None:
    told = call(*words)
    assert (told.exit_code, told.stdout) == (2, "")
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_what_a_walk_meets_and_nobody_can_read_is_told_and_stops_nobody(here: Path) -> None:
    (here / ".git").mkdir()
    for number in range(5):
        (here / f"{number}.txt").write_bytes(b"%PDF-1.7 \0\1\2")
    told = call("check", ".")
    assert told.exit_code == 0
    words = " ".join(told.stdout.split())
    assert "5 sources not read" in words
    assert "0.txt, 1.txt, 2.txt and 2 more: it is a PDF" in words
    assert call("check", "a.md", "0.txt").exit_code == 2
    assert call("check", ".", "--exclude", "*.txt").exit_code == 0


def test_a_document_without_links_is_fine_and_no_document_is_not(here: Path) -> None:
    (here / "plain.md").write_text("Nothing is cited here.\n")
    assert call("check", "plain.md").exit_code == 0
    (here / "empty").mkdir()
    told = call("check", "empty")
    assert told.exit_code == 4
    assert "no document was found in" in told.stderr
    assert "the folder is empty" in told.stderr


@pytest.mark.parametrize("address", ["www.example.org/x", "www.example.org", "nosuch.com"])
def test_an_address_without_its_scheme_is_taken_for_one(here: Path, address: str) -> None:
    told = call("check", address)
    assert told.exit_code == 2
    assert f"write https://{address}" in " ".join(told.stdout.split())


@pytest.mark.parametrize("name", ["nosuch.md", "nosuch.zip", "nosuch", "nosuch.txt"])
def test_a_file_that_is_not_there_is_taken_for_no_address(here: Path, name: str) -> None:
    assert "https://" not in call("check", name).stdout


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///etc/hosts", "FTP://u:p@a.example"]
)
def test_an_address_of_another_kind_is_told(here: Path, address: str) -> None:
    told = call("check", address)
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"begins with {address.partition(':')[0]}:// is not read" in told.stderr
    assert "--allow-address" not in told.stderr
    assert "u:p" not in told.stderr
