"""Credit lines: who published first, who wrote, which outlet disclaims what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from linkassay.dates import read_statement
from linkassay.extract.cited import CitedBlock
from linkassay.extract.credited_outlets import (
    CreditedOutlet,
    is_titled,
    outlet_at,
    outlet_within,
)
from linkassay.extract.name_shapes import folded, is_full_name, squeezed
from linkassay.extract.names import split_names
from linkassay.extract.origin_lines import CreditLine, goes_on_telling, own_lines
from linkassay.extract.phrase_places import line_around, matches_of, sentence_starts
from linkassay.model import (
    Attribution,
    Block,
    BlockKind,
    CreditClass,
    Lines,
    MappedText,
    Region,
    Span,
)
from linkassay.tables.outlets import OutletKind, outlet_named
from linkassay.tables.phrases import Phrase, Where, possible_phrases, words_of

_RIGHTS = re.compile(r"©|\([Cc]\)|[Cc]opyright")
_AGAIN = re.compile(r"[Rr]e(?:printed|published|produced)|[Dd]istributed|[Pp]ermission")

_AND = re.compile(r" (?:and|und|et|y|и|which|with|mit|avec|con) ")
"""What goes on after an outlet and its day; a day behind it is another's."""

_GOES_ON = re.compile(r"[/,;|+.(]|(?:and|und|et|y|и|with|mit)\b")
"""What may follow a known outlet in a line that credits it: another."""

_DAY = re.compile(
    r"\d{1,2}(?:\.|er|º)? ?(?:de )?[^\W\d_]{3,10}\.?,? (?:de |del )?\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d"
)
"""What is a day in each of the languages, whether or not it can be read."""

_LICENCE = re.compile(r"(?:Creative[ -]Commons|CC[ -]BY|CC0)[^.;,]{0,40}")

MOST_LINKS = 50
"""So many links are said to stand by a credit line; of more in its block, the nearest (our own
choice, so that a long list with a credit in each line does not count every link with each)."""


def find_attributions(
    blocks: Iterable[CitedBlock], lines: Lines, own: Sequence[str] = ()
) -> Iterator[Attribution]:
    """The credit lines of a document's blocks, in order, with the links that stand by them.

    `own` are the names of the document's outlet: who holds the rights to its own page is no origin.
    """
    for cited in blocks:
        if cited.block.kind not in (BlockKind.TITLE, BlockKind.ADDRESSES):
            phrases = _phrases_for(cited.block)
            if phrases:
                found = _in_block(cited.block.content, phrases, _near(cited), lines, own)
                cites = cited.block.region is Region.REFERENCE
                for line in own_lines(found, cited.text, cites=cites):
                    yield from line.credits


def _only_claims(item: Attribution, own: Sequence[str]) -> bool:
    """Whether a line says who holds the rights, and not that others published the text first.

    Who prints a text of a syndicate has it from there; any other outlet's claim may be the foot of
    its own page, unless the line says that the text is printed again.
    """
    if item.credit is not CreditClass.ORIGIN or item.outlet is None:
        return False
    if _RIGHTS.match(item.text) is None:
        return False
    known = outlet_named(item.outlet)
    names = (item.outlet, *(known.hosts if known else ()))
    shapes = {shape(name) for name in own for shape in (folded, squeezed)} - {""}
    if not shapes.isdisjoint(shape(name) for name in names for shape in (folded, squeezed)):
        return True
    syndicated = known is not None and known.kind is OutletKind.SYNDICATE
    return not syndicated and _AGAIN.search(item.text) is None


def _phrases_for(block: Block) -> list[Phrase]:
    """The wordings that may fit a block; a caption has wordings of its own."""
    is_caption = block.kind is BlockKind.CAPTION
    possible = possible_phrases(words_of(block.content.text))
    return [phrase for phrase in possible if is_caption is (phrase.where is Where.CAPTION)]


