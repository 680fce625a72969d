"""The recipes of docs/contributing.md name every file to touch, and files that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
BY_HAND = re.compile(r"^By hand:\n\n(.*?)\n\n(?=\S)", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:src|docs|tests|tools)/[\w./-]+)`")

EXAMPLES = {
    "A rule": ("redirects-to-home", "redirects_to_home"),
    "A kind of document": (".mdown", "text/x-markdown", "formats.markdown"),
    "A format of the report": ("for programs: version 1",),
    "A condition": ("legal-block", "LEGAL_BLOCK"),
    "A clue rule": ("redirect-target-date", "fetch-day"),
    "A canned query": ("who-published-first",),
}
"""One that is there already, by the words that a file must hold to take part in it."""


def listed(section: str) -> list[str]:
    """The paths of a recipe as patterns: NAME stands for any name."""
    return [path.replace("NAME", "*") for path in PATH.findall(SECTIONS[section])]


TEXTS = (".py", ".toml", ".md", ".json", ".html", ".css")


def texts() -> Iterator[tuple[str, str]]:
    """(path, text) of what is written for the program and about it; tests may name anything.

    Not so the environment that `make bench-peers` sets up.
    """
    for folder in ("src", "docs", "tools"):
        for file in sorted((ROOT / folder).rglob("*")):
            path = file.relative_to(ROOT).as_posix()
            if file.suffix in TEXTS and "/.peers/" not in path:
                yield path, file.read_text(encoding="utf-8")


def test_there_are_six_recipes():
    assert list(SECTIONS) == list(EXAMPLES)
    assert all(BY_HAND.search(text) for text in SECTIONS.values())


@pytest.mark.parametrize("section", EXAMPLES)
def test_every_path_of_a_recipe_exists(section):
    paths = listed(section)
    assert paths
    assert [path for path in paths if not any(ROOT.glob(path))] == []


@pytest.mark.parametrize("section", EXAMPLES)
def test_no_file_that_takes_part_is_left_out(section):
    page = "docs/contributing.md"  # names examples in its own recipes
    taking_part = [
        path
        for path, text in texts()
        if path != page and any(word in text for word in EXAMPLES[section])
    ]
    assert taking_part
    left_out = [p for p in taking_part if not any(fnmatch(p, one) for one in listed(section))]
    assert left_out == []


def test_by_hand_a_rule_and_a_query_are_one_file_a_kind_two_and_a_format_three():
    files = {name: len(re.findall(r"^- ", BY_HAND.search(text)[1], re.MULTILINE))
             for name, text in SECTIONS.items()}  # fmt: skip
    assert files == {
        "A rule": 1,
        "A kind of document": 2,
        "A format of the report": 3,
        "A condition": 5,
        "A clue rule": 3,
        "A canned query": 1,
    }


def test_the_pages_that_the_code_points_at_have_the_sections_it_names():
    pointed = {
        found
        for path, text in texts()
        if path.startswith(("src", "tools"))
        for found in re.findall(r"docs/(\w+)\.md, ([A-Z][a-z]+(?: [a-z]+)?)\b", text)
    }
    assert pointed
    for page, section in pointed:
        headings = re.findall(r"^## (.+)$", (ROOT / f"docs/{page}.md").read_text("utf-8"), re.M)
        assert any(section.startswith(heading) for heading in headings), (page, section)
