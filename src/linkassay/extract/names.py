"""Names out of an author string: who is a person, who an outlet, and what is neither.

A string may hold several names, "By", offices, places, agencies, dates and what a button says. The
words that tell stand in `tables/bylines.toml`; a string in no known dress is a name as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from linkassay.tables.bylines import (
    BylineWord,
    byline_lead,
    byline_words,
    joints,
    other_work_lead,
)
from linkassay.tables.outlets import outlet_named

LONGEST = 300
"""A longer string is text, no names (our own choice: a report of six persons has about 120)."""

MOST_WORDS = 6
"""A name of more words is none (our own choice)."""

MOST_SHAPED = 5
"""Words of a name that nothing but its shape tells (our own choice)."""

_TAG = re.compile(r"<[^<>]*>")
_REACH = re.compile(r"\S*@\S*|(?:https?://|www\.)\S+", re.IGNORECASE)
_PART = re.compile(r"\s*[|•·;\n\r●]\s*|\s+[-–—]\s+|\s*,\s*|\s*/\s*")
_DASH = re.compile(r"[-–—]")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,12}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_EDGES = " \t.,:;*_\"“”„«»‘'()[]<>|/\\~-–—"
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ")


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
    reader = _Reader(frozenset(folded(name) for name in own))
    inverted = _inverted(text)
    for part, after_dash in [(inverted, False)] if inverted else _parts(text):
        reader.take(part, after_dash=after_dash)
    return Names(tuple(dict.fromkeys(reader.persons)), tuple(dict.fromkeys(reader.outlets)))


def is_full_name(name: str) -> bool:
    """Whether a name has the shape of a person's: two to five words, capitals, no everyday word."""
    words = name.split()
    if not 2 <= len(words) <= MOST_SHAPED:
        return False
    plain = [word.strip(_EDGES).lower() for word in words]
    if any(word in byline_words(BylineWord.NO_NAME) for word in plain):
        return False
    particles = byline_words(BylineWord.PARTICLE)
    return all(
        low in particles or (word[:1].isalpha() and word[:1].upper() == word[:1])
        for word, low in zip(words, plain, strict=True)
    ) and plain[-1] not in particles


def without_date(line: str) -> str:
    """A line without the day, and the label of a day, that it begins with."""
    words = line.split()
    labels = byline_words(BylineWord.LABEL) | byline_words(BylineWord.DATE)
    at = 0
    while at < len(words) and (
        _DIGIT.search(words[at]) or (low := words[at].strip(_EDGES).lower()) in labels or not low
    ):
        at += 1
    return " ".join(words[at:])


def is_outlet(name: str, own: Collection[str] = ()) -> bool:
    """Whether a name is that of a known outlet, an agency, or the text's `own` outlet."""
    return _is_known(name) or folded(name) in {folded(one) for one in own}


class _Reader:
    """Takes the parts of one string in order; what was found so far tells how to take the next."""

    def __init__(self, own: frozenset[str]) -> None:
        self.persons: list[str] = []
        self.outlets: list[str] = []
        self._own = own

    def take(self, part: str, *, after_dash: bool) -> None:
        """One part between signs. After a dash stands a place or an office, never a person."""
        for inner in _PARENTHESIS.findall(part):
            self._take_outlet(inner.strip())
        outside = _stripped(_PARENTHESIS.sub(" ", part))
        if not outside:
            inner = next(iter(_PARENTHESIS.findall(part)), "").strip(_EDGES)
            outside = "" if self._is_outlet(inner) else inner
        for piece in _split(joints(), outside):
            self._take_piece(piece.strip(), named=not (after_dash and self.persons))

    def _take_piece(self, piece: str, *, named: bool) -> None:
        if other_work_lead().match(piece):
            return
        piece = _without_lead(piece)
        words = piece.split()
        if self._take_outlet(piece) or not words:
            return
        if self.persons and piece.lower() in byline_words(BylineWord.GENERATION):
            self.persons[-1] += f" {piece}"
            return
        words, place = _place_cut(words)
        self._take_outlet(" ".join(place))
        words = _tail_cut(words)
        words, office = self._office_cut(words)
        name = _stripped(" ".join(words))
        if not name or self._take_outlet(name) or not named:
            return
        single = len(words) == 1
        if single and (office or any(" " in person for person in self.persons)):
            return
        if _is_person(name, first=not self.persons):
            self.persons.append(name)

    def _take_outlet(self, name: str) -> bool:
        """Note an outlet; false where the name is none. A crew of nobody's is noted as nothing."""
        name = _stripped(name)
        if self._is_outlet(name):
            self.outlets.append(name)
            return True
        if not _is_crew(name):
            return False
        crew = byline_words(BylineWord.CREW)
        rest = " ".join(word for word in name.split() if word.lower() not in crew)
        if self._is_outlet(rest):
            self.outlets.append(rest)
        return True

    def _is_outlet(self, name: str) -> bool:
        if not name:
            return False
        if folded(name) in self._own or _is_known(name):
            return True
        words = name.lower().split()
        return len(words) > 1 and any(w in byline_words(BylineWord.OUTLET_WORD) for w in words)

    def _office_cut(self, words: list[str]) -> tuple[list[str], bool]:
        """The words without an office before or after them, and whether there was one."""
        if not any(_is_role(word) for word in words):
            return words, False
        begin, end = 0, len(words)
        while end > begin and _is_office(words[end - 1]):
            end -= 1
        while begin < end and _is_office(words[begin]):
            begin += 1
        rest = words[begin:end]
        if any(_is_role(word) for word in rest):  # an office in the middle: "Ana Bell, director X"
            at = next(i for i, word in enumerate(rest) if _is_role(word))
            rest = rest[:at]
        cut_after = end < len(words)
        agency = next((w for w in rest[-1:] if _is_known(w)), None)
        if agency is not None:
            self._take_outlet(agency)
            rest = rest[:-1]
        return ([] if self.persons and cut_after else rest), True


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
    if _is_office(family) or _is_office(given) or _is_known(family) or _is_known(given):
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
        piece = piece[lead.end() :].strip(_EDGES)
    return piece


