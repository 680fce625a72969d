"""The header of a mail that was saved as text: its subject and its day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from linkassay.model import Lines, Meta

_LINE = re.compile(
    r"(?:(?P<name>[A-Za-z][A-Za-z-]{1,40}):|(?P<folded>[ \t]))(?P<value>[^\r\n]*)(?:\r\n|\n|\r|\Z)"
)
_BESIDE = frozenset({"to", "subject", "date"})
"""A mail has a sender and a day (RFC 5322, 3.6); what people copy may have lost one of them."""
_LONGEST = 16 * 1024
"""Characters of a header that is read (our own choice)."""


@dataclass(frozen=True, slots=True)
class MailHeader:
    """What the header of a mail says: its subject, and its day as the statement `date`."""

    subject: str | None
    statements: tuple[Meta, ...]


def mail_header(text: str, start: int, end: int) -> MailHeader | None:
    """The header that `text[start:end]` is; `None` where it is none, or a line of it is no field.

    A line that begins with a blank goes on with the field before it (RFC 5322, 2.2.3).
    """
    fields = _fields(text, start, end) if end - start <= _LONGEST else {}
    if "from" not in fields or _BESIDE.isdisjoint(fields):
        return None
    subject = " ".join(text[slice(*fields["subject"])].split()) if "subject" in fields else ""
    return MailHeader(subject or None, _day(text, fields))


def _fields(text: str, start: int, end: int) -> Mapping[str, tuple[int, int]]:
    """By its name in lower case, where the value of each field stands; the first of its name.

    Empty where a line is no part of a header.
    """
    found: dict[str, tuple[int, int]] = {}
    name: str | None = None
    while start < end:
        line = _LINE.match(text, start, end)
        if line is None or (line["folded"] and not found):
            return {}
        if line["name"]:
            name = line["name"].lower()
            name = None if name in found else name
        if name is not None:
            found[name] = (found.get(name, line.span("value"))[0], line.end("value"))
        start = line.end()
    return found


def _day(text: str, fields: Mapping[str, tuple[int, int]]) -> tuple[Meta, ...]:
    if "date" not in fields:
        return ()
    start, end = fields["date"]
    value = text[start:end].strip()
    start = text.find(value, start)
    return (
        (Meta("date", value, Lines(text[:end]).span(start, start + len(value))),) if value else ()
    )
