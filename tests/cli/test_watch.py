"""`--watch`: another report after each change, on what is new since the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay
from linkassay.cli.environment import real_environment
from servers import Server, answer


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# A\n\nSee [it](gone.md) for more.\n")
    return tmp_path


def watch(*words: str, turns: list[Callable[[], object]]) -> Result:
    """While it waits, one turn after the other is taken; then Ctrl-C is pressed."""
    left = iter(turns)

    def sleep(_seconds: float) -> None:
        turn = next(left, None)
        if turn is None:
            raise KeyboardInterrupt
        turn()

    environment = replace(real_environment(), sleep=sleep)
    return CliRunner().invoke(linkassay, [*words, "--watch"], obj=environment)


def test_a_change_brings_another_report_on_what_is_new(here: Path) -> None:
    file, missing = here / "a.md", "See [that](lost.md), too.\n"
    told = watch(
        "check", "--offline", "a.md",
        turns=[lambda: None, lambda: file.write_text(f"{file.read_text()}\n{missing}")],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert told.stderr.count("watching for changes") == 2
    assert told.stderr.count(": changed ----") == 1
    first, _, second = told.stdout.partition("lost.md")
    assert "gone.md" in first
    assert second
    assert told.stdout.count("missing-file") >= 2
    assert told.stdout.count("See [it](gone.md)") <= 1
    assert list(here.iterdir()) == [file]


def test_a_file_that_comes_or_goes_is_a_change_and_one_that_nobody_reads_is_none(
    here: Path,
) -> None:
    (here / "docs").mkdir()
    (here / "docs/b.md").write_text("Words.\n")
    turns = [
        lambda: (here / "docs/c.md").write_text("More words.\n"),
        lambda: (here / "docs/c.md").unlink(),
        lambda: (here / "docs/.hidden").write_text("No document.\n"),
        lambda: (here / "d.md").write_text("Elsewhere.\n"),
    ]
    told = watch("check", "--offline", "docs", turns=turns)
    assert told.stderr.count(": changed ----") == 2
    assert "in 2 documents" in " ".join(told.stdout.split())


def test_links_that_were_asked_are_not_asked_again(here: Path) -> None:
    with Server({"/x": answer("<title>X</title><h1>X</h1>")}) as server:
        (here / "a.md").write_text(f"See {server.url('/x')} there.\n")
        (here / "b.md").write_text("Words.\n")
        near = ("--allow-address", "127.0.0.0/8", "--gap", "0")
        told = watch(
            "check", *near, "a.md", "b.md", turns=[lambda: (here / "b.md").write_text("Other.\n")]
        )
        assert told.exit_code == 0, told.output
        assert told.stderr.count(": changed ----") == 1
        assert [one.target for one in server.requests].count("/x") == 1


def test_an_error_of_a_later_look_does_not_end_it(here: Path) -> None:
    (here / "linkassay.toml").write_text("")

    def spoil() -> None:
        (here / "linkassay.toml").write_text("no-such-key = 1\n")
        (here / "a.md").write_text("Other.\n")

    told = watch("check", "--offline", "a.md", turns=[spoil])
    assert told.exit_code == 0
    assert "no-such-key" in told.stderr
    assert told.stderr.count("watching for changes") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "-"), "only files and folders can be watched"),
        (("check", "https://example.org/"), "only files and folders can be watched"),
        (("check", "--base", "main", "a.md"), "--watch and --base exclude each other"),
        (("audit", "--baseline", "a.md"), "--watch and --baseline exclude each other"),
    ],
)
def test_what_cannot_be_watched_is_told(here: Path, words: tuple[str, ...], said: str) -> None:
    told = watch(*words, turns=[])
    assert (told.exit_code, told.stdout) == (2, "")
    assert said in told.stderr