def _near(cited: CitedBlock) -> Callable[[Span], tuple[str, ...]]:
    """The links of a block that stand nearest to a place in it; all where they are few."""
    urls = cited.urls()
    placed: list[tuple[int, str]] = []
    if len(urls) > MOST_LINKS:
        placed = sorted((item.span.start or 0, item.url) for item in cited.citations if item.link)

    def near(span: Span) -> tuple[str, ...]:
        if len(urls) <= MOST_LINKS:
            return urls
        at = bisect_left(placed, (span.start or 0, ""))
        first = max(0, min(at - MOST_LINKS // 2, len(placed) - MOST_LINKS))
        return tuple(dict.fromkeys(url for _, url in placed[first : first + MOST_LINKS]))

    return near


def _in_block(
    content: MappedText,
    phrases: Iterable[Phrase],
    near: Callable[[Span], tuple[str, ...]],
    lines: Lines,
    own: Sequence[str],
) -> Iterator[CreditLine]:
    """Each wording in turn; of two that overlap the one that is tried first counts."""
    taken = bytearray(len(content.text))
    starts: list[int] | None = None
    for phrase in phrases:
        if starts is None and phrase.where is Where.SENTENCE:
            starts = list(sentence_starts(content.text))
        for match in matches_of(phrase, content.text, starts or ()):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            found = _read(phrase, match, content, near, lines)
            told = () if found is None or _only_claims(found, own) else tuple(_each(found))
            if told:
                taken[start:end] = b"\1" * (end - start)
                yield CreditLine(start, max(end, line_around(phrase, match)[1]), told)


_OF_OUTLETS_TOO = frozenset({CreditClass.PHOTO_CREDIT, CreditClass.VIA})
"""What an outlet that nobody knows may have done as well as a person."""


def _each(found: Attribution) -> Iterator[Attribution]:
    """One credit for each person that a line names, else for each outlet; none for anything else.

    "Germany contributed to this report" names nobody: a person has a full name.
    """
    if found.person is None:
        yield found
        return
    names = split_names(found.person)
    persons = [name for name in names.persons if is_full_name(name)]
    for person in persons:
        yield replace(found, person=person)
    outlets = () if persons else names.outlets
    for outlet in outlets:
        yield replace(found, person=None, outlet=outlet)
    if not persons and not outlets and found.credit in _OF_OUTLETS_TOO:
        made = outlet_at(found.person)
        if made is not None:
            yield replace(found, person=None, outlet=made.name)


def _read(
    phrase: Phrase,
    match: re.Match[str],
    content: MappedText,
    near: Callable[[Span], tuple[str, ...]],
    lines: Lines,
) -> Attribution | None:
    parts = match.groupdict()
    words = parts.get("outlet")
    outlet = None if words is None else _outlet(phrase, words)
    if words is not None and outlet is None and phrase.credit not in _MAY_NAME_NOBODY:
        return None
    if phrase.credit is CreditClass.DISCLAIMER and is_titled(match[0]):
        return None
    dated = parts.get("date") or (_AND.split(words[outlet.end :])[0] if words and outlet else None)
    day = read_statement(dated) if dated else None
    if phrase.credit in _NEED_A_DATE and day is None and not _DAY.search(dated or ""):
        return None
    start, end = line_around(phrase, match)
    if words is not None and outlet is not None and phrase.credit is CreditClass.ORIGIN:
        rest = content.text[match.start("outlet") + outlet.end : end]
        if goes_on_telling(rest, phrase.language):
            return None
    span = lines.span(*content.source_range(start, end))
    return Attribution(
        credit=phrase.credit,
        text=content.text[start:end],
        span=span,
        outlet=outlet.name if outlet else None,
        person=(parts.get("person") or "").strip(" ,") or None,
        licence=parts.get("licence") or _licence(phrase, match[0]),
        day=day.earliest if day and day.earliest == day.latest else None,
        links=near(span),
    )


_NEED_A_DATE = frozenset(
    {CreditClass.PUBLISHED, CreditClass.UPDATED, CreditClass.REISSUED, CreditClass.ACCESSED}
)
_MAY_NAME_NOBODY = frozenset({CreditClass.DISCLAIMER})
"""Whose views they are not need not be said."""


def _outlet(phrase: Phrase, words: str) -> CreditedOutlet | None:
    """The outlet a wording names in these words, where it is one that the wording asks for."""
    if phrase.credit is CreditClass.DISCLAIMER:
        return outlet_within(words)
    found = outlet_at(words, brands=phrase.language == "en")
    if found is None or not (phrase.known or phrase.credit is CreditClass.VIA):
        return found
    rest = words[found.end :].lstrip()
    ends = not rest or _GOES_ON.match(rest) is not None
    return found if ends and (found.is_known or not phrase.known) else None


def _licence(phrase: Phrase, text: str) -> str | None:
    """The licence that a line about the origin names, too."""
    found = _LICENCE.search(text) if phrase.credit is CreditClass.ORIGIN else None
    return found[0].rstrip() if found else None
