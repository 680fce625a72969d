"""Words without which a regular expression cannot match, read off the expression itself.

They are written beside the table of wordings (`phrase_words.toml`), since reading them off takes
longer than a short document; a stale file is an error of `make lint`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from re import _parser  # type: ignore[attr-defined]  # the only reader of Python's own syntax
from typing import Any

from linkassay.tables.phrases import WORD, Phrase, Where, Words, phrases

_MOST_SPELLINGS = 128
_MOST_SETS = 12
"""Of more sets each keeps its longest word alone, so that there are fewer."""
_RARE = 8
"""Letters of a word that is rare enough: of longer ones the fewest choices count."""
_MOST_SIGNS = 4
"""Above so many spellings a piece is not spelled out; above so many signs, a class of them."""


def words_page() -> str:
    """`phrase_words.toml`: each wording, known by its example, with its sets of words."""
    return "".join([_HEAD, *map(_row, phrases())])


_HEAD = """\
# Which words a text must have for a wording to fit it, which is known by its example: all the words
# of one of the choices between bars. Written by `make docs` from the wordings; do not edit.

[words]
"""


def _row(phrase: Phrase) -> str:
    sets = required_words(
        phrase.expression,
        begins_word=phrase.where is not Where.ANYWHERE,
        ends_word=phrase.where in (Where.BLOCK, Where.WHOLE),
    )
    words = "|".join(" ".join(sorted(one)) for one in sets)
    example, choices = (json.dumps(text, ensure_ascii=False) for text in (phrase.example, words))
    return f"{example} = {choices}\n"


def required_words(pattern: str, *, begins_word: bool, ends_word: bool) -> tuple[Words, ...]:
    """Sets of words, one of which is in `words_of` every text that the pattern matches.

    `begins_word` and `ends_word` say that no letter or digit stands before and after a match. One
    empty set where nothing is known.
    """
    tree = _parser.parse(pattern)
    if tree.state.flags & (re.IGNORECASE | re.VERBOSE):
        return (frozenset(),)
    best = max(_runs(list(tree), begins_word, ends_word), key=_choice, default=())
    if not _worth(best):
        return (frozenset(),)
    for count in (2, 1):
        best = _fewest(_longest(one, count) for one in best)
        if len(best) <= _MOST_SETS:
            break
    return best


def _fewest(sets: Iterable[Words]) -> tuple[Words, ...]:
    """The sets once each, without those that hold another."""
    found = tuple(dict.fromkeys(sets))
    return tuple(one for one in found if not any(other < one for other in found))


def _longest(words: Words, count: int) -> Words:
    return frozenset(sorted(words, key=lambda word: (-len(word), word))[:count])


def _choice(choices: Sequence[Words]) -> tuple[int, int]:
    """How good it is to ask for these: rare words, and of words that are rare enough, few."""
    return min(_worth(choices), _RARE), -len(choices)


def _worth(choices: Sequence[Words]) -> int:
    """How rare the longest word of the worst choice is, told by its length."""
    return min((max(map(len, words), default=0) for words in choices), default=0)


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces in a row that can be spelled out; whether a word may go on before and after them."""

    spellings: tuple[str, ...]
    begins_word: bool
    ends_word: bool

    def words(self) -> tuple[Words, ...]:
        return tuple(frozenset(self._whole(text)) for text in self.spellings)

    def _whole(self, text: str) -> Iterator[str]:
        """The words that are whole in any text that has this spelling."""
        for word in WORD.finditer(text):
            begins = word.start() > 0 or self.begins_word
            ends = word.end() < len(text) or self.ends_word
            if (begins and ends) or not word[0].isalnum():
                yield word[0].lower()


def _runs(items: Sequence[Any], begins: bool, ends: bool) -> Iterator[tuple[Words, ...]]:
    """What each run of pieces in a sequence requires, and each piece that must be there."""
    spellings: tuple[str, ...] = ("",)
    first = 0
    for index, item in enumerate(items):
        spelled = _spellings(item)
        if spelled is not None and len(spelled) * len(spellings) <= _MOST_SPELLINGS:
            spellings = tuple(a + b for a, b in product(spellings, spelled))
            continue
        begins_word, ends_word = (
            _ends_apart(items[:first], begins),
            _starts_apart(items[index:], ends),
        )
        yield _Run(spellings, begins_word, ends_word).words()
        if spelled is not None:
            spellings, first = spelled, index
        else:
            before, after = (
                _ends_apart(items[:index], begins),
                _starts_apart(items[index + 1 :], ends),
            )
            yield from _inner(item, before, after)
            spellings, first = ("",), index + 1
    yield _Run(spellings, _ends_apart(items[:first], begins), ends).words()


