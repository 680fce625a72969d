"""Names out of an author string: who is a person, who an outlet, and what is neither.

A string may hold several names, "By", offices, places, agencies, dates and what a button says. The
words that tell stand in `tables/bylines.toml`; a string in no known dress is a name as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from linkassay.extract.name_shapes import (
    EDGES,
    folded,
    has_date,
    is_crew,
    is_degree,
    is_full_name,
    is_initials_after,
    is_known_outlet,
    is_office,
    is_outlet,
    is_person,
    is_role,
    squeezed,
    stripped,
)
from linkassay.tables.bylines import (
    BylineWord,
    byline_lead,
    byline_words,
    joints,
    other_work_lead,
)

LONGEST = 300
"""A longer string is text, no names (our own choice: a report of six persons has about 120)."""

_TAG = re.compile(r"<[^<>]*>")
_REACH = re.compile(r"\S*@\S*|(?:https?://|www\.)\S+", re.IGNORECASE)
_PART = re.compile(r"\s*[|•·;\n\r●]\s*|\s+[-–—]\s+|\s*,\s*|\s*/\s*")
_DASH = re.compile(r"[-–—]")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_DIGIT = re.compile(r"\d")
_TITLE_CASE = ("For", "From", "In", "At", "Of")


@dataclass(frozen=True, slots=True)
class Names:
    """Whom an author string names, each once, in its order."""

    persons: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.persons and not self.outlets


def split_names(written: str, *, own: Collection[str] = ()) -> Names:
    """The persons and outlets that an author string names.

    `own` are names and hosts of the outlet that publishes the text: they are no person's. Where the
    string is markup, entities are read and tags taken out.
    """
    text = _plain(written)
    if not text or len(text) > LONGEST:
        return Names()
    shapes = (shape for name in own for shape in (folded(name), squeezed(name)) if shape)
    reader = _Reader(frozenset(shapes))
    inverted = _inverted(text)
    for part, after_dash in [(inverted, False)] if inverted else _parts(text):
        reader.take(part, after_dash=after_dash)
    return Names(tuple(dict.fromkeys(reader.persons)), tuple(dict.fromkeys(reader.outlets)))


class _Reader:
    """Takes the parts of one string in order; what was found so far tells how to take the next."""

    def __init__(self, own: frozenset[str]) -> None:
        self.persons: list[str] = []
        self.outlets: list[str] = []
        self._own = own

    def take(self, part: str, *, after_dash: bool) -> None:
        """One part between signs. After a dash stands a place or an office, never a person."""
        if other_work_lead().match(part.strip()):
            return
        for inner in _PARENTHESIS.findall(part):
            self._take_outlet(inner.strip())
        outside = stripped(_PARENTHESIS.sub(" ", part))
        if not outside:
            inner = next(iter(_PARENTHESIS.findall(part)), "").strip(EDGES)
            outside = "" if is_outlet(inner, self._own) else inner
        for piece in _split(joints(), outside):
            self._take_piece(piece.strip(), named=not (after_dash and self.persons))

    def _take_piece(self, piece: str, *, named: bool) -> None:
        if other_work_lead().match(piece):
            return
        piece = _without_lead(piece)
        words = piece.split()
        if not words or all(is_office(word) for word in words):
            return
        before, place = _place_cut(words)
        writes_for = bool(place) and self._is_whole_person(" ".join(before))
        role_last = len(words) > 2 and is_role(words[-1])
        if not role_last and not writes_for and self._take_outlet(piece):
            return
        if self.persons and piece.lower() in byline_words(BylineWord.GENERATION):
            self.persons[-1] += f" {piece}"
            return
        words, place = _place_cut(words)
        self._take_outlet(" ".join(place))
        words = _tail_cut(words)
        words, office = self._office_cut(words)
        words = self._outlet_cut(words)
        name = stripped(" ".join(words))
        if not name or self._take_outlet(name) or not named:
            return
        single = len(words) == 1
        if single and (office or any(" " in person for person in self.persons)):
            return
        if is_person(name, first=not self.persons):
            self.persons.append(name)

    def _is_whole_person(self, name: str) -> bool:
        """Whether a name is a person's, whatever it is that this person writes for."""
        return is_full_name(name) and not is_outlet(name, self._own) and not is_crew(name)

    def _take_outlet(self, name: str) -> bool:
        """Note an outlet; false where the name is none. A crew of nobody's is noted as nothing."""
        name = stripped(name)
        if is_outlet(name, self._own):
            self.outlets.append(name)
            return True
        if not is_crew(name):
            return False
        crew = byline_words(BylineWord.CREW)
        rest = " ".join(word for word in name.split() if word.lower() not in crew)
        if is_outlet(rest, self._own):
            self.outlets.append(rest)
        return True

    def _office_cut(self, words: list[str]) -> tuple[list[str], bool]:
        """The words without an office before or after them, and whether there was one."""
        if not any(is_role(word) for word in words):
            return words, False
        begin, end = 0, len(words)
        while end > begin and is_office(words[end - 1]):
            end -= 1
        while begin < end and is_office(words[begin]):
            begin += 1
        rest = words[begin:end]
        if any(is_role(word) for word in rest):  # an office in the middle: "Ana Bell, director X"
            at = next(i for i, word in enumerate(rest) if is_role(word))
            rest = rest[:at]
        cut_after = end < len(words)
        agency = next((w for w in rest[-1:] if is_known_outlet(w)), None)
        if agency is not None:
            self._take_outlet(agency)
            rest = rest[:-1]
        return ([] if self.persons and cut_after else rest), True

    def _outlet_cut(self, words: list[str]) -> list[str]:
        """The words before a host, and before an abbreviation in capitals after a whole name."""
        for at, word in enumerate(words[_WHOLE:], _WHOLE):
            host = _HOST_LIKE.search(word) is not None and is_known_outlet(word.strip(EDGES))
            last = at == len(words) - 1 and is_initials_after(word, words[:at])
            if host or last:
                self._take_outlet(word)
                return words[:at]
        return words


