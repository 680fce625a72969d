"""The outlet that a credit line names, out of the words where one may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linkassay.extract.name_shapes import is_known_outlet
from linkassay.tables.bylines import BylineWord, byline_words
from linkassay.tables.no_outlets import NoOutlet, no_outlet_words
from linkassay.tables.outlets import outlet_named, outlets_in

MOST_WORDS = 8
"""A name of more words is a sentence (our own choice)."""

MOST_LEADS = 6
"""So many words and phrases may stand before a name: `im Magazin der Zeitschrift` (our choice)."""

_SIGNS = " *_"
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{2,60})(?:[»”“\"]|$)")
_HOST = re.compile(r"(?:https?://)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,24})(?![\w@-])")
_WORD = re.compile(r"\S+")
_LEAD = re.compile(
    r"[^\W\d_]+(?:-[^\W\d_]+)?['’]?(?: (?:of|de|du|der|des|von|la)\b['’]?)?| ?[d]['’]"
)
_AND = re.compile(r" (?:and|und|et|y|&|и) ")
_BRAND = re.compile(r"[a-z][\w-]{3,29}(?=$|,| and (?:is|was) | with )")
_CYRILLIC = re.compile(r"[а-яё]")
"""A word alone in this script is inflected, and a place as often: outlets stand in quotes there."""
_ISSUE = re.compile(r"(?:the )?[\w’',/ -]{0,30}\b(?:issue|edition) of ")
_OWN = re.compile(r"['’]s$")
_NOT_ALONE = (NoOutlet.PLACE, NoOutlet.LANGUAGE, NoOutlet.MEDIUM, NoOutlet.OTHER, NoOutlet.LEAD)


@dataclass(frozen=True, slots=True)
class CreditedOutlet:
    """A name, and where it ends in the words that it was taken from."""

    name: str
    end: int

    @property
    def is_known(self) -> bool:
        """Whether it is an agency's, stands in the table of outlets, or is a host."""
        return is_known_outlet(self.name)


def outlet_at(words: str, *, brands: bool = False) -> CreditedOutlet | None:
    """The outlet whose name begins these words, after articles and the like: `the website of`.

    A host, a name in quotation marks, a known name, else words in capitals that are no place, no
    language and no time. With `brands` a word in lower case that is all there is, too.
    """
    issue = _ISSUE.match(words)
    at = _past(words, issue.end() if issue else 0, _SIGNS)
    for _ in range(MOST_LEADS):
        found = _name_at(words, at, brands=brands)
        if found is not None:
            return found
        after = _after_lead(words, at)
        if after is None:
            return None
        at = _past(words, after, _SIGNS)
    return None


def outlet_within(words: str) -> CreditedOutlet | None:
    """The first outlet that is named after a small word such as "of", anywhere in these words."""
    found = outlet_at(words)
    starts = iter([]) if found is not None else _WORD.finditer(words)
    for word in starts:
        if word[0].lower() in no_outlet_words(NoOutlet.BEFORE):
            found = outlet_at(words[word.end() :])
            if found is not None:
                return CreditedOutlet(found.name, found.end + word.end())
    return found


def is_titled(words: str) -> bool:
    """Whether words begin with what stands before a person: `Mr Reed`, `The minister`."""
    first = words.lower().removeprefix("the ").split(maxsplit=1)[:1]
    return bool(first) and first[0].strip(".,") in no_outlet_words(NoOutlet.TITLE)


def _name_at(words: str, at: int, *, brands: bool) -> CreditedOutlet | None:
    quoted = _QUOTED.match(words, at)
    if quoted is not None:
        return CreditedOutlet(quoted[1].strip(), quoted.end())
    host = _HOST.match(words, at)
    if host is not None:
        return CreditedOutlet(host[1], host.end())
    name = _capitals(words, at)
    if name is not None:
        return name
    brand = _BRAND.match(words, at) if brands else None
    if brand is not None and not _is_everyday(brand[0]):
        return CreditedOutlet(brand[0], brand.end())
    return _known_at(words, at)