def _inner(item: Any, begins: bool, ends: bool) -> Iterator[tuple[Words, ...]]:
    """What a piece requires by itself: a group, one of several, or what stands at least once."""
    code, value = str(item[0]), item[1]
    if code == "SUBPATTERN" and not value[1] and not value[2]:
        yield from _runs(list(value[3]), begins, ends)
    elif code == "BRANCH":
        best = [max(_runs(list(one), begins, ends), key=_worth, default=()) for one in value[1]]
        if all(map(_worth, best)):
            yield tuple(words for choices in best for words in choices)


def _spellings(item: Any) -> tuple[str, ...] | None:
    """All texts that a piece matches, `None` where they are many or depend on what is around."""
    code, value = str(item[0]), item[1]
    if code == "LITERAL":
        return (chr(value),)
    if code == "IN":
        literal = all(str(kind) == "LITERAL" for kind, _ in value)
        return (
            tuple(chr(sign) for _, sign in value) if literal and len(value) <= _MOST_SIGNS else None
        )
    if code == "SUBPATTERN" and not value[1] and not value[2]:
        return _sequence(value[3])
    if code == "BRANCH":
        return _united(_sequence(one) for one in value[1])
    if code in ("MAX_REPEAT", "MIN_REPEAT") and (value[0], int(value[1])) == (0, 1):
        return _united((("",), _sequence(value[2])))
    return None


def _sequence(items: Iterable[Any]) -> tuple[str, ...] | None:
    found: tuple[str, ...] = ("",)
    for item in items:
        spelled = _spellings(item)
        if spelled is None or len(spelled) * len(found) > _MOST_SPELLINGS:
            return None
        found = tuple(a + b for a, b in product(found, spelled))
    return found


def _united(several: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: list[str] = []
    for one in several:
        if one is None:
            return None
        found += one
    return tuple(found) if len(found) <= _MOST_SPELLINGS else None


def _starts_apart(items: Sequence[Any], otherwise: bool) -> bool:
    """Whether what these pieces match begins with no letter and no digit, or a word ends there."""
    return _apart(items, otherwise, _starts_apart)


def _ends_apart(items: Sequence[Any], otherwise: bool) -> bool:
    """Whether what these pieces match ends with no letter and no digit, or a word begins there."""
    return _apart(reversed(items), otherwise, _ends_apart)


def _apart(items: Iterable[Any], otherwise: bool, side: _Side) -> bool:
    for item in items:
        if str(item[1]) == "AT_BOUNDARY":
            return True
        if not _is_apart(item, side):
            return False
        if not _may_be_empty(item):
            return True
    return otherwise


_Side = Callable[[Sequence[Any], bool], bool]


def _is_apart(item: Any, side: _Side) -> bool:
    """Whether a piece has no letter and no digit at one side, if it matches anything."""
    code, value = str(item[0]), item[1]
    if code == "LITERAL":
        return not chr(value).isalnum()
    if code == "IN":
        return all(str(kind) == "LITERAL" and not chr(sign).isalnum() for kind, sign in value)
    if code == "BRANCH":
        return all(side(list(one), True) for one in value[1])
    if code in _GROUPS:
        return side(list(value[-1]), True)
    return code in _EMPTY


def _may_be_empty(item: Any) -> bool:
    code, value = str(item[0]), item[1]
    if code == "BRANCH":
        return any(all(map(_may_be_empty, one)) for one in value[1])
    if code in _GROUPS:
        return (code != "SUBPATTERN" and value[0] == 0) or all(map(_may_be_empty, value[-1]))
    return code in _EMPTY


_GROUPS = ("SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_EMPTY = ("AT", "ASSERT", "ASSERT_NOT")
