"""The file that a relative address names is not there.

What it says
A link or a picture leads to a file beside the document, and there is no such file; or there is one
whose name differs in capital letters, which is another file on most servers.

Why it matters
A reader gets an error page, or a broken picture.

What to do
Correct the address, or add the file.

When it is wrong
The file is made, fetched or copied there when the site is built. Where the marks of a generator are
seen, addresses that may be its pages are left out, and so is what starts with a slash unless the
root of the site is configured.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from linkassay.model import (
    Case,
    Citation,
    Confidence,
    Evidence,
    EvidenceKind,
    Example,
    Level,
    LocalFile,
    LocalTarget,
    Presence,
    Requires,
    Rule,
    SubjectKind,
    Violation,
)
from linkassay.tables.local import file_endings
from linkassay.urls import is_domain
from linkassay.urls.local import has_page_name

RULE = Rule(
    slug="missing-file",
    counted=("missing file", "missing files"),
    subject=SubjectKind.FILE,
    level=Level.WARNING,
    confidence=Confidence.CERTAIN,
    since="0.1.0",
    requires=Requires.FILES,
    sound=(
        Example(
            "See [the guide](docs/guide.md).\n",
            files={"docs/guide.md": "# Guide\n"},
            locator="a.md",
            why="the file is there",
        ),
        Example(
            "---\ntitle: A page\n---\n\nSee [the guide](guide/).\n",
            locator="a.md",
            why="front matter tells of a generator, which may make it",
        ),
        Example("See [the notes](../notes.md).\n", locator="a.md", why="it leaves the corpus"),
    ),
    faulty=(
        Example("See [the guide](docs/guide.md).\n", locator="a.md", why="there is no such file"),
        Example(
            "See [the guide](docs/guide.md).\n",
            files={"docs/Guide.md": "# Guide\n"},
            locator="a.md",
            why="the name has a capital letter",
        ),
    ),
)


MOST_SHOWN = 5
"""So many of the addresses that name one file are shown."""


def check(case: Case) -> Iterator[Violation]:
    """A violation where the case's file was looked for and is not there."""
    target, file, citations = case.target, case.file, case.citations
    if target is None or file.presence is not Presence.MISSING:
        return
    made = file.near is None and has_page_name(target.path)
    yield Violation(
        message=_message(target, file),
        advice=_advice(citations[0], file),
        evidence=tuple(
            Evidence(EvidenceKind.TEXT, item.written, item.span.line)
            for item in citations[:MOST_SHOWN]
        )
        + _rest(len(citations) - MOST_SHOWN),
        confidence=Confidence.PROBABLE if made else None,
        span=citations[0].span,
    )


def _rest(more: int) -> tuple[Evidence, ...]:
    if more <= 0:
        return ()
    words = "1 more place" if more == 1 else f"{more:,} more places"
    return (Evidence(EvidenceKind.MARK, f"and {words}"),)


def _message(target: LocalTarget, file: LocalFile) -> str:
    name = file.sought or target.name
    if file.near is None:
        return f"There is no file “{name}”."
    return f"There is no file “{name}”, but one that is spelled “{file.near}”."


def _advice(citation: Citation, file: LocalFile) -> str:
    if file.near is not None:
        return "Write the name as the file has it, or rename the file."
    name, slash, _ = citation.written.partition("/")
    user, at, host = name.rpartition("@")
    if at and user and is_domain(host):
        return "If it is an address for mail, put “mailto:” before it."
    if not at and is_domain(name) and (slash or not _is_named_as_file(name)):
        return "If it is a site on the web, put “https://” before it."
    return ""


def _is_named_as_file(name: str) -> bool:
    return posixpath.splitext(name.lower())[1] in file_endings() and not name.startswith("www.")
