"""Credit lines: who published first, who wrote, which outlet disclaims what."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from linkassay.dates import read_statement
from linkassay.extract.cited import CitedBlock
from linkassay.extract.name_shapes import is_full_name
from linkassay.extract.names import split_names
from linkassay.model import Attribution, Block, BlockKind, CreditClass, Lines, MappedText, Span
from linkassay.tables.outlets import outlet_named, outlets_in
from linkassay.tables.phrases import Phrase, Where, possible_phrases, words_of
from linkassay.urls import is_domain

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?…:])[\"'”’)*_]? )(?=[\"'“‘(*_]?\w)")
_ORNAMENT = "*_ \"'“”‘’—–-"

MOST_LINKS = 50
"""So many links are said to stand by a credit line; of more in its block, the nearest (our own
choice, so that a long list with a credit in each line does not count every link with each)."""

LONGEST_LINE = 120
"""A block longer than this is text that happens to start like a label."""


def find_attributions(blocks: Iterable[CitedBlock], lines: Lines) -> Iterator[Attribution]:
    """The credit lines of a document's blocks, in order, with the links that stand by them."""
    for cited in blocks:
        if cited.block.kind not in (BlockKind.TITLE, BlockKind.ADDRESSES):
            phrases = _phrases_for(cited.block)
            if phrases:
                yield from _in_block(cited.block.content, phrases, _near(cited), lines)


def _phrases_for(block: Block) -> list[Phrase]:
    """The wordings that may fit a block; a caption has wordings of its own."""
    is_caption = block.kind is BlockKind.CAPTION
    possible = possible_phrases(words_of(block.content.text))
    return [phrase for phrase in possible if is_caption is (phrase.where is Where.CAPTION)]


def _near(cited: CitedBlock) -> Callable[[Span], tuple[str, ...]]:
    """The links of a block that stand nearest to a place in it; all where they are few."""
    urls = cited.urls()
    placed = sorted((item.span.start or 0, item.link.url) for item in cited.citations if item.link)

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
) -> Iterator[Attribution]:
    """Each wording in turn; of two that overlap the one that is tried first counts."""
    taken = bytearray(len(content.text))
    starts: list[int] | None = None
    for phrase in phrases:
        if starts is None and phrase.where is Where.SENTENCE:
            starts = list(_sentence_starts(content.text))
        for match in _matches(phrase, content.text, starts or ()):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            found = _read(phrase, match, content, near, lines)
            told = list(_each(found)) if found is not None else []
            if told:
                taken[start:end] = b"\1" * (end - start)
                yield from told


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
    for outlet in names.outlets if not persons else ():
        yield replace(found, person=None, outlet=outlet)


def _matches(phrase: Phrase, text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Where a wording fits; `starts` are the beginnings of the text's sentences."""
    if phrase.where is Where.BLOCK:
        first, last = len(text) - len(text.lstrip(_ORNAMENT)), len(text.rstrip(_ORNAMENT))
        if len(text) <= LONGEST_LINE:
            whole = phrase.pattern.fullmatch(text, first, max(first, last))
            if whole is not None:
                yield whole
        return
    if phrase.where in (Where.ANYWHERE, Where.CAPTION):
        yield from phrase.pattern.finditer(text)
        return
    for at in starts:
        if (match := phrase.pattern.match(text, at)) is not None:
            yield match


def _sentence_starts(text: str) -> Iterator[int]:
    """Where the first word of each sentence begins."""
    for start in _SENTENCE_START.finditer(text):
        at = start.end()
        while at < len(text) and text[at] in "\"'“‘*_":
            at += 1
        yield at


def _read(
    phrase: Phrase,
    match: re.Match[str],
    content: MappedText,
    near: Callable[[Span], tuple[str, ...]],
    lines: Lines,
) -> Attribution | None:
    parts = match.groupdict()
    day = read_statement(parts["date"]) if parts.get("date") else None
    if phrase.credit in _NEED_A_DATE and day is None:
        return None
    outlet = parts.get("outlet")
    if outlet is not None:
        outlet = _labelled(outlet) if _is_label(phrase) else _outlet(outlet)
        if outlet is None or read_statement(outlet) is not None:
            return None
        if parts.get("at") == "on" and outlet_named(outlet) is None:
            return None  # "on GitHub", "on television": a place more often than an outlet
    start, end = match.start(), _sentence_end(content.text, match.end())
    span = lines.span(*content.source_range(start, end))
    return Attribution(
        credit=phrase.credit,
        text=content.text[start:end],
        span=span,
        outlet=outlet,
        person=(parts.get("person") or "").strip(" ,") or None,
        licence=parts.get("licence"),
        day=day.earliest if day and day.earliest == day.latest else None,
        links=near(span),
    )


_NEED_A_DATE = frozenset(
    {CreditClass.PUBLISHED, CreditClass.UPDATED, CreditClass.REISSUED, CreditClass.ACCESSED}
)


_NO_NAMES = frozenset(
    {"the", "a", "an", "this", "his", "her", "our", "it"}
    | {name.lower() for name in (*calendar.month_name, *calendar.day_name)}
)


def _outlet(written: str) -> str | None:
    """The outlet a phrase names: a known one, else the capitalised name itself."""
    written = written.strip(_ORNAMENT + ",")
    if outlet_named(written) is not None:
        return written
    known = next(outlets_in(written), None)
    if known is not None:
        return written[known[1] : known[2]]
    name = re.match(
        r"(?:the )?([A-ZÀ-Ž][\w&’'./-]*(?: (?:[A-ZÀ-Ž][\w&’'./-]*|of|and|the|de|&))*)", written
    )
    if name is None or name[0].lower() in _NO_NAMES:
        return None
    return name[0].rstrip(" .")


def _is_label(phrase: Phrase) -> bool:
    """Whether a wording is a bare label (`Source:`), after which anything may stand."""
    return phrase.credit is CreditClass.WIRE_CREDIT and phrase.where is Where.BLOCK


def _labelled(written: str) -> str | None:
    """The outlet after such a label: a known one, or the host of one."""
    written = written.strip(_ORNAMENT + ",")
    if is_domain(written):
        return written
    named = _outlet(written)
    return named if named is not None and outlet_named(named) is not None else None


def _sentence_end(text: str, at: int) -> int:
    """Take in the full stop and closing marks that belong to the sentence."""
    while at < len(text) and text[at] in '.)”’"!':
        at += 1
    return at
