"""A source with its repairs, proven by reading it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from linkassay import extract
from linkassay.extract import Decoded, Kind
from linkassay.model import Citation, Repair, Source
from linkassay.urls import MalformedAddress, parse

MOST_PROVEN_ALONE = 200
"""So many repairs of one document are tried one by one where they do not hold together: each is one
more reading."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A source's bytes with the repairs that were `done`; the others would have changed more."""

    data: bytes
    done: tuple[Repair, ...] = ()
    left: tuple[Repair, ...] = ()


def apply(source: Source, repairs: Sequence[Repair]) -> Applied:
    """The bytes of a source with all repairs that change nothing else; all other bytes stay.

    Nothing is done to a source whose bytes would not come out again as they are. Raises
    `UnreadableSourceError` for one that cannot be read.
    """
    given = tuple(repairs)
    if not given:
        return Applied(source.data)
    draft = _Draft(source, *extract.decoded_as(source))
    if not draft.comes_out_again():
        return Applied(source.data, (), given)
    done = draft.proven(given)
    return Applied(draft.data(done), done, tuple(one for one in given if one not in done))


class _Draft:
    """One source, and what it would be with some repairs."""

    def __init__(self, source: Source, kind: Kind, decoded: Decoded) -> None:
        self._source = source
        self._markup = kind is extract.HTML
        self._decoded = decoded
        self._cited = list(extract.citations(source))

    def comes_out_again(self) -> bool:
        """Whether its text gives its bytes."""
        try:
            return self._decoded.spelled(self._decoded.text) == self._source.data
        except ValueError:
            return False

    def proven(self, repairs: tuple[Repair, ...]) -> tuple[Repair, ...]:
        """Those that can be done together; where all cannot, those that each can alone."""
        if self._holds(repairs):
            return repairs
        alone = repairs if len(repairs) <= MOST_PROVEN_ALONE else ()
        some = tuple(one for one in alone if self._holds((one,)))
        return some if self._holds(some) else ()

    def data(self, repairs: Sequence[Repair]) -> bytes:
        """Its bytes with these repairs; raises `UnicodeEncodeError` where its charset cannot."""
        text, parts, at = self._decoded.text, [], 0
        for repair in repairs:
            start, end = _stretch(text, repair)
            parts += [text[at:start], self._spelled(text[start:end], repair)]
            at = end
        return self._decoded.spelled("".join((*parts, text[at:])))

    def _spelled(self, was: str, repair: Repair) -> str:
        """The address as its place wants it: `&amp;` in markup, or where it was written so."""
        return escape(repair.becomes) if self._markup or "&amp;" in was else repair.becomes

    def _holds(self, repairs: Sequence[Repair]) -> bool:
        """Whether it then cites what it cited, but for what was to change."""
        if not all(_is_whole(self._decoded.text, one) for one in repairs):
            return False
        try:
            changed = replace(self._source, data=self.data(repairs))
        except ValueError:
            return False
        found = [_address(one) for one in extract.citations(changed)]
        return found == list(_expected(self._cited, repairs))


def _is_whole(text: str, repair: Repair) -> bool:
    """Whether a line that is taken out holds nothing but the address."""
    if repair.becomes:
        return True
    start, end = _stretch(text, repair)
    return text[start:end].strip() == text[repair.span.start : repair.span.end]


def _stretch(text: str, repair: Repair) -> tuple[int, int]:
    """What is replaced; of an address that is taken out its whole line, with the line's end."""
    start, end = repair.span.start or 0, repair.span.end or 0
    if repair.becomes:
        return start, end
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    while end < len(text) and text[end] in " \t":
        end += 1
    for line_end in ("\r\n", "\n", "\r"):
        if text.startswith(line_end, end):
            return start, end + len(line_end)
    return start, end


def _expected(before: Sequence[Citation], repairs: Sequence[Repair]) -> Iterator[str]:
    by_place = {one.span.start: one for one in repairs}
    for citation in before:
        repair = by_place.get((citation.definition or citation.span).start)
        if repair is None:
            yield _address(citation)
        elif citation.target is not None:
            yield f"{citation.target}#{repair.becomes.partition('#')[2]}"
        elif repair.becomes:
            yield _parsed(repair.becomes)


def _address(citation: Citation) -> str:
    return citation.parsed or citation.url


def _parsed(url: str) -> str:
    try:
        return parse(url).parsed
    except MalformedAddress:
        return url
