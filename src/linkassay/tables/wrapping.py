"""Words that tell whether an address goes on in the next line."""

from __future__ import annotations

from functools import cache

from linkassay.tables import load


@cache
def file_endings() -> frozenset[str]:
    """Endings of files on the web, lower case and without a dot, that begin no sentence."""
    return frozenset(load("wrapping")["file_endings"]["endings"])


@cache
def function_words() -> frozenset[str]:
    """Words, lower case, with which a sentence goes on after an address."""
    return frozenset(load("wrapping")["function_words"]["words"])


@cache
def collections() -> frozenset[str]:
    """Last parts of a path, lower case, that are cited with the name or number after them only."""
    return frozenset(load("wrapping")["collections"]["parts"])


@cache
def platforms() -> frozenset[str]:
    """Hosts, without `www.`, of whose pages one is cited and hardly ever the first."""
    return frozenset(load("wrapping")["platforms"]["hosts"])
