"""What single words and names look like: a person's, an outlet's, an office, a date, a button."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from linkassay.tables.bylines import BylineWord, byline_words
from linkassay.tables.outlets import outlet_named
from linkassay.urls import slugify

MOST_WORDS = 6
"""A name of more words is none (our own choice)."""

MOST_SHAPED = 5
"""Words of a name that nothing but its shape tells (our own choice)."""

LONGEST_SHORT = 3
"""Letters of an abbreviation in capitals: `PM PST` and `CC BY` are no names (our own choice)."""

LONGEST_INITIALS = 5
"""Letters of an outlet's initials (our own choice: agencies have two to five)."""

EDGES = " \t.,:;*_\"“”„«»‘'()[]<>|/\\~-–—"
"""Signs around a name that are no part of it."""

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d\W{1,2}[^\W\d_]{3}|[^\W\d_]{3}\W{1,2}\d"
)
_DOTTED = re.compile(r"(?:^|[ .-])\w$|\b(?:Jr|Sr|[Ss]t)$")
_INNER = re.compile(r"[-’']")
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ")


def is_full_name(name: str) -> bool:
    """Whether a name has the shape of a person's: two to five words, capitals, nothing everyday."""
    words = name.split()
    plain = [_plain(word) for word in words]
    if not 2 <= len(words) <= MOST_SHAPED or plain[-1] in byline_words(BylineWord.PARTICLE):
        return False
    if len(words) > 2 and plain[0] == plain[-1]:  # "Von Haus zu Haus"
        return False
    if is_phrase(name) or (name.isupper() and all(len(word) <= LONGEST_SHORT for word in plain)):
        return False
    if all(word in _small_words() for word in plain):
        return False
    return all(_is_capital(word) for word in words)


@cache
def _small_words() -> frozenset[str]:
    """What makes no name by itself: everyday words, and the particles between them."""
    return byline_words(BylineWord.EVERYDAY) | byline_words(BylineWord.PARTICLE)


def is_phrase(name: str) -> bool:
    """Whether a name has a word that stands in none: it is a sentence or a button."""
    return any(_plain(word) in byline_words(BylineWord.NO_NAME) for word in name.split())


def is_common(name: str) -> bool:
    """Whether a name has an everyday word, such as a section's: `Premier League`."""
    words = (_plain(word) for word in name.split())
    return any(word in byline_words(BylineWord.EVERYDAY) for word in words)


def is_person(name: str, *, first: bool) -> bool:
    """Whether what is left of an author string can be a person's name.

    A single word only where it is the `first` name: after another it is a place or an office. So is
    a known place of two words, and a name with a word in capitals (`ARD Berlin`).
    """
    words = name.split()
    if not words or len(words) > MOST_WORDS or not _LETTER.search(name) or _DIGIT.match(name):
        return False
    if name.lower() in byline_words(BylineWord.NOBODY) or ":" in name:
        return False
    if all(is_furniture(word) for word in words):
        return False
    if len(words) == 1:
        return first
    return not _DIGIT.search(name) and (first or not _is_elsewhere(name))


def is_known_outlet(name: str) -> bool:
    """Whether a name is an agency's, that of an outlet in our tables, or a host."""
    plain = name.strip().lower()
    known = plain in byline_words(BylineWord.AGENCY) or outlet_named(name) is not None
    return known or _HOST.fullmatch(plain) is not None


def is_outlet(name: str, own: Collection[str] = ()) -> bool:
    """Whether a name is an outlet's: a known one, one of `own` (folded), or by one of its words."""
    if not name:
        return False
    words = name.lower().split()
    if is_known_outlet(name) or (own and (folded(name) in own or squeezed(name) in own)):
        return True
    if len(words) == 1 and words[0] in byline_words(BylineWord.CREW):
        return False
    endings = _endings(BylineWord.OUTLET_ENDING)
    return any(word.endswith(endings) for word in words) or (
        len(words) > 1 and any(word in byline_words(BylineWord.OUTLET_WORD) for word in words)
    )


def is_crew(name: str) -> bool:
    """Whether a group signs: its word stands last, or first where no office follows."""
    words, crew = name.lower().split(), byline_words(BylineWord.CREW)
    if not words:
        return False
    return words[-1] in crew or (words[0] in crew and not any(is_role(word) for word in words))


