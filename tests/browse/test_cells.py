"""Cells from the web are escaped, whatever they hold, and nothing in them is invisible."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.browse.cells import CHIP_COLUMNS, CHIPS, EMPTY, REFERS, cell, row_link, visible
from linkassay.ledger.tables import TABLES
from linkassay.model import Level, Outcome, Standing, State


def test_words_of_judgement_are_chips():
    assert cell("dead", "state") == '<span class="chip chip-dead">dead</span>'
    assert cell("dead", "anchor") is None
    assert cell("<b>", "state") is None
    assert cell(None, "state") is None


def test_every_word_of_a_closed_vocabulary_that_is_a_chip_is_known():
    quiet = {Standing.KNOWN, Standing.CARRIED, Standing.RETIRED, Standing.GONE}
    assert {*Level, *State, *Outcome, *Standing} - quiet <= CHIPS
    named = {column.name for table in TABLES.values() for column in table.columns}
    assert CHIP_COLUMNS - named == {"state_now"}


def test_evidence_is_a_list_with_its_lines():
    stored = json.dumps([{"kind": "clue", "text": "<i>2017</i>", "line": 4}, {"text": "404"}])
    found = cell(stored, "evidence")
    assert found is not None
    assert "<small>line 4</small> &lt;i&gt;2017&lt;/i&gt;" in found
    assert "<li>404</li>" in found


def test_tried_explanations_say_what_held():
    stored = json.dumps([{"name": "access-date", "holds": False, "marks": []},
                         {"name": "leak", "holds": True, "marks": ["a", "b"]}])  # fmt: skip
    found = cell(stored, "tried")
    assert "access-date does not hold" in str(found)
    assert "leak holds: a; b" in str(found)


@pytest.mark.parametrize(
    ("column", "stored", "told"),
    [
        ("hops", [[None, 301, "https://b.example/"], ["https://b.example/", None, None]],
         ["301 at the link itself → https://b.example/", "no answer https://b.example/"]),
        ("peers", [["192.0.2.7", 0.2], [None, None]], ["192.0.2.7 in 0.2 s", "nobody"]),
        ("headers", [["content-type", "text/html"]], ["content-type: text/html"]),
        ("metadata", [["og:title", "Ships"]], ["og:title: Ships"]),
        ("strike_days", [["2026-11-17", "normal"]], ["2026-11-17: normal"]),
        ("falls", ["2026-11-17", "2026-11-21"], ["2026-11-17", "2026-11-21"]),
        ("signs", ["text-check-block-en"], ["text-check-block-en"]),
        ("missing_fragments", ["the-place"], ["the-place"]),
        ("days", [["2016-01-04", "2016-01-04"], [None, "2018-06-30"]],
         ["2016-01-04", "… to 2018-06-30"]),
        ("notes", ["1 NUL character was replaced"], ["1 NUL character was replaced"]),
    ],
)  # fmt: skip
def test_a_stored_list_is_told_in_words(column, stored, told):
    lines = "".join(f"<li>{line}</li>" for line in told)
    assert cell(json.dumps(stored), column) == f'<ul class="cell">{lines}</ul>'
    assert cell("[]", column) == EMPTY


@pytest.mark.parametrize("stored", ["[1", "[[1]]", "[3]", "[null]"])
def test_a_list_of_another_shape_is_shown_as_it_is(stored):
    assert cell(stored, "headers") == stored


def test_what_cannot_be_seen_is_written_as_a_mark():
    assert cell("turn\u202eeht \x1b[31m", "anchor") == "turn\\u{202e}eht \\u{1b}[31m"
    assert cell("a\nb\tc", "context") is None, "a browser shows these as blanks"
    assert "\\u{202e}" in str(cell('["\u202e"]', "links"))
    assert row_link("/links/1", "\u202e") == '<a class="labelled" href="/links/1">\\u{202e}</a>'


def test_addresses_lead_out_and_tell_nobody_from_where():
    found = cell("https://a.example/?a=1&b=<2>", "link")
    assert found == (
        '<a class="out" href="https://a.example/?a=1&amp;b=&lt;2&gt;" rel="noopener noreferrer">'
        "https://a.example/?a=1&amp;b=&lt;2&gt;</a>"
    )
    assert "…" in str(cell("https://a.example/" + "a" * 300, "link"))


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)//https://a.example/",
     "ftp://a.example/", "see https://a.example/", "https://a.example/ b", "//a.example/",
     "http://[broken", "http:///a", "https://?"],
)  # fmt: skip
def test_nothing_else_leads_anywhere(text):
    assert "href" not in str(cell(text, "link"))


def test_an_address_with_invisible_characters_leads_nowhere():
    assert cell("https://a.example/\u202egpj", "link") == "https://a.example/\\u{202e}gpj"


def test_hashes_are_short_and_moments_readable():
    assert cell(bytes(range(32)), "leaf") == (
        f'<code title="{bytes(range(32)).hex()}">000102030405…</code>'
    )
    assert cell(b"\x01", "hash") == "<code>01</code>"
    assert cell("2026-11-17T08:30:12Z", "checked") == (
        '<time datetime="2026-11-17T08:30:12Z">2026-11-17 08:30</time>'
    )


def test_a_question_is_answered_by_yes_or_no():
    assert (cell(1, "offline"), cell(0, "present")) == ("yes", "no")
    assert cell(1, "line") is None


def test_one_name_of_a_key_means_one_table():
    for table in TABLES.values():
        for column in table.columns:
            assert column.refers is None or REFERS[column.name] == column.refers


@given(st.text(), st.sampled_from(["evidence", "links", "level", "state", "hops", "link"]))
def test_no_cell_lets_markup_through(text, column):
    for value in (text, json.dumps([f"<script>{text}", {"text": f"<img>{text}", "line": 1}])):
        found = cell(value, column)
        assert found is None or ("<script" not in found and "<img" not in found)


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Lu"])))
def test_no_cell_hides_anything(text):
    shown = visible(text)
    hidden = [one for one in shown if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")]
    assert set(hidden) <= set("\t\n\r")
    assert len(shown) >= len(text)