_WHOLE = 2
"""Words of the shortest whole name."""
_HOST_LIKE = re.compile(r"[^\W_]\.[a-zA-Z]{2}")


def _plain(written: str) -> str:
    text = html.unescape(written) if "&" in written else written
    text = _TAG.sub(" ", text) if "<" in text else text
    text = _REACH.sub(" ", text) if "@" in text or "//" in text or "www." in text.lower() else text
    lines = (" ".join(line.split()) for line in text.splitlines())
    joined = " ".join(line for line in lines if line)
    return joined.strip()


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    at, after_dash = 0, False
    for sign in _PART.finditer(text):
        yield text[at : sign.start()], after_dash
        at, after_dash = sign.end(), bool(_DASH.search(sign[0]))
    yield text[at:], after_dash


def _inverted(text: str) -> str | None:
    """`Bell, Ana` and `Reed, J. K.` the right way round; `None` for anything else."""
    family, comma, given = text.partition(",")
    family, given = family.strip(), given.strip()
    if not comma or " " in family or not family.istitle() or "," in given:
        return None
    if is_office(family) or is_office(given) or is_known_outlet(family) or is_known_outlet(given):
        return None
    if byline_lead().fullmatch(family) or given.lower() in byline_words(BylineWord.DEGREE):
        return None
    one = " " not in given and given.istitle() and given.isalpha()
    return f"{given} {family}" if one or _INITIALS.fullmatch(given) else None


def _split(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    at = 0
    for match in pattern.finditer(text):
        yield text[at : match.start()]
        at = match.end()
    yield text[at:]


def _without_lead(piece: str) -> str:
    for _ in range(3):
        lead = byline_lead().match(piece)
        if lead is None:
            break
        piece = piece[lead.end() :].strip(EDGES)
    return piece


def _place_cut(words: list[str]) -> tuple[list[str], list[str]]:
    """The words before a place or an outlet, and those after the word that announces it."""
    for at, word in enumerate(words):
        announces = word.lower() in byline_words(BylineWord.BEFORE_PLACE)
        if announces and (word.islower() or (at and word in _TITLE_CASE)):
            rest = words[at + 1 :]
            if rest and rest[0] == "the":
                rest = rest[1:]
            return words[:at], rest
    return words, []


def _tail_cut(words: list[str]) -> list[str]:
    """The words without dates, counts, degrees and buttons after them."""
    for at, word in enumerate(words):
        if at and (_DIGIT.search(word) or _labels_date(words, at)):
            words = words[:at]
            while len(words) > 1 and has_date(words[-1:]):
                words = words[:-1]
            break
    while words and (is_degree(words[-1]) or _is_button(words[-1])):
        words = words[:-1]
    return words


def _labels_date(words: Sequence[str], at: int) -> bool:
    """Whether a word after a name announces a day or a count: it follows soon."""
    word = words[at]
    plain = word.strip(EDGES).lower()
    telling = word.islower() or len(plain) >= _TELLING
    return (
        telling
        and plain in byline_words(BylineWord.LABEL)
        and has_date(words[at + 1 : at + 1 + _SOON])
    )


_TELLING = 5
"""Letters of a label in capitals that is no part of a name (`Updated`, but `Kim Min Ji`)."""
_SOON = 4


def _is_button(word: str) -> bool:
    return word.strip(EDGES).lower() in byline_words(BylineWord.BUTTON)
