"""Addresses that were wrapped over two lines, and addresses that were not.

The addresses are real ones, read where the data lies. Each is broken at every kind of place it has,
in prose and alone on its lines; and each is left whole before every kind of line. A wrapped one is
right where the whole address is read, a whole one where nothing was joined to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from urllib.parse import urlsplit

from linkassay.extract import extract
from linkassay.model import Citation, Source
from linkassay.urls.secrets import cut
from score.data import GFM_SPEC, LINKS, pages, text_of
from score.figures import share
from score.halves import Half, Rows, in_halves, table

MOST_ADDRESSES = 1600
MOST_OF_A_PAGE = 4
_HREF = re.compile(r"""<a\s[^<>]{0,200}?href=["'](https?://[^"'\s<>&]{24,120})["']""")
_WHOLE = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/[\w./~%?=+:@!$,;#-]*[\w/]")
_BREAKS = {
    "after /": re.compile(r"(?<=\w/)(?=[^/])"),
    "after -": re.compile(r"(?<=\w-)(?=\w)"),
    "after .": re.compile(r"(?<=\w\.)(?=\w)"),
    "before /": re.compile(r"(?<=\w)(?=/.)"),
    "before a number": re.compile(r"(?<=[a-z])(?=\d+\b)|(?<=/)(?=\d+(?:/?\Z))"),
    "before ? & #": re.compile(r"(?<=[\w/])(?=[?&#]\w)"),
    "inside a word": re.compile(r"(?<=[A-Za-z]{3})(?=[a-z]{3})"),
}
"""Where a line is broken, within the path."""

LEADS = (
    "See",
    "The report is at",
    "More of this stands on",
    "As we wrote in March (see",
    "Source:",
)
FOLLOWING = {
    "prose": "for details and all the figures of the last year.",
    "prose, a verb": "reported that the ships had left the harbour.",
    "prose, a name": "Harbour officials said that nothing had changed.",
    "prose, a noun": "ships have come and gone since then.",
    "list item": "- the next item of the list",
    "numbered item": "2. the next item of the list",
    "rule of dashes": "---",
    "underline": "==========",
    "site": "example.org",
    "site and path": "example.com/more",
    "mail": "ana.bell@example.org",
    "day": "2019-03-29",
    "written day": "March 29, 2019",
    "clock": "10:45",
    "number": "1234",
    "page number": "- 12 -",
    "numbered name": "page-2",
    "numbered word": "chapter3",
    "path": "/index.html",
    "file": "readme.txt",
    "quotation": "“Nothing has changed,” she said.",
    "code": "import os",
    "call": "print(x)",
    "assignment": "first_name = 'Ana'",
    "heading": "The Second Part",
    "one capital word": "Contents",
    "one word": "contents",
    "another address": "https://example.org/another",
    "author": "Ana Bell",
    "by author": "by Ana Bell",
    "names of a kind": "first_name\nlast_name\nage",
    "short words": "apples\npears\nplums",
    "bracket": "(retrieved in May)",
    "footnote": "[2] Another source",
    "field": "Project-URL: Homepage",
    "option": ":target: of the picture",
    "years": "1992-1993 Ana Bell",
    "fence": "```",
    "hash": "# comment",
    "hyphened word": "client-side programs are no part of it.",
    "words with a slash": "read/write errors were not seen.",
    "capitals with a slash": "TCP/IP was not spoken of.",
    "name with a number": "COVID-19 has not reached the harbour.",
    "days": "3-day trips begin in May.",
    "round the clock": "24/7 is what they promise.",
    "clock in prose": "14:30 is the time of the next boat.",
    "handle": "@anabell was the first to say so.",
    "tag": "#harbour is the word to look for.",
    "ampersand": "AT&T has its lines there.",
    "amount": "12345 people came to see it.",
}
"""Lines that go on with no address."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the address it cites, and what is counted of it."""

    kind: str
    text: str
    address: str
    broken: bool

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc


