"""Plain text: paragraphs, title and dek, and the addresses in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from linkassay.extract.addresses import Found, find_addresses, glue_of
from linkassay.extract.decode import decode
from linkassay.extract.formats.mail_header import mail_header
from linkassay.extract.mapped_text import build, offset_in
from linkassay.extract.parsed import ParsedBlock, ParsedDocument, RawLink
from linkassay.extract.titles import is_no_title
from linkassay.model import Block, BlockKind, Lines, Region, Source

MEDIA_TYPE = "text/plain"

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_RULE = re.compile(r"[ \t]*([=~^*+#\"'`:.-])\1{2,}[ \t]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*$")
_NOT_WORDS = re.compile(
    r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])|[\s<>()\[\]{}.,;:*•·‣▪–—→»›-]|\bURL\b"
)
"""What may stand beside an address without being words: bullets, numbers, brackets, arrows."""

MOST_ABOVE = 2
"""So many lines above the title are looked at for its day and its byline."""

MOST_LINES = 6
"""So many lines of a block may be its title, its byline and its days (our own choice)."""

LONGEST_TITLE = 200
LONGEST_DEK = 300
SHORTEST_DEK = 30
DEK_SHARE = 1.5
"""A dek is shorter than the paragraph after it at least by this factor (our own choice)."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the source: `start` to `end` without its line end; `only` addresses or not."""

    start: int
    end: int
    indented: bool
    only: bool


