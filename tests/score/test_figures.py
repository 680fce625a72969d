"""The interval that every score prints."""

import pytest

from score import figures


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (15, 148, 0.0624, 0.1605)],
)
def test_the_interval_agrees_with_published_ones(hits, of, low, high):
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert figures.wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_says_so():
    assert figures.share(0, 0) == "0/0"


def test_a_share_names_its_count_and_its_interval():
    assert figures.share(38, 38) == "38/38 100.0 % [90.8, 100.0]"
