"""The generated pages are fresh, and say what the code says."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path

import pytest

from docgen.__main__ import main
from docgen.cards import Card, CardError, read_card
from docgen.catalogue import catalogue_page, rule_page
from docgen.configuration import configuration_page
from docgen.manual import helps
from docgen.markdown import fenced, table
from docgen.pages import PAGES, room_page, stale, write
from docgen.rooms import ROOMS
from linkassay.conditions import silent
from linkassay.config import KEYS, TABLES
from linkassay.errors import Exit
from linkassay.model import (
    ConditionName,
    Confidence,
    Example,
    Level,
    Requires,
    Rule,
    RuleEntry,
    RuleNotes,
    SubjectKind,
)
from linkassay.tables.conditions import conditions

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_fresh(name):
    text = (DOCS / name).read_text(encoding="utf-8")
    assert text == PAGES[name](), "run: make docs"


def test_writing_mends_what_checking_finds(tmp_path, capsys):
    folder = tmp_path / "docs"
    assert main(["--check", str(folder)]) == 1
    assert capsys.readouterr().err.count("is stale: make docs") == len(PAGES)
    assert main(["--write", str(folder)]) == 0
    assert main(["--check", str(folder)]) == 0
    (folder / "cli.md").write_text("edited by hand")
    assert stale(folder) == ["cli.md"]
    assert write(folder) == ["cli.md"]
    assert write(folder) == []


def test_every_room_stands_in_the_room_map():
    text = (DOCS / "rooms.md").read_text(encoding="utf-8")
    assert [room for room in ROOMS if f"| **{room}**:" not in text] == []


def test_a_card_is_cut_from_a_docstring():
    docstring = """The hall.

    A word more about it.

    Takes: coats,
    hats. Gives: tickets. Never:
    loses any.

    Afterword.
    """
    assert read_card(cleandoc(docstring), "hall") == Card(
        "The hall.", "coats, hats.", "tickets.", "loses any."
    )


@pytest.mark.parametrize(
    "docstring", ["", "The hall.", "The hall.\n\nTakes: coats. Gives: tickets."]
)
def test_a_room_without_its_card_is_named(docstring):
    with pytest.raises(CardError, match="hall"):
        read_card(docstring, "hall")


def test_an_absent_shelf_is_left_out():
    page = room_page({"model": Card("Nouns.", "nothing.", "values | names.", "SQL.")})
    assert "## Shelf 1" in page
    assert "## Shelf 2" not in page
    assert "values \\| names." in page


def made(text: str) -> RuleEntry:
    rule = Rule(
        slug="no-bell",
        counted=("mute bell", "mute bells"),
        subject=SubjectKind.CITATION,
        level=Level.WARNING,
        confidence=Confidence.PROBABLE,
        since="0.1",
        requires=Requires.ANSWER,
        conditions=frozenset({ConditionName.GONE}),
        faulty=(Example(text, answers={"https://bell.example/": "404"}, why="no bell"),),
        sound=(Example("Ring"),),
    )
    notes = RuleNotes("It lacks a bell. More.", "Silence.", "Hang one.", "In winter.")
    return RuleEntry(rule, notes, lambda case: iter(()))


def test_a_rule_has_a_chapter():
    page = catalogue_page({"no-bell": made("No ``` bell")})
    for words in (
        "| [no-bell](#no-bell) | warning | probable | It lacks a bell. |",
        "## no-bell",
        "needs an answer from the web",
        "Counted as “mute bells”.",
        "Speaks of the conditions `gone`.",
        "**What to do.** Hang one.",
        "**When it is wrong.** In winter.",
        "Speaks on (no bell):",
        "````text\nNo ``` bell\n````",
        "- `https://bell.example/` answers `404`",
        "Is silent on:",
    ):
        assert words in page


def test_the_page_of_rules_says_why_some_conditions_are_silent():
    page = rule_page()
    for name in silent():
        assert f"| `{name}` | {conditions()[name].silent} |" in page


def test_the_manual_names_every_command_at_one_width():
    pages = dict(helps())
    assert {"linkassay", "linkassay check", "linkassay audit", "linkassay browse"} <= set(pages)
    for text in pages.values():
        assert "-h, --help" in text
        assert max(map(len, text.splitlines())) <= 88


def test_fences_outgrow_what_they_hold():
    assert fenced("a") == "```\na\n```\n"
    assert fenced("a ````` b", "text").startswith("``````text\n")


def test_cells_stay_on_their_line():
    assert table(("a",), [("b\nc | d",)]) == "| a |\n|---|\n| b c \\| d |\n"


def test_the_readme_lists_every_exit_code_and_points_at_what_exists():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d) \|", text, re.M)] == list(Exit)
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_key_of_the_configuration_is_told_with_its_variable_and_flag():
    page, *tables = re.split(r"^(?=## `)", configuration_page(), flags=re.M)
    last = tables[-1].partition("\n## ")[2]
    rows = {row.split("`")[1]: row for row in (page + last).splitlines() if row.startswith("| `")}
    assert set(KEYS) <= set(rows)
    assert "| `1.0` | `LINKASSAY_GAP` | `--gap` |" in rows["gap"]
    assert "LINKASSAY_NOW" in rows["--now"]
    for section, keys in zip(tables, TABLES.values(), strict=True):
        assert set(keys) <= {row.split("`")[1] for row in section.splitlines() if row[:3] == "| `"}
