"""The visible byline: who wrote it, as the lines near the title say.

Further down "by" stands in the text, and names stand in teasers: nothing there is a byline. In a
page the markup helps: an element that it calls the author's name needs no "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from linkassay.dates import read_statement
from linkassay.extract.cited import CitedBlock
from linkassay.extract.coauthors import Named, merged, once, together
from linkassay.extract.name_shapes import folded, has_date, is_common, is_full_name, is_phrase
from linkassay.extract.names import Names, split_names
from linkassay.extract.parsed import Mark, MarkedName
from linkassay.extract.signed_lines import (
    beside_day,
    is_names,
    is_sentence,
    led_words,
    opens_with_day,
    until_day,
)
from linkassay.model import Attribution, Block, BlockKind, CreditClass, Lines, Region
from linkassay.tables.bylines import byline_lead

BEFORE, AFTER = 4, 24
"""So many blocks before and after the title are near it: kicker, dek, picture, buttons."""

MOST_TITLES = 3
"""So many blocks that show the title are tried (our own choice): a bar, the page, the article."""

CLOSE = 5
"""So many blocks below the title a name beside a day is a byline without "by"."""

PARAGRAPHS = 2
"""After so many paragraphs below the title the text has begun (the first may be the dek)."""

LONGEST_LINE = 160
"""A longer block is text (our own choice)."""

_BEFORE_DAY = re.compile(r"\s?[|·•–—,-]\s(?=[^|·•–—]{6,40}$)")


def visible_bylines(
    blocks: Sequence[CitedBlock], marked: Sequence[MarkedName], own: Sequence[str], lines: Lines
) -> Iterator[Attribution]:
    """The persons (else outlets) named near the title, once each, in the order of the page.

    Where nobody is named near the title and a heading repeats it, those near that heading: the
    title of a bar above the page is not yet the article's.
    """
    outlets: list[Named] = []
    for title in _titles(blocks):
        near = _near(blocks, title)
        found = merged(
            list(_marked(marked, blocks, near, own, lines)),
            list(_led(blocks, near, title, own, lines)),
        )
        persons = [item for item in found if item.credit.person is not None]
        if persons:
            yield from once(together(persons, blocks))
            return
        outlets = outlets or found[:1]
    yield from once(outlets)


def _titles(blocks: Sequence[CitedBlock]) -> list[int | None]:
    """The numbers of the blocks that show the title, the chosen one first; `[None]` without one."""
    first = next((i for i, one in enumerate(blocks) if one.block.kind is BlockKind.TITLE), None)
    if first is None:
        return [None]
    shape = folded(blocks[first].text)
    again = (
        i
        for i, one in enumerate(blocks)
        if i > first and one.block.kind is BlockKind.HEADING and folded(one.text) == shape
    )
    return [first, *islice(again, MOST_TITLES - 1)]


def _may_sign(block: Block) -> bool:
    """Whether a block can hold a byline: a caption names who took a picture."""
    if block.kind in (BlockKind.CAPTION, BlockKind.CODE):
        return False
    return block.region not in (Region.COMMENT, Region.HIDDEN)


def _near(blocks: Sequence[CitedBlock], title: int | None) -> range:
    """The numbers of the blocks near the title; without one, those at the beginning."""
    begin = 0 if title is None else title
    end, paragraphs = begin, 0
    for index in range(begin, min(len(blocks), begin + AFTER + 1)):
        end = index + 1
        if index != title and len(blocks[index].text) > LONGEST_LINE:
            paragraphs += 1
            if paragraphs == PARAGRAPHS:
                break
    return range(max(0, begin - BEFORE), end)


def _marked(
    marked: Sequence[MarkedName],
    blocks: Sequence[CitedBlock],
    near: range,
    own: Sequence[str],
    lines: Lines,
) -> Iterator[Named]:
    """What the markup calls a name; of nested elements the innermost that names somebody."""
    done = -1
    for item in marked:
        if item.block not in near or item.start is None or item.end is None:
            continue
        block = blocks[item.block].block
        if not _may_sign(block) or item.start <= done or len(item.text) > LONGEST_LINE:
            continue
        sure = item.mark in (Mark.LINK, Mark.MICRODATA)
        strong = sure or byline_lead().match(item.text) is not None
        names = split_names(until_day(item.text if strong else _signing(item.text)), own=own)
        found = _persons(names, sure=strong)
        if item.mark is Mark.PAGE and not strong:
            found = [name for name in found if not is_common(name)]
        if found or names.outlets:
            done = item.end if found else done
            for credit in _credits(item.text, (item.start, item.end), found, names, lines):
                yield Named(credit, item.block, strong)


def _signing(text: str) -> str:
    """The parts of a marked element that are no sentence: a biography's, a teaser's."""
    return " | ".join(part for part in text.split(" | ") if not is_sentence(part))


def _led(
    blocks: Sequence[CitedBlock],
    near: range,
    title: int | None,
    own: Sequence[str],
    lines: Lines,
) -> Iterator[Named]:
    """Short lines of which a part begins with "By" or its like, or that are names beside a day.

    The latter only close below the title, and where they are no link: teasers are built alike. The
    day stands in the same line or in the one before or after.
    """
    for index in near:
        block = blocks[index].block
        text = block.content.text
        if not _may_sign(block) or block.kind is BlockKind.TITLE or len(text) > LONGEST_LINE:
            continue
        line = text.strip("*_ ")
        words = led_words(line)
        strong = words is not None
        if words is None and _is_below(index, title) and not blocks[index].only_links:
            words = beside_day(line) or _alone(blocks, index)
        if words is None:
            continue
        names = split_names(until_day(words), own=own)
        found = _persons(names, sure=False)
        if found or names.outlets:
            place = block.content.source_range(0, len(text))
            day = _day(words)
            for credit in _credits(text, place, found, names, lines):
                yield Named(replace(credit, day=day), index, strong)


def _is_below(index: int, title: int | None) -> bool:
    return title is not None and title < index <= title + CLOSE


def _alone(blocks: Sequence[CitedBlock], index: int) -> str | None:
    """A line of names and nothing else, where the line before or after it begins with a day."""
    line = blocks[index].text.strip("*_ ")
    if blocks[index].block.kind is not BlockKind.PARAGRAPH:
        return None
    beside = (blocks[at].text for at in (index - 1, index + 1) if 0 <= at < len(blocks))
    return line if any(map(opens_with_day, beside)) and is_names(line) else None


def _day(words: str) -> date | None:
    """The day that follows a byline after a sign, without a label."""
    sign = _BEFORE_DAY.search(words)
    rest = words[sign.end() :] if sign else ""
    if not rest or not has_date(rest.split()[:1]):
        return None
    days = read_statement(rest)
    return days.earliest if days and days.earliest == days.latest else None


def _persons(names: Names, *, sure: bool) -> list[str]:
    found = (name for name in names.persons if sure or is_full_name(name))
    return [name for name in found if not is_phrase(name)]


def _credits(
    text: str, place: tuple[int, int], persons: Sequence[str], names: Names, lines: Lines
) -> Iterator[Attribution]:
    span = lines.span(*place)
    outlet = names.outlets[0] if len(names.outlets) == 1 else None
    for person in persons:
        yield Attribution(CreditClass.BYLINE, text, span, person=person, outlet=outlet)
    if not persons:
        for name in names.outlets:
            yield Attribution(CreditClass.BYLINE, text, span, outlet=name)