def score(wanted: Collection[Half]) -> str:
    """The table of the halves that are wanted. Raises `Absent`."""
    cases = [case for address in addresses() for case in cases_of(address)]
    every = in_halves(cases, lambda case: case.host)
    halves = {half: those for half, those in every.items() if half in wanted}
    return table("Wrapped addresses (whole address first; first or a candidate)", _rows, halves)


def addresses() -> list[str]:
    """Real addresses with a path, not more than a few of one page."""
    found: dict[str, None] = {}
    for text in (text_of(GFM_SPEC), text_of(LINKS)):
        found |= dict.fromkeys(_WHOLE.findall(text))
    for page in pages():
        links = dict.fromkeys(_HREF.findall(page.html.decode("utf-8", "replace")))
        fit = sorted(
            (link for link in links if _WHOLE.fullmatch(link) and cut(link) == link),
            key=lambda link: _number(link, 1 << 32),
        )
        found |= dict.fromkeys(islice(fit, MOST_OF_A_PAGE))
        if len(found) >= MOST_ADDRESSES:
            break
    return list(found)


def cases_of(address: str) -> Iterator[Case]:
    """The address broken at one place of each kind, and whole before two kinds of lines."""
    path = address.find("/", 8)
    for kind, pattern in _BREAKS.items():
        places = [at.start() for at in pattern.finditer(address) if at.start() > path]
        if places:
            at = places[_number(address + kind, len(places))]
            yield from _broken(kind, address, at)
    kinds = sorted(FOLLOWING, key=lambda kind: _number(address + kind, 1 << 32))[:2]
    for kind in kinds:
        yield from not_wrapped(kind, address)


def _broken(kind: str, address: str, at: int) -> Iterator[Case]:
    head, tail = address[:at], address[at:]
    lead = LEADS[_number(address, len(LEADS))]
    prose = f"Some words stand before.\n{lead} {head}\n{tail} and much more of it.\n"
    yield Case(f"{kind}, in prose", prose, address, broken=True)
    alone = f"Some words stand before.\n\n{head}\n{tail}\n\nMore words follow.\n"
    yield Case(f"{kind}, alone", alone, address, broken=True)


def not_wrapped(kind: str, address: str) -> Iterator[Case]:
    """The address whole before a line of `FOLLOWING`, in prose and alone."""
    lead = LEADS[_number(address, len(LEADS))]
    for before, after in ((f"{lead} ", ""), (f"{lead} ", "."), ("", "")):
        line = f"{before}{address}{after}"
        text = f"Some words stand before.\n\n{line}\n{FOLLOWING[kind]}\n\nMore words.\n"
        yield Case(f"before {kind}", text, address, broken=False)


def _rows(cases: Sequence[Case]) -> Rows:
    """What is right of one half: pairs of name and figure."""
    of, first, among, offered = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        kind = case.kind if case.broken else "not wrapped"
        item = first_cited(case)
        of[kind] += 1
        if item is not None:
            first[kind] += item.written == case.address
            among[kind] += case.address in (item.written, *item.candidates)
            offered[kind] += bool(item.candidates)
    rows = [
        (kind, f"{share(first[kind], of[kind])}; {100 * among[kind] / of[kind]:.1f} %")
        for kind in of
        if kind != "not wrapped"
    ]
    whole = of["not wrapped"]
    return [
        *rows,
        ("not wrapped: left whole", share(first["not wrapped"], whole)),
        ("not wrapped: with a candidate", share(offered["not wrapped"], whole)),
    ]


def first_cited(case: Case) -> Citation | None:
    """The first citation of a case's text as plain text."""
    (read,) = extract(Source("case.txt", case.text.encode(), "text/plain"))
    return read.citations[0] if read.citations else None


def _number(text: str, below: int) -> int:
    """A number that looks like chance and is always the same for a text."""
    return int.from_bytes(sha256(text.encode()).digest()[1:8]) % below
