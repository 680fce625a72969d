"""Whether a title is that of the page that an address names.

Sites make the last part of an address from the title. So an answer whose title holds the words of
the address is that page; numbers prove nothing, nor do words that half of all addresses have.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote_plus

from linkassay.conditions.folded import folded, is_unspaced, title_parts, words
from linkassay.tables.page_names import common_words
from linkassay.urls import host_of, query_names_page, slugify
from linkassay.urls.article_id import without_file_ending
from linkassay.urls.parts import parts_of

_SHORTEST = 3
"""Letters of a word that tells something."""
_SHORT_SLUG = 2
"""A slug of so few telling words must be in the title whole."""
_SHORT_PART = 6
"""A single word must stand in a part of the title of no more words (our own choice)."""
SHARE = 0.4
"""Of a longer one this share, and two words at least (our own choice: titles are rewritten, and
slugs are cut)."""
MOVED_SHARE = 0.7
"""Of what a redirect led to: pages about like things have much of each other's titles (our own
choice)."""
_STEM = 5
_STEM_SHARE = 0.7
"""Words that begin with the same letters, so many and this share of the longer one, may be forms of
one (our own choice; 0 of 74 titles of other pages of a site and 3 of 90,226 of other sites passed
for the page's, where 277 of 334 titles of pages did)."""
_SIGNS = 3
"""Of scripts without blanks: so many signs in a row."""
_PARAMETERS = re.compile(r";[^/]*")
_MIXED = re.compile(r"(?=[^0-9]*[0-9])(?=[0-9]*[^0-9])")
"""A word of letters and digits is an id, or part of one."""
_ROMANISED = re.compile("[a-z\u00df-\u024f\u0370-\u052f]")
_VALUE = re.compile(r"(?=.*[^\W\d_])")

_LOOSE = str.maketrans({"y": "i", "j": "i", "w": "v", "c": "k", "q": "k", "z": "s", "x": "ks"})
_SOUNDS = {
    "shch": "s", "sch": "s", "sh": "s", "ch": "s", "zh": "s", "ts": "k", "tz": "k", "kh": "h",
    "ph": "f", "ae": "a", "oe": "o", "ue": "u", "ia": "a", "iu": "u", "ie": "e", "io": "o",
    "ij": "i", "ii": "i",
}  # fmt: skip
"""What one letter of another script, or one with an accent, is written as in slugs: the systems
differ (BGN/PCGN, ISO 9, GOST 7.79, national ones), the sound does not."""


@lru_cache(maxsize=4096)
def named_words(url: str) -> tuple[str, ...]:
    """The telling words by which an address names its page, in their order.

    Those of the last part of its path that has any, else of a value of its query. Words of the
    host tell of the site and not of the page, unless the address has no others.
    """
    found = next((said for part in _parts(url) if (said := _telling(part))), ())
    host = _host_words(host_of(url))
    own = tuple([word for word in found if word not in host])
    return own or found


@lru_cache(maxsize=256)
def titled_by(url: str, *texts: str | None, share: float = SHARE) -> str | None:
    """The first of these titles that holds the words of the address; `None` where none does.

    `share`: how many of them it must hold, where there are more than two.
    """
    wanted = named_words(url)
    return next((text for text in texts if text and wanted and _holds(text, wanted, share)), None)


@lru_cache(maxsize=1024)
def _host_words(host: str) -> frozenset[str]:
    return frozenset(words(host))


def shared(one: tuple[str, ...], others: tuple[str, ...]) -> int:
    """How many words of the first stand among the others, loosely spelt."""
    return sum([word in others or _is_among(word, others) for word in one])


def enough(count: int, wanted: tuple[str, ...], share: float = SHARE) -> bool:
    """Whether so many words in common tell that both name one page."""
    if len(wanted) <= _SHORT_SLUG:
        return count == len(wanted) > 0
    return count >= _SHORT_SLUG and count >= share * len(wanted)


@lru_cache(maxsize=256)
def in_other_words(asked: str, final: str) -> bool:
    """Whether two addresses name pages by words of which some are the same and some are not.

    So are two reports of one kind ("ferry to one port delayed", "ferry to another port delayed"),
    and two headlines of one page; a slug that was only cut or made longer is none.
    """
    one, other = named_words(asked), named_words(final)
    common = shared(one, other)
    return 0 < common < len(one) and shared(other, one) < len(other)


def is_romanised(word: str) -> bool:
    """Whether a folded word is of a script that addresses write by its sound, or its own letters:
    Latin, Cyrillic, Greek."""
    return _ROMANISED.match(word) is not None


def telling_words(text: str) -> tuple[str, ...]:
    """The telling words of a text, as `named_words` has those of an address."""
    return _telling(text)


def _holds(title: str, wanted: tuple[str, ...], share: float) -> bool:
    parts = title_parts(title) if len(wanted) == 1 else [title]
    return any(_part_holds(part, wanted, share) for part in parts)


def _part_holds(part: str, wanted: tuple[str, ...], share: float) -> bool:
    given = words(part)
    if len(wanted) == 1 and len(given) > _SHORT_PART:
        return False
    written = tuple(dict.fromkeys(_runs(given)))
    if enough(shared(wanted, written), wanted, share):
        return True
    latin = words(slugify(folded(part)))
    found = tuple(dict.fromkeys([*written, *latin]))
    return len(found) > len(written) and enough(shared(wanted, found), wanted, share)


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[str, ...]:
    found, common = _runs(words(text[:500])), common_words()
    kept = [word for word in found if not word.isdigit() and word not in common and _tells(word)]
    return tuple(dict.fromkeys(kept))


def _tells(word: str) -> bool:
    if not word.isalpha() and _MIXED.match(word):
        return False
    return len(word) >= _SHORTEST or not word.isascii()


def _runs(found: list[str]) -> list[str]:
    """Of signs in a row, those of scripts without blanks, every three; other words as they are."""
    runs: list[str] = []
    signs = ""
    if "".join(found).isascii() or all(len(word) > 1 or word.isascii() for word in found):
        return found
    for word in [*found, ""]:
        if is_unspaced(word):
            signs += word
            continue
        if signs:
            last = max(1, len(signs) - _SIGNS + 1)
            runs.extend(signs[at : at + _SIGNS] for at in range(last))
            signs = ""
        if word:
            runs.append(word)
    return runs


def _is_among(word: str, others: tuple[str, ...]) -> bool:
    sound = _sound(word)
    return any(_alike(sound, _sound(other)) for other in others)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return len(one) >= _SHORTEST
    same = max(_STEM, math.ceil(_STEM_SHARE * max(len(one), len(other))))
    return min(len(one), len(other)) >= same and one[:same] == other[:same]


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """A word as it sounds, roughly, however it is written in Latin letters."""
    plain = slugify(folded(word))
    for written, sound in _SOUNDS.items():
        plain = plain.replace(written, sound)
    loose = plain.translate(_LOOSE)
    return "".join(char for at, char in enumerate(loose) if at == 0 or loose[at - 1] != char)


def _parts(url: str) -> Iterator[str]:
    """What may name the page, the likeliest first: the last part of the path, one of several words
    before it, the longest value of the query that has letters."""
    parts = parts_of(url)
    if not query_names_page(url):
        path = _PARAMETERS.sub("", parts.path)
        segments = [without_file_ending(part) for part in path.split("/") if part]
        yield from segments[-1:]
        yield from (part for part in reversed(segments[:-1]) if len(_telling(part)) > 1)
    values = [unquote_plus(pair.partition("=")[2]) for pair in parts.query.split("&")]
    yield max((value for value in values if _VALUE.match(value)), key=len, default="")
