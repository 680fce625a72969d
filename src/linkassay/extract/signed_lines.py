"""Short lines that say who wrote a text: after "By", beside a day, or with a name and no more."""

from __future__ import annotations

import re
from functools import cache

from linkassay.extract.name_shapes import (
    EDGES,
    folded,
    has_figures,
    holds_day,
    is_common,
    is_date_line,
    is_full_name,
    without_date,
)
from linkassay.extract.names import split_names
from linkassay.tables.bylines import BylineWord, byline_lead, byline_words

_BAR = re.compile(r"\s[|•·/–—-]\s")
_PART = re.compile(r"\s*[|•·,;]\s*|\s[/–—-]\s")
_EDITED = re.compile(r"; ?(?:[Ee]diting|[Ww]riting|[Cc]ompiled) by ")
"""The credit of an agency, which names its reporters as well (`attributions`)."""
_WORD = re.compile(r"[^\W\d_]+")


def led_words(line: str) -> str | None:
    """What a line says from its "By" on; a day, its label, or another part may stand before it."""
    lead = byline_lead()
    if _EDITED.search(line):
        return None
    if lead.match(line):
        return line
    dateless = without_date(line) if has_figures(line) else line
    if dateless != line and lead.match(dateless):
        return dateless
    at = next((bar.end() for bar in _BAR.finditer(line) if lead.match(line, bar.end())), None)
    return None if at is None else line[at:]


def beside_day(line: str) -> str | None:
    """A line of which names and a day with its labels are all that it says, in either order."""
    if not holds_day(line):
        return None
    dateless = without_date(line)
    if dateless != line and is_names(dateless):
        return dateless
    persons = split_names(line).persons
    if not persons or not line.startswith(persons[0]) or any(map(is_common, persons)):
        return None
    last = persons[-1]
    rest = line[line.rfind(last) + len(last) :] if last in line else line
    return line if is_date_line(rest.strip(EDGES)) else None


def is_names(line: str) -> bool:
    """Whether a line is whole names of persons and the words that join them, nothing else."""
    if len(line) > LONGEST_NAMES:
        return False
    persons = split_names(line).persons
    if not persons or not all(is_full_name(name) and not is_common(name) for name in persons):
        return False
    joints = byline_words(BylineWord.JOINT) | byline_words(BylineWord.SHY_JOINT)
    rest = folded("".join(word for word in line.split() if word.lower() not in joints))
    return rest == "".join(
        folded("".join(word for word in name.split() if word.lower() not in joints))
        for name in persons
    )


LONGEST_NAMES = 80
"""A longer line is more than names (our own choice: three long names)."""


def opens_with_day(line: str) -> bool:
    """Whether a short line begins with a day or with the label of one."""
    return is_date_line(line) or (holds_day(line) and without_date(line) != line)


def until_day(words: str) -> str:
    """A byline up to the first day that follows a name; after it stand sections and buttons.

    Where a part after that day opens another byline, nothing is cut.
    """
    begun = False
    pieces = list(_PART.finditer(words))
    starts = [0, *(sign.end() for sign in pieces)]
    ends = [*(sign.start() for sign in pieces), len(words)]
    for start, end in zip(starts, ends, strict=True):
        part = words[start:end]
        dateless = without_date(part)
        begun = begun or byline_lead().match(dateless) is not None or is_full_name(dateless)
        if begun and holds_day(part):
            later = (begin for begin in starts if begin > start)
            again = any(byline_lead().match(words, begin) for begin in later)
            return words if again else words[:end]
    return words


def is_sentence(part: str) -> bool:
    """Whether words go on as a sentence does: with small words that no byline has."""
    small = [word for word in _WORD.findall(part) if word.islower()]
    return sum(word not in _joining() for word in small) >= SMALL_WORDS


SMALL_WORDS = 3
"""So many small words that stand in no byline make a sentence (our own choice)."""


@cache
def _joining() -> frozenset[str]:
    kinds = (
        BylineWord.PARTICLE,
        BylineWord.JOINT,
        BylineWord.SHY_JOINT,
        BylineWord.BEFORE_PLACE,
        BylineWord.LABEL,
        BylineWord.DATE,
        BylineWord.ROLE,
        BylineWord.SIDE_ROLE,
        BylineWord.BUTTON,
    )
    return frozenset[str]().union(*map(byline_words, kinds))
