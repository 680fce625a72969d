"""How many steps a backtracking matcher takes with a pattern, counted and not timed.

The matcher walks over the parse tree of `re` and tries what `re` tries, in its order, without its
short cuts. A pattern whose steps grow faster than the text is one that a document can make slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Node = tuple[Any, Any]
Next = Callable[[int], bool]

MOST_STEPS = 300_000

BOUND = 6
"""A repeat that has a bound is taken to have this one: a bound is a factor and no growth."""


class TooManyStepsError(Exception):
    """The pattern is far from linear."""


class Counter:
    """Counts the steps of one pattern on one text."""

    def __init__(self, pattern: str, flags: int, text: str) -> None:
        self._tree = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
        self._ignore_case = bool(self._tree.state.flags & re.IGNORECASE)
        self._multiline = bool(self._tree.state.flags & re.MULTILINE)
        self._dotall = bool(self._tree.state.flags & re.DOTALL)
        self._text = text
        self._groups: dict[int, tuple[int, int]] = {}
        self.steps = 0

    def match(self) -> int:
        """Steps of one try at the beginning of the text."""
        self._first(list(self._tree), 0)
        return self.steps

    def scan(self) -> int:
        """Steps of finding every match in the text, as `finditer` does."""
        at = 0
        while at <= len(self._text):
            end = self._first(list(self._tree), at)
            at = at + 1 if end is None or end == at else end
        return self.steps

    def _first(self, nodes: list[Node], at: int) -> int | None:
        return next(self._ends(nodes, 0, at), None)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyStepsError

    def _ends(self, nodes: list[Node], index: int, at: int) -> Iterator[int]:
        """Each place where the nodes from `index` on may end, in the order of trying."""
        self._step()
        if index == len(nodes):
            yield at
            return
        for end in self._one(nodes[index], at):
            yield from self._ends(nodes, index + 1, end)

    def _one(self, node: Node, at: int) -> Iterator[int]:
        kind, value = str(node[0]), node[1]
        if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            if self._is_character(kind, value, at):
                yield at + 1
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            yield from self._repeat(kind, value, at)
        elif kind == "SUBPATTERN":
            for end in self._ends(list(value[3]), 0, at):
                if value[0] is not None:
                    self._groups[value[0]] = (at, end)
                yield end
        elif kind == "ATOMIC_GROUP":
            end = self._first(list(value), at)
            if end is not None:
                yield end
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from self._ends(list(branch), 0, at)
        elif kind in ("ASSERT", "ASSERT_NOT"):
            if self._asserts(value, at) is (kind == "ASSERT"):
                yield at
        elif kind == "AT":
            if self._is_at(str(value), at):
                yield at
        elif kind == "GROUPREF":
            start, end = self._groups.get(value, (0, 0))
            if self._text[start:end].lower() == self._text[at : at + end - start].lower():
                yield at + end - start
        else:
            raise NotImplementedError(kind)

    def _repeat(self, kind: str, value: tuple[Any, Any, Any], at: int) -> Iterator[int]:
        least, body = value[0], list(value[2])
        most = value[1]
        if most != re._constants.MAXREPEAT:  # type: ignore[attr-defined]
            most = min(most, max(BOUND, least))
        if len(body) == 1 and str(body[0][0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            yield from self._repeat_character(kind, least, most, body[0], at)
        elif kind == "POSSESSIVE_REPEAT":
            count = 0
            while count < most and (end := self._first(body, at)) is not None and end != at:
                count, at = count + 1, end
            if count >= least or self._first(body, at) is not None:
                yield at
        else:
            yield from self._repeat_group(kind, least, most, body, at)

    def _repeat_character(
        self, kind: str, least: int, most: int, node: Node, at: int
    ) -> Iterator[int]:
        end = at
        if kind == "MIN_REPEAT" and least == 0:
            yield at
        while end - at < most and self._is_character(str(node[0]), node[1], end):
            self._step()
            end += 1
            if kind == "MIN_REPEAT" and end - at >= least:
                yield end
        if kind == "MIN_REPEAT":
            return
        if kind == "POSSESSIVE_REPEAT":
            if end - at >= least:
                yield end
            return
        while end - at >= least:
            self._step()
            yield end
            end -= 1

    def _repeat_group(
        self, kind: str, least: int, most: int, body: list[Node], at: int
    ) -> Iterator[int]:
        self._step()
        if kind == "MIN_REPEAT" and least <= 0:
            yield at
        if most > 0:
            for end in self._ends(body, 0, at):
                if end != at:
                    yield from self._repeat_group(kind, least - 1, most - 1, body, end)
        if kind == "MAX_REPEAT" and least <= 0:
            yield at

    def _asserts(self, value: tuple[int, Any], at: int) -> bool:
        direction, body = value
        if direction >= 0:
            return self._first(list(body), at) is not None
        low, high = body.getwidth()
        return any(
            at - width >= 0 and at in self._ends(list(body), 0, at - width)
            for width in range(low, high + 1)
        )

    def _is_character(self, kind: str, value: Any, at: int) -> bool:
        if at >= len(self._text):
            return False
        character = self._text[at]
        if kind == "ANY":
            return self._dotall or character != "\n"
        code = ord(character)
        cases = {code, ord(character.lower()[0]), ord(character.upper()[0])}
        codes = cases if self._ignore_case else {code}
        if kind == "LITERAL":
            return value in codes
        if kind == "NOT_LITERAL":
            return value not in codes
        return _is_in(value, codes)

    def _is_at(self, where: str, at: int) -> bool:
        text = self._text
        if where == "AT_BEGINNING_STRING" or (where == "AT_BEGINNING" and not self._multiline):
            return at == 0
        if where == "AT_BEGINNING":
            return at == 0 or text[at - 1] == "\n"
        if where == "AT_END_STRING":
            return at == len(text)
        if where == "AT_END":
            return at == len(text) or (
                text[at] == "\n" and (self._multiline or at + 1 == len(text))
            )
        before = at > 0 and _is_word(text[at - 1])
        after = at < len(text) and _is_word(text[at])
        return (before != after) is (where == "AT_BOUNDARY")


def _is_in(items: list[Node], codes: set[int]) -> bool:
    negated = False
    for kind, value in items:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif any(_is_item(name, value, code) for code in codes):
            return not negated
    return negated


def _is_item(name: str, value: Any, code: int) -> bool:
    if name == "LITERAL":
        return bool(value == code)
    if name == "RANGE":
        return bool(value[0] <= code <= value[1])
    character = chr(code)
    kinds = {"SPACE": str.isspace, "DIGIT": str.isdecimal, "WORD": _is_word}
    _, negation, kind = str(value).rpartition("NOT_")
    kind = kind.removeprefix("CATEGORY_")
    return kinds[kind](character) is not bool(negation)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
