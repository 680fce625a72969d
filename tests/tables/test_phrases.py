"""Credit wordings: every class has one, and no wording takes long on any text."""

from __future__ import annotations

import re

import pytest

from linkassay.model import CreditClass
from linkassay.tables import rows
from linkassay.tables.phrases import Labels, phrases, related_label

KNOWN_GROUPS = {"at", "outlet", "person", "licence", "date", "title", "place"}


READ_OTHERWISE = {CreditClass.RELATED, CreditClass.BYLINE, CreditClass.PUBLISHER}


def test_every_class_that_wordings_tell_has_one():
    assert {phrase.credit for phrase in phrases()} == set(CreditClass) - READ_OTHERWISE


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.example)
def test_a_wording_fits_its_example_and_names_only_known_groups(phrase):
    assert phrase.pattern.search(phrase.example)
    assert set(phrase.pattern.groupindex) <= KNOWN_GROUPS


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.example)
def test_a_wording_has_no_quantifier_without_an_end_over_anything(phrase):
    """`.*` and `[^.]*` inside a longer pattern are what makes a search quadratic."""
    unbounded = re.findall(r"(?:\.|\[\^[^\]]*\])[*+]", phrase.pattern.pattern)
    assert unbounded == []


def test_the_related_rows_name_their_source():
    assert all(row.source and row.labels for row in rows("phrases", "related", Labels))


def test_a_label_needs_its_mark():
    assert related_label().fullmatch("Read more: Two Ships")
    assert related_label().fullmatch("Read more books") is None
