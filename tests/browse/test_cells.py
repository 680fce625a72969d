"""Cells from the web are escaped, whatever they hold."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from linkassay.browse.cells import render_cell


def test_words_of_judgement_are_chips():
    assert render_cell("dead", "state") == '<span class="chip chip-dead">dead</span>'
    assert render_cell("dead", "anchor") is None
    assert render_cell("<b>", "state") is None
    assert render_cell(None, "state") is None


def test_evidence_is_a_list_with_its_lines():
    stored = json.dumps([{"kind": "clue", "text": "<i>2017</i>", "line": 4}, {"text": "404"}])
    found = render_cell(stored, "evidence")
    assert found is not None
    assert "<small>line 4</small> &lt;i&gt;2017&lt;/i&gt;" in found
    assert "<li>404</li>" in found


def test_tried_explanations_say_what_held():
    stored = json.dumps([{"name": "access-date", "holds": False, "marks": []},
                         {"name": "leak", "holds": True, "marks": ["a", "b"]}])  # fmt: skip
    found = render_cell(stored, "tried")
    assert "access-date does not hold" in str(found)
    assert "leak holds: a; b" in str(found)


@given(st.text(), st.sampled_from(["evidence", "links", "level", "state"]))
def test_no_cell_lets_markup_through(text, column):
    for value in (text, json.dumps([f"<script>{text}", {"text": f"<img>{text}", "line": 1}])):
        found = render_cell(value, column)
        assert found is None or ("<script" not in found and "<img" not in found)
