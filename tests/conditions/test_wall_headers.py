"""Walls that the headers of an answer give away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkassay.conditions.walls import wall
from observed import seen


def told(*headers: tuple[str, str], status: int = 200) -> str | None:
    return wall(replace(seen(status), headers=headers))


@pytest.mark.parametrize(
    ("headers", "status", "says"),
    [
        ((("server", "nginx"), ("cf-mitigated", "challenge")), 200, "a Cloudflare challenge"),
        ((("cf-mitigated", " Challenge "),), 404, "a Cloudflare challenge"),
        ((("cf-mitigated", "no"),), 403, None),
        ((("x-datadome", "protected"),), 200, None),
        ((("x-datadome", ""),), 200, "a DataDome challenge"),
        ((("x-datadome", ""),), 404, None),
        ((("server", "ddos-guard"),), 403, "DDoS-Guard's challenge"),
        ((("server", "ddos-guard"),), 200, None),
        ((("server", "cloudflare"), ("content-type", "text/html")), 200, None),
        ((), 200, None),
    ],
)
def test_a_header_gives_a_wall_away(
    headers: tuple[tuple[str, str], ...], status: int, says: str | None
) -> None:
    assert told(*headers, status=status) == says


def test_of_several_signs_the_first_of_the_table_is_told() -> None:
    both = (("server", "ddos-guard"), ("x-kasada", "1"), ("x-datadome", "x"))
    assert told(*both, status=403) == "a DataDome challenge"
    assert told(*reversed(both), status=403) == "a DataDome challenge"


def test_of_a_header_that_comes_twice_the_first_counts() -> None:
    assert told(("cf-mitigated", "no"), ("cf-mitigated", "challenge")) is None
    assert told(("cf-mitigated", "challenge"), ("cf-mitigated", "no")) is not None