def is_role(word: str) -> bool:
    """Whether a word makes what stands beside it an office: editor, Politikredakteurin."""
    plain = _plain(word)
    return plain in byline_words(BylineWord.ROLE) or plain.endswith(
        _endings(BylineWord.ROLE_ENDING)
    )


def is_office(word: str) -> bool:
    """Whether a word is a role or stands beside one."""
    return is_role(word) or _plain(word) in byline_words(BylineWord.SIDE_ROLE)


def is_initials_after(word: str, name: Sequence[str]) -> bool:
    """Whether a word is an outlet's or an office's initials after a name that is not in capitals.

    Family names in capitals are longer, and initials of a name have dots or are numbers of it.
    """
    plain = word.strip(EDGES)
    if not plain.isupper() or not plain.isalpha() or not 2 <= len(plain) <= LONGEST_INITIALS:
        return False
    if plain.lower() in byline_words(BylineWord.GENERATION):
        return False
    return all(not one.isupper() or "." in one for one in name)


def is_furniture(word: str) -> bool:
    """Whether a word belongs to a date, a count or a button."""
    plain = _plain(word)
    return plain in _label_words() or plain in byline_words(BylineWord.BUTTON)


def is_degree(word: str) -> bool:
    """Whether a word is a degree as it is written after a name: `PhD`, `M.Sc.`, never `Ma`."""
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 and word.strip(",:").lower() in byline_words(BylineWord.DEGREE)


def is_date_line(line: str, longest: int = 60) -> bool:
    """Whether a short line says a day and no more: `Published 3 March 2019`, `3. März 2019`.

    A number alone is a title like another.
    """
    return len(line) <= longest and holds_day(line) and not without_date(line)


def holds_day(line: str) -> bool:
    """Whether a line has figures as a day has them, or figures beside a word."""
    return _DAY.search(line) is not None


def has_figures(line: str) -> bool:
    """Whether a line has a digit: without one it has no day, and no table need be asked."""
    return _DIGIT.search(line) is not None


def without_date(line: str) -> str:
    """A line without the day, and the label of a day, that it begins with."""
    words = line.split()
    at = 0
    while at < len(words) and (
        _DIGIT.search(words[at]) or not (plain := _plain(words[at])) or plain in _label_words()
    ):
        at += 1
    return " ".join(words[at:])


def has_date(words: Sequence[str]) -> bool:
    """Whether some of these words belong to a day: they have a digit, or name a month."""
    dates = byline_words(BylineWord.DATE)
    return any(_DIGIT.search(word) or _plain(word) in dates for word in words)


def stripped(name: str) -> str:
    """A name without the signs around it; the dot of an initial and of `Jr.` stays."""
    kept = name.strip(EDGES)
    after = name[name.find(kept) + len(kept) :] if kept else ""
    return kept + "." if after.startswith(".") and _DOTTED.search(kept) else kept


def folded(name: str) -> str:
    """A name as two are compared: letters and digits in lower case, without an article."""
    plain = " ".join(name.split()).lower().strip(EDGES)
    for article in _ARTICLES:
        plain = plain.removeprefix(article)
    return "".join(filter(str.isalnum, plain))


def squeezed(name: str) -> str:
    """A name as a host spells it: `La Navegación` is `lanavegacion`; empty without such letters."""
    return slugify(name).replace("-", "")


def _is_elsewhere(name: str) -> bool:
    """Whether words after a name say where it writes from or for."""
    if folded(name) in _places():
        return True
    return not name.isupper() and any(
        len(word) > 1 and word.isupper() for word in re.split(r"[ -]", name) if word.isalpha()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(folded(place) for place in byline_words(BylineWord.PLACE))


def _is_capital(word: str) -> bool:
    """Whether a word of a name begins as one: with a capital, a letter without case, a particle."""
    particles = byline_words(BylineWord.PARTICLE)
    if _plain(word) in particles:
        return True
    first, *rest = _INNER.split(word, maxsplit=1)
    if rest and first in particles:
        word = rest[0]
    return word[:1].isalpha() and not word[:1].islower()


@cache
def _label_words() -> frozenset[str]:
    return byline_words(BylineWord.LABEL) | byline_words(BylineWord.DATE)


@cache
def _endings(kind: BylineWord) -> tuple[str, ...]:
    return tuple(byline_words(kind))


def _plain(word: str) -> str:
    return word.strip(EDGES).lower()