def read(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """The one document of a plain text; raises `NotTextError` for binary data."""
    decoded = decode(source.data, declared_charset)
    yield replace(parse_text(decoded.text), notes=decoded.notes)


def read_links(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """The one document with loose links alone; raises `NotTextError` for binary data."""
    decoded = decode(source.data, declared_charset)
    lines = Lines(decoded.text)
    links = tuple(_raw_link(item, lines) for item in find_addresses(decoded.text))
    yield ParsedDocument(MEDIA_TYPE, decoded.text, loose=links, notes=decoded.notes)


def parse_text(text: str) -> ParsedDocument:
    """Read a plain text of any line ends."""
    found = find_addresses(text)
    groups = list(_groups(text, found))
    header = mail_header(text, groups[0][0].start, groups[0][-1].end) if groups else None
    if header is None:
        groups = list(_parted(text, groups))
    glue = sorted(glue_of(text, found))
    blocks = [_block(text, group, glue) for group in groups]
    if header is not None:
        blocks[0] = replace(blocks[0], region=Region.NAVIGATION)
    at = _title_at(blocks) if header is None else 1
    title = None if header is None else header.subject
    if title is None and at < len(blocks):
        blocks[at] = _block(text, _without_rules(text, groups[at]), glue)
        blocks, title = _with_title(blocks, at, apart=_stand_apart(text, groups[at : at + 2]))
    return ParsedDocument(
        media_type=MEDIA_TYPE,
        text=text,
        title=title,
        dek=_dek(blocks[at:]) if title and header is None else None,
        metadata=() if header is None else header.statements,
        blocks=tuple(_linked(text, found, groups, blocks)),
    )


def _parted(text: str, groups: Iterable[list[_Line]]) -> Iterator[list[_Line]]:
    """The blocks, of which the first have their bylines and days as blocks of their own."""
    for number, group in enumerate(groups):
        if number > MOST_ABOVE or len(group) < 2:
            yield group
            continue
        piece: list[_Line] = []
        for at, line in enumerate(group):
            if at < MOST_LINES and is_no_title(text[line.start : line.end].strip()):
                if piece:
                    yield piece
                yield [line]
                piece = []
            else:
                piece.append(line)
        if piece:
            yield piece


def _without_rules(text: str, group: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of a heading without the line under it, and the one over it, that mark it as one.

    So Markdown (CommonMark, 4.3) and reStructuredText (Docutils, Sections) write headings.
    """
    under = _RULE.fullmatch(text, group[-1].start, group[-1].end) is not None
    over = _RULE.fullmatch(text, group[0].start, group[0].end) is not None
    kept = group[over and under : len(group) - under]
    return kept if under and kept else group


def _groups(text: str, found: Sequence[Found]) -> Iterator[list[_Line]]:
    """The lines of each block."""
    group: list[_Line] = []
    for line in _lines(text, found):
        if line.start == line.end or not text[line.start : line.end].strip():
            yield from _cut(group)
            group = []
            continue
        if group and line.indented and _ends_sentence(text, group[-1]):
            yield from _cut(group)
            group = []
        group.append(line)
    yield from _cut(group)


def _ends_sentence(text: str, line: _Line) -> bool:
    return SENTENCE_END.search(text[line.start : line.end].rstrip()) is not None


def _lines(text: str, found: Sequence[Found]) -> Iterator[_Line]:
    position = 0
    at = 0
    tail_of_text = False
    while position < len(text):
        match = _LINE.match(text, position)
        if match is None:
            return
        start, end = match.span(1)
        inside: list[Found] = []
        while at < len(found) and found[at].start < end:
            inside += [found[at]] if found[at].looks_like_address else []
            if found[at].end > end:
                break
            at += 1
        only = bool(inside) and not _words(text, start, end, inside)
        begun_before = bool(inside) and inside[0].start < start
        yield _Line(
            start,
            end,
            text[start : start + 1] in " \t",
            only and not (begun_before and tail_of_text),
        )
        tail_of_text = (not only) or (begun_before and tail_of_text)
        position = match.end()


def _words(text: str, start: int, end: int, inside: Sequence[Found]) -> bool:
    """Whether a line holds more than its addresses."""
    rest = []
    for item in inside:
        rest.append(text[start : max(start, item.start)])
        start = min(end, item.end)
    rest.append(text[start:end])
    return any(_NOT_WORDS.sub("", piece) for piece in rest)


def _cut(group: list[_Line]) -> Iterator[list[_Line]]:
    """A block, with runs of address lines that touch its text cut out as blocks of their own.

    A single address line is cut out only between two lines of text; at an end it belongs to the
    words beside it ("Source:" and the address under it).
    """
    runs: list[list[_Line]] = []
    for line in group:
        if runs and runs[-1][0].only == line.only:
            runs[-1].append(line)
        else:
            runs.append([line])
    piece: list[_Line] = []
    for index, run in enumerate(runs):
        inner = 0 < index < len(runs) - 1
        if run[0].only and (len(run) > 1 or inner):
            if piece:
                yield piece
            yield run
            piece = []
        else:
            piece = [*piece, *run]
    if piece:
        yield piece


def _block(text: str, group: Sequence[_Line], glue: Sequence[int]) -> Block:
    start, end = group[0].start, group[-1].end
    prose = build(text, [(start, end)], glue[bisect_left(glue, start) : bisect_left(glue, end)])
    only = all(line.only for line in group)
    return Block(prose, BlockKind.ADDRESSES if only else BlockKind.PARAGRAPH)


def _stand_apart(text: str, groups: Sequence[Sequence[_Line]]) -> bool:
    """Whether two blocks have an empty line between them, and were not cut from one.

    A byline or a day below the first parts it from the text as well.
    """
    if len(groups) < 2:
        return False
    if is_no_title(text[groups[1][0].start : groups[1][-1].end].strip()):
        return True
    between = text[groups[0][-1].end : groups[1][0].start]
    return len(_LINE_END.findall(between)) > 1


def _title_at(blocks: Sequence[Block]) -> int:
    """The number of the block that may be the title: a day and a byline can stand above it."""
    above = 0
    for block in blocks[:MOST_ABOVE]:
        if not is_no_title(block.content.text):
            break
        above += 1
    return above


def _with_title(blocks: list[Block], at: int, *, apart: bool) -> tuple[list[Block], str | None]:
    """Mark this block as title where it is short, more follows, and it ends no sentence."""
    if not apart or blocks[at].kind is not BlockKind.PARAGRAPH:
        return blocks, None
    text = blocks[at].content.text
    if len(text) > LONGEST_TITLE or text.endswith((".", ":", ";", ",")) or "://" in text:
        return blocks, None
    if not any(map(str.isalnum, text)):
        return blocks, None
    titled = replace(blocks[at], kind=BlockKind.TITLE)
    return [*blocks[:at], titled, *blocks[at + 1 :]], text


def _dek(blocks: Sequence[Block]) -> str | None:
    """The short sentence between the title and the first long paragraph, if there is one."""
    for here, following in pairwise(blocks[1:4]):
        text = here.content.text
        if is_no_title(text):
            continue
        if here.kind is not BlockKind.PARAGRAPH or "://" in text:
            return None
        fits = SHORTEST_DEK <= len(text) <= LONGEST_DEK and SENTENCE_END.search(text)
        if fits and len(following.content.text) >= DEK_SHARE * len(text):
            return text
    return None


def _linked(
    text: str, found: Sequence[Found], groups: Sequence[Sequence[_Line]], blocks: Sequence[Block]
) -> Iterator[ParsedBlock]:
    """Each block with the addresses that begin in it."""
    lines = Lines(text)
    at = 0
    for group, block in zip(groups, blocks, strict=True):
        links = []
        while at < len(found) and found[at].start < group[-1].end:
            links.append(_link(found[at], block, lines))
            at += 1
        yield ParsedBlock(block, tuple(links))


def _link(item: Found, block: Block, lines: Lines) -> RawLink:
    return _raw_link(item, lines, offset_in(block.content, item.start))


def _raw_link(item: Found, lines: Lines, offset: int | None = None) -> RawLink:
    return RawLink(
        item.written,
        lines.span(item.start, item.end),
        item.form,
        offset=offset,
        resolved=item.resolved,
        candidates=item.candidates,
        error=item.error,
    )
