"""Texts that make a pattern do as much work as it can: its own pieces, again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

Node = tuple[Any, Any]

ENDS = ("", "\x01", "\n", "a", '"', ">")
OTHERS = (" ", "\n", "a", "<", "/")
_CATEGORIES = {"SPACE": " ", "DIGIT": "7", "WORD": "w"}


def pumped(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """(what comes before, what is repeated, what comes after) for many texts."""
    tree = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    pieces = list(dict.fromkeys([*_pieces(list(tree), ""), *(("", one) for one in OTHERS)]))
    pairs = ((head, one + two) for (head, one), (_, two) in pairwise(pieces))
    found = [*pieces, *pairs]
    return [(head, piece, end) for (head, piece), end in product(found, ENDS) if piece]


def _pieces(nodes: list[Node], head: str) -> Iterator[tuple[str, str]]:
    """Each repeat's body with what a text must begin with to come to it."""
    for node in nodes:
        kind, value = str(node[0]), node[1]
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            for sample in _samples(list(value[2])):
                if int(value[1]) > 8:
                    yield head, sample
            yield from _pieces(list(value[2]), head)
        elif kind == "SUBPATTERN":
            yield from _pieces(list(value[3]), head)
        elif kind == "ATOMIC_GROUP":
            yield from _pieces(list(value), head)
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from _pieces(list(branch), head)
        elif kind in ("ASSERT", "ASSERT_NOT"):
            yield from _pieces(list(value[1]), head)
        head += next(iter(_samples([node])), "")
    if head:
        yield "", head


def _samples(nodes: list[Node]) -> list[str]:
    """A few texts that the nodes match."""
    found = [""]
    for node in nodes:
        found = [one + two for one in found for two in _of_node(node)][:4]
    return found


def _of_node(node: Node) -> list[str]:
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return [chr(value)]
    if kind == "NOT_LITERAL":
        return ["a" if value != ord("a") else "b"]
    if kind == "ANY":
        return ["a"]
    if kind == "IN":
        return _of_set(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        times = max(1, value[0])
        return [sample * times for sample in _samples(list(value[2]))]
    if kind == "SUBPATTERN":
        return _samples(list(value[3]))
    if kind == "ATOMIC_GROUP":
        return _samples(list(value))
    if kind == "BRANCH":
        return [sample for branch in value[1][:4] for sample in _samples(list(branch))[:1]]
    return [""]


def _of_set(items: list[Node]) -> list[str]:
    if str(items[0][0]) == "NEGATE":
        taken = {value for kind, value in items if str(kind) == "LITERAL"}
        return [next(one for one in "a \"'<;x~" if ord(one) not in taken)]
    found = []
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            found.append(chr(value))
        elif name == "RANGE":
            found.append(chr(value[0]))
        else:
            found.append(_CATEGORIES.get(str(value).removeprefix("CATEGORY_"), "a"))
    return found[:4]
