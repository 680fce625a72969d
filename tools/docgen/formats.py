"""The page on the formats of a report, from their rows and what their modules say."""

from __future__ import annotations

from importlib import import_module

from docgen.markdown import GENERATED, table
from linkassay.report import FORMATS, Format
from linkassay.report import formats as rooms

INTRODUCTION = """\
`--format NAME` chooses how the report is written, `--output FILE` where to, and `--also NAME:FILE`,
as often as wanted, tells the same run in further formats (`-` for FILE is standard output). The
format never changes the exit code. Where a reader takes only so much, what matters least is left
out first: what was known before what is new, notes before errors; and how much that is, is said.
"""


def formats_page() -> str:
    """A table of all formats, then what each is."""
    parts = [GENERATED, "# Formats of a report\n", INTRODUCTION]
    parts.append(table(("format", "for", "media type", "tells"), map(_row, FORMATS.values())))
    for row in FORMATS.values():
        parts += [f"## `{row.name}`\n", f"{_story(row)}\n"]
    return "\n".join(parts)


def _row(row: Format) -> tuple[str, ...]:
    return f"`{row.name}`", row.about, f"`{row.media_type}`", _amount(row)


def _amount(row: Format) -> str:
    if row.most == 0:
        return "counts"
    every = "each finding" if row.whole else "what is news; the rest may be counted"
    return every if row.most is None else f"at most {row.most:,}"


def _story(row: Format) -> str:
    module = import_module(f"{rooms.__name__}.{row.name.replace('-', '_')}")
    return (module.__doc__ or "").strip()