def _place_cut(words: list[str]) -> tuple[list[str], list[str]]:
    """The words before a place or an outlet, and those after the word that announces it."""
    for at, word in enumerate(words):
        if word.lower() in byline_words(BylineWord.BEFORE_PLACE) and not word.isupper():
            rest = words[at + 1 :]
            if rest and rest[0].lower() == "the" and not _is_known(" ".join(rest)):
                return words[:at], rest if rest[0] == "The" else rest[1:]
            return words[:at], rest
    return words, []


def _tail_cut(words: list[str]) -> list[str]:
    """The words without dates, counts, degrees and buttons after them."""
    for at, word in enumerate(words):
        plain = word.strip(_EDGES).lower()
        cuts = plain in byline_words(BylineWord.LABEL) and not _in_name(words, at)
        if at and (cuts or _DIGIT.search(word)):
            words = words[:at]
            break
    while words and (_ends_no_name(words[-1], alone=len(words) == 1)):
        words = words[:-1]
    return words


def _in_name(words: Sequence[str], at: int) -> bool:
    """Whether a label's word is a particle between two words of a name: `Ana el Bell`."""
    follows = words[at + 1][:1] if at + 1 < len(words) else ""
    return words[at].lower() in byline_words(BylineWord.PARTICLE) and follows.isupper()


def _ends_no_name(word: str, *, alone: bool) -> bool:
    plain = word.strip(",:").lower()
    if plain in byline_words(BylineWord.BUTTON) or plain in byline_words(BylineWord.DEGREE):
        return True
    return not alone and plain.strip(".") in byline_words(BylineWord.DATE)


def _is_role(word: str) -> bool:
    plain = word.strip(_EDGES).lower()
    endings = byline_words(BylineWord.ROLE_ENDING)
    return plain in byline_words(BylineWord.ROLE) or (
        plain.endswith(tuple(endings)) and len(plain) > 6
    )


def _is_office(word: str) -> bool:
    plain = word.strip(_EDGES).lower()
    return _is_role(word) or plain in byline_words(BylineWord.SIDE_ROLE)


def _is_known(name: str) -> bool:
    plain = name.strip().lower()
    known = plain in byline_words(BylineWord.AGENCY) or outlet_named(name) is not None
    return known or (_HOST.fullmatch(plain) is not None and "." in plain.strip("."))


def _is_person(name: str, *, first: bool) -> bool:
    words = name.split()
    if len(words) > MOST_WORDS or not _LETTER.search(name) or _DIGIT.match(name):
        return False
    if name.lower() in byline_words(BylineWord.NOBODY):
        return False
    if len(words) == 1:
        return first
    return not _DIGIT.search(name)


def _is_crew(name: str) -> bool:
    """Whether a group signs: its word stands last, or first where no office follows."""
    words, crew = name.lower().split(), byline_words(BylineWord.CREW)
    if not words:
        return False
    return words[-1] in crew or (words[0] in crew and not any(_is_role(w) for w in words))


def _stripped(name: str) -> str:
    kept = name.strip(_EDGES)
    after = name[name.find(kept) + len(kept) :] if kept else ""
    dotted = after.startswith(".") and bool(re.search(r"(?:^|[ .-])\w$|\b(?:Jr|Sr|[Ss]t)$", kept))
    return kept + "." if dotted else kept


def folded(name: str) -> str:
    """A name as two are compared: letters and digits in lower case, without an article."""
    plain = " ".join(name.split()).lower().strip(_EDGES)
    for article in _ARTICLES:
        plain = plain.removeprefix(article)
    return "".join(char for char in plain if char.isalnum())
