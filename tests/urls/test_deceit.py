"""Addresses that look as if they led elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.model import Deceit
from linkassay.urls.deceit import deceits

USER, MIXED, ALIKE = Deceit.USER_LIKE_HOST, Deceit.MIXED_SCRIPTS, Deceit.LOOKALIKE
TURNED, UNSEEN, OTHER = Deceit.DIRECTION, Deceit.INVISIBLE, Deceit.OTHER_HOST


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://bank.example.com@a.example.org/x", [USER]),
        ("https://bank.example.com:80@a.example.org/x", [USER]),
        ("https://bank.example.com%2F@a.example.org/x", []),
        ("https://anna@example.org/x", []),
        ("https://anna.bell@example.org/x", []),
        ("https://www.example.org@example.org/x", []),
        ("https://example.org/@bank.example.com/x", []),
        ("https://b\u0430nk.example.org/", [MIXED]),
        ("https://xn--bnk-6cd.example.org/", [MIXED]),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", [ALIKE]),
        ("https://\u0440\u043e\u0441\u0441\u0438\u044f.com/", []),
        ("https://\u0441\u043e\u0441.\u0440\u0444/", []),
        ("https://m\u00fcnchen.de/", []),
        ("https://\u65e5\u672c\u8a9e\u306eexample.jp/", []),
        ("https://\u03b1\u03b2\u03b3.gr/", []),
        ("https://example.org/a\u202egnp.exe", [TURNED]),
        ("https://example.org/a%E2%80%AEgnp.exe", [TURNED]),
        ("https://example.org/a\u200b", [UNSEEN]),
        ("https://example.org/a%E2%80%8B", [UNSEEN]),
        ("https://example.org/a%C2%ADb", [UNSEEN]),
        ("https://example.org/a\u200cb", [UNSEEN]),
        ("https://fa.example.org/\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", []),
        ("https://example.org/%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80", []),
        ("https://example.org/a%FF", []),
        ("https://\u4f50\u3005\u6728.jp/", []),
        ("https://hawai\u02bbi.com/", []),
        ("https://\u03b1\u03ba\u03c4\u03b9\u03bd\u03b1.gr/", []),
        ("https://\u03b1\u03ba\u03c4\u03b9\u03bd\u03b1.com/", [ALIKE]),
        ("https://\u0441\u043e\u0443\u0441.by/", []),
        ("https://example.org/photo%E2%80%8E.jpg", [UNSEEN]),
        ("https://user.name@bitbucket.org/a", []),
        ("https://deploy.io@git.heroku.com/a.git", []),
        ("https://jane.me@example.org/", []),
        ("https://bank.com@a.example.org/", [USER]),
        ("https://www.bank.de@a.example.org/", [USER]),
        ("http://[x/", []),
    ],
)
def test_an_address_misleads_by_its_signs(address, found):
    assert list(deceits(address)) == found


@pytest.mark.parametrize(
    ("words", "address", "found"),
    [
        ("https://bank.example.com/a", "https://a.example.org/b", [OTHER]),
        ("www.bank.example.com", "https://a.example.org/b", [OTHER]),
        ("http://www.example.org", "https://example.org/", []),
        ("https://news.example.org/a", "https://example.org/", []),
        (
            "https://bank.example.com",
            "https://go.example.org/?u=https%3A%2F%2Fbank.example.com",
            [],
        ),
        ("README.md", "https://example.org/", []),
        ("bank.example.com", "https://example.org/", []),
        ("see https://bank.example.com", "https://example.org/", []),
        ("https://localhost/", "https://example.org/", []),
        ("The bank", "https://example.org/", []),
    ],
)
def test_words_that_are_another_address_mislead(words, address, found):
    assert list(deceits(address, words)) == found


@given(st.text(max_size=80), st.none() | st.text(max_size=80))
def test_no_text_is_too_odd(address, words):
    assert len(deceits(address, words)) == len(set(deceits(address, words)))
