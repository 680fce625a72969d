"""Addresses in plain text, on linkify-it's fixtures.

A line is a text; the line below it, if not empty, is the first address that should be found, else
the text is its own (linkify-it, test/fixtures). Read as a user would: one .txt document a line.
A user's name and password in an address are cut from what is cited, and so from what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkassay.extract import extract
from linkassay.model import Source
from score.data import LINKS, NO_LINKS, text_of
from score.figures import share

_OURS = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
"""What we set out to find: these schemes, and hosts that say `www.`."""
_MAIL = re.compile(r"mailto:|[^/]*@[^/]*$", re.IGNORECASE)


_USERINFO = re.compile(r"(?<=://)[^/?#@]*@")


def cases(fixture: str) -> Iterator[tuple[str, str]]:
    """Pairs (text, expected first address)."""
    lines = [re.sub(r"^%.*", "", line) for line in fixture.splitlines()]
    at = 0
    while at < len(lines):
        text, following = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        at += 2 if text.strip() and following.strip() else 1
        if text.strip():
            yield text, _USERINFO.sub("", following if following.strip() else text)


def first_found(text: str) -> str | None:
    """The first address that a document of this one line is found to cite."""
    (read,) = extract(Source("case.txt", text.encode(), "text/plain"))
    return read.citations[0].written if read.citations else None


def score() -> str:
    """The lines to print. Raises `Absent`."""
    links = list(cases(text_of(LINKS)))
    nothing = [
        line for line in text_of(NO_LINKS).splitlines() if line.strip() and not line.startswith("%")
    ]
    found = {text: first_found(text) for text, _ in links}
    ours = [(text, wanted) for text, wanted in links if _OURS.match(wanted)]
    right = [text for text, wanted in ours if found[text] == wanted]
    without_mail = [(text, wanted) for text, wanted in links if not _MAIL.match(wanted)]
    invented = [text for text in nothing if first_found(text) is not None]
    said = sum(found[text] is not None for text, _ in ours) + len(invented)
    all_right = sum(found[text] == wanted for text, wanted in without_mail)
    missed = [f"    not so: {text!r} → {found[text]!r}" for text, _ in ours if text not in right]
    wrong = [f"    not an address: {text!r} → {first_found(text)!r}" for text in invented]
    return "\n".join(
        [
            "Addresses in plain text (linkify-it's fixtures, whole address exact)",
            f"  recall, http/https/ftp/www.    {share(len(right), len(ours))}",
            f"  precision, with the not-links  {share(len(right), said)}",
            f"  not-links left alone           {share(len(nothing) - len(invented), len(nothing))}",
            f"  recall, bare domains too       {share(all_right, len(without_mail))}",
            *missed,
            *wrong,
        ]
    )