def _known_at(words: str, at: int) -> CreditedOutlet | None:
    """A known name that no other word in capitals goes on with."""
    for _, start, end in outlets_in(words):
        if start == at:
            return CreditedOutlet(words[start:end], end)
        if start > at:
            break
    word = _WORD.match(words, at)
    name = word[0].strip("().,;:/") if word else ""
    known = outlet_named(name) if name else None
    ordinary = _is_everyday(name) or (known is not None and known.ordinary_word)
    if name and not name.istitle() and not ordinary and is_known_outlet(name):
        return CreditedOutlet(name, at + len(name))
    return None


def _capitals(words: str, at: int) -> CreditedOutlet | None:
    """Words in capitals, and the small ones that join them, as far as they go."""
    end, count = at, 0
    for word in _WORD.finditer(words, at):
        plain = word[0].rstrip(',.;:)!?"”»')
        if count == MOST_WORDS or (plain in _joiners() and not count):
            return None
        numbered = count and len(plain) < 3 and plain.isdigit() and word.end() == len(words)
        if numbered or _is_capital(plain):
            end, count = word.start() + len(plain), count + 1
        elif plain not in _joiners():
            break
        if len(plain) < len(word[0]):
            break
    if not count:
        return None
    return _without_ending(words, at, end)


def _without_ending(words: str, at: int, end: int) -> CreditedOutlet | None:
    """The name without a possessive before a site, and without what joins it to a known one."""
    name = words[at:end]
    if _OWN.search(name):
        owned = words[end:].split()[:1]
        name = _OWN.sub("", name)
        if outlet_named(name) is None and (
            not owned or owned[0].lower() not in no_outlet_words(NoOutlet.SITE)
        ):
            return None
    if outlet_named(name) is None:
        known = next(((s, e) for _, s, e in outlets_in(name) if s == 0), None)
        joined = name[known[1] :] if known else ""
        if known and (joined.startswith("/") or _AND.match(joined)):
            name = name[: known[1]]
    return CreditedOutlet(name, at + len(name)) if _may_be_outlet(name) else None


def _may_be_outlet(name: str) -> bool:
    if outlet_named(name) is not None or is_known_outlet(name):
        return True
    parts = [part.strip(".,'’").lower() for part in name.split()]
    whole = " ".join(parts).removeprefix("the ")
    if len(whole) < 2 or whole in _no_names() or is_titled(name):
        return False
    if len(parts) == 1 and _CYRILLIC.match(whole):
        return False
    return not all(part in _no_names() or part in _joiners() or part.isdigit() for part in parts)


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or has one as a brand may: `openDemocracy`."""
    first = word.lstrip("'’‘(")[:1]
    return first.isupper() or (first.isalpha() and any(char.isupper() for char in word[1:]))


def _is_everyday(word: str) -> bool:
    return word in _no_names() or word in byline_words(BylineWord.EVERYDAY)


def _after_lead(words: str, at: int) -> int | None:
    """Where a lead ends that stands here: the longest of one word or of two."""
    lead = _LEAD.match(words, at)
    if lead is None:
        return None
    leads = no_outlet_words(NoOutlet.LEAD)
    whole = lead[0].lower()
    if whole in leads:
        return lead.end()
    first = re.split(r"(?<=['’])| ", whole, maxsplit=1)[0]
    return at + len(first) if first in leads else None


def _joiners() -> frozenset[str]:
    return no_outlet_words(NoOutlet.JOINER)


@cache
def _no_names() -> frozenset[str]:
    return (
        no_outlet_words(*_NOT_ALONE)
        | byline_words(BylineWord.NO_NAME)
        | byline_words(BylineWord.PLACE)
    )


def _past(words: str, at: int, signs: str) -> int:
    while at < len(words) and words[at] in signs:
        at += 1
    return at
