"""The visible byline: who wrote it, as the lines near the title say.

Further down "by" stands in the text, and names stand in teasers: nothing there is a byline. In a
page the markup helps: an element that it calls the author's name needs no "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from linkassay.dates import read_statement
from linkassay.extract.cited import CitedBlock
from linkassay.extract.name_shapes import (
    EDGES,
    folded,
    has_date,
    holds_day,
    is_common,
    is_date_line,
    is_full_name,
    is_phrase,
    without_date,
)
from linkassay.extract.names import Names, split_names
from linkassay.extract.parsed import Mark, MarkedName
from linkassay.model import Attribution, Block, BlockKind, CreditClass, Lines, Region
from linkassay.tables.bylines import byline_lead

BEFORE, AFTER = 4, 24
"""So many blocks before and after the title are near it: kicker, dek, picture, buttons."""

CLOSE = 5
"""So many blocks below the title a name before a day is a byline without "by"."""

PARAGRAPHS = 2
"""After so many paragraphs below the title the text has begun (the first may be the dek)."""

LONGEST_LINE = 160
"""A longer block is text (our own choice)."""

_BAR = re.compile(r"\s[|•·/–—-]\s")
_BEFORE_DAY = re.compile(r"\s?[|·•–—,-]\s(?=[^|·•–—]{6,40}$)")


def visible_bylines(
    blocks: Sequence[CitedBlock], marked: Sequence[MarkedName], own: Sequence[str], lines: Lines
) -> Iterator[Attribution]:
    """The persons (else outlets) named near the title, once each, in the order of the page."""
    near = _near(blocks)
    found = _merged(
        list(_marked(marked, blocks, near, own, lines)), list(_led(blocks, near, own, lines))
    )
    persons = [item for item in found if item.person is not None]
    told: list[Attribution] = []
    for item in persons or found[:1]:
        if not any(_says(other, item) for other in told):
            told.append(item)
    yield from told


def _may_sign(block: Block) -> bool:
    """Whether a block can hold a byline: a caption names who took a picture."""
    if block.kind in (BlockKind.CAPTION, BlockKind.CODE):
        return False
    return block.region not in (Region.COMMENT, Region.HIDDEN)


def _merged(marked: list[Attribution], led: list[Attribution]) -> list[Attribution]:
    """What the markup names, then what lines name; lines alone where they name all of it."""
    names = {folded(_name(item)) for item in led}
    return led if all(folded(_name(item)) in names for item in marked) else [*marked, *led]


def _says(told: Attribution, item: Attribution) -> bool:
    """Whether a name is one that was told, alone or with other words glued to it."""
    one, other = folded(_name(told)), folded(_name(item))
    return one == other or (" " in _name(told) and one in other)


def _name(item: Attribution) -> str:
    return item.person or item.outlet or ""


def _near(blocks: Sequence[CitedBlock]) -> range:
    """The numbers of the blocks near the title; without one, those at the beginning."""
    title = next((i for i, one in enumerate(blocks) if one.block.kind is BlockKind.TITLE), None)
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
) -> Iterator[Attribution]:
    """What the markup calls a name; of nested elements the innermost that names somebody."""
    done = -1
    for item in marked:
        if item.block not in near or item.start is None or item.end is None:
            continue
        if not _may_sign(blocks[item.block].block):
            continue
        if item.start <= done or len(item.text) > LONGEST_LINE:
            continue
        names = split_names(item.text, own=own)
        led = byline_lead().match(item.text) is not None
        found = _persons(names, sure=led or item.mark in (Mark.LINK, Mark.MICRODATA))
        if found or names.outlets:
            done = item.end if found else done
            yield from _credits(item.text, (item.start, item.end), found, names, lines)


def _led(
    blocks: Sequence[CitedBlock], near: range, own: Sequence[str], lines: Lines
) -> Iterator[Attribution]:
    """Short lines of which a part begins with "By" or its like, or with a name before its day.

    The latter only close below the title, and where it is no link: teasers are built alike.
    """
    title = next((i for i in near if blocks[i].block.kind is BlockKind.TITLE), None)
    for index in near:
        block = blocks[index].block
        text = block.content.text
        if not _may_sign(block) or block.kind is BlockKind.TITLE or len(text) > LONGEST_LINE:
            continue
        line = text.strip("*_ ")
        words = _led_words(line)
        below = title is not None and title < index <= title + CLOSE
        if words is None and below and not blocks[index].only_links:
            words = _before_date(line)
        if words is None:
            continue
        names = split_names(words, own=own)
        found = _persons(names, sure=False)
        if found or names.outlets:
            place = block.content.source_range(0, len(text))
            day = _day(words)
            for credit in _credits(text, place, found, names, lines):
                yield replace(credit, day=day)


def _day(words: str) -> date | None:
    """The day that follows a byline after a sign, without a label."""
    sign = _BEFORE_DAY.search(words)
    rest = words[sign.end() :] if sign else ""
    if not rest or not has_date(rest.split()[:1]):
        return None
    days = read_statement(rest)
    return days.earliest if days and days.earliest == days.latest else None


def _led_words(line: str) -> str | None:
    """What a line says from its "By" on; a day, its label, or another part may stand before it."""
    lead = byline_lead()
    if lead.match(line):
        return line
    dateless = without_date(line)
    if dateless != line and lead.match(dateless):
        return dateless
    at = next((bar.end() for bar in _BAR.finditer(line) if lead.match(line, bar.end())), None)
    return None if at is None else line[at:]


def _before_date(line: str) -> str | None:
    """The line where names stand at its beginning and nothing but a day and its labels follows."""
    if not holds_day(line):
        return None
    persons = split_names(line).persons
    if not persons or not line.startswith(persons[0]) or any(map(is_common, persons)):
        return None
    last = persons[-1]
    rest = line[line.rfind(last) + len(last) :] if last in line else line
    return line if is_date_line(rest.strip(EDGES)) else None


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
