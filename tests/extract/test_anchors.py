"""The names of places: of headings by each renderer, and those that are written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import has_places
from linkassay.extract.anchors import slug
from linkassay.extract.formats.markdown import parse_markdown
from linkassay.tables.anchors import flavours

GITHUB, GITLAB, PYTHON, UNICODE, KRAMDOWN, PANDOC, SPHINX, VITEPRESS = flavours()


@pytest.mark.parametrize(
    ("heading", "flavour", "name"),
    [
        ("Hello, World!", GITHUB, "hello-world"),
        ("Hello, World!", PYTHON, "hello-world"),
        ("Salt & Pepper", GITHUB, "salt--pepper"),
        ("Salt & Pepper", GITLAB, "salt-pepper"),
        ("Salt & Pepper", PYTHON, "salt-pepper"),
        ("\U0001f389 Party", GITHUB, "-party"),
        ("\U0001f389 Party", PYTHON, "party"),
        ("Ünïcode — dash", GITHUB, "ünïcode--dash"),
        ("Ünïcode — dash", PYTHON, "unicode-dash"),
        ("Ünïcode — dash", UNICODE, "ünïcode-dash"),
        ("日本語 の見出し", GITHUB, "日本語-の見出し"),
        ("日本語 の見出し", PYTHON, ""),
        ("हिन्दी", GITHUB, "हिन्दी"),
        ("1. First", GITHUB, "1-first"),
        ("1. First", KRAMDOWN, "first"),
        ("1. First", PANDOC, "first"),
        ("2.5 New", PANDOC, "new"),
        ("snake_case v1.2", PANDOC, "snake_case-v1.2"),
        ("snake_case", SPHINX, "snake-case"),
        ("Sets (of all)", SPHINX, "sets-of-all"),
        ("C++ and so on", VITEPRESS, "c-and-so-on"),
        ("C++", GITHUB, "c"),
    ],
)
def test_each_renderer_names_a_heading_in_its_own_way(heading, flavour, name):
    """GitHub's and Python-Markdown's: as their own code names these (docs in the table)."""
    assert slug(heading, flavour) == name


def places(text: str) -> set[str]:
    found = parse_markdown(text).anchors
    assert found is not None
    return set(found)


def test_a_heading_that_comes_again_is_numbered():
    found = places("# Tides\n\n## Tides\n\nTides\n-----\n")
    assert {"tides", "tides-1", "tides-2", "tides_1", "tides_2"} <= found
    assert "tides-3" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# The *real* `code` [link](a.md)\n", "the-real-code-link"),
        ("# A\n\n## Next {#chosen}\n", "chosen"),
        ("# A\n\n## Next {#chosen}\n", "next"),
        ("# A\n\nSome text.\n{: .note #marked }\n", "marked"),
        ("(my-target)=\n# A\n", "my-target"),
        ("x <a name='old'></a> y\n", "old"),
        ("<div id=box>\n\ntext\n\n</div>\n", "box"),
        ("<h2 align=center>In HTML</h2>\n", "in-html"),
        ("> ## Quoted\n", "quoted"),
        ("- ## In a list\n", "in-a-list"),
        ("---\ntitle: x\n---\n# After\n", "after"),
    ],
)
def test_places_of_markdown(text, name):
    assert name in places(text)


@pytest.mark.parametrize("text", ["```\n# No heading\n```\n", "Just #words\n", "<!-- # No -->\n"])
def test_what_is_no_heading_names_nothing(text):
    assert places(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n{% include b.md %}\n",
        "# A\n\n{{ body }}\n",
        "# A\n\n::: package.module\n",
        '# A\n\n--8<-- "b.md"\n',
        "<?php echo 1 ?>\n",
    ],
)
def test_where_a_generator_adds_places_none_are_known(text):
    assert parse_markdown(text).anchors is None


@pytest.mark.parametrize(
    "text", ["# A\n\n```\n{% raw %}\n```\n", "# A\n\nWrite `{{ body }}`.\n", "# A ${{ b }}\n"]
)
def test_a_template_that_is_only_shown_adds_nothing(text):
    assert "a" in {name[:1] for name in places(text)}


@pytest.mark.parametrize(
    ("locator", "known"), [("a.md", True), ("a.HTML", True), ("a.py", False), ("md", False)]
)
def test_files_with_places_are_known_by_their_endings(locator, known):
    assert has_places(locator) is known


@given(st.text(max_size=40))
def test_any_heading_has_names(heading):
    for flavour in flavours():
        name = slug(heading, flavour)
        assert not any(one.isspace() for one in name)
        assert slug(name, flavour) == slug(slug(name, flavour), flavour)


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (("Dup", "Dup", "Dup 1"), "dup-1-1"),
        (("Dup 1", "Dup", "Dup"), "dup-2"),
        (("Dup", "Dup", "Dup"), "dup-2"),
    ],
)
def test_a_name_that_is_taken_is_counted_on(headings, name):
    """As github-slugger counts; that GitHub's own pages do not look is known, too."""
    assert name in places("\n\n".join(f"## {one}" for one in headings))
